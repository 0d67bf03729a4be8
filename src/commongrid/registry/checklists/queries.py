"""Checklists in the edition in force, older editions, and what a checklist may open."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from commongrid.base.verdicts import Refused
from commongrid.registry.checklists import faults, stored
from commongrid.registry.checklists.models import Edition
from commongrid.registry.checklists.terms import Checklist
from commongrid.registry.matters import queries as matters
from commongrid.registry.premises.terms import looked_at_as


def checklists(at: datetime | None = None) -> list[Checklist]:
    """Every checklist, those switched off too, by code, each as it stood at `at` (None: as it stands).

    Index checklists_edition_in_force; there are dozens, so all are read.
    """
    return stored.checklists(_in_force(at).order_by("checklist__code"))


def in_use(premises: str = "", at: datetime | None = None) -> list[Checklist]:
    """The checklists places are inspected by that are switched on, for one kind of premises if it is named."""
    return [each for each in _fitting(premises, at) if not each.by_captain]


def for_captains(premises: str, at: datetime | None = None) -> list[Checklist]:
    """The lists that are switched on by which captains look through their own buildings of a kind."""
    return [each for each in _fitting(premises, at) if each.by_captain]


def _fitting(premises: str, at: datetime | None) -> list[Checklist]:
    fit = set(looked_at_as(premises))
    return [each for each in checklists(at) if each.is_active and (not premises or fit & set(each.premises))]


def checklist(code: str, at: datetime | None = None) -> Checklist:
    """One checklist in the edition in force, switched off or not. Raises Refused("checklists.unknown")."""
    found = stored.checklists(_in_force(at).filter(checklist__code=code))
    if not found:
        raise Refused("checklists.unknown", code=code)
    return found[0]


def edition_kept(edition_id: int) -> Checklist:
    """The edition an inspection was made with, however old (primary key). Raises Edition.DoesNotExist."""
    return stored.checklists([Edition.objects.select_related("checklist").get(pk=edition_id)])[0]


def editions(code: str) -> list[Checklist]:
    """All editions of a checklist, the newest first (unique index checklists_edition_number)."""
    found = Edition.objects.filter(checklist__code=code).select_related("checklist").order_by("-number")
    return stored.checklists(found)


def _in_force(at: datetime | None) -> QuerySet[Edition]:
    asked = Edition.objects.filter(valid_from__lte=at) if at else Edition.objects.all()
    latest = asked.order_by("checklist", "-valid_from", "-number").distinct("checklist").values("pk")
    return Edition.objects.filter(pk__in=latest).select_related("checklist")


def may_open() -> faults.Matters:
    """The matters a gap may open: each with its own questions and the answers they offer."""
    return {item.code: faults.answers_of(item) for item in matters.everything()}
