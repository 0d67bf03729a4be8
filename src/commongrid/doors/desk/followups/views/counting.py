"""The calls of a month in figures, by town or community, and the list behind each figure."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from commongrid.doors.desk.followups import frame
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.registry.places import queries as places
from commongrid.work.followups import queries, rules
from commongrid.work.followups.queries.counting import KINDS
from commongrid.work.followups.terms import Counted

SHOWN = 200
COUNTS = tuple(name for name in asdict(Counted("")) if name != "key")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    name: str
    told: Counted

    @property
    def reached(self) -> int | None:
        return rules.share(self.told.reached, self.told.made)

    @property
    def satisfied(self) -> int | None:
        return rules.share(self.told.satisfied, self.told.satisfied + self.told.not_satisfied)


def _month(request: HttpRequest) -> tuple[datetime, datetime]:
    """The month of an address, else this one."""
    asked = request.GET.get("month", "")
    try:
        day = timezone.make_aware(datetime.strptime(asked, "%Y-%m"))  # noqa: DTZ007 (made aware here)
    except ValueError:
        day = timezone.localtime()
    return rules.month_of(day)


def place(code: str) -> str:
    """The name of a division in the reader's language."""
    found = places.division(code)
    if found is None:
        return code
    return (found.name_en if (get_language() or "").startswith("en") else "") or found.name


@opens_for("followups.see")
@require_GET
def results(request: HttpRequest) -> HttpResponse:
    """A month in figures: places are counted, never whoever called or was called."""
    actor, (since, until) = actor_of(request), _month(request)
    signs = 12 if len(actor.area) >= 9 or request.GET.get("by") == "community" else 9
    rows = queries.by_area(actor, since, until, signs)
    total = Counted("", **{name: sum(getattr(row, name) for row in rows) for name in COUNTS})
    told: dict[str, Any] = {
        "rows": [Row(place(row.key), row) for row in rows],
        "total": Row(_("In all"), total),
        "since": since,
        "before": since - timedelta(days=1),
        "after": until,
        "by_community": signs == 12,
    }
    return frame.page(request, "results", told)


@opens_for("followups.see")
@require_GET
def made(request: HttpRequest) -> HttpResponse:
    """The calls behind a figure, by the same count."""
    kind, area = request.GET.get("kind", "made"), request.GET.get("area", "")
    if kind not in KINDS or not (area.isdigit() or not area):
        raise Http404
    since, until = _month(request)
    found = queries.made(actor_of(request), since, until, kind=kind, area=area)
    rows = list(found[:SHOWN])
    told = {
        "rows": rows,
        "count": len(rows) if len(rows) < SHOWN else found.count(),
        "shown": SHOWN,
        "kind": kind,
        "place": place(area) if area else "",
        "since": since,
    }
    return frame.page(request, "made", told)
