"""The figures of a span of days, counted from the calls themselves, and the list behind each of them."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Substr

from commongrid.base.access import queries as access
from commongrid.base.access.terms import Actor
from commongrid.work.followups.models import Call
from commongrid.work.followups.terms import MADE, Counted, State

KINDS: dict[str, Q] = {
    "made": Q(),
    "reached": Q(state__in=(State.SATISFIED, State.NOT_SATISFIED, State.DECLINED)),
    "satisfied": Q(state=State.SATISFIED),
    "not_satisfied": Q(state=State.NOT_SATISFIED),
    "declined": Q(state=State.DECLINED),
    "unreached": Q(state=State.UNREACHED),
    "redone": Q(redo=True),
}
"""What each figure counts; the list behind it asks the same."""


def by_area(actor: Actor, since: datetime, until: datetime, signs: int = 9) -> list[Counted]:
    """Figures by the first signs of the area's code: 9 for towns, 12 for communities (index followups_call_when)."""
    rows = _made(actor, since, until).annotate(key=Substr("area", 1, signs)).values("key")
    told = {name: Count("pk", filter=asked) if asked else Count("pk") for name, asked in KINDS.items()}
    return [Counted(**row) for row in rows.annotate(**told).order_by("key")]


def made(actor: Actor, since: datetime, until: datetime, *, kind: str, area: str = "") -> QuerySet[Call]:
    """The calls behind one figure, the last first (index followups_call_when)."""
    rows = _made(actor, since, until).filter(KINDS[kind], area__startswith=area)
    return rows.select_related("case__division").order_by("-last_at", "-pk")


def _made(actor: Actor, since: datetime, until: datetime) -> QuerySet[Call]:
    rows = Call.objects.filter(access.within(actor, "followups.see"), state__in=MADE)
    return rows.filter(last_at__gte=since, last_at__lt=until)


def drawn_since(centre_id: int, since: datetime) -> int:
    """How many calls were drawn for a centre since a moment (index followups_call_week)."""
    return Call.objects.filter(centre=centre_id, owed_at__gte=since).count()
