"""The register, the criteria, what a plate says, and the keeper's page of a rating."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from commongrid.registry.premises import acts as premises
from commongrid.work.ratings import acts
from commongrid.work.ratings.models import Rating
from tests.browsing import client_for, prove
from tests.cast import Town
from tests.work.ratings.things import inspected, keeper, looked_after, place, proposed, published

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _ready(town: Town, settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    town.now = timezone.now() - timedelta(hours=1)
    published(town)
    looked_after(town)
    inspected(town)


def given(town: Town) -> tuple[Rating, str]:
    rating = proposed(town)
    acts.explain(rating.pk, "属实", by=keeper(town), at=town.now)
    acts.decide(rating.pk, by=town.zhoumin, at=town.now, why="一致")
    house = place()
    return rating, premises.make_plate(house.pk, house.seq, by=town.zhoumin, at=town.now).token


def test_everybody_reads_the_criteria_and_the_register(town: Town) -> None:
    assert "楼梯和出口畅通" in Client().get("/ratings/criteria/").content.decode()
    assert "目前没有这类平安场所" in Client().get("/ratings/").content.decode()
    given(town)
    assert (
        "东兴路12号出租屋"
        in Client().get("/ratings/?scheme=rental&q=东兴&area=449900101001").content.decode()
    )
    for odd in ("?scheme=x&area=abc&after=%00", "?after=1~2", "?q=%00"):
        assert Client().get(f"/ratings/{odd}").status_code == 200
    english = Client(headers={"accept-language": "en"})
    assert "Stairs and exits clear" in english.get("/ratings/criteria/").content.decode()
    assert "Register of safe places" in english.get("/ratings/").content.decode()


def test_a_plate_says_what_holds_today(town: Town) -> None:
    rating, token = given(town)
    assert "已达标" in Client().get(f"/p/{token}/").content.decode()
    yesterday = timezone.localdate() - timedelta(days=1)
    Rating.objects.filter(pk=rating.pk).update(valid_from=yesterday - timedelta(days=300), until=yesterday)
    page = Client().get(f"/p/{token}/").content.decode()
    assert "不再有效" in page
    assert "已达标" not in page
    assert "东兴路12号出租屋" not in Client().get("/ratings/").content.decode()


def test_the_keeper_speaks_on_their_page_and_nobody_else(town: Town) -> None:
    rating = proposed(town, exits=(False, "二楼门锁着"))
    url = f"/ratings/mine/{rating.pk}/"
    mine = prove(Client(), place().keeper_id)
    page = mine.get(url).content.decode()
    assert "二楼门锁着" in page
    assert mine.post(url, {"words": ""}).status_code == 422
    mine.post(url, {"words": "门已修好"})
    assert Rating.objects.get().explanation == "门已修好"
    acts.decide(rating.pk, by=town.zhoumin, at=town.now, why="出口不通")
    mine.post(url, {"words": "请复核"})
    assert Rating.objects.get().appeal == "请复核"
    assert "由其他单位的人员处理" in mine.get(url).content.decode()
    assert mine.post(url, {"words": "再来"}).status_code == 200
    assert client_for("chenlihua").get(url).status_code == 302
    captain = place().captain
    assert captain is not None
    assert client_for(captain.account.username).get(url).status_code == 200
