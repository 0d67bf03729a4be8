"""Who may see and do what at the desk."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests.cast import Town

SignIn = Callable[[str], Client]


def test_nobody_is_sent_to_sign_in(town: Town) -> None:
    answer = Client().get("/desk/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/?next=/desk/")


def test_the_stranger_is_refused_everywhere(town: Town, client_of: SignIn) -> None:
    case, report = town.case(), town.report()
    addresses = [
        "/desk/",
        f"/desk/cases/{case.number}/",
        f"/desk/cases/{case.number}/assign/",
        f"/desk/cases/{case.number}/map.json",
        "/desk/reports/",
        f"/desk/reports/{report.number}/",
        f"/desk/reports/{report.number}/decline/",
        f"/desk/reports/{report.number}/reporter/",
        "/desk/owed/",
        f"/desk/bulk/?act=assign&case={case.number}",
    ]
    stranger = client_of("stranger")
    assert {stranger.get(address).status_code for address in addresses} == {403}


def test_an_officer_sees_only_what_the_unit_has(town: Town, client_of: SignIn) -> None:
    case = town.case()
    assert client_of("liguoqiang").get(f"/desk/cases/{case.number}/").status_code == 403
    client_of("zhoumin").post(
        f"/desk/cases/{case.number}/assign/",
        {"seq": case.seq, "lead": town.actors["liguoqiang"].unit_id, "why": "市政道路"},
    )
    assert client_of("liguoqiang").get(f"/desk/cases/{case.number}/").status_code == 200


@pytest.mark.parametrize("name", ["liguoqiang", "liangyong", "huangweiming"])
def test_who_may_not_dispatch_is_refused_and_nothing_changes(
    town: Town, client_of: SignIn, name: str
) -> None:
    case = town.case()
    sent = {"seq": case.seq, "lead": town.actors["liguoqiang"].unit_id, "why": "我来派"}
    assert client_of(name).post(f"/desk/cases/{case.number}/assign/", sent).status_code == 403
    case.refresh_from_db()
    assert case.status == "waiting"


def test_reports_are_not_the_officers(town: Town, client_of: SignIn) -> None:
    report = town.report()
    assert client_of("liguoqiang").get(f"/desk/reports/{report.number}/").status_code == 403


def test_a_grid_worker_works_in_the_field(town: Town, client_of: SignIn) -> None:
    assert client_of("chenlihua").get("/desk/")["Location"] == "/field/"


def test_only_the_acts_allowed_now_are_offered(town: Town, client_of: SignIn) -> None:
    case = town.case()
    page = client_of("zhoumin").get(f"/desk/cases/{case.number}/").content.decode()
    assert f"/desk/cases/{case.number}/assign/" in page
    assert f"/desk/cases/{case.number}/take/" not in page
    assert f"/desk/cases/{case.number}/pass_check/" not in page
    overseer = client_of("liangyong").get(f"/desk/cases/{case.number}/").content.decode()
    assert f"/desk/cases/{case.number}/supervise/" in overseer
    assert f"/desk/cases/{case.number}/assign/" not in overseer
