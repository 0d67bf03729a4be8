"""The desk's pages of ratings: criteria, proposing, hearing, deciding, an appeal before somebody else, and the plate."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from commongrid.registry.premises import acts as premises
from commongrid.work.ratings import acts, queries
from commongrid.work.ratings.models import Edition, Rating
from tests.browsing import client_for
from tests.cast import Town
from tests.work.ratings.things import inspected, keeper, looked_after, place, proposed, published

pytestmark = pytest.mark.django_db
SEEN = {
    "met-exits": "yes", "note-exits": "两部楼梯都通", "met-ebikes": "yes", "note-ebikes": "", "met-notice": "yes", "note-notice": "",
}  # fmt: skip


REVISE = "/desk/ratings/criteria/rental/"


def filled(client: Client, **other: str) -> dict[str, str]:
    """The form of a new edition as a browser sends it back, with some fields changed."""
    told = client.get(REVISE).context
    kept = {bound.html_name: bound.value() for bound in told["form"]}
    kept |= {
        bound.html_name: bound.value()
        for row in [told["rows"].management_form, *told["rows"]]
        for bound in row
    }
    sent = {name: str(value) for name, value in kept.items() if value not in (None, "", False)}
    sent["begins_on"] = timezone.localdate().isoformat()
    return {**sent, "why": "年度修订", **other}


@pytest.fixture(autouse=True)
def _today(town: Town, settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    town.now = timezone.now() - timedelta(hours=1)


def test_a_new_edition_is_filled_in_shown_first_and_published_from_a_day_on(town: Town) -> None:
    su = client_for("suqing")
    assert client_for("zhoumin").get(REVISE).status_code == 403
    assert su.get("/desk/ratings/criteria/palace/").status_code == 404
    published(town)
    rating = proposed(town)
    told = filled(su, share="70", **{"rows-0-zh": "有在任楼栋长并公示", "rows-8-DELETE": "on"})
    more = su.post(REVISE, {**told, "add": "1"})
    assert len(more.context["rows"].forms) == len(Edition.objects.get(scheme="rental").criteria) + 1
    new = {name.replace("-0-", "-9-"): value for name, value in {
        "rows-0-zh": "楼内设有灭火器", "rows-0-en": "Extinguishers inside", "rows-0-need": "should", "rows-0-test": "within_days",
    }.items()}  # fmt: skip
    told |= {**new, "rows-TOTAL_FORMS": "10"}
    wrong = su.post(REVISE, {**told, "preview": "1"})
    assert wrong.status_code == 422
    assert wrong.context["rows"].forms[9]["zh"].value() == "楼内设有灭火器"
    told |= {"rows-9-fact": "inspections.inspected_on", "rows-9-figure": "90"}
    shown = su.post(REVISE, {**told, "preview": "1"})
    assert [mark for mark, _words, _each in shown.context["changes"]] == ["changed", "new", "gone"]
    assert Edition.objects.filter(scheme="rental").count() == 1
    later = (timezone.localdate() + timedelta(days=30)).isoformat()
    assert su.post(REVISE, {**told, "begins_on": later, "publish": "1"}).status_code == 302
    first, second = Edition.objects.filter(scheme="rental").order_by("number")
    assert (second.share, len(second.criteria)) == (70, len(first.criteria))
    assert queries.criteria("rental", timezone.now()).edition_id == first.pk
    assert queries.criteria("rental", timezone.now() + timedelta(days=31)).edition_id == second.pk
    assert Rating.objects.get(pk=rating.pk).edition_id == first.pk
    page = su.get("/desk/ratings/criteria/").content.decode()
    assert later in page
    assert su.post(REVISE, {**told, "publish": "1"}).status_code == 302
    late = su.post(REVISE, {**told, "share": "75", "publish": "1"})
    assert (late.status_code, late.context["form"]["share"].value()) == (409, "75")
    assert su.post(REVISE, filled(su, begins_on="2020-01-01", publish="1")).status_code == 422
    early = su.post(REVISE, filled(su, share="80", publish="1"))
    assert early.status_code == 422
    assert Edition.objects.filter(scheme="rental").count() == 2


def test_criteria_are_published_by_an_administrator_only(town: Town) -> None:
    su, zhou = client_for("suqing"), client_for("zhoumin")
    assert "还没有公布评定标准" in zhou.get("/desk/ratings/criteria/").content.decode()
    assert zhou.post("/desk/ratings/criteria/", {"proposed": "1"}).status_code == 403
    su.post("/desk/ratings/criteria/", {"proposed": "1"})
    assert Edition.objects.count() == 3
    table = su.get("/desk/ratings/criteria.csv").content.decode("utf-8-sig")
    changed = table.replace(",45", ",60")
    sent = SimpleUploadedFile("criteria.csv", changed.encode())
    su.post("/desk/ratings/criteria/", {"file": sent, "why": "放宽到 60 天"})
    assert Edition.objects.filter(scheme="rental").count() == 2
    broken = SimpleUploadedFile("criteria.csv", table.replace("within_days", "roughly").encode())
    back = su.post("/desk/ratings/criteria/", {"file": broken, "why": "x"})
    assert (back.status_code, "roughly" in back.content.decode()) == (422, True)


def test_a_place_is_judged_heard_and_decided_and_its_plate_printed(town: Town) -> None:
    published(town)
    looked_after(town)
    inspected(town)
    chen, zhou = client_for("chenlihua"), client_for("zhoumin")
    url = "/desk/ratings/propose/P-004/"
    page = chen.get(url)
    assert "近 180 天内接受过检查" in page.content.decode()
    key = page.context["form"]["key"].value()
    assert chen.post(url, {"key": key, "met-exits": "yes"}).status_code == 422
    for _turn in range(2):
        assert chen.post(url, {"key": key, **SEEN}).status_code == 302
    rating = Rating.objects.get()
    one = f"/desk/ratings/{rating.pk}/"
    assert "听取意见期到" in zhou.get(one).content.decode()
    back = zhou.post(f"{one}decide/", {"decide-why": "一致"})
    assert back.status_code == 422
    assert "一致" in back.content.decode()
    acts.explain(rating.pk, "属实", by=keeper(town), at=town.now)
    assert "属实" in zhou.get(one).content.decode()
    zhou.post(f"{one}decide/", {"decide-why": "一致"})
    assert zhou.get(f"{one}plate/").status_code == 404
    house = place()
    premises.make_plate(house.pk, house.seq, by=town.zhoumin, at=town.now)
    plate = zhou.get(f"{one}plate/").content.decode()
    assert "平安出租屋" in plate
    assert "<svg" in plate
    assert client_for("stranger").get(one).status_code == 403


def test_an_appeal_is_decided_by_somebody_else(town: Town) -> None:
    published(town)
    looked_after(town)
    inspected(town)
    rating = proposed(town, exits=(False, "锁着"))
    acts.explain(rating.pk, "在修", by=keeper(town), at=town.now)
    acts.decide(rating.pk, by=town.zhoumin, at=town.now, why="不通")
    acts.appeal(rating.pk, "已修好", by=keeper(town), at=town.now)
    one = f"/desk/ratings/{rating.pk}/"
    liang, huang = client_for("liangyong"), client_for("huangweiming")
    assert "本单位作出的评定" in liang.get(one).content.decode()
    assert liang.post(f"{one}uphold/", {"uphold-why": "好"}).status_code == 422
    assert client_for("zhoumin").post(f"{one}uphold/", {"uphold-why": "好"}).status_code == 403
    assert "支持申诉" in huang.get(one).content.decode()
    huang.post(f"{one}uphold/", {"uphold-why": "复核属实"})
    rating.refresh_from_db()
    assert rating.state == "in_force"


def test_queues_in_english_and_within_the_area(town: Town, django_assert_max_num_queries: Any) -> None:
    published(town)
    looked_after(town)
    proposed(town)
    zhou = client_for("zhoumin")
    zhou.cookies["django_language"] = "en"
    with django_assert_max_num_queries(45):
        page = zhou.get("/desk/ratings/").content.decode()
    assert "Safe ratings" in page
    assert "东兴路12号出租屋" in page
    assert (
        "东兴路12号出租屋"
        not in client_for("hezhiqiang").get("/desk/ratings/?queue=proposed").content.decode()
    )
