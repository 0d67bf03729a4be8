"""Lin Xiaoyue's old phone runs no scripts: she reports a pothole, looks from another device, and says it is not solved."""

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from commongrid.cases import acts as cases
from commongrid.cases import queries
from commongrid.intake import acts as intake
from commongrid.intake.models import Report
from tests.cast import Town

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def old_phone(browser: Browser) -> Iterator[Callable[[], Page]]:
    """Opens another device each time; none of them runs scripts."""
    opened = []

    def another() -> Page:
        context = browser.new_context(
            java_script_enabled=False, viewport={"width": 360, "height": 780}, locale="zh-CN"
        )
        opened.append(context)
        return context.new_page()

    yield another
    for context in opened:
        context.close()


def test_a_pothole_without_scripts(
    old_phone: Callable[[], Page], live_server: LiveServer, town: Town, tmp_path: Path, settings: Settings
) -> None:
    settings.MEDIA_ROOT = tmp_path
    number, code = she_reports(old_phone(), live_server)
    the_town_works(town, number)
    elsewhere = old_phone()
    elsewhere.goto(f"{live_server.url}/follow/?number={number}")
    elsewhere.fill("#id_code", code)
    elsewhere.click("main .button-main")
    expect(elsewhere.locator("h1")).to_contain_text("道路破损")
    expect(elsewhere.locator(".timeline")).to_contain_text("补好了")
    she_says_no(elsewhere)
    case = Report.objects.get().case
    assert case is not None
    assert (case.status, case.round, case.redos) == ("waiting", 2, 1)
    expect(elsewhere.locator(".promise")).to_contain_text("石埠镇智网中心")


def she_reports(page: Page, server: LiveServer) -> tuple[str, str]:
    """With a photo, a wrong phone number first, and the community chosen from the list."""
    hole = BytesIO()
    Image.new("RGB", (320, 240), (120, 100, 90)).save(hole, "JPEG")
    page.goto(server.url)
    page.click(".door-main")
    page.set_input_files(
        "[name=photos]", {"name": "hole.jpg", "mimeType": "image/jpeg", "buffer": hole.getvalue()}
    )
    page.fill("#id_words", "路面塌了一个大坑，走路容易踩空")
    page.fill("#id_phone", "1382760519")
    page.click(".sticky-foot button")
    expect(page.locator(".error-summary")).to_contain_text("少了1位")
    expect(page.locator("main")).to_contain_text("已收到1张照片")
    page.fill("#id_phone", "13827605190")
    page.click(".sticky-foot button")
    expect(page.locator(".error-summary")).to_contain_text("在哪里")
    page.select_option("#id_area", "449900101001")
    page.click(".sticky-foot button")
    expect(page.locator(".receipt")).to_contain_text("查询码")
    return page.inner_text("#number").replace(" ", ""), page.inner_text("#code")


def the_town_works(town: Town, number: str) -> None:
    """Zhou Min admits, assigns and later checks, Li Guoqiang does it; all within this minute."""
    report = Report.objects.get(number=number)
    assert report.photos == 1
    now = timezone.now()
    made = intake.admit(report, town.item(), by=town.zhoumin, at=now)
    unit = town.unit_of("liguoqiang")
    cases.assign(queries.for_act(made.number), unit, by=town.zhoumin, at=now, why="市政道路")
    cases.take(queries.for_act(made.number), by=town.liguoqiang, at=now)
    cases.report_done(queries.for_act(made.number), by=town.liguoqiang, at=now, why="补好了", photos=1)
    cases.pass_check(queries.for_act(made.number), by=town.zhoumin, at=now, why="到现场看过")


def she_says_no(page: Page) -> None:
    page.check("#rate [name=solved][value=no]", force=True)
    for mark in ("speed", "result", "manner", "feedback"):
        page.check(f"#rate [name={mark}][value='2']", force=True)
    page.fill("#rate textarea", "一下雨又塌了")
    page.click("#rate .button-main")
    expect(page.locator("#toasts")).to_contain_text("重新办理")
