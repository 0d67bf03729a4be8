"""Calls 吹哨报到: those a post sees, one with who is there, and the code to report in by."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from commongrid.base.access import rules as access
from commongrid.cases import queries as cases
from commongrid.cases import rules
from commongrid.cases.models import Case, Whistle
from commongrid.cases.queries import calling
from commongrid.cases.terms import OPEN
from commongrid.doors.desk import allowed, frame
from commongrid.doors.desk.views.cases import case_or_404
from commongrid.doors.desk.whistles import codes
from commongrid.doors.look.gate import actor_of, opens_for, require
from commongrid.registry.units.models import Unit

MOST = 100
DEEDS = ("answer_whistle", "agree_task", "finish_task", "rate_called", "whistle")


@opens_for("cases.see")
@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """Calls to one's own unit, and the open ones of the cases one sees."""
    actor, now = actor_of(request), timezone.now()
    told = {
        "unit": Unit.objects.filter(pk=actor.unit_id).first() if actor.unit_id else None,
        "mine": seen(calling.of_unit(actor.unit_id)[:MOST], now) if actor.unit_id else [],
        "open": seen(calling.open_calls(actor)[:MOST], now),
    }
    return frame.page(request, "desk/whistles/list.html", told, queue="whistles")


@opens_for("cases.see")
@require_GET
def one(request: HttpRequest, number: str) -> HttpResponse:
    """One case's calls: who is here, late, absent; what was agreed; how each unit was rated."""
    case = case_of(request, number)
    return frame.page(request, "desk/whistles/one.html", told_of(request, case), queue="whistles")


@opens_for("cases.whistle")
@require_GET
def code(request: HttpRequest, number: str) -> HttpResponse:
    """The code that is shown on the spot, by itself: the page asks for a fresh one before the last has run out."""
    case = case_of(request, number)
    require(request, "cases.whistle", case)
    return frame.page(request, "desk/whistles/code.html", {"case": case, "code": codes.drawn(request, case)})


def case_of(request: HttpRequest, number: str) -> Case:
    """The case of an address; NotAllowed outside the post's reach."""
    case = case_or_404(number, cases.for_page)
    require(request, "cases.see", case)
    return case


def told_of(request: HttpRequest, case: Case) -> dict[str, Any]:
    """What the page of one case's calls shows."""
    actor, now = actor_of(request), timezone.now()
    shown = seen(calling.of_case(case), now)
    offered = {act.name for act in allowed.acts(case, actor, allowed.owed(case))}
    return {
        "case": case,
        "calls": [(first, [first, *rest]) for first, *rest in _by_call(shown)],
        "tasks": calling.tasks_of_case(case),
        "deeds": [name for name in DEEDS if name in offered],
        "shows_code": any(one.arrived_at is None for one, _ in shown)
        and access.may(actor, "cases.whistle", case).answer
        and case.status in OPEN,
        "is_called": "answer_whistle" in offered,
    }


def seen(calls: Iterable[Whistle], now: Any) -> list[tuple[Whistle, str]]:
    """Each call with what the caller sees of its unit."""
    return [(one, rules.attendance(one.by_when, one.confirmed_at, one.arrived_at, now)) for one in calls]


def _by_call(shown: list[tuple[Whistle, str]]) -> list[list[tuple[Whistle, str]]]:
    return [list(some) for _, some in groupby(shown, key=lambda each: each[0].called_at)]
