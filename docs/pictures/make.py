"""Takes the pictures of the README from a running demo: `bin/demo --size small`, then

    .venv/bin/python docs/pictures/make.py http://127.0.0.1:8000

Signs in as the cast with the demo's password; English words, light theme. `COMMONGRID_CHROMIUM` names the browser.
"""

from __future__ import annotations

import io
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).parent
PASSWORD = "commongrid-demo"  # noqa: S105 (told to everyone who starts a demo)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
COLOURS = 256


@dataclass(frozen=True)
class Shot:
    """One picture: whose page, which address, how wide and high, and what to press first."""

    name: str
    who: str
    address: str
    size: tuple[int, int]
    scale: float = 1.0
    press: str = ""


SHOTS = (
    Shot("desk", "zhoumin", "/desk/", (1440, 900), press=".row a, [data-row] a"),
    Shot("case", "zhoumin", "/desk/?queue=closed", (1440, 900)),
    Shot("portal", "", "/", (360, 780), 1.5),
    Shot("field", "chenlihua", "/field/", (360, 780), 1.5),
)


def take(browser: Browser, base: str, shot: Shot) -> bytes:
    width, height = shot.size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        device_scale_factor=shot.scale,
        locale="en-GB",
        color_scheme="light",
        timezone_id="Asia/Shanghai",
    )
    page = context.new_page()
    if shot.who:
        sign_in(page, base, shot.who)
    page.goto(f"{base}{shot.address}", wait_until="networkidle")
    if shot.press and page.locator(shot.press).count():
        page.locator(shot.press).first.click()
        page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1500)  # a map draws after it has its data
    taken = page.screenshot()
    context.close()
    return taken


def sign_in(page: Page, base: str, who: str) -> None:
    page.goto(f"{base}/accounts/login/")
    page.fill("#id_login", who)
    page.fill("#id_password", PASSWORD)
    page.press("#id_password", "Enter")
    page.wait_for_url(lambda address: "/login/" not in address)


def smaller(taken: bytes) -> bytes:
    """The picture with few colours: a page has few, and a README is read on phones."""
    out = io.BytesIO()
    with Image.open(io.BytesIO(taken)) as image:
        image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def main(base: str, names: list[str]) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("COMMONGRID_CHROMIUM") or shutil.which("chromium") or None,
            args=FLAGS,
        )
        for shot in SHOTS:
            if not names or shot.name in names:
                (HERE / f"{shot.name}.png").write_bytes(smaller(take(browser, base.rstrip("/"), shot)))
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
