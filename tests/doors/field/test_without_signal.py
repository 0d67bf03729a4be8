"""Without signal: the day's pages are there, what is filled in is kept, and everything arrives once."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from commongrid.base.files import queries as files
from commongrid.base.files.models import Upload
from commongrid.base.journal import queries as history
from commongrid.base.journal.terms import Recorded
from commongrid.cases import acts as cases
from commongrid.cases.models import Case
from commongrid.intake.models import Report
from tests.browsing import sign_in
from tests.cast import Town
from tests.doors.field.test_pages import to_check, to_verify
from tests.doors.field.without_signal import ACCOUNT, FILLED, PATIENCE, Phone, shot

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page, Route
    from pytest_django import Settings

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.holds_pages]
MANY = 500 if os.environ.get("COMMONGRID_EXAMPLES") == "wander" else 100


@pytest.fixture
def day(town: Town, settings: Settings, tmp_path: Path) -> tuple[Report, Case]:
    settings.MEDIA_ROOT = tmp_path
    town.now = timezone.now() - timedelta(hours=1)
    return to_verify(town), to_check(town)


@pytest.fixture
def phone(
    day: tuple[Report, Case], town: Town, live_server: Any, new_context: Callable[..., BrowserContext]
) -> Iterator[Phone]:
    made = Phone(town, live_server, new_context, "chenlihua")
    yield made
    assert not made.faults, made.faults


def test_the_day_is_there_without_signal(phone: Phone, day: tuple[Report, Case]) -> None:
    report, case = day
    phone.lose_signal()
    page = phone.open()
    expect(page.locator(".duty, .card-late")).not_to_have_count(0)
    expect(page.locator("[data-badge]")).to_contain_text("无信号")
    for path, words in (
        (f"verify/{report.number}/", "核实"),
        (f"check/{case.number}/", "核查"),
        (f"cases/{case.number}/", case.number),
        ("found/", "发现问题"),
        ("map/", "地图"),
    ):
        phone.open(path)
        expect(page.locator("main")).to_contain_text(words)
    phone.open("premises/none/")
    expect(page.locator("main")).to_contain_text("这一页不在手机上")


def test_a_check_done_without_signal_arrives_once(phone: Phone, day: tuple[Report, Case]) -> None:
    _, case = day
    phone.lose_signal()
    page = phone.open(f"check/{case.number}/")
    phone.ready()
    page.get_by_role("radio", name="解决了").check()
    page.locator("#id_text").fill("三盏都亮了")
    page.locator("input[name=photos]").set_input_files(shot())
    expect(page.locator(".shots img")).to_have_count(1)
    page.get_by_role("button", name="提交").click()
    page.wait_for_url("**/field/")
    expect(page.locator(".toast")).to_contain_text("已存在手机里")
    expect(page.locator("[data-badge]")).to_contain_text("待上传 1")
    expect(page.locator(".duty-kept")).to_have_count(1)
    phone.find_signal()
    phone.sent()
    case.refresh_from_db()
    assert case.status == "closed"
    done = [entry for entry in entries(case) if entry.kind == "case.check_passed"]
    assert len(done) == 1
    assert done[0].actor["captured_at"] < done[0].at.isoformat()


def test_what_was_written_is_there_after_the_phone_was_closed(phone: Phone) -> None:
    phone.lose_signal()
    page = phone.open("found/")
    phone.ready()
    page.locator("#id_words").fill("井盖松动")
    page.locator("input[name=photos]").set_input_files(shot())
    expect(page.locator("form[data-kept='1'] [data-draft-words]")).to_contain_text("草稿已存在手机里")
    key = page.locator("#id_key").input_value()
    page.close()
    phone.page = page = phone.context.new_page()
    phone.open("found/")
    phone.ready()
    expect(page.locator("#id_words")).to_have_value("井盖松动")
    expect(page.locator("#id_key")).to_have_value(key)
    expect(page.locator(".shots img")).to_have_count(1)
    page.get_by_role("button", name="报给中心").click()
    page.wait_for_url("**/field/")
    phone.open("queue/")
    card = page.locator("[data-queue] > li")
    expect(card).to_contain_text("井盖松动")
    card.get_by_role("link", name="修改").click()
    phone.ready()
    expect(page.locator("#id_words")).to_have_value("井盖松动")
    expect(page.locator(".shots img")).to_have_count(1)
    page.locator("#id_words").fill("井盖松动，已放警示牌")
    page.get_by_role("button", name="报给中心").click()
    page.wait_for_url("**/field/")
    phone.find_signal()
    phone.sent()
    report = Report.objects.get(source_key=key)
    assert (report.words, report.photos, report.channel) == ("井盖松动，已放警示牌", 1, "patrol")


def test_a_line_that_breaks_in_the_middle_loses_and_doubles_nothing(phone: Phone) -> None:
    """Cut while a photo is on its way, then once more when the centre has taken the form and its answer is lost."""
    pieces: list[int] = []

    def weak(route: Route) -> None:
        pieces.append(int(route.request.headers["upload-offset"]))
        if len(pieces) == 2:
            route.abort()
        else:
            route.continue_()

    def deaf(route: Route) -> None:
        route.fetch()
        route.abort()

    phone.context.route("**/field/parts/*/", weak)
    phone.context.route("**/field/found/", deaf, times=1)
    page = phone.open("found/")
    phone.ready()
    page.locator("#id_words").fill("护栏断了一段")
    page.locator("input[name=photos]").set_input_files(shot(side=900))
    expect(page.locator(".shots img")).to_have_count(1)
    page.get_by_role("button", name="报给中心").click()
    page.wait_for_url("**/field/")
    for _ in range(3):
        phone.send()
    assert phone.waiting() == 0
    report = Report.objects.get(channel="patrol")
    assert (report.words, report.photos) == ("护栏断了一段", 1)
    assert pieces[:2] == [0, 262144]
    assert pieces[2] == 262144
    assert Upload.objects.count() == 0


def test_whoever_comes_second_is_shown_both_sides_and_keeps_theirs(
    phone: Phone, day: tuple[Report, Case], town: Town
) -> None:
    _, case = day
    phone.lose_signal()
    page = phone.open(f"check/{case.number}/")
    phone.ready()
    page.get_by_role("radio", name="还没解决").check()
    page.locator("#id_text").fill("第三盏仍不亮")
    page.locator("input[name=photos]").set_input_files(shot())
    expect(page.locator(".shots img")).to_have_count(1)
    page.get_by_role("button", name="提交").click()
    page.wait_for_url("**/field/")
    case.refresh_from_db()
    cases.pass_check(case, by=town.zhoumin, at=timezone.now(), why="电话核实已亮")
    phone.find_signal()
    expect(page.locator("[data-badge]")).to_contain_text("待你处理")
    phone.open("queue/")
    card = page.locator("[data-queue] > li")
    expect(card).to_contain_text("第三盏仍不亮")
    expect(card).to_contain_text("电话核实已亮")
    card.get_by_role("button", name="把我的作为备注加上").click()
    expect(card).to_contain_text("已提交")
    note = case.comments.get()
    assert "第三盏仍不亮" in note.text
    assert [photo.stage for photo in files.photos([f"case:{case.pk}"])] == ["evidence"]


def test_a_clock_that_is_hours_wrong_is_set_right(phone: Phone) -> None:
    phone.context.add_init_script(
        """const Real = Date; const off = 5 * 3600 * 1000;
        globalThis.Date = class extends Real { constructor(...told) { told.length ? super(...told) : super(Real.now() + off); } static now() { return Real.now() + off; } };"""
    )
    phone.lose_signal()
    page = phone.open("found/")
    phone.ready()
    page.locator("#id_words").fill("路牌倒了")
    before = timezone.now()
    page.get_by_role("button", name="报给中心").click()
    page.wait_for_url("**/field/")
    after = timezone.now()
    phone.find_signal()
    phone.send()
    captured = Report.objects.get(channel="patrol").captured_at
    assert captured is not None
    # The answer's way takes a moment, and by as much the device seems slow.
    assert before - timedelta(seconds=10) < captured < after + timedelta(seconds=10)


def test_signing_out_asks_first_and_then_leaves_nothing(phone: Phone) -> None:
    phone.lose_signal()
    page = phone.open("found/")
    phone.ready()
    page.locator("#id_words").fill("围挡倾斜")
    page.get_by_role("button", name="报给中心").click()
    page.wait_for_url("**/field/")
    expect(page.locator("[data-badge]")).to_contain_text("待上传 1")
    phone.context.route("**/field/found/", lambda route: route.abort())
    phone.find_signal()
    phone.open("me/")
    page.get_by_role("button", name="退出").click()
    expect(page.locator("main")).to_contain_text("本机还有 1 条内容未上传")
    page.get_by_role("button", name="退出并放弃").click()
    page.wait_for_url(lambda url: "/accounts/" not in url and "/field/" not in url)
    assert page.evaluate("async () => (await indexedDB.databases()).map(one => one.name)") == []
    assert page.evaluate("async () => caches.keys()") == []
    assert not Report.objects.filter(channel="patrol").exists()


def test_a_full_phone_says_so_and_keeps_the_page(phone: Phone) -> None:
    phone.lose_signal()
    page = phone.open("found/")
    phone.ready()
    # The browser's own answer to a write for which there is no room.
    page.evaluate(
        """() => { const put = IDBObjectStore.prototype.put; globalThis.room = false;
        IDBObjectStore.prototype.put = function (...told) {
          if (!globalThis.room && /photos|outbox/.test(this.name)) throw new DOMException("full", "QuotaExceededError");
          return put.apply(this, told); }; }"""
    )
    page.locator("#id_words").fill("树枝压线")
    page.locator("input[name=photos]").set_input_files(shot(side=900))
    expect(page.locator(".shots img")).to_have_count(1)
    page.get_by_role("button", name="报给中心").click()
    expect(page.locator(".toast").last).to_contain_text("手机空间已满")
    expect(page.locator("#id_words")).to_have_value("树枝压线")
    page.evaluate("() => { globalThis.room = true; }")
    page.get_by_role("button", name="报给中心").click()
    page.wait_for_url("**/field/")
    assert phone.waiting() == 1


def test_another_person_on_the_same_phone_sees_and_sends_nothing_of_it(
    phone: Phone, live_server: Any, assert_accessible: Callable[[Page], None]
) -> None:
    phone.lose_signal()
    page = phone.open("found/")
    phone.ready()
    page.locator("#id_words").fill("只有我知道")
    page.get_by_role("button", name="报给中心").click()
    page.wait_for_url("**/field/")
    phone.open("found/")
    phone.ready()
    page.locator("#id_words").fill("还没写完")
    expect(page.locator("form[data-kept]")).to_have_count(1)
    phone.open()
    sign_in(phone.context, live_server, "hezhiqiang")
    phone.find_signal()
    phone.open()
    page.wait_for_function(FILLED, timeout=PATIENCE)
    phone.open("queue/")
    expect(page.locator("[data-queue]")).to_contain_text("另一位使用者在这部手机上还有 1 条未上传")
    expect(page.locator("[data-queue]")).not_to_contain_text("只有我知道")
    assert_accessible(page)
    assert phone.send() == {"account": page.evaluate(ACCOUNT), "left": 0}
    phone.open("found/")
    phone.ready()
    expect(page.locator("#id_words")).to_have_value("")
    assert not Report.objects.filter(channel="patrol").exists()


def test_hundreds_wait_and_all_arrive_in_order(phone: Phone) -> None:
    """A hundred reports, five hundred when the suite may wander, kept without signal by the same means as the form keeps one."""
    phone.lose_signal()
    page = phone.open()
    page.evaluate(
        """async count => {
          const outbox = await import("/static/field/outbox.js");
          const { note } = await import("/static/field/store.js");
          const account = await note("account");
          for (let n = 0; n < count; n++) {
            const id = crypto.randomUUID();
            const fields = [["key", id], ["words", `${n}`], ["lon", ""], ["lat", ""], ["report", "1"]];
            await outbox.put(account, id, { url: "/field/found/", title: "", fields, shown: [], captured_at: new Date().toISOString() }, []);
          }
        }""",
        MANY,
    )
    assert phone.waiting() == MANY
    phone.context.set_offline(False)
    phone.send()
    assert phone.waiting() == 0
    arrived = Report.objects.filter(channel="patrol").order_by("received_at", "id")
    assert [report.words for report in arrived] == [str(n) for n in range(MANY)]


def entries(case: Case) -> list[Recorded]:
    return history.history("case", str(case.pk))
