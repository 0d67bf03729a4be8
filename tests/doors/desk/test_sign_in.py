"""Signing in: in the product's look; the demo alone lists who one can be."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.test import Client

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
