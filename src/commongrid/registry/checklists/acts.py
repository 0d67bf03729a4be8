"""The only writers of checklists. A new edition leaves every older one as it was."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from commongrid.base.access.acts import require
from commongrid.base.access.terms import EVERYTHING, Actor
from commongrid.base.journal import acts as journal
from commongrid.base.journal.statement import Insert
from commongrid.base.journal.terms import NewEntry
from commongrid.base.verdicts import Outrun, Refused
from commongrid.registry.checklists import faults, queries, stored
from commongrid.registry.checklists import models as tables
from commongrid.registry.checklists.terms import Checklist, Published
from commongrid.registry.matters import queries as matters

ADMIN = "admin.catalogue"
SUBJECT = "checklist"
DESK = "desk"


@transaction.atomic
def publish(
    checklists: Iterable[Checklist], *, origin: str, by: Actor, at: datetime, why: str, over_own: bool = False
) -> Published:
    """A new edition for each checklist that is new or asks something else than its current one.

    A new checklist is on or off as it says; one that stands keeps the city's switch. One whose current edition was
    made on the desk is kept unless `over_own`. Raises Refused with the first flaw found; nothing is changed then.
    """
    require(by, ADMIN, EVERYTHING)
    there = {each.code: each for each in queries.checklists()}
    known = queries.may_open()
    # What was read may be this transaction's own, and is not to outlive it when it is taken back.
    matters.forget()
    done: dict[str, list[str]] = {"added": [], "revised": [], "unchanged": [], "kept": []}
    for each in sorted(checklists, key=lambda one: one.code):
        _check(each, known)
        what = _becomes(each, there.get(each.code), over_own or origin == DESK)
        done[what].append(each.code)
        if what in {"added", "revised"}:
            _write(each, there.get(each.code), origin, by=by, at=at, why=why)
    return Published(**{name: tuple(codes) for name, codes in done.items()})


def _check(checklist: Checklist, known: faults.Matters) -> None:
    for flaw in faults.flaws(checklist, known):
        raise Refused(flaw.why.key, **flaw.why.facts)


def _becomes(new: Checklist, there: Checklist | None, over_own: bool) -> str:
    if there is None:
        return "added"
    if stored.says_the_same(new, there):
        return "unchanged"
    return "kept" if there.origin == DESK and not over_own else "revised"


def _write(
    new: Checklist, before: Checklist | None, origin: str, *, by: Actor, at: datetime, why: str
) -> None:
    if before and before.valid_from and at < before.valid_from:
        raise Refused("checklists.before_current", code=new.code, valid_from=before.valid_from.isoformat())
    number = before.number + 1 if before else 1
    told = {"code": new.code, "number": number, "questions": len(new.questions), "origin": origin, "why": why}
    row = _journalled(new, NewEntry("checklists.published", at, by.snapshot(), told))
    tables.Edition.objects.create(
        checklist_id=row,
        number=number,
        valid_from=at,
        zh=new.zh,
        en=new.en,
        premises=list(new.premises),
        questions=[stored.as_json(question) for question in new.questions],
        confidence=new.confidence.value,
        source=new.source,
        origin=origin,
        by_captain=new.by_captain,
    )


def _journalled(new: Checklist, entry: NewEntry) -> int:
    """The entry in the checklist's history, which its first edition begins; its id."""
    there = tables.Checklist.objects.select_for_update().filter(code=new.code).first()
    if there is not None:
        if not journal.move_subject(SUBJECT, there, entry, {}):
            raise Outrun("checklists.outrun", code=new.code)
        return there.pk
    last: int = tables.Checklist.objects.aggregate(last=Max("pk"))["last"] or 0
    row = Insert(tables.Checklist, {"id": last + 1, "code": new.code, "is_active": new.is_active}, True)
    if not journal.open_subject(SUBJECT, row, entry, subject_id=last + 1):
        raise Outrun("checklists.outrun", code=new.code)
    return last + 1


@transaction.atomic
def switch(code: str, *, on: bool, by: Actor, at: datetime, why: str) -> None:
    """Take a checklist out of use or back into it; inspections already begun go on with theirs."""
    require(by, ADMIN, EVERYTHING)
    there = tables.Checklist.objects.select_for_update().filter(code=code).first()
    if there is None:
        raise Refused("checklists.unknown", code=code)
    if there.is_active == on:
        raise Refused("checklists.already_on" if on else "checklists.already_off", code=code)
    told = {"code": code, "on": on, "why": why}
    entry = NewEntry("checklists.switched", at, by.snapshot(), told)
    if not journal.move_subject(SUBJECT, there, entry, {"is_active": on}):
        raise Outrun("checklists.outrun", code=code)
