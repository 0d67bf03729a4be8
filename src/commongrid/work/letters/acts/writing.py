"""A letter comes in: a report by the box's channel, beside which stands until when an answer is owed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from commongrid.base.access.terms import Actor
from commongrid.base.calendar import queries as calendars
from commongrid.base.calendar import rules as calendar_rules
from commongrid.base.calendar.terms import Limit, Unit
from commongrid.base.journal import acts as journal
from commongrid.base.journal.statement import Insert
from commongrid.base.journal.terms import NewEntry
from commongrid.base.privacy.ids import uuid7
from commongrid.base.verdicts import Refused
from commongrid.intake import acts as intake
from commongrid.registry.people import acts as people
from commongrid.registry.statutes import queries as statutes
from commongrid.work.letters.models import Box, Letter
from commongrid.work.letters.terms import LETTER, State


@transaction.atomic
def write(
    box: Box, draft: intake.Draft, *, phone: str = "", agreed: bool | None = None, by: Actor, at: datetime
) -> tuple[intake.Receipt, Letter]:
    """Somebody writes to a box; the same key again is the same letter. `agreed`: may it be published?

    Refused: letters.box_is_shut, letters.sent_elsewhere, and what receiving a report refuses.
    """
    if not box.active:
        raise Refused("letters.box_is_shut")
    if phone:
        draft = replace(draft, person_id=people.remember(phone=phone, at=at, language=draft.language).pk)
    # The matter is the office's to say: one that was chosen would open a case before anybody has read the letter.
    draft = replace(draft, channel=box.kind, matter_id=None, row_id=None)
    receipt = intake.receive(draft, by=by, at=at)
    before = Letter.objects.select_related("report", "box").filter(report=receipt.report.pk).first()
    if before is not None:
        return receipt, before
    if not receipt.is_new:
        raise Refused("letters.sent_elsewhere")
    return receipt, _noted(box, receipt, agreed, by=by, at=at)


def _noted(box: Box, receipt: intake.Receipt, agreed: bool | None, *, by: Actor, at: datetime) -> Letter:
    units = [box.unit_id, *([box.second_unit_id] if box.second_unit_id else [])]
    letter = Letter(
        id=uuid7(at), report=receipt.report, box=box, unit_ids=units, written_at=at, due_at=due(box, at),
        state=State.OPEN, agreed=agreed,
    )  # fmt: skip
    row = {
        each.name: getattr(letter, each.attname)
        for each in Letter._meta.concrete_fields
        if each.name not in ("seq", "head")
    }
    told = {"number": receipt.report.number, "box": box.code, "due_at": letter.due_at.isoformat()}
    entry = NewEntry("letter.written", at, by.snapshot(), told)
    journal.open_subject(LETTER, Insert(Letter, row), entry, subject_id=letter.pk, row=letter)
    return letter


def due(box: Box, since: datetime) -> datetime:
    """Until when an answer is owed: by the box's rule of law, else by its working days."""
    if box.answer_rule:
        return statutes.term(box.answer_rule, since).at
    limit = Limit(box.answer_days or 0, Unit.WORKING_DAYS)
    return calendar_rules.deadline(calendars.calendar(), since, limit).at
