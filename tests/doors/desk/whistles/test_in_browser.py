"""A whistle with one absent unit, in the browser: called, one reports in by the code, one stays away, a task, the stars."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from commongrid.cases.models import Task, Whistle
from commongrid.doors.desk.whistles import codes
from tests.cast import Town

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_whistle_with_one_absent_unit(
    town: Town, desk_of: Callable[..., Page], assert_accessible: Callable[[Page], None]
) -> None:
    town.now = timezone.now() - timedelta(minutes=5)
    case = town.case()
    li, wu = town.unit_of("liguoqiang"), town.unit_of("wuminyi")
    calls = reverse("desk:whistles:one", args=[case.number])
    soon = timezone.localtime() + timedelta(hours=2)

    page = desk_of("huangweiming", reverse("desk:act", args=[case.number, "whistle"]))
    for unit in (li, wu):
        page.locator(f"input[name=units][value='{unit.pk}']").check()
    page.locator("[name=place]").fill("东兴路口")
    page.locator("[name=until]").fill(f"{soon:%Y-%m-%dT%H:%M}")
    page.locator("[name=why]").fill("一起看路面怎么补")
    page.locator(".sheet-form .button-main").click()
    page.wait_for_load_state("networkidle")

    page = desk_of("huangweiming", calls)
    page.locator(".whistles-code svg").wait_for()
    assert_accessible(page)

    code = signing.dumps(case.number, salt=codes.SALT)
    phone = desk_of("liguoqiang", reverse("desk:whistles:here", args=[code]), width=360, theme="dark")
    assert_accessible(phone)
    phone.get_by_role("button", name="我到了").click()
    phone.get_by_text("已报到。").wait_for()
    assert phone.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0

    Whistle.objects.filter(unit=wu).update(by_when=timezone.now() - timedelta(minutes=1))
    page = desk_of("huangweiming", calls)
    states = page.locator(".whistles-units .chip").all_inner_texts()
    assert sorted(one.strip() for one in states) == sorted(["已到", "未到"])

    page = desk_of("huangweiming", reverse("desk:act", args=[case.number, "agree_task"]))
    page.locator("[name=unit]").select_option(str(li.pk))
    page.locator("[name=until]").fill(f"{soon + timedelta(days=2):%Y-%m-%dT%H:%M}")
    page.locator("[name=why]").fill("今晚前围挡，两天内补好路面")
    page.locator(".sheet-form .button-main").click()
    page.wait_for_load_state("networkidle")
    page = desk_of("huangweiming", reverse("desk:act", args=[case.number, "rate_called"]))
    page.locator("[name=unit]").select_option(str(wu.pk))
    page.locator("[name=stars][value='1']").check()
    page.locator(".sheet-form .button-main").click()
    page.wait_for_load_state("networkidle")

    phone = desk_of("liguoqiang", calls, width=360)
    phone.get_by_role("link", name="任务完成").click()
    phone.locator("#act [name=why]").fill("围挡已设，路面已补")
    phone.locator("#act .sheet-form .button-main").click()
    phone.wait_for_load_state("networkidle")
    phone = desk_of("liguoqiang", calls, width=360)
    phone.get_by_text("“围挡已设，路面已补”").wait_for()
    assert Task.objects.get().done_at is not None

    page = desk_of("huangweiming", reverse("desk:whistles:record", args=[wu.code]))
    page.get_by_text("1.0 (1)").wait_for()
    assert_accessible(page)
    page = desk_of("wuminyi", reverse("desk:whistles:list"))
    page.locator(".link", has_text="东兴路口").filter(has_text="未到").first.wait_for()
    assert_accessible(page)
