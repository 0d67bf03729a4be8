"""The centre standard in a browser: pages for everybody, and the story of one hall from its own look to the public grade."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from commongrid.work.centres import queries
from commongrid.work.centres.models import Assessment, Finding
from commongrid.work.centres.terms import Evidence
from tests.cast import Town
from tests.stories.telling import photo
from tests.work.centres.things import HALL, filled, published

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django import Settings

pytestmark = pytest.mark.django_db(transaction=True)
URL = "/desk/centres/"


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.mark.parametrize(("width", "theme"), [(1440, "light"), (360, "dark")])
def test_everybody_can_use_the_pages(
    town: Town, desk_of: Callable[..., Page], assert_accessible: Any, width: int, theme: str
) -> None:
    found = filled(town, HALL)
    for name, address in (
        ("huangweiming", f"{URL}{found.pk}/"),
        ("guojian", URL),
        ("suqing", f"{URL}standard/"),
        ("guojian", f"{URL}{found.pk}/"),
    ):
        page = desk_of(name, address, width, theme)
        assert_accessible(page)
        wide = page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{address} is {wide} px too wide at {width}"


def test_a_hall_looks_at_itself_is_lowered_appeals_and_residents_read_the_grade(
    town: Town, desk_of: Callable[..., Page], assert_accessible: Any
) -> None:
    published(town)
    page = desk_of("huangweiming", URL)
    page.get_by_role("button", name="开始自评").first.click()
    for item in queries.proposed().items:
        if item.evidence != Evidence.FACT:
            met = "no" if item.evidence == Evidence.PHOTO and item.code != "f1" else "yes"
            page.locator(f"[name=own_{item.code}][value={met}]").check()
            page.locator(f"[name=words_{item.code}]").fill("写在制度里")
    page.get_by_role("button", name="存下", exact=True).click()
    page.locator("#photos-f1").set_input_files(photo("墙"))
    page.locator("#item-f1").get_by_role("button", name="新增").click()
    expect(page.locator("#item-f1 img")).to_be_visible()
    page.get_by_role("button", name="提交上级").click()
    found = Assessment.objects.get()
    page = desk_of("zhoumin", f"{URL}{found.pk}/")
    assert_accessible(page)
    page.locator("[name=found_f1][value=no]").check()
    page.locator("[name=why_f1]").fill("牌子已旧")
    page.get_by_role("button", name="评定", exact=True).click()
    page = desk_of("huangweiming", f"{URL}{found.pk}/")
    page.get_by_text("申诉", exact=True).first.click()
    page.get_by_label("说明").fill("已换新牌")
    page.get_by_role("button", name="申诉", exact=True).click()
    page = desk_of("liangyong", f"{URL}{found.pk}/")
    page.get_by_label("职能清单上墙").check()
    page.get_by_label("答复内容").fill("看过照片")
    page.get_by_role("button", name="答复", exact=True).click()
    assert Finding.objects.get(code="f1").found == ""
    page.goto(page.url.split("/desk/")[0] + f"/points/{HALL}/standard/")
    expect(page.get_by_role("heading", name="暂未达标")).to_be_visible()
    assert_accessible(page)
