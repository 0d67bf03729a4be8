"""The monthly look through the building: answers kept, gaps mended by a day or handed to the grid worker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from commongrid.base.access.acts import require
from commongrid.base.access.terms import EVERYTHING, Actor, Grant
from commongrid.base.files import queries as files
from commongrid.base.journal import acts as journal
from commongrid.base.journal.terms import NewEntry
from commongrid.base.verdicts import Refused
from commongrid.intake import acts as intake
from commongrid.intake import rules as limits
from commongrid.registry.checklists import rules as asking
from commongrid.registry.checklists.terms import Answer, Checklist, Gap
from commongrid.registry.matters import queries as matters
from commongrid.registry.premises.models import Premises
from commongrid.registry.premises.terms import State as PremisesState
from commongrid.work.captains import queries, rules
from commongrid.work.captains.acts.rooms import ABILITY
from commongrid.work.captains.models import SelfCheck, SelfGap
from commongrid.work.captains.terms import CHECK, GapState, Told, Way

CHANNEL = "captain"


def look_through(premises: Premises, told: Told, *, by: Actor, at: datetime) -> SelfCheck:
    """Keep one look; each gap has a day it is mended by, or becomes a report to the grid worker. Sent twice is once.

    Refused: premises.not_open, what is missing (`checklists.missing_…`), captains.how_mended, captains.mend_by.
    """
    require(by, ABILITY, premises)
    made = rules.captaincy_id(by.account_id, told.key)
    with transaction.atomic():
        Premises.objects.select_for_update().filter(pk=premises.pk).first()
        known = SelfCheck.objects.filter(pk=made).first()
        if known is not None:
            return known
        if premises.state != PremisesState.OPEN:
            raise Refused("premises.not_open", name=premises.name)
        checklist = queries.to_ask(premises, told.edition_id)
        answers = queries.answers_of(checklist, told.given, made)
        gaps = _gaps(checklist, answers, told, at)
        row = _row(premises, told, made, len(gaps), checklist, by=by, at=at)
        row.save(force_insert=True)
        SelfGap.objects.bulk_create([_gap(row, gap, told, checklist, by=by, at=at) for gap in gaps])
        facts = {"name": premises.name, "checklist": checklist.zh, "gaps": len(gaps)}
        journal.note(CHECK, str(row.pk), NewEntry("captain.self_checked", at, by.snapshot(), facts))
    return row


def _gaps(checklist: Checklist, answers: Mapping[str, Answer], told: Told, at: datetime) -> tuple[Gap, ...]:
    """The gaps, once everything is answered and each says what happens with it."""
    missing = asking.what_is_missing(checklist, answers)
    if missing.answer:
        words = {each.code: each.zh for each in checklist.questions}
        raise Refused(missing.why[0].key, question=words[missing.answer[0].question])
    gaps, policy = asking.which_gaps(checklist, answers).answer, queries.policy()
    for gap in gaps:
        verdict = rules.is_mending(told.mendings.get(gap.question), timezone.localtime(at).date(), policy)
        if not verdict.answer:
            raise Refused(verdict.why[0].key, **verdict.why[0].facts)
    return gaps


def _row(
    premises: Premises, told: Told, made: UUID, gaps: int, checklist: Checklist, *, by: Actor, at: datetime
) -> SelfCheck:
    asked = {each.code for each in checklist.questions}
    answers = {code: value for code, value in told.given.items() if code in asked and value != ""}
    return SelfCheck(
        id=made, premises=premises, area=premises.area, post_id=by.post_id or 0, edition_id=checklist.edition_id,
        answers=answers, gaps=gaps, on=timezone.localtime(at).date(), sent_at=at,
    )  # fmt: skip


def _gap(row: SelfCheck, gap: Gap, told: Told, checklist: Checklist, *, by: Actor, at: datetime) -> SelfGap:
    mending = told.mendings[gap.question]
    made = SelfGap(
        look=row, premises_id=row.premises_id, question=gap.question, way=mending.way, opened_at=at
    )
    if mending.way == Way.MEND:
        made.by_day = mending.by_day
    else:
        made.report_id = _ask_for_help(row, gap, checklist, by=by, at=at)
    return made


def _ask_for_help(row: SelfCheck, gap: Gap, checklist: Checklist, *, by: Actor, at: datetime) -> UUID:
    """A report by the captain's channel: the grid worker looks, and it goes on like any other."""
    question = next(each for each in checklist.questions if each.code == gap.question)
    report_id = rules.part_id(row.pk, gap.question)
    item = matters.edition(gap.opens)
    draft = intake.Draft(
        channel=CHANNEL,
        key=f"{row.pk.hex}:{gap.question}",
        id=report_id,
        words=f"楼栋长自查发现，自己无法整改，请网格员协助：{question.zh}"[: limits.MOST_WORDS],
        lon=row.premises.lon,
        lat=row.premises.lat,
        area=row.premises.area,
        address=row.premises.address or row.premises.name,
        premises_id=row.premises_id,
        matter_id=item.matter_id,
        answers=dict(gap.opens_with),
        photos=min(len(files.photos([f"report:{report_id}"])), limits.MOST_PHOTOS),
    )
    grants = (*by.grants, Grant("reports.receive", EVERYTHING))
    asker = replace(by, grants=grants)
    return intake.receive(draft, by=asker, at=at).report.pk


@transaction.atomic
def mend(gap_id: int, *, by: Actor, at: datetime) -> SelfGap:
    """The captain has mended a gap of their own; twice is harmless. Refused: captains.not_to_mend for what the grid has."""
    gap = SelfGap.objects.select_for_update().select_related("premises").get(pk=gap_id)
    require(by, ABILITY, gap.premises)
    if gap.way != Way.MEND:
        raise Refused("captains.not_to_mend")
    if gap.state == GapState.OPEN:
        gap.state, gap.done_at = GapState.MENDED, at
        gap.save(update_fields=["state", "done_at"])
        told = {"name": gap.premises.name}
        journal.note(CHECK, str(gap.look_id), NewEntry("captain.gap_mended", at, by.snapshot(), told))
    return gap
