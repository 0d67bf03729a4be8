"""Legal advice as the portal shows it: points with hours and free times, an appointment with its advice."""

from __future__ import annotations

from datetime import datetime
from itertools import groupby
from typing import Any

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy, pgettext_lazy

from commongrid.base.privacy import retention
from commongrid.doors.portal import frame, keeping
from commongrid.doors.portal.advice_forms import Slots, once
from commongrid.registry.appointments import queries as booked
from commongrid.registry.appointments import rules as booking_rules
from commongrid.registry.appointments.models import Appointment, Session
from commongrid.registry.appointments.terms import Slot
from commongrid.registry.places import queries as places
from commongrid.registry.places.models import ServicePoint
from commongrid.registry.points import queries as registry
from commongrid.work.advice import queries, rules
from commongrid.work.advice.models import Advice
from commongrid.work.advice.terms import SERVICE

DAYS = (
    pgettext_lazy("weekday", "Mon"), pgettext_lazy("weekday", "Tue"), pgettext_lazy("weekday", "Wed"),
    pgettext_lazy("weekday", "Thu"), pgettext_lazy("weekday", "Fri"), pgettext_lazy("weekday", "Sat"),
    pgettext_lazy("weekday", "Sun"),
)  # fmt: skip
SHOWN, NEXT = 40, 3
REFERRALS = {
    "legal_aid": gettext_lazy(
        "Free for whoever cannot pay a lawyer. Bring your identity card, the papers of the matter, and a statement of what you earn and own; signing that it is true may be enough. The service centre names the nearest legal aid centre."
    ),
    "mediation": gettext_lazy(
        "Free. A mediator calls both sides; what is agreed and signed binds both, and a court can confirm it."
    ),
    "court": gettext_lazy(
        "Bring the claim in writing, a copy for each on the other side, your identity card and your proof to the filing window of the court; whoever cannot write may say it there. Mind the time limit your lawyer told you of."
    ),
}


def named(point: ServicePoint) -> str:
    """A point's name in the reader's language."""
    return (point.name_en if frame.language() == "en" else "") or point.name


def point_or_404(code: str) -> ServicePoint:
    found = registry.find(code) if "\x00" not in code else None
    if found is None:
        raise Http404
    return found


def points(asked: str, at: datetime) -> dict[str, Any]:
    """Points where lawyers have hours, of the place asked for; five queries whatever their number."""
    place = places.locate_text(asked).code if asked else ""
    today = timezone.localdate(at)
    codes = booked.points_with(SERVICE, today)
    hours = queries.sessions(codes, today)
    rows = [(one, list(some)) for one, some in groupby(hours, key=lambda told: told.point)]
    here = [
        (one, some) for one, some in rows if one.active and one.division_id.startswith((place or "")[:12])
    ]
    free = booked.free_at([one.pk for one, _some in here[:SHOWN]], SERVICE, at)
    told = [
        {"point": one, "free": once(free[one.pk])[:NEXT], "hours": _week(some)} for one, some in here[:SHOWN]
    ]
    is_nowhere = bool(asked) and not place
    return {
        "rows": [] if is_nowhere else told,
        "asked": asked,
        "is_nowhere": is_nowhere,
        "more": len(here) > SHOWN,
    }


def _week(hours: list[Session]) -> list[tuple[Any, Session]]:
    """By day and hour; where two lawyers sit at the same time it is said once."""
    told = {(one.weekday, one.opens, one.closes, one.room): one for one in hours}
    return [(DAYS[one.weekday], one) for _key, one in sorted(told.items(), key=lambda row: row[0])]


def slots(booking: Appointment, advice: Advice | None, at: datetime) -> list[Slot]:
    """Where an appointment can be moved to: its point, without lawyers who have a conflict."""
    return queries.free(booking.session.point_id, at, advice.conflicted if advice else ())


def shown(code: str, booking: Appointment | None, advice: Advice | None, at: datetime) -> dict[str, Any]:
    """Everything the page of an appointment asks for."""
    may = (
        booking is not None
        and booking_rules.may_change(booking.state, booking.starts_at, at).answer
        and rules.may_change(advice.state if advice else None).answer
    )
    free = slots(booking, advice, at) if may and booking is not None else []
    point = booking.session.point if booking is not None else (advice.point if advice else None)
    return {
        "code": booking_rules.spoken(code),
        "booking": booking,
        "point": point,
        "is_shut": may and booking is not None and booked.is_shut(booking, at),
        "may_change": may,
        "form": Slots(slots=free) if free else None,
        "advice": advice if advice is not None and advice.state == "given" else None,
        "kept": keeping.how_long(_kept_days()),
        "how": REFERRALS.get(advice.referral) if advice is not None and advice.state == "given" else None,
    }


def _kept_days() -> int | None:
    """As the city set it, else as the room declares it."""
    return next(one.days for one in retention.all_of_them() if one.key == "advice.words")
