"""Signed out in the middle of the work: what was written goes on after signing in again, and no answer is empty."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from tests.browsing import client_for
from tests.cast import PASSWORD, Town

if TYPE_CHECKING:
    from playwright.sync_api import Page

WORDS = "两处水坑，<已经>围好"
HTMX = {"hx-request": "true"}


@pytest.mark.django_db
def test_a_form_comes_back_with_its_words_and_without_its_token(town: Town) -> None:
    url = f"/desk/cases/{town.case().number}/comment/"
    sent = {"why": WORDS, "seq": "1", "csrfmiddlewaretoken": "old"}
    for headers in ({}, HTMX):
        answer = Client().post(url, sent, headers=headers)
        html = answer.content.decode()
        assert answer.status_code == 401
        assert 'name="why" value="两处水坑，&lt;已经&gt;围好"' in html
        assert 'value="old"' not in html
        assert f'action="{url}"' in html
        assert ("<html" in html) is (not headers)


@pytest.mark.django_db
def test_what_is_only_read_leads_to_the_sign_in_and_back(town: Town) -> None:
    url = f"/desk/cases/{town.case().number}/comment/"
    assert Client().get(url)["Location"] == f"/accounts/login/?next={url}"
    part = Client().get(url, headers={**HTMX, "hx-current-url": "http://testserver/desk/?queue=waiting"})
    assert part["HX-Redirect"] == "/accounts/login/?next=/desk/%3Fqueue%3Dwaiting"
    assert not part.content


@pytest.mark.django_db
def test_the_field_waits_with_what_it_holds(town: Town) -> None:
    answer = Client().post("/field/tell/", {"words": WORDS})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/")


@pytest.mark.django_db
def test_the_address_of_a_button_explains_itself(town: Town) -> None:
    answer = client_for("zhoumin").get("/desk/notices/read/")
    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    assert "这是一个按钮，不是页面" in answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_signing_in_beside_the_form_and_sending_it(
    town: Town, desk_of: Callable[..., Page], live_server: Any
) -> None:
    case = town.case()
    page = desk_of("zhoumin", f"/desk/cases/{case.number}/")
    page.wait_for_selector("[data-keys][data-ready]")
    page.keyboard.press("c")
    page.locator("dialog[open] textarea").fill(WORDS)
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.locator("dialog[open] .button-main").click()
    expect(page.locator("dialog[open] [role=alert]")).to_contain_text("你已退出登录")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="重新登录").click()
    beside = opened.value
    beside.fill("input[name=login]", "zhoumin")
    beside.fill("input[name=password]", PASSWORD)
    beside.keyboard.press("Enter")
    expect(beside.locator("h1")).to_have_text("已登录")
    beside.close()
    page.get_by_role("button", name="现在提交").click()
    expect(page.locator(".timeline")).to_contain_text(WORDS)
    assert page.url.startswith(f"{live_server.url}/desk/cases/{case.number}/")
