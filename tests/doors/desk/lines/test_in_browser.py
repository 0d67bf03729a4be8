"""The pages of lines in a browser: accessible in both themes, on desk and phone, nothing wider than the window."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from commongrid.base.access.terms import SYSTEM
from commongrid.work.lines import acts
from tests.cast import Town
from tests.work.lines.setting import line, told

pytestmark = pytest.mark.django_db(transaction=True)


def test_lines_are_readable_everywhere(
    desk_of: Any, town: Town, assert_accessible: Any, tmp_path: Any
) -> None:
    town.now = timezone.now() - timedelta(hours=2)
    hotline = line(town)
    line(town, "police", "pull", channel="110", name="非警务110", name_en="Non-police 110")
    for number in range(8):
        acts.take_in(
            hotline,
            told(f"GD20260302-{number:05d}", "路灯不亮" if number % 4 else ""),
            by=SYSTEM,
            at=town.now,
        )
    acts.not_heard(hotline, "answered 503", at=town.now)
    theirs = tmp_path / "theirs.csv"
    theirs.write_text("id\nGD20260302-00001\nGD20260302-00099\n", "utf-8")
    for width, theme in ((1440, "light"), (360, "dark")):
        page = desk_of("guojian", "/desk/lines/", width, theme)
        assert_accessible(page)
        page.goto(page.url + "hotline/")
        page.set_input_files("input[name=theirs]", str(theirs))
        page.click("form[enctype] .button-main")
        page.get_by_role("heading", name="对方缺少").wait_for()
        if folder := os.environ.get("COMMONGRID_PICTURES"):
            page.screenshot(path=str(Path(folder) / f"lines-{width}.png"), full_page=True)
        assert_accessible(page)
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
        page.goto(page.url.split("/hotline/")[0] + "/hotline/set/")
        assert_accessible(page)
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
