"""One case by its number, the cases somebody may see, and what may be done to one."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from commongrid.base import reads
from commongrid.base.access import queries as reach
from commongrid.base.access import rules as access
from commongrid.base.access.terms import Actor
from commongrid.cases import numbers
from commongrid.cases.lifecycle import ACTS, Act, decide
from commongrid.cases.models import IS_OPEN, Case
from commongrid.cases.terms import Status

FOR_ROWS = ("lead_unit", "matter__current", "grid", "division", "handler")


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


def allowed(case: Case, actor: Actor) -> list[Act]:
    """The acts this actor may do to this case now, in the order of the table."""
    status = Status(case.status)
    return [
        act
        for act in ACTS.values()
        if decide(act, status).answer and access.may(actor, act.ability, case).answer
    ]


def numbers_in_use(given: Iterable[str]) -> set[str]:
    """Which of these numbers some case has (unique index on number)."""
    return set(Case.objects.filter(number__in=list(given)).values_list("number", flat=True))


def known(ids: Iterable[UUID]) -> set[UUID]:
    """Which of these cases are there (primary key)."""
    return set(Case.objects.filter(pk__in=list(ids)).values_list("pk", flat=True))
