"""The field's pages: each worker sees their own area, sends once, and is told when somebody was quicker."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from commongrid.base.access.terms import SYSTEM
from commongrid.cases import acts as cases
from commongrid.cases.models import Case
from commongrid.intake import acts as intake
from commongrid.intake.models import Report
from commongrid.registry.matters import acts as catalogue
from tests.browsing import client_for
from tests.cast import LAMP, POTHOLE, Town

pytestmark = pytest.mark.django_db


@pytest.fixture
def lately(town: Town) -> Town:
    """The town an hour ago: pages ask the real clock, so acts before them must lie in the real past."""
    town.now = timezone.now() - timedelta(hours=1)
    return town


def photo(colour: str = "grey") -> SimpleUploadedFile:
    made = io.BytesIO()
    Image.new("RGB", (320, 240), colour).save(made, "JPEG")
    return SimpleUploadedFile("p.jpg", made.getvalue(), "image/jpeg")


def to_verify(town: Town) -> Report:
    report = town.report()
    return intake.send_to_verify(report, by=town.zhoumin, at=town.now)


def to_check(town: Town) -> Case:
    case = town.case(LAMP, words="路灯三盏不亮")
    cases.assign(case, town.unit_of("liguoqiang"), by=town.zhoumin, at=town.now, why="归它")
    cases.take(case, by=town.liguoqiang, at=town.now)
    return cases.report_done(case, by=town.liguoqiang, at=town.now, why="换了灯泡", photos=1)


def key_of(client: Client, url: str) -> str:
    return str(client.get(url).context["form"]["key"].value())


def test_today_shows_what_is_mine_and_nothing_of_others(lately: Town) -> None:
    to_verify(lately)
    to_check(lately)
    mine = client_for("chenlihua").get("/field/").content.decode()
    others = client_for("hezhiqiang").get("/field/").content.decode()
    assert "核实：" in mine
    assert "核查：" in mine
    assert "核实：" not in others
    assert "现在没有要做的事" in others


def test_a_worker_of_another_grid_may_not_open_it(lately: Town) -> None:
    report = to_verify(lately)
    assert client_for("hezhiqiang").get(f"/field/verify/{report.number}/").status_code == 403


def test_confirming_sends_it_back_to_the_dispatcher_once(lately: Town) -> None:
    report = to_verify(lately)
    client, url = client_for("chenlihua"), f"/field/verify/{report.number}/"
    sent = {
        "key": key_of(client, url),
        "finding": "confirmed",
        "text": "",
        "matter": POTHOLE,
        "photos": [photo()],
    }
    assert client.post(url, sent).status_code == 302
    assert client.post(url, {**sent, "photos": [photo()]}).status_code == 302
    report.refresh_from_db()
    assert (report.status, report.finding, report.matter.code if report.matter else "") == (
        "received",
        "confirmed",
        POTHOLE,
    )


def test_a_finding_of_false_needs_words_and_keeps_the_rest(lately: Town) -> None:
    report = to_verify(lately)
    client, url = client_for("chenlihua"), f"/field/verify/{report.number}/"
    answer = client.post(url, {"key": key_of(client, url), "finding": "false", "text": ""})
    assert answer.status_code == 422
    assert "请写几句你看到的情况" in answer.content.decode()
    report.refresh_from_db()
    assert report.status == "verifying"


def test_passing_a_check_closes_the_case(lately: Town) -> None:
    case = to_check(lately)
    client, url = client_for("chenlihua"), f"/field/check/{case.number}/"
    form = client.get(url).context["form"]
    sent = {
        "key": form["key"].value(),
        "seq": form["seq"].value(),
        "answer": "pass",
        "text": "都亮了",
        "photos": [photo()],
    }
    assert client.post(url, sent).status_code == 302
    case.refresh_from_db()
    assert case.status == "closed"


def test_whoever_comes_second_is_told_who_was_first(lately: Town) -> None:
    case = to_check(lately)
    client, url = client_for("chenlihua"), f"/field/check/{case.number}/"
    form = client.get(url).context["form"]
    cases.pass_check(case, by=lately.zhoumin, at=timezone.now(), why="已看过")
    sent = {"key": form["key"].value(), "seq": form["seq"].value(), "answer": "fail", "text": "还不亮"}
    answer = client.post(url, sent)
    assert answer.status_code == 409
    assert "周敏" in answer.content.decode()


def test_what_was_found_is_reported_once_however_often_it_is_sent(lately: Town) -> None:
    client = client_for("chenlihua")
    lon, lat = lately.spot()
    sent = {
        "key": key_of(client, "/field/found/"),
        "words": "井盖松动",
        "lon": lon,
        "lat": lat,
        "report": "1",
    }
    first, second = client.post("/field/found/", sent), client.post("/field/found/", sent)
    assert (first.status_code, second.status_code) == (302, 302)
    assert first["Location"] == second["Location"]
    assert Report.objects.count() == 1


def test_settling_on_the_spot_needs_before_and_after(lately: Town) -> None:
    client = client_for("chenlihua")
    lon, lat = lately.spot()
    sent = {
        "key": key_of(client, "/field/found/"),
        "words": "垃圾一堆",
        "lon": lon,
        "lat": lat,
        "matter": "SR-012",
    }
    lacking = client.post("/field/found/", {**sent, "settle": "1", "done": "清走了", "photos": [photo()]})
    assert lacking.status_code == 422
    assert "处置后照片" in lacking.content.decode()
    assert Case.objects.count() == 0
    whole = {**sent, "settle": "1", "done": "清走了", "photos": [photo()], "after": [photo("green")]}
    assert client.post("/field/found/", whole).status_code == 302
    case = Case.objects.get()
    assert (case.status, case.settled, case.on_time) == ("closed", True, True)


def test_photos_of_a_form_that_came_back_need_not_be_taken_again(lately: Town) -> None:
    client = client_for("chenlihua")
    lon, lat = lately.spot()
    sent = {
        "key": key_of(client, "/field/found/"),
        "words": "垃圾一堆",
        "lon": lon,
        "lat": lat,
        "settle": "1",
    }
    lacking = client.post(
        "/field/found/", {**sent, "done": "清走了", "photos": [photo()], "after": [photo("green")]}
    )
    assert lacking.status_code == 422
    assert lacking.content.decode().count("已收到1张照片") == 2
    assert client.post("/field/found/", {**sent, "done": "清走了", "matter": "SR-012"}).status_code == 302
    assert Case.objects.get().settled


def test_a_photo_that_cannot_be_taken_is_told_and_nothing_is_sent(lately: Town) -> None:
    report, case = to_verify(lately), to_check(lately)
    client, broken = client_for("chenlihua"), b"not a photo"
    forms: dict[str, dict[str, Any]] = {
        f"/field/verify/{report.number}/": {"finding": "confirmed"},
        f"/field/check/{case.number}/": {"answer": "pass", "seq": case.seq},
        "/field/found/": {"words": "井盖松动", "report": "1"},
    }
    for url, told in forms.items():
        sent = {"key": key_of(client, url), **told, "photos": [SimpleUploadedFile("p.jpg", broken)]}
        answer = client.post(url, sent)
        assert answer.status_code == 422, url
        assert "无法识别为照片" in answer.content.decode(), url


def test_a_matter_is_searched_for_and_the_form_stays_as_it_was(lately: Town) -> None:
    client, url = client_for("chenlihua"), "/field/found/"
    sent = {
        "key": key_of(client, url),
        "words": "一堆东西",
        "address": "东兴路12号",
        "q": "路灯",
        "do": "search",
    }
    page = client.post(url, sent)
    assert (page.status_code, Report.objects.count()) == (200, 0)
    words = page.content.decode()
    assert "一堆东西" in words
    assert f'value="{LAMP}"' in words
    chosen = client.post(url, {**sent, "q": "", "matter": LAMP}).content.decode()
    assert f'value="{LAMP}" checked' in chosen


def test_those_in_time_are_sorted_by_where_the_worker_stands(lately: Town) -> None:
    lon, lat = lately.spot()
    far = intake.send_to_verify(
        lately.report(words="远处的事", lat=lat + 0.001), by=lately.zhoumin, at=lately.now
    )
    intake.send_to_verify(lately.report(words="近处的事", lat=lat - 0.001), by=lately.zhoumin, at=lately.now)
    assert far.lat is not None
    client = client_for("chenlihua")
    near_first = client.get(f"/field/?lon={lon}&lat={lat - 0.001}").content.decode()
    assert near_first.index("近处的事") < near_first.index("远处的事")
    assert "米" in near_first
    far_first = client.get(f"/field/?lon={lon}&lat={lat + 0.001}").content.decode()
    assert far_first.index("远处的事") < far_first.index("近处的事")


def test_an_english_reader_meets_no_chinese_matter_or_grid(lately: Town) -> None:
    report = to_verify(lately)
    client = client_for("chenlihua")
    client.cookies["django_language"] = "en"
    words = client.get(f"/field/verify/{report.number}/?matter={POTHOLE}").content.decode()
    assert "03网格" not in words
    assert "陈丽华" not in client.get("/field/me/").content.decode()


@pytest.mark.parametrize(
    "path", ["", "found/", "map/", "map.json", "grid/", "me/", "found/twins/?lon=113.75&lat=23.05"]
)
def test_every_page_opens_in_both_languages(lately: Town, path: str) -> None:
    to_check(lately)
    client = client_for("chenlihua")
    for language in ("zh-hans", "en"):
        client.cookies["django_language"] = language
        assert client.get(f"/field/{path}").status_code == 200


def test_a_full_day_costs_no_more_queries_than_a_quiet_one(
    lately: Town, django_assert_max_num_queries: object
) -> None:
    client = client_for("chenlihua")
    to_verify(lately)
    to_check(lately)
    client.get("/field/")
    counts = []
    for _ in range(2):
        with django_assert_max_num_queries(40, exact=False) as counted:  # type: ignore[operator]
            client.get("/field/")
        counts.append(len(counted))
        for _ in range(5):
            to_verify(lately)
            to_check(lately)
    assert counts[0] == counts[1]


def test_matters_are_found_by_words_class_and_initials(town: Town) -> None:
    client = client_for("chenlihua")
    assert [each.code for each in client.get("/field/matters/", {"q": "jg"}).context["found"]] == [
        "BJ1-003",
        "BJ1-013",
    ]
    assert "SR-012" in {each.code for each in client.get("/field/matters/", {"q": "垃圾"}).context["found"]}
    fire = client.get("/field/matters/", {"class": "消防安全"}).context["found"]
    assert fire
    assert all(each.code.startswith("XF") for each in fire)
    assert client.get("/field/matters/", {"q": "没有这个"}).context["found"] == []


def test_what_is_usual_here_stands_first(lately: Town) -> None:
    lately.case(LAMP, words="路灯不亮")
    assert [each.code for each in client_for("chenlihua").get("/field/matters/").context["usual"]] == [LAMP]


def test_a_matter_says_who_does_what_by_when_in_this_area(town: Town) -> None:
    sheet = client_for("chenlihua").get("/field/matters/SR-012/").context["sheet"]
    assert [(step.who, step.within) for step in sheet.steps][:3] == [
        ("智网中心", "30分钟"),
        ("石埠镇城管分局", "4个工作小时"),
        ("", "4个工作小时"),
    ]
    assert sheet.photograph.words == "处置前后同角度照片"


def test_a_matter_with_rows_gives_each_its_limit_and_its_unit(town: Town) -> None:
    sheet = client_for("chenlihua").get("/field/matters/JM-018/").context["sheet"]
    assert [(row.filed.words, row.who) for row in sheet.rows][1][1] == "石埠镇住房和城乡建设局"
    assert len({row.within for row in sheet.rows}) == len(sheet.rows)


def test_a_near_neighbour_says_how_the_two_are_told_apart(town: Town) -> None:
    sheet = client_for("chenlihua").get("/field/matters/XF-012/").context["sheet"]
    gas = next(each for each in sheet.neighbours if each.code == "XF-020")
    assert gas.when.words.startswith("看到床铺选违规住人")


def test_a_matter_is_read_in_english_too(town: Town) -> None:
    client = client_for("chenlihua")
    client.cookies["django_language"] = "en"
    page = client.get("/field/matters/SR-012/").content.decode()
    assert "Exposed litter" in page
    assert "4 working hours" in page


def test_a_matter_switched_off_can_still_be_read_from_its_case(town: Town) -> None:
    case = town.case(LAMP, words="路灯不亮")
    catalogue.switch(LAMP, on=False, by=SYSTEM, at=town.now, why="试")
    client = client_for("chenlihua")
    assert f"/field/matters/{LAMP}/" in client.get(f"/field/cases/{case.number}/").content.decode()
    assert client.get(f"/field/matters/{LAMP}/").status_code == 200


def test_the_stranger_and_what_is_not_there(town: Town) -> None:
    assert client_for("stranger").get("/field/matters/").status_code == 403
    assert client_for("stranger").get("/field/matters/SR-012/").status_code == 403
    assert client_for("chenlihua").get("/field/matters/XX-999/").status_code == 404


def test_what_is_found_at_premises_begins_at_their_place(lately: Town) -> None:
    client, (lon, lat) = client_for("chenlihua"), lately.spot()
    shown = client.get(f"/field/found/?lon={lon}&lat={lat}&address=东兴路12号")
    assert shown.context["pin"] == f"{lon},{lat}"
    assert shown.context["form"]["address"].value() == "东兴路12号"
    for nonsense in ("lon=here&lat=there", "lon=nan&lat=1", "lon=500&lat=1", "lon=1"):
        answer = client.get(f"/field/found/?{nonsense}")
        assert answer.status_code == 200
        assert not answer.context["form"]["lon"].value()
