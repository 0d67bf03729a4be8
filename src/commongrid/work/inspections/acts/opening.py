"""What a gap opens: a case by itself, with the place and the photos; one that is open already is followed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from commongrid.base.access.terms import EVERYTHING, SYSTEM, Actor, Grant
from commongrid.base.files import queries as files
from commongrid.base.files.terms import Stage
from commongrid.base.verdicts import Refused, Why
from commongrid.cases.models import Case
from commongrid.intake import acts as intake
from commongrid.intake import queries as reports
from commongrid.intake import rules as limits
from commongrid.registry.checklists.terms import Answer, Checklist, Question, Urgency
from commongrid.registry.matters import queries as matters
from commongrid.registry.matters.terms import Item
from commongrid.registry.units.models import Unit
from commongrid.work.inspections import rules
from commongrid.work.inspections.models import Gap, Inspection
from commongrid.work.inspections.terms import GapState, Opened

CHANNEL = "patrol"


def carry_on(
    row: Inspection,
    opened: Opened,
    checklist: Checklist,
    answers: Mapping[str, Answer],
    after: Mapping[str, int],
    *,
    by: Actor,
    at: datetime,
) -> Case:
    """Report what was found and open its case, follow the one that is open here, or settle it on the spot."""
    item = matters.edition(opened.matter)
    asked = [each for each in checklist.questions if each.code in opened.questions]
    draft = _draft(row, item, opened, asked, answers)
    standing = reports.open_at_premises(row.premises_id, item.matter_id)
    if opened.is_settled and standing is None:
        _demand_settled(item, draft, sum(after[each.code] for each in asked))
        case = _settle(draft, item, row.note, sum(after[each.code] for each in asked), by=by, at=at)
        state = GapState.SETTLED
    else:
        report = intake.receive(draft, by=_reporting(by), at=at).report
        whys = (*_whys(row, asked, answers),)
        if standing is None:
            case = intake.admit(report, item, by=SYSTEM, at=at, why=whys)
        else:
            intake.follow(report, standing, by=SYSTEM, at=at, why=(*whys, Why("inspections.open_already")))
            case = standing
        state = GapState.OPEN
    Gap.objects.bulk_create([_gap(row, each, case, state, at) for each in asked])
    return case


def _reporting(by: Actor) -> Actor:
    """Whoever may inspect a place may report what they found there."""
    return replace(by, grants=(*by.grants, Grant("reports.receive", EVERYTHING)))


def _draft(
    row: Inspection, item: Item, opened: Opened, asked: list[Question], answers: Mapping[str, Answer]
) -> intake.Draft:
    report_id = rules.report_id(row.pk, opened.matter)
    photos = files.photos([f"report:{report_id}"])
    return intake.Draft(
        channel=CHANNEL,
        key=f"{row.pk.hex}:{opened.matter}",
        id=report_id,
        words=rules.words_of(asked, answers)[: limits.MOST_WORDS],
        lon=row.premises.lon,
        lat=row.premises.lat,
        area=row.premises.area,
        address=row.premises.address or row.premises.name,
        premises_id=row.premises_id,
        matter_id=item.matter_id,
        answers=dict(opened.answers),
        captured_at=row.captured_at,
        photos=min(sum(one.stage == Stage.BEFORE for one in photos), limits.MOST_PHOTOS),
    )


def _whys(row: Inspection, asked: list[Question], answers: Mapping[str, Answer]) -> list[Why]:
    return [
        Why(
            "inspections.gap",
            {
                "name": row.premises.name,
                "question_zh": each.zh,
                "question_en": each.en,
                "answer_zh": rules.said(each, answers[each.code].value, "zh-hans"),
                "answer_en": rules.said(each, answers[each.code].value, "en"),
            },
        )
        for each in asked
    ]


def _demand_settled(item: Item, draft: intake.Draft, after: int) -> None:
    verdict = rules.may_settle(self_check=item.self_check, before=draft.photos, after=after)
    if not verdict.answer:
        raise Refused(verdict.why[0].key)


def _settle(draft: intake.Draft, item: Item, note: str, after: int, *, by: Actor, at: datetime) -> Case:
    unit = Unit.objects.get(pk=by.unit_id or 0)
    return intake.settle_on_the_spot(
        draft, item, unit, before=draft.photos, after=after, by=by, at=at, why=note
    )


def _gap(row: Inspection, question: Question, case: Case, state: GapState, at: datetime) -> Gap:
    settled_at = at if state == GapState.SETTLED else None
    return Gap(
        inspection=row,
        root_id=row.again_id or row.pk,
        question=question.code,
        is_at_once=question.urgency == Urgency.AT_ONCE,
        premises_id=row.premises_id,
        area=row.area,
        matter_id=case.matter_id,
        report_id=rules.report_id(row.pk, question.opens),
        case=case,
        state=state,
        opened_at=at,
        closed_at=settled_at,
        done_at=settled_at,
    )
