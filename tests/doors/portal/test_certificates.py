"""The page behind a certificate's code: valid, expired, withdrawn, and a name only where the holder agreed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from commongrid.work.training import acts, numbers
from commongrid.work.training.models import Certificate
from tests.cast import Town
from tests.work.training.things import passed, school

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(town: Town) -> Certificate:
    now = timezone.now()
    return passed(school(town, at=now - timedelta(days=90)), town.chenlihua, now)


def said(number: str, status: int = 200) -> str:
    page = Client().get(f"/certificates/{number}/")
    assert page.status_code == status
    return page.content.decode()


def test_it_says_whether_it_is_valid_and_no_name(town: Town, held: Certificate) -> None:
    page = said(held.number)
    assert "有效" in page
    assert "网格员上岗证" in page
    assert held.valid_until.isoformat() in page
    assert "陈丽华" not in page
    acts.show_name(held, shown=True, by=town.chenlihua, at=timezone.now())
    assert "陈丽华" in said(held.number.lower())


def test_expired_and_withdrawn_are_said(town: Town, held: Certificate) -> None:
    past = timezone.localdate() - timedelta(days=1)
    Certificate.objects.update(issued_on=past - timedelta(days=9), valid_until=past)
    assert "已过期" in said(held.number)
    acts.withdraw_certificate(held, by=town.suqing, at=timezone.now(), why="由他人代考")
    page = said(held.number)
    assert "已撤销" in page
    assert "代考" not in page


def test_a_wrong_number_is_told_apart_from_an_unknown_one(held: Certificate) -> None:
    assert "编号有误" in said(f"{held.number[:-1]}{'A' if held.number[-1] != 'A' else 'B'}", 404)
    assert "没有颁发过此编号" in said(numbers.make(), 404)
    assert "编号有误" in said("1' or 1=1", 404)


def test_numbers_are_not_tried_by_the_hundred() -> None:
    client = Client()
    answers = {client.get(f"/certificates/{numbers.make()}/").status_code for _many in range(32)}
    assert answers == {404, 429}
