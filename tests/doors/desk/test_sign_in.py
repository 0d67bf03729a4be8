"""Signing in: in the product's look; the demo alone lists who one can be."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.test import Client
from django.utils import timezone, translation
from django.utils.translation import gettext

from commongrid.base.access import acts as access
from commongrid.base.access.terms import SYSTEM
from commongrid.doors.desk import sign_in_words
from tests.cast import PASSWORD, Town


def test_the_page_lists_nobody_outside_the_demo(town: Town) -> None:
    page = Client().get("/accounts/login/").content.decode()
    assert 'name="login"' in page
    assert "zhoumin" not in page


def test_the_demo_lists_its_cast_and_one_press_signs_in(town: Town, settings: Any) -> None:
    settings.HOUSE = replace(settings.HOUSE, mode="demo")
    client = Client()
    page = client.get("/accounts/login/?next=/desk/owed/").content.decode()
    assert "周敏" in page
    assert PASSWORD in page
    access.invite(
        {"username": "linfang", "name": "林芳", "name_en": "Lin Fang", "email": ""}, "own-password-of-hers",
        by=SYSTEM, at=timezone.now(), why="新到岗",
    )  # fmt: skip
    assert "林芳" not in client.get("/accounts/login/").content.decode()
    told = {"login": "zhoumin", "password": PASSWORD, "next": "/desk/owed/"}
    assert client.post("/accounts/login/", told)["Location"] == "/desk/owed/"
    assert client.get("/desk/").status_code == 200


def test_who_holds_no_post_is_told_so_and_can_leave(town: Town) -> None:
    client = Client()
    answer = client.post("/accounts/login/", {"login": "stranger", "password": PASSWORD}, follow=True)
    page = client.get("/desk/")
    assert page.status_code == 403
    assert "没有岗位" in page.content.decode()
    assert 'action="/accounts/logout/"' in page.content.decode()
    assert not list(answer.context["messages"])


def test_the_desk_calls_people_by_their_name_in_the_readers_language(town: Town) -> None:
    client = Client(headers={"accept-language": "en"})
    client.post("/accounts/login/", {"login": "liguoqiang", "password": PASSWORD})
    assert "Li Guoqiang" in client.get("/desk/").content.decode()


def test_a_wrong_password_says_so(town: Town) -> None:
    answer = Client().post("/accounts/login/", {"login": "zhoumin", "password": "wrong-password-1"})
    assert answer.status_code == 200
    assert 'id="errors"' in answer.content.decode()


def test_the_second_factor_asks_for_the_password_once_more(town: Town) -> None:
    client = Client()
    client.post("/accounts/login/", {"login": "zhoumin", "password": PASSWORD})
    asked = client.get("/accounts/2fa/totp/activate/")["Location"]
    assert client.get(asked).status_code == 200
    client.post(asked, {"password": PASSWORD, "next": "/accounts/2fa/totp/activate/"})
    for address in ("/accounts/2fa/totp/activate/", "/accounts/2fa/", "/accounts/password/change/"):
        assert client.get(address).status_code == 200, address
    assert client.get("/accounts/logout/").status_code == 200


def test_whoever_sets_up_a_second_factor_signs_in_with_it(town: Town) -> None:
    client, activate = Client(), "/accounts/2fa/totp/activate/"
    client.post("/accounts/login/", {"login": "zhoumin", "password": PASSWORD})
    client.post(client.get(activate)["Location"], {"password": PASSWORD, "next": activate})
    page = client.get(activate)
    secret = page.context["form"].secret
    assert 'class="button button-main"' in page.content.decode()
    wrong = client.post(activate, {"code": "000000"})
    assert "验证码不对" in wrong.content.decode()
    assert client.post(activate, {"code": code_of(secret)}).status_code == 302
    assert client.get("/accounts/2fa/recovery-codes/").content.decode().count("10") >= 2

    # One code opens once; the next half minute has another.
    cache.clear()
    other = Client()
    asked = other.post("/accounts/login/", {"login": "zhoumin", "password": PASSWORD})["Location"]
    assert asked == "/accounts/2fa/authenticate/"
    assert other.get("/desk/").status_code == 302
    assert "请输入验证器上的验证码" in other.get(asked).content.decode()
    assert other.post(asked, {"code": "000000"}).status_code == 200
    assert other.post(asked, {"code": code_of(secret)})["Location"] == "/desk/"
    assert other.get("/desk/").status_code == 200


def code_of(secret: str) -> str:
    """What an authenticator app shows now."""
    counter = next(iter(totp.yield_hotp_counters_from_time()))
    return str(totp.format_hotp_value(totp.hotp_value(secret, counter)))


@pytest.mark.parametrize("sentence", sign_in_words.SENTENCES)
def test_the_pages_of_signing_in_speak_as_the_others_do(sentence: str) -> None:
    with translation.override("zh-hans"):
        said = gettext(sentence)
    assert said != sentence
    assert "\u60a8" not in said
