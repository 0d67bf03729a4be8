"""Lists in pages by a key, so that the thousandth costs what the first does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q, QuerySet

from commongrid.cases.models import Case
from commongrid.cases.queries.finding import rows

PAGE = 50


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
