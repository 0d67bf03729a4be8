"""Training in a browser: accessible in both themes and languages, never wider than the phone, answers kept as they are given."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from commongrid.work.training import acts, queries
from commongrid.work.training.models import Certificate, Sitting
from tests.browsing import sign_in
from tests.cast import Town
from tests.work.training.things import COURSE, passed, right, school

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)
FIELD, DESK = "/field/training/", "/desk/training/"


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 360)])
def test_every_page_is_accessible_and_fits(
    town: Town,
    live_server: Any,
    new_context: Any,
    scheme: str,
    width: int,
    assert_accessible: Callable[[Page], None],
) -> None:
    now = timezone.now()
    exam = school(town, at=now - timedelta(days=90))
    held = passed(exam, town.hezhiqiang, now)
    sitting = acts.begin(exam, by=town.chenlihua, at=now)
    done = Sitting.objects.exclude(pk=sitting.pk).get()
    on_phone = {
        "chenlihua": [
            FIELD, f"{FIELD}courses/{COURSE}/", f"{FIELD}courses/{COURSE}/1/", f"{FIELD}courses/{COURSE}/quiz/",
            f"{FIELD}exams/grid-worker/", f"{FIELD}sittings/{sitting.pk}/",
        ],
        "hezhiqiang": [f"{FIELD}sittings/{done.pk}/", f"{FIELD}certificates/{held.number}/", f"/certificates/{held.number}/"],
        "suqing": [f"{DESK}run/", f"{DESK}run/courses/{COURSE}/", f"{DESK}run/courses/{COURSE}/questions/new/"],
    }  # fmt: skip
    at_desk = {
        "zhoumin": [DESK, f"{DESK}lacking/"],
        "suqing": [
            f"{DESK}run/", f"{DESK}run/courses/{COURSE}/", f"{DESK}run/courses/{COURSE}/edit/",
            f"{DESK}run/courses/{COURSE}/questions/", f"{DESK}run/courses/{COURSE}/questions/g01/",
            f"{DESK}run/courses/{COURSE}/pages/1/", f"{DESK}run/exams/grid-worker/", f"{DESK}run/demands/",
            f"{DESK}run/certificates/?number={held.number}",
        ],
    }  # fmt: skip
    addresses = on_phone if width < 400 else at_desk
    for name, paths in addresses.items():
        context = new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
        sign_in(context, live_server, name)
        page = context.new_page()
        for path in paths:
            page.goto(live_server.url + path)
            assert_accessible(page)
            wide = page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
            assert wide <= 0, f"{path} is {wide} px too wide at {width}"


def test_answers_are_kept_as_they_are_given(town: Town, live_server: Any, new_context: Any) -> None:
    exam = school(town, at=timezone.now() - timedelta(days=90))
    context = new_context(viewport={"width": 360, "height": 780})
    sign_in(context, live_server, "chenlihua")
    page = context.new_page()
    page.goto(f"{live_server.url}{FIELD}exams/{exam.code}/")
    page.get_by_role("button", name="开始考试").click()
    page.get_by_role("button", name="交卷").wait_for()
    answers = right(Sitting.objects.get())
    for number, (pk, chosen) in enumerate(answers.items(), start=1):
        for value in chosen:
            page.locator(f"#q{pk} input[value='{value}']").check()
        expect(page.locator("#saved")).to_contain_text(f"已答{number}/10题")
    assert len(queries.sitting(Sitting.objects.get().pk, town.chenlihua.account_id).answers) == len(answers)
    page.get_by_role("button", name="交卷").click()
    page.get_by_text("考试合格").wait_for()
    assert Certificate.objects.count() == 1
