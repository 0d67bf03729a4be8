"""What every page of the portal shows around its content, and who is here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commongrid.base.access.terms import Actor
from commongrid.base.verdicts import Refused
from commongrid.doors.look import gate, sentences
from commongrid.intake import queries as intake
from commongrid.intake.models import Report
from commongrid.registry.people import acts as people
from commongrid.registry.people.terms import Limit
from commongrid.registry.places import queries as places
from commongrid.registry.places.models import Division, Grid
from commongrid.registry.units.models import Unit

SEEN, SAID = "seen", "said"
OWN = {"receipt", "my", "matter", "act", "data", "correct", "erase", "prove", "captain", "captain_apply", "rating",
    "captain_sign_in", "mediation", "mediation_apply", "mediation_one", "mediation_act",
    "mediation_agreement", "appointment", "appointment_move", "book", "care_visits", "care_ask", "care_invite", "care_one", "care_act", "letter_agree", "confirmation", "confirmation_act", "performance", "performance_act", "advice", "advice_book", "advice_mine", "advice_act",
}  # fmt: skip
"""Pages that a shared device must not keep."""
NUMBERED_GRID = re.compile(r"(\d+)网格$")
EMERGENCY = ("110", "119", "120")


def page(request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """Render a page of the portal; the reader in it is the resident, whoever else may be signed in."""
    shared = {"now": timezone.now(), "actor": resident(request), "place_name": place_name(request)}
    response = render(request, template, {**shared, **context}, status=status)
    if request.resolver_match and request.resolver_match.url_name in OWN:
        response["Cache-Control"] = "private, no-store"
    return response


def resident(request: HttpRequest) -> Actor:
    """Who is here, as a resident: with what they have proven in this session and nothing else."""
    return intake.reporter(gate.person_id(request), gate.own_reports(request))


def place_name(request: HttpRequest) -> str:
    """Where the reader's last report was (town and community), else the city."""
    last = next((report for report in gate.own_reports(request) if report.division_id), None)
    if last is not None and last.division is not None:
        above = [one for one in places.path_of(last.division_id or "") if one.level in ("town", "village")]
        return " · ".join(name_of(one) for one in above)
    return city_name()


def city_name() -> str:
    city = places.city()
    return name_of(city) if city else ""


def name_of(division: Division) -> str:
    """A division's name in the reader's language."""
    return (division.name_en if language() == "en" else "") or division.name


def grid_name(name: str) -> str:
    """A grid's name in the reader's language: 东兴03网格 is "grid 03" beside its community's name."""
    number = NUMBERED_GRID.search(name)
    return _("grid %(n)s") % {"n": number[1]} if number and language() == "en" else name


def grid_of(grid: Grid, community: Division) -> str:
    """Where a grid is: its own name says it in Chinese, elsewhere its community stands before it."""
    return grid.name if language() != "en" else f"{name_of(community)}, {grid_name(grid.name)}"


def unit_name(unit: Unit | None) -> str:
    """A unit's name in the reader's language."""
    if unit is None:
        return ""
    return (unit.name_en if language() == "en" else "") or unit.name_zh


def language() -> str:
    return "en" if (get_language() or "").startswith("en") else "zh-hans"


def say(refused: Refused) -> str:
    """Why an act was refused, in the reader's language."""
    return sentences.say(refused.why, get_language())


def client(request: HttpRequest) -> str:
    """What tells callers apart; only its digest is ever kept."""
    return str(get_adapter().get_client_ip(request))


def slow_down(
    request: HttpRequest, what: str, limits: Sequence[Limit], *, at: datetime, who: str = ""
) -> int:
    """Count this once; seconds to wait when it came too often from here, 0 when it may go on."""
    return people.ration(what, who or client(request), limits, at=at)


def too_often(request: HttpRequest, seconds: int) -> HttpResponse:
    """The page for what came too often and is not part of a form that could say so itself."""
    response = render(request, "429.html", {"minutes": -(-seconds // 60)}, status=429)
    response["Retry-After"] = str(seconds)
    return response


def remember_seen(request: HttpRequest, report: Report) -> None:
    """Note how far the reader has read this matter, for the badge on the door."""
    read = (report.case.seq if report.case else 0) + report.seq
    seen = request.session.get(SEEN, {})
    if seen.get(str(report.pk)) != read:
        request.session[SEEN] = {**dict(list(seen.items())[-40:]), str(report.pk): read}


def remember_said(request: HttpRequest, at: datetime) -> None:
    """Note when something was written from here, so that its writer finds their own words again."""
    request.session[SAID] = [*request.session.get(SAID, []), at.isoformat()][-30:]


def has_news(request: HttpRequest, report: Report) -> bool:
    """Has something happened since the reader last looked at it?"""
    read = (report.case.seq if report.case else 0) + report.seq
    return bool(read > request.session.get(SEEN, {}).get(str(report.pk), 1))
