"""The style guide and the shells in Chromium: accessible in both themes and languages, nothing sideways, keys and drafts work."""

import json
import re
from collections.abc import Callable
from io import BytesIO

import pytest
from django.urls import include, path
from PIL import Image
from playwright.sync_api import Page, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

urlpatterns = [path("", include("commongrid.doors.look.urls"))]
pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db(transaction=True)]
PHONE: ViewportSize = {"width": 360, "height": 780}
WIDE: ViewportSize = {"width": 1440, "height": 900}
type Check = Callable[[Page], None]


@pytest.fixture
def quiet(page: Page) -> Page:
    """A page that fails the test when a script does."""
    page.faults = []  # type: ignore[attr-defined]
    page.on("pageerror", lambda fault: page.faults.append(str(fault)))  # type: ignore[attr-defined]
    return page


def open_page(
    page: Page, server: LiveServer, address: str, size: ViewportSize, scheme: str = "light", **cookies: str
) -> None:
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.context.add_cookies(
        [{"name": name, "value": value, "url": server.url} for name, value in cookies.items()]
    )
    page.goto(server.url + address, wait_until="load")


def is_sideways(page: Page) -> bool:
    return bool(page.evaluate("() => document.documentElement.scrollWidth > innerWidth"))


@pytest.mark.parametrize("size", [PHONE, WIDE], ids=["phone", "wide"])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_component_is_accessible_in_both_themes(
    quiet: Page, live_server: LiveServer, assert_accessible: Check, size: ViewportSize, language: str
) -> None:
    open_page(quiet, live_server, "/look/", size, django_language=language)
    assert_accessible(quiet)
    assert not is_sideways(quiet)
    assert not quiet.faults  # type: ignore[attr-defined]


@pytest.mark.parametrize("face", ["portal", "report", "matter", "field", "desk"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, WIDE], ids=["phone", "wide"])
def test_every_shell_is_accessible(
    quiet: Page, live_server: LiveServer, assert_accessible: Check, face: str, scheme: str, size: ViewportSize
) -> None:
    open_page(quiet, live_server, f"/look/{face}", size, scheme)
    assert_accessible(quiet)
    assert not is_sideways(quiet)


@pytest.mark.parametrize("face", ["portal", "report", "matter", "field", "desk"])
def test_large_english_text_stays_on_a_phone(quiet: Page, live_server: LiveServer, face: str) -> None:
    open_page(quiet, live_server, f"/look/{face}", PHONE, look_text="large", django_language="en")
    assert not is_sideways(quiet)


def test_targets_on_the_phone_are_large_enough(quiet: Page, live_server: LiveServer) -> None:
    for face in ("portal", "field"):
        open_page(quiet, live_server, f"/look/{face}", PHONE)
        small = quiet.evaluate(
            """() => [...document.querySelectorAll("main a, main button, .thumb a, .switches button")]
              .map((one) => [one.textContent.trim(), one.getBoundingClientRect().height, one.getBoundingClientRect().width])
              .filter(([, height, width]) => height < 44 || width < 44)"""
        )
        assert not small


def test_the_theme_is_chosen_without_scripts(
    live_server: LiveServer, new_context: Callable[..., object]
) -> None:
    context = new_context(java_script_enabled=False, color_scheme="light")
    page: Page = context.new_page()  # type: ignore[attr-defined]
    page.goto(live_server.url + "/look/portal")
    page.get_by_role("button", name="大字").click()
    expect(page.locator("html")).to_have_attribute("data-text", "large")
    page.get_by_role("button", name="EN").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_keys_move_through_rows_and_press_what_they_name(quiet: Page, live_server: LiveServer) -> None:
    open_page(quiet, live_server, "/look/desk", WIDE)
    expect(quiet.locator("[data-keys]")).to_have_attribute("data-ready", "true")
    quiet.keyboard.press("j")
    expect(quiet.locator("[data-row] a").nth(2)).to_be_focused()
    quiet.keyboard.press("k")
    expect(quiet.locator("[data-row] a").nth(1)).to_be_focused()
    quiet.keyboard.press("/")
    expect(quiet.locator("#q")).to_be_focused()
    quiet.keyboard.type("av?")
    expect(quiet.locator("#q")).to_have_value("av?")
    quiet.keyboard.press("Tab")
    quiet.keyboard.press("?")
    expect(quiet.get_by_role("dialog", name="按键")).to_contain_text("派遣")


def test_a_sheet_opens_and_gives_the_focus_back(quiet: Page, live_server: LiveServer) -> None:
    open_page(quiet, live_server, "/look/", PHONE)
    opener = quiet.locator("[data-sheet='#sheet-l']")
    expect(opener).to_have_attribute("data-ready", "true")
    opener.click()
    expect(quiet.locator("#sheet-l")).to_be_visible()
    quiet.keyboard.press("Escape")
    expect(quiet.locator("#sheet-l")).to_be_hidden()
    expect(opener).to_be_focused()


def test_the_map_is_drawn_and_its_pin_moves_by_keys(quiet: Page, live_server: LiveServer) -> None:
    open_page(quiet, live_server, "/look/desk", WIDE)
    expect(quiet.locator("[data-map]")).to_have_attribute("data-drawn", "true", timeout=20_000)
    quiet.get_by_role("img", name="事情的地点").focus()
    quiet.keyboard.press("ArrowRight")
    quiet.wait_for_function("() => Number(document.querySelector('#lon').value) > 113.7510")
    expect(quiet.locator("#lat")).to_have_value(re.compile(r"^23\.052"))
    assert not quiet.faults  # type: ignore[attr-defined]


def photograph(width: int, height: int) -> bytes:
    out = BytesIO()
    Image.effect_noise((width, height), 40).convert("RGB").save(out, "JPEG", quality=95)
    return out.getvalue()


def test_photos_are_made_small_blurred_by_hand_and_counted(quiet: Page, live_server: LiveServer) -> None:
    open_page(quiet, live_server, "/look/report", PHONE)
    expect(quiet.locator("[data-photos]")).to_have_attribute("data-ready", "true")
    sent = [
        {"name": f"{n}.jpg", "mimeType": "image/jpeg", "buffer": photograph(3000, 1500)} for n in range(2)
    ]
    quiet.locator("input[name=photos]").set_input_files(sent)  # type: ignore[arg-type]
    expect(quiet.locator("[data-shot] .shot-blur")).to_have_count(2)
    sizes = quiet.evaluate(
        """async () => Promise.all([...document.querySelector("input[name=photos]").files].map(async (file) => {
          const picture = await createImageBitmap(file);
          return [picture.width, picture.height, file.type];
        }))"""
    )
    assert sizes == [[2048, 1024, "image/jpeg"]] * 2
    quiet.get_by_role("button", name="打码 照片 1").click()
    stage = quiet.locator(".blur-stage").bounding_box()
    assert stage
    quiet.mouse.move(stage["x"] + stage["width"] * 0.25, stage["y"] + stage["height"] * 0.25)
    quiet.mouse.down()
    quiet.mouse.move(stage["x"] + stage["width"] * 0.75, stage["y"] + stage["height"] * 0.5)
    quiet.mouse.up()
    quiet.get_by_role("button", name="好了").click()
    expect(quiet.locator("[data-shot] .blur-box")).to_have_count(1)
    boxes = json.loads(quiet.locator("input[name=photos_boxes]").input_value())
    assert [len(of_file) for of_file in boxes] == [1, 0]
    assert boxes[0][0] == pytest.approx({"x": 0.25, "y": 0.25, "w": 0.5, "h": 0.25}, abs=0.03)
    quiet.get_by_role("button", name="去掉照片 1").click()
    expect(quiet.locator("[data-shot]")).to_have_count(1)
    quiet.wait_for_function("() => document.querySelector('input[name=photos]').files.length === 1")
    assert not quiet.faults  # type: ignore[attr-defined]


def test_a_tall_photo_is_shown_square_and_its_hidden_part_stays_on_its_place(
    quiet: Page, live_server: LiveServer
) -> None:
    open_page(quiet, live_server, "/look/report", PHONE)
    expect(quiet.locator("[data-photos]")).to_have_attribute("data-ready", "true")
    tall = {"name": "tall.jpg", "mimeType": "image/jpeg", "buffer": photograph(900, 1800)}
    quiet.locator("input[name=photos]").set_input_files([tall])  # type: ignore[list-item]
    expect(quiet.locator(".shot-blur")).to_have_count(1)
    shown = quiet.evaluate(
        """() => [".shot", ".shot-whole"].map((one) => {
          const box = document.querySelector(one).getBoundingClientRect();
          return [box.width, box.height];
        })"""
    )
    (width, height), (whole_width, whole_height) = shown
    assert height == pytest.approx(width, abs=1)
    assert (whole_width, whole_height) == (pytest.approx(width, abs=1), pytest.approx(2 * width, abs=2))


def test_photos_are_in_the_form_from_the_first_moment(quiet: Page, live_server: LiveServer) -> None:
    open_page(quiet, live_server, "/look/report", PHONE)
    expect(quiet.locator("[data-photos]")).to_have_attribute("data-ready", "true")
    quiet.evaluate("() => { window.createImageBitmap = () => new Promise(() => {}); }")
    for name in ("first", "second"):
        one = {"name": f"{name}.jpg", "mimeType": "image/jpeg", "buffer": photograph(60, 40)}
        quiet.locator("input[name=photos]").set_input_files([one])  # type: ignore[list-item]
        expect(quiet.locator("[aria-busy=true]").last).to_contain_text("正在压缩")
    expect(quiet.locator("[data-shot]")).to_have_count(2)
    quiet.wait_for_function("() => document.querySelector('input[name=photos]').files.length === 2")


def test_a_draft_is_kept_and_put_back(quiet: Page, live_server: LiveServer) -> None:
    open_page(quiet, live_server, "/look/report", PHONE)
    expect(quiet.locator("form[data-draft]")).to_have_attribute("data-ready", "true")
    quiet.locator("[name=l-place]").fill("三巷8号")
    expect(quiet.locator("[data-draft-words]")).to_contain_text("草稿已存")
    kept = quiet.evaluate("() => JSON.parse(localStorage.getItem('draft:guide')).values['l-place']")
    assert kept == "三巷8号"


def test_a_menu_closes_by_escape_and_gives_the_focus_back(quiet: Page, live_server: LiveServer) -> None:
    open_page(quiet, live_server, "/look/desk", WIDE)
    menu = quiet.locator("details.menu").last
    expect(menu).to_have_attribute("data-ready", "true")
    menu.locator("summary").click()
    expect(menu.get_by_role("button", name="深色")).to_be_visible()
    quiet.keyboard.press("Escape")
    expect(menu.get_by_role("button", name="深色")).to_be_hidden()
    expect(menu.locator("summary")).to_be_focused()
