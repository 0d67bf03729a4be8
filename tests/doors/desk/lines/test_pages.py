"""The pages of lines: what each owes, its ledger, their list beside ours, and who is kept out."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from commongrid.base.access.terms import SYSTEM
from commongrid.work.lines import acts
from commongrid.work.lines.models import Line, Receipt
from tests.browsing import client_for
from tests.cast import Town
from tests.work.lines.setting import line, told

pytestmark = pytest.mark.django_db
URL = "/desk/lines/"


@pytest.fixture
def hotline(town: Town) -> Line:
    town.now = timezone.now() - timedelta(hours=1)
    made = line(town)
    for number in ("T-1", "T-2", "T-3"):
        acts.take_in(made, told(number), by=SYSTEM, at=town.now)
    acts.take_in(made, told("T-4", ""), by=SYSTEM, at=town.now)
    return made


def their_list(text: str | bytes = "name,id\nx,T-1\nx,T-2\nx,T-9\nx,T-9\n") -> SimpleUploadedFile:
    return SimpleUploadedFile("theirs.csv", text if isinstance(text, bytes) else text.encode())


def test_without_lines_the_page_says_how_one_comes(town: Town) -> None:
    assert "还没有直通渠道" in client_for("guojian").get(URL).content.decode()


def test_every_line_says_what_it_owes_and_whether_it_fails(
    hotline: Line, town: Town, django_assert_max_num_queries: Any
) -> None:
    for number in range(6):
        line(town, f"other{number}", "pull", channel="110")
    acts.not_heard(hotline, "answered 503", at=town.now)
    client = client_for("guojian")
    with django_assert_max_num_queries(26):
        page = client.get(URL).content.decode()
    assert "连接失败" in page
    assert f'href="{URL}hotline/"' in page
    client.cookies["django_language"] = "en"
    assert "failing since" in client.get(URL).content.decode()


def test_the_ledger_shows_numbers_and_reasons_and_goes_out_as_csv(
    hotline: Line, django_assert_max_num_queries: Any
) -> None:
    client = client_for("guojian")
    with django_assert_max_num_queries(32):
        page = client.get(f"{URL}hotline/").content.decode()
    assert "共 4 张工单：3 张成为上报" in page
    assert "T-4" in page
    table = b"".join(client.get(f"{URL}hotline/tickets.csv").streaming_content).decode()  # type: ignore[attr-defined]
    assert len(table.strip().splitlines()) == 5
    assert "refused" in table
    empty = client.get(f"{URL}hotline/?since=2020-01-01&until=2020-02-30").content.decode()
    assert "共 4 张工单" in empty  # a day that is none is today
    assert (
        "这段时间没有工单" in client.get(f"{URL}hotline/?since=2020-01-01&until=2020-01-02").content.decode()
    )


def test_what_is_missing_on_either_side_is_named(hotline: Line) -> None:
    client = client_for("guojian")
    answer = client.post(f"{URL}hotline/compare/", {"theirs": their_list()})
    found = answer.context["found"]
    assert (found.both, found.only_theirs, found.doubled) == (("T-1", "T-2"), ("T-9",), ("T-9",))
    assert set(found.only_ours) == {"T-3", "T-4"}
    table = client.post(f"{URL}hotline/compare/", {"theirs": their_list(), "out": "csv"})
    rows = b"".join(table.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    assert sorted(rows[1:]) == ["T-3,theirs", "T-4,theirs", "T-9,ours"]


@pytest.mark.parametrize("text", ["", "id\n", b"\xff\x00\xff", b"PK\x03\x04\x00"])
def test_a_list_that_is_none_is_told_and_nothing_breaks(hotline: Line, text: str | bytes) -> None:
    answer = client_for("guojian").post(f"{URL}hotline/compare/", {"theirs": their_list(text)})
    assert answer.status_code == 422
    assert answer.context["form"].errors["theirs"]


def test_what_did_not_arrive_is_tried_again(hotline: Line, town: Town) -> None:
    for receipt in Receipt.objects.all():
        acts.give_up_or_wait(receipt, "answered 503", at=town.now)
    assert client_for("guojian").post(f"{URL}hotline/again/").status_code == 302
    assert set(Receipt.objects.values_list("tries", flat=True)) == {0}


@pytest.mark.parametrize("who", ["zhoumin", "hezhiqiang", "stranger"])
def test_lines_are_the_citys(hotline: Line, town: Town, who: str) -> None:
    if who in town.actors:
        client = client_for(who)
        assert client.get(URL).status_code == 403
        assert client.get(f"{URL}hotline/").status_code == 403
        assert client.post(f"{URL}hotline/again/").status_code == 403
        assert f'href="{URL}"' not in client.get("/desk/").content.decode()


def test_an_unknown_line_is_not_there(town: Town) -> None:
    assert client_for("guojian").get(f"{URL}nothing/").status_code == 404


def test_a_line_is_switched_and_its_limit_set_with_a_reason(hotline: Line, town: Town) -> None:
    client, told_form = client_for("guojian"), {"days": "3", "source": "市府办规定", "why": "缩短时限"}
    page = client.get(f"{URL}hotline/set/").content.decode()
    assert 'role="switch"' in page
    wrong = client.post(f"{URL}hotline/set/", {**told_form, "source": ""})
    assert wrong.status_code == 422
    assert wrong.context["form"]["days"].value() == "3"
    assert client.post(f"{URL}hotline/set/", told_form).status_code == 302
    hotline.refresh_from_db()
    assert (hotline.active, hotline.answer_days, hotline.answer_source) == (False, 3, "市府办规定")
    assert hotline.map, "how its tickets are read stays"
    assert client_for("liangyong").get(f"{URL}hotline/set/").status_code == 403
