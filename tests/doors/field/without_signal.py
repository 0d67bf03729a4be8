"""A grid worker's phone that comes and goes out of signal, for tests."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PIL import Image
from playwright.sync_api import Error, expect
from playwright.sync_api import TimeoutError as TookTooLong

from tests.browsing import sign_in
from tests.cast import Town

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, FilePayload, Page

PATIENCE = 60_000
FILLED = "() => document.documentElement.dataset.tended === 'true'"
CONTROLLED = "() => navigator.serviceWorker.controller !== null"
WAITING = """async () => (await import('/static/field/outbox.js')).all().then(all => all.filter(one => one.state !== 'done').length)"""
SEND = """async () => (await import('/static/field/sending.js')).send().catch(fault => String(fault))"""
ACCOUNT = """async () => (await import('/static/field/store.js')).note('account')"""


class Phone:
    """One phone of one of the cast: filled for today, then wherever the test takes it."""

    def __init__(
        self,
        town: Town,
        live_server: Any,
        new_context: Callable[..., BrowserContext],
        who: str,
        *,
        syncs: bool = False,
    ) -> None:
        lon, lat = town.spot()
        self.url = f"{live_server.url}/field/"
        self.context = new_context(
            viewport={"width": 360, "height": 780},
            geolocation={"longitude": lon, "latitude": lat},
            permissions=["geolocation"],
        )
        if not syncs:
            # The worker script sends behind every page, and no test could cut its line.
            self.context.add_init_script("SyncManager.prototype.register = async () => undefined")
        sign_in(self.context, live_server, who)
        self.faults: list[str] = []
        self.page: Page = self.context.new_page()
        self.page.on("pageerror", lambda fault: self.faults.append(str(fault)))
        self.open()
        self._taken_over()
        self.page.wait_for_function(FILLED, timeout=PATIENCE)

    def _taken_over(self) -> None:
        """On a machine that is busy the worker script may not be fetched in time; the next page asks for it again."""
        try:
            self.page.wait_for_function(CONTROLLED, timeout=PATIENCE / 4)
        except TookTooLong:
            self.open()
            self.page.wait_for_function(CONTROLLED, timeout=PATIENCE)

    def open(self, path: str = "") -> Page:
        """Go to a page of the field; one that sorts itself by place has done so."""
        try:
            self.page.goto(self.url + path)
        except Error as fault:
            # The page before was just being shown anew by itself.
            if "ERR_ABORTED" not in fault.message:
                raise
            self.page.goto(self.url + path)
        return self.page

    def send(self) -> Any:
        """Send what waits, now, on a page that stays."""
        self.open("me/")
        return self.page.evaluate(SEND)

    def ready(self, selector: str = "form[data-outbox]") -> None:
        """The scripts of a part of the page have taken it over."""
        self.page.locator(f"{selector}[data-able]").first.wait_for(state="attached")

    def lose_signal(self) -> None:
        self.context.set_offline(True)

    def find_signal(self) -> None:
        """Back again: the list the phone had held has been shown anew, what waited was tried."""
        self.context.set_offline(False)
        expect(self.page.locator("#held")).to_have_count(0, timeout=PATIENCE)

    def waiting(self) -> int:
        return int(self.page.evaluate(WAITING))

    def sent(self) -> None:
        """Wait until the page says that nothing waits any more."""
        expect(self.page.locator("[data-badge]")).to_be_hidden(timeout=PATIENCE)


def shot(seed: int = 1, side: int = 640) -> FilePayload:
    """A photo of noise: no two seeds alike, and large enough for several pieces."""
    made = io.BytesIO()
    noise = random.Random(seed).randbytes(side * side * 3)
    Image.frombytes("RGB", (side, side), noise).save(made, "JPEG", quality=90)
    return {"name": f"{seed}.jpg", "mimeType": "image/jpeg", "buffer": made.getvalue()}
