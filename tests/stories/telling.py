"""How a story is told: who sits before which screen, what they press, and what happens behind the pages."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from PIL import Image, ImageDraw
from playwright.sync_api import TimeoutError as TookTooLong

from commongrid.base.journal import acts as journal
from commongrid.base.journal import queries as history
from commongrid.cases.models import Case
from commongrid.config import wiring
from commongrid.intake.models import Report
from tests.browsing import sign_in

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, ConsoleMessage, FilePayload, Locator, Page, ViewportSize

    from tests.cast import Town

PHONE: ViewportSize = {"width": 360, "height": 780}
DESK: ViewportSize = {"width": 1440, "height": 900}
WAITS, PATIENCE = 8000, 60
"""Milliseconds a page is given, seconds the readers are."""
REFUSALS = ("403", "404", "409", "422")
"""What the browser itself logs when a form comes back; stories that expect it say so."""


@dataclass
class Telling:
    """One story: the town, the server, and everything that went wrong in any of its browsers."""

    town: Town
    server: Any
    new_context: Callable[..., BrowserContext]
    faults: list[str] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)

    def resident(self, **context: Any) -> Page:
        """A resident's phone, standing in grid Dongxing 03."""
        lon, lat = self.town.spot()
        there = {"longitude": lon, "latitude": lat, "accuracy": 12}
        given = {"viewport": PHONE, "geolocation": there, "permissions": ["geolocation"], **context}
        return self._page(self.new_context(**given))

    def phone_of(self, name: str) -> Page:
        """The phone of one of the cast, signed in."""
        return self.desk_of(name, viewport=PHONE)

    def desk_of(self, name: str, **context: Any) -> Page:
        """The computer of one of the cast, signed in."""
        made = self.new_context(**{"viewport": DESK, **context})
        sign_in(made, self.server, name)
        return self._page(made)

    def opens(self, page: Page, path: str) -> Page:
        page.goto(self.server.url + path)
        return page

    def meanwhile(self) -> None:
        """The worker hears what was recorded: it proposes, assigns, tells and counts.

        Another test's transaction in the same cluster may hold the tail back for a moment, as it would a worker's.
        """
        readers, until = list(wiring.READERS.values()), time.monotonic() + PATIENCE
        while True:
            journal.drain_all(readers, at=timezone.now())
            if not any(history.lags(wiring.READERS, timezone.now()).values()):
                return
            assert time.monotonic() < until, "the readers do not come to the end of the journal"
            time.sleep(0.05)

    def _page(self, context: BrowserContext) -> Page:
        page = context.new_page()
        page.set_default_timeout(WAITS)
        page.on("console", self._heard)
        page.on("pageerror", lambda fault: self.faults.append(f"{page.url}: {fault}"))
        page.on("request", lambda asked: self._asked(asked.url))
        return page

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type != "error":
            return
        refused = "status of" in message.text and any(code in message.text for code in REFUSALS)
        (self.refusals if refused else self.faults).append(f"{message.location['url']}: {message.text}")

    def _asked(self, url: str) -> None:
        asked = urlsplit(url)
        if asked.scheme in ("http", "https") and asked.netloc != urlsplit(self.server.url).netloc:
            self.faults.append(f"asked another host: {url}")


def reports(story: Telling, page: Page, words: str) -> tuple[str, str]:
    """A resident reports from where they stand; the number and the follow code they are told."""
    lon, lat = story.town.spot()
    story.opens(page, f"/report/?lon={lon}&lat={lat}")
    page.get_by_role("textbox", name="说说情况").fill(words)
    page.get_by_role("button", name="提交").click()
    says(page, "收到了")
    return page.locator("#number").inner_text(), page.locator("#code").inner_text()


def rates(page: Page, *, solved: bool, mark: int) -> None:
    """The question of every closed case, answered."""
    form = page.locator("#rate form")
    form.get_by_text("解决了" if solved else "没有解决", exact=True).click()
    for name in ("speed", "result", "manner", "feedback"):
        form.locator(f"label:has(input[name={name}][value='{mark}'])").click()
    form.get_by_role("button", name="提交评价").click()


def photo(name: str, colour: str = "dimgrey") -> FilePayload:
    """A picture as a phone takes it: a patch of road with something on it."""
    picture, made = Image.new("RGB", (960, 720), "lightgrey"), io.BytesIO()
    ImageDraw.Draw(picture).ellipse((260, 220, 700, 560), fill=colour)
    picture.save(made, "JPEG")
    return {"name": f"{name}.jpg", "mimeType": "image/jpeg", "buffer": made.getvalue()}


def add_photo(holder: Locator, taken: FilePayload) -> None:
    """Choose a photo and wait until it is shown in small."""
    holder.locator("input[type=file]").set_input_files(taken)
    holder.locator("[data-shot]").first.wait_for()


def press(page: Page, key: str) -> None:
    """One key of the desk, once its keyboard listens."""
    page.locator("[data-keys][data-ready]").first.wait_for()
    page.keyboard.press(key)


def sheet(page: Page) -> Locator:
    """The act that lies over the page as a sheet."""
    opened = page.locator("dialog#act[open]")
    opened.wait_for()
    return opened


def does(page: Page, key: str, **told: str) -> None:
    """One act of the desk: its key, what its sheet asks (words, a choice or an item of a list), and off it goes."""
    press(page, key)
    answers(sheet(page), **told)


def answers(form: Locator, **told: str) -> None:
    """Fill in a form and send it."""
    for name, value in told.items():
        fill(form, name, value)
    sends(form)


def fill(form: Locator, name: str, value: str) -> None:
    """Fill in one field by its name, whatever kind it is."""
    asked = form.locator(f"[name={name}]")
    kind = asked.first.evaluate("one => one.type")
    if kind == "radio":
        form.locator(f"[name={name}][value='{value}']").check()
    elif kind == "select-one":
        asked.select_option(label=value)
    else:
        asked.fill(value)


def sends(form: Locator) -> None:
    """Press the button that carries a form out."""
    form.locator("button.button-main").click()


def says(page: Page, *words: str) -> None:
    """Everybody who looks at this page reads these words, however they are spaced."""
    for told in words:
        spaced = re.compile(r"\s*".join(re.escape(sign) for sign in told if sign.strip()))
        try:
            page.get_by_text(spaced).locator("visible=true").first.wait_for()
        except TookTooLong:
            pytest.fail(f"{page.url} does not say {told!r}, but:\n{said(page)}")


def said(page: Page) -> str:
    """All a page says, as one reads it."""
    return page.locator("body").inner_text()


def light(page: Page) -> str:
    """What the deadline light of the case says."""
    return page.locator(".case-light, .desk-case-head .light").first.inner_text()


def the_report() -> Report:
    return Report.objects.get()


def the_case() -> Case:
    return Case.objects.get()
