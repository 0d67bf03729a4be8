"""The week and the month in figures, and what is owed: towns, villages and matters are counted, never a person."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from commongrid.base.access import rules as access
from commongrid.doors.desk.visits import frame
from commongrid.doors.desk.visits.papers import of_span
from commongrid.doors.desk.visits.views.days import day_asked, midnight
from commongrid.doors.look import naming, papers
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.registry.matters import queries as matters
from commongrid.registry.places import queries as places
from commongrid.work.visits import queries, rules
from commongrid.work.visits.terms import Counted

OWED_SHOWN = 100
COUNTS = tuple(name for name in asdict(Counted("")) if name != "key")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: its name, its figures, and those of the span before."""

    name: str
    now: Counted
    before: Counted

    @property
    def in_time(self) -> int | None:
        return rules.share(self.now.in_time, self.now.owed)

    @property
    def satisfied(self) -> int | None:
        return rules.share(self.now.satisfied, self.now.satisfied + self.now.not_satisfied)


def _span(request: HttpRequest, since: date, until: date, earlier: date) -> dict[str, Any]:
    """The tables of a span beside the one before it."""
    actor, now = actor_of(request), timezone.now()
    signs = 12 if len(actor.area) >= 9 or request.GET.get("by") == "village" else 9
    spans = ((midnight(since), midnight(until)), (midnight(earlier), midnight(since)))
    areas = [queries.by_area(actor, *span, now, signs) for span in spans]
    kinds = [queries.by_matter(actor, *span, now) for span in spans]
    return {
        "since": midnight(since),
        "last": midnight(until - timedelta(days=1)),
        "total": Line("", _sum(areas[0]), _sum(areas[1])),
        "areas": _lines(areas, _place),
        "kinds": _lines(kinds, _names()),
        "by_village": signs == 12,
        "overdue": [(_place(code), n) for code, n in queries.overdue_by_village(actor, now).items()],
    }


def _lines(spans: list[dict[str, Counted]], name: Any) -> list[Line]:
    here, before = spans
    return [
        Line(name(key), here.get(key, Counted(key)), before.get(key, Counted(key)))
        for key in sorted({*here, *before})
    ]


def _sum(rows: dict[str, Counted]) -> Counted:
    return Counted("", **{name: sum(getattr(row, name) for row in rows.values()) for name in COUNTS})


def _place(code: str) -> str:
    found = places.division(code)
    if found is None:
        return code
    return (found.name_en if (get_language() or "").startswith("en") else "") or found.name


def _names() -> Any:
    language = get_language() or "zh-hans"
    known = {str(item.matter_id): item.name(language).words for item in matters.catalogue()}
    return lambda key: known.get(key, key) if key else _("not decided yet")


@opens_for("visits.see")
@require_GET
def weekly(request: HttpRequest, kind: str = "") -> HttpResponse:
    """One week beside the one before, by town or village and by matter; as a page, or as a file of a kind."""
    monday, following = rules.week_of(day_asked(request, "week"))
    earlier = monday - timedelta(days=7)
    span = _span(request, monday, following, earlier)
    if kind:
        made = of_span(span, _("Visiting days: the week in figures"), _by(request))
        return papers.answer(made, kind, f"visits-week-{monday}")
    told = {"before": earlier, "after": following, "monday": monday}
    return frame.page(request, "weekly", {**span, **told})


def _by(request: HttpRequest) -> str:
    """The unit whose bulletin it is."""
    return naming.of(actor_of(request).unit_name)


@opens_for("visits.see")
@require_GET
def bulletin(request: HttpRequest, kind: str = "") -> HttpResponse:
    """A month as a page to print, or as a file of a kind."""
    first, following = rules.month_of(day_asked(request, "month"))
    earlier = rules.month_of(first - timedelta(days=1))[0]
    span = _span(request, first, following, earlier)
    if kind:
        made = of_span(span, _("Bulletin of visiting days"), _by(request))
        return papers.answer(made, kind, f"visits-{first:%Y-%m}")
    told = {"before": earlier, "after": following, "first": first}
    return frame.page(request, "bulletin", {**span, **told})


@opens_for("visits.see")
@require_GET
def owed(request: HttpRequest) -> HttpResponse:
    """Answers that are overdue, the longest first, with the order to supervise where the post may give it."""
    actor, now = actor_of(request), timezone.now()
    rows = list(queries.owed(actor, now)[: OWED_SHOWN + 1])
    lines = [
        {"matter": one, "case": one.report.case, "may": _may_supervise(actor, one.report.case)}
        for one in rows[:OWED_SHOWN]
    ]
    villages = [(_place(code), n) for code, n in queries.overdue_by_village(actor, now).items()]
    return frame.page(request, "owed", {"lines": lines, "more": len(rows) > OWED_SHOWN, "villages": villages})


def _may_supervise(actor: Any, case: Any) -> bool:
    return (
        case is not None
        and case.status in ("waiting", "assigned", "handling", "paused", "checking")
        and access.may(actor, "cases.supervise", case).answer
    )
