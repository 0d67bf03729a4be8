"""Single inspections: what to ask, what was found, what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Count, Min, QuerySet
from django.utils import timezone

from commongrid.base.verdicts import Refused
from commongrid.cases.models import Case
from commongrid.registry.checklists import queries as checklists
from commongrid.registry.checklists.terms import Checklist
from commongrid.registry.premises.models import Premises
from commongrid.work.inspections import rules
from commongrid.work.inspections.models import Gap, Inspection
from commongrid.work.inspections.terms import GapState


def inspection(inspection_id: UUID) -> Inspection | None:
    """One inspection with its place and checklist (primary key)."""
    related = ("premises", "checklist", "edition", "post__account", "again")
    return (
        Inspection.objects.select_related(*related).defer("premises__found").filter(pk=inspection_id).first()
    )


def offered(premises: Premises) -> list[Checklist]:
    """The checklists in use that fit a place."""
    return checklists.in_use(premises.kind)


def of_premises(premises_ids: Iterable[UUID]) -> QuerySet[Inspection]:
    """Inspections of a place (and of those merged into it), the newest first (index inspections_of_premises)."""
    found = Inspection.objects.filter(premises__in=list(premises_ids)).select_related("checklist", "edition")
    return found.defer("answers").order_by("-sent_at", "id")


def gap_states(inspection: Inspection) -> list[Gap]:
    """The gaps of an inspection with their cases, by question (unique index inspections_gap_once)."""
    found = Gap.objects.filter(inspection=inspection).select_related("case__lead_unit", "report")
    return list(found.defer("case__clock", "case__search").order_by("question"))


def gaps_of_case(case: Case) -> QuerySet[Gap]:
    """The gaps that stand behind a case, with their inspections (index of the key to the case)."""
    return Gap.objects.filter(case=case).select_related("inspection", "premises").order_by("id")


def to_ask(premises: Premises, code: str, again: UUID | None = None) -> Checklist:
    """What is asked at a place: the checklist in force, or the closed gaps of an earlier inspection in its own edition.

    Refused: checklists.unknown, inspections.not_for_this, inspections.nothing_to_look_at.
    """
    if again is None:
        found = checklists.checklist(code)
        if found.code not in {each.code for each in offered(premises)}:
            raise Refused("inspections.not_for_this", checklist=found.zh, name=premises.name)
        return found
    due = Gap.objects.filter(root=again, state=GapState.DUE, premises=premises).select_related("root")
    told = list(due)
    if not told:
        raise Refused("inspections.nothing_to_look_at", name=premises.name)
    whole = checklists.edition_kept(told[0].root.edition_id)
    return rules.only(whole, {gap.question for gap in told})


def before(premises: Premises, checklist: Checklist) -> dict[str, float]:
    """The readings of the last time at this place by this checklist (index inspections_of_premises)."""
    last = (
        Inspection.objects.filter(premises=premises, checklist__code=checklist.code, again=None)
        .order_by("-sent_at")
        .first()
    )
    answers = last.answers if last else {}
    return {
        code: float(each["value"])
        for code, each in answers.items()
        if isinstance(each.get("value"), int | float)
    }


def known_of(premises_id: UUID, on: date) -> dict[str, int | date | None]:
    """What inspections know of a place, for whoever looks it up (indexes inspections_of_premises, inspections_gap_premises)."""
    last = Inspection.objects.filter(premises=premises_id, sent_at__date__lte=on).order_by("-sent_at").first()
    gaps = Gap.objects.filter(premises=premises_id, state__in=[GapState.OPEN, GapState.DUE])
    told = gaps.aggregate(n=Count("pk"), first=Min("opened_at"))
    return {
        "inspected_on": timezone.localtime(last.sent_at).date() if last else None,
        "gaps_open": told["n"],
        "oldest_gap_on": timezone.localtime(told["first"]).date() if told["first"] else None,
    }
