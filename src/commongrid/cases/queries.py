"""Reads of cases: one for acting, one for its page, lists by queue, counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import BooleanField, Count, F, Min, Q, QuerySet
from django.db.models.expressions import RawSQL

from commongrid.base import reads
from commongrid.base.access import queries as reach
from commongrid.base.access import rules as access
from commongrid.base.access.terms import Actor
from commongrid.cases import numbers, search
from commongrid.cases.lifecycle import ACTS, Act, decide
from commongrid.cases.models import IS_OPEN, Case
from commongrid.cases.terms import Status

FOR_ROWS = ("lead_unit", "matter__current", "grid", "division", "handler")
PAGE = 50


_FOR_ACT = reads.Read[Case](
    lambda number: Case.objects.select_related("lead_unit", "centre").filter(number=number), ""
)


def for_act(number: str) -> Case:
    """One case as an act needs it, in one query (unique index on number); raises Case.DoesNotExist."""
    found = _FOR_ACT.first(numbers.clean(number))
    if found is None:
        raise Case.DoesNotExist
    return found


def for_page(number: str) -> Case:
    """One case with what its page shows (unique index on number); raises Case.DoesNotExist."""
    related = (*FOR_ROWS, "edition", "row", "centre", "merged_into")
    return Case.objects.select_related(*related).get(number=numbers.clean(number))


def seen_by(actor: Actor) -> QuerySet[Case]:
    """All cases an actor may see (the index the reach asks for: area, centre or unit)."""
    return Case.objects.filter(reach.within(actor, "cases.see"))


def rows(cases: QuerySet[Case]) -> QuerySet[Case]:
    """The same with what a list row shows, in one query."""
    return cases.select_related(*FOR_ROWS).defer("clock", "search", "head")


def public() -> QuerySet[Case]:
    """Open cases anybody may see on the map (index cases_case_due)."""
    return Case.objects.filter(IS_OPEN, is_public=True, lon__isnull=False)


def matching(cases: QuerySet[Case], text: str) -> QuerySet[Case]:
    """Cases found by number or by words (unique index on number; GIN cases_case_search)."""
    number = numbers.clean(text)
    if numbers.is_valid(number):
        return cases.filter(number=number)
    asked = search.query(text)
    if not asked:
        return cases.none()
    return cases.filter(RawSQL('"cases_case"."search" @@ %s::tsquery', [asked], output_field=BooleanField()))


ORDERS: dict[str, tuple[str, bool]] = {
    "due": ("due_at", False),
    "opened": ("opened_at", True),
    "closed": ("closed_at", True),
}


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list. `after` is the key of the next page, "" at the end."""

    cases: list[Case]
    after: str


def page(cases: QuerySet[Case], order: str = "due", after: str = "", size: int = PAGE) -> Page:
    """A keyset page: no offset, so the thousandth page costs what the first does (index named by the order)."""
    column, _ = ORDERS.get(order, ORDERS["due"])
    found = list(ordered(cases, order, after)[: size + 1])
    more = len(found) > size
    return Page(found[:size], _key(found[size - 1], column) if more else "")


def ordered(cases: QuerySet[Case], order: str = "due", after: str = "") -> QuerySet[Case]:
    """The rows of a list in one of its orders, from beyond a page's key on."""
    column, descending = ORDERS.get(order, ORDERS["due"])
    if after:
        cases = cases.filter(_beyond(column, descending, after))
    key = F(column).desc(nulls_last=True) if descending else F(column).asc(nulls_last=True)
    return rows(cases).order_by(key, F("id").desc() if descending else F("id").asc())


def _key(case: Case, column: str) -> str:
    value = getattr(case, column)
    return f"{value.isoformat() if value else ''}~{case.pk}"


def _beyond(column: str, descending: bool, after: str) -> Q:
    """Rows after the key; rows without a time stand last."""
    moment, _, pk = after.partition("~")
    sign = "lt" if descending else "gt"
    if not moment:
        return Q(**{f"{column}__isnull": True, f"id__{sign}": pk})
    at = datetime.fromisoformat(moment)
    later = Q(**{f"{column}__{sign}": at}) | Q(**{column: at, f"id__{sign}": pk})
    return later | Q(**{f"{column}__isnull": True})


QUEUES: dict[str, Q] = {
    "waiting": Q(status=Status.WAITING, send_backs=0),
    "sent_back": Q(status=Status.WAITING, send_backs__gt=0),
    "assigned": Q(status=Status.ASSIGNED),
    "handling": Q(status=Status.HANDLING),
    "asked": IS_OPEN & Q(requests__answered_at=None, requests__isnull=False),
    "checking": Q(status=Status.CHECKING),
    "paused": Q(status=Status.PAUSED),
    "supervised": IS_OPEN & ~Q(supervision=""),
    "closed": Q(status=Status.CLOSED),
}


@dataclass(frozen=True, slots=True)
class Queue:
    """How many cases wait in a queue, and the most pressing deadline among them."""

    name: str
    count: int
    oldest_due_at: datetime | None
    oldest_soon_at: datetime | None


def queues(actor: Actor, names: Sequence[str]) -> list[Queue]:
    """Counts of several queues in one query (index cases_case_centre_queue or cases_case_unit_queue)."""
    counts: dict[str, Any] = {}
    for name in names:
        here = QUEUES[name]
        counts[f"{name}_count"] = Count("pk", filter=here, distinct=True)
        counts[f"{name}_due"] = Min("due_at", filter=here)
        counts[f"{name}_soon"] = Min("soon_at", filter=here)
    told = seen_by(actor).filter(IS_OPEN).aggregate(**counts)
    return [Queue(name, told[f"{name}_count"], told[f"{name}_due"], told[f"{name}_soon"]) for name in names]


def late(at: datetime) -> QuerySet[Case]:
    """Open cases past their deadline (index cases_case_due)."""
    return Case.objects.filter(IS_OPEN, due_at__lt=at).exclude(status=Status.PAUSED)


def allowed(case: Case, actor: Actor) -> list[Act]:
    """The acts this actor may do to this case now, in the order of the table."""
    status = Status(case.status)
    return [
        act
        for act in ACTS.values()
        if decide(act, status).answer and access.may(actor, act.ability, case).answer
    ]
