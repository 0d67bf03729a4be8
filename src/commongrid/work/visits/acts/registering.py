"""What is brought to a day: a report by channel `visit`, beside which the day remembers what is owed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from commongrid.base.access.terms import Actor
from commongrid.base.journal import acts as journal
from commongrid.base.journal.statement import Insert
from commongrid.base.journal.terms import NewEntry
from commongrid.base.privacy.ids import uuid7
from commongrid.base.verdicts import Refused
from commongrid.intake import acts as intake
from commongrid.intake.terms import Channel
from commongrid.registry.people import acts as people
from commongrid.work.visits import grants
from commongrid.work.visits.acts.core import check, due
from commongrid.work.visits.models import Day, Matter
from commongrid.work.visits.terms import MATTER, MOST_IN_A_DAY, Came

PLAIN = "visits_feedback_plain"


def register(
    day: Day, draft: intake.Draft, *, phone: str = "", by: Actor, at: datetime
) -> tuple[intake.Receipt, Matter]:
    """A resident registers before an announced day; the same key again is the same matter. Refused with what is wrong."""
    check(day, "register", by=by)
    return _brought(day, draft, Came.BEFOREHAND, phone=phone, by=by, at=at)


def walk_in(
    day: Day, draft: intake.Draft, *, name: str = "", phone: str = "", by: Actor, at: datetime
) -> tuple[intake.Receipt, Matter]:
    """The desk takes somebody down on the day itself."""
    check(day, "walk_in", by=by)
    by = grants.with_one(by, "reports.receive")
    return _brought(day, draft, Came.THAT_DAY, name=name, phone=phone, by=by, at=at)


@transaction.atomic
def _brought(
    day: Day, draft: intake.Draft, came: Came, *, name: str = "", phone: str = "", by: Actor, at: datetime
) -> tuple[intake.Receipt, Matter]:
    if day.brought.count() >= MOST_IN_A_DAY:
        raise Refused("visits.day_is_full", most=MOST_IN_A_DAY)
    if phone:
        known = people.remember(phone=phone, name=name, at=at, language=draft.language)
        draft = replace(draft, person_id=known.pk)
    receipt = intake.receive(replace(draft, channel=Channel.VISIT), by=by, at=at)
    before = Matter.objects.filter(report=receipt.report.pk).first()
    if before is not None or not receipt.is_new:
        if before is None:
            raise Refused("visits.sent_elsewhere")
        return receipt, before
    return receipt, _noted(day, receipt, came, by=by, at=at)


def _noted(day: Day, receipt: intake.Receipt, came: Came, *, by: Actor, at: datetime) -> Matter:
    until = due(PLAIN, max(at, day.begins_at))
    matter = Matter(
        id=uuid7(at), day=day, report=receipt.report, area=day.area, came=came, registered_at=at, due_at=until
    )
    row = {
        each.name: getattr(matter, each.attname)
        for each in Matter._meta.concrete_fields
        if each.name not in ("seq", "head")
    }
    told = {"number": receipt.report.number, "came": str(came), "due_at": until.isoformat()}
    entry = NewEntry("visit.registered", at, by.snapshot(), told)
    journal.open_subject(MATTER, Insert(Matter, row), entry, subject_id=matter.pk, row=matter)
    return matter
