"""An inspection is made: what was answered is kept, its gaps become cases, and the campaigns it counts for know it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import connection, transaction

from commongrid.base.access.acts import require
from commongrid.base.access.terms import Actor
from commongrid.base.files import acts as photos
from commongrid.base.journal import acts as journal
from commongrid.base.journal.terms import NewEntry
from commongrid.base.verdicts import Refused
from commongrid.registry.checklists import models as tables
from commongrid.registry.checklists import rules as asking
from commongrid.registry.checklists.terms import Score
from commongrid.registry.premises.models import Premises
from commongrid.registry.premises.terms import State
from commongrid.work.inspections import rules
from commongrid.work.inspections.acts import counting, looking, opening
from commongrid.work.inspections.acts.looking import Look
from commongrid.work.inspections.models import Inspection
from commongrid.work.inspections.terms import INSPECTION, Opened, Sent

ABILITY = "inspections.make"
LEAST_KEY, MOST_KEY = 8, 80


def make(premises: Premises, sent: Sent, *, by: Actor, at: datetime) -> Inspection:
    """Keep one inspection and open what its gaps open; the same key again gives the first one and opens nothing.

    Refused: premises.not_open, inspections.not_for_this, inspections.nothing_to_look_at, what is missing
    (`checklists.missing_…`), or why it may not be settled on the spot. Then nothing was written.
    """
    require(by, ABILITY, premises)
    if not LEAST_KEY <= len(sent.key) <= MOST_KEY:
        raise Refused("intake.key_missing")
    made = rules.inspection_id(by.account_id, sent.key)
    with transaction.atomic():
        _one_at_a_time(premises)
        known = Inspection.objects.filter(pk=made).first()
        if known is not None:
            return known
        if premises.state != State.OPEN:
            raise Refused("premises.not_open", name=premises.name)
        look = looking.look(made, premises, sent)
        return _keep(premises, sent, look, by=by, at=at)


def _one_at_a_time(premises: Premises) -> None:
    """Two who stand at one place at once: the second sees what the first opened, and follows it."""
    with connection.cursor() as db:
        db.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"inspections:{premises.pk}"])


def _keep(premises: Premises, sent: Sent, look: Look, *, by: Actor, at: datetime) -> Inspection:
    gaps = asking.which_gaps(look.checklist, look.answers).answer
    score = asking.what_score(look.checklist, look.answers).answer
    row = _row(premises, sent, look, score, len(gaps), by=by, at=at)
    opened = rules.opens(gaps, sent.settled).answer
    # A report reads how many photos it has: they go to it first, and their ids are kept with the answers.
    row.answers = _told(row, look, {question: one for one in opened for question in one.questions})
    row.save(force_insert=True)
    for one in opened:
        opening.carry_on(row, one, look.checklist, look.answers, look.after, by=by, at=at)
    if row.again_id:
        counting.looked_again(row.again_id, {gap.question for gap in gaps}, look.checklist, at=at)
    counting.count(row, look.checklist.code, by=by, at=at)
    told = {
        "code": premises.code,
        "name": premises.name,
        "checklist": look.checklist.zh,
        "gaps": len(gaps),
        "got": score.got,
        "most": score.most,
    }
    journal.note(INSPECTION, str(row.pk), NewEntry("inspection.made", at, by.snapshot(), told))
    return row


def _row(
    premises: Premises, sent: Sent, look: Look, score: Score, gaps: int, *, by: Actor, at: datetime
) -> Inspection:
    edition = tables.Edition.objects.only("id", "checklist").get(pk=look.checklist.edition_id)
    seen_at = sent.captured_at if sent.captured_at and sent.captured_at <= at else None
    return Inspection(
        id=look.id,
        premises=premises,
        area=premises.area,
        checklist_id=edition.checklist_id,
        edition=edition,
        post_id=by.post_id,
        post_words=f"{by.name} · {by.unit_name}"[:140],
        again_id=sent.again,
        captured_at=seen_at,
        sent_at=at,
        note=sent.note.strip()[: rules.MOST_NOTE],
        gaps=gaps,
        got=score.got,
        most=score.most,
    )


def _told(row: Inspection, look: Look, opened: Mapping[str, Opened]) -> dict[str, object]:
    """The answers to what was asked, with the photos of each, which belong to its report or to the inspection now."""
    told: dict[str, object] = {}
    for each in asking.which_questions(look.checklist, look.answers).answer:
        one = opened.get(each.code)
        owner = f"report:{rules.report_id(row.pk, one.matter)}" if one else f"inspection:{row.pk}"
        kept = photos.hand_over(rules.photo_owner(row.pk, each.code), owner, at=row.sent_at)
        told[each.code] = {"value": look.answers[each.code].value, "photos": [str(pk) for pk in kept]}
    return told
