"""Calls at the desk: the code that runs out, the band instead of a position, and whose record one may read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse

from commongrid.cases import acts
from commongrid.cases.models import Case
from commongrid.doors.desk.whistles import codes
from tests.cast import Town

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(town: Town) -> Case:
    case = town.case()
    units = [town.unit_of("liguoqiang"), town.unit_of("wuminyi")]
    by_when = town.now + timedelta(hours=2)
    told = {"place": "东兴路口", "by_when": by_when, "why": "会商"}
    return acts.whistle(case, units, by=town.huangweiming, at=town.now, **told)


def page(case: Case) -> str:
    return reverse("desk:whistles:one", args=[case.number])


def test_a_code_that_has_run_out_or_is_not_ours_lets_nobody_in(
    client_of: Callable[[str], Client], case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, code = client_of("liguoqiang"), signing.dumps(case.number, salt=codes.SALT)
    for wrong in (code[:-2] + "xx", signing.dumps(case.number, salt="another")):
        assert client.get(reverse("desk:whistles:here", args=[wrong])).status_code == 410
    monkeypatch.setattr(codes, "SECONDS", -1)
    assert client.post(reverse("desk:whistles:here", args=[code])).status_code == 410
    assert not case.whistles.exclude(arrived_at=None).exists()


def test_a_unit_that_was_not_called_is_told_so(client_of: Callable[[str], Client], case: Case) -> None:
    code = signing.dumps(case.number, salt=codes.SALT)
    for stranger in ("liangyong", "guojian"):
        answer = client_of(stranger).post(reverse("desk:whistles:here", args=[code]))
        assert answer.status_code in (302, 403)
    assert not case.whistles.exclude(arrived_at=None).exists()


@pytest.mark.parametrize(
    ("away", "why", "near"),
    [(0.0, "", "here"), (0.003, "", "near"), (0.05, "", None), (0.05, "桥那头堵了", "far")],
)
def test_reporting_in_by_position_keeps_the_band_and_asks_who_is_far_off_for_words(
    client_of: Callable[[str], Client], case: Case, away: float, why: str, near: str | None
) -> None:
    assert case.lon is not None
    told = {"lon": case.lon + away, "lat": case.lat, "why": why}
    client = client_of("liguoqiang")
    answer = client.post(reverse("desk:whistles:arrive", args=[case.number]), told, follow=True)
    kept = case.whistles.get(unit__posts__account__username="liguoqiang")
    assert (kept.near or None, kept.arrived_at is not None) == (near, near is not None)
    assert ("你离现场超过 500 米" in answer.text) == (near is None)


@pytest.mark.parametrize(
    "told", [{}, {"lon": "here", "lat": "1"}, {"lon": "999", "lat": "1"}, {"lon": "nan", "lat": "1"}]
)
def test_a_phone_that_says_nothing_useful_changes_nothing(
    client_of: Callable[[str], Client], case: Case, told: dict[str, str]
) -> None:
    answer = client_of("liguoqiang").post(
        reverse("desk:whistles:arrive", args=[case.number]), told, follow=True
    )
    assert "手机没有给出位置" in answer.text
    assert not case.whistles.exclude(arrived_at=None).exists()


def test_the_record_of_a_unit_is_for_itself_and_for_those_who_call(
    town: Town, client_of: Callable[[str], Client], case: Case
) -> None:
    li, wu = town.unit_of("liguoqiang"), town.unit_of("wuminyi")
    assert client_of("liguoqiang").get(reverse("desk:whistles:record", args=[li.code])).status_code == 200
    assert client_of("liguoqiang").get(reverse("desk:whistles:record", args=[wu.code])).status_code == 403
    assert client_of("huangweiming").get(reverse("desk:whistles:record", args=[wu.code])).status_code == 200
    assert client_of("huangweiming").get(reverse("desk:whistles:record", args=["nobody"])).status_code == 404


def test_lists_cost_the_same_however_many_calls_there_are(
    town: Town,
    client_of: Callable[[str], Client],
    case: Case,
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    client = client_of("huangweiming")
    for _ in range(3):
        other = town.case()
        told = {"place": "桥头", "by_when": town.now + timedelta(hours=2), "why": "会商"}
        acts.whistle(
            other, [town.unit_of("liguoqiang")], by=town.huangweiming, at=town.later(minutes=1), **told
        )
    client.get(reverse("desk:whistles:list"))
    with django_assert_max_num_queries(16):  # type: ignore[attr-defined]
        assert client.get(reverse("desk:whistles:list")).text.count("桥头") == 3
    with django_assert_max_num_queries(24):  # type: ignore[attr-defined]
        assert "东兴路口" in client.get(page(case)).text
