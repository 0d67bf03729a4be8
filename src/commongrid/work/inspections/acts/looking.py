"""What an inspection asked and what was answered, with the photos that came; refused where something is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from commongrid.base.files import queries as files
from commongrid.base.files.terms import Stage
from commongrid.base.verdicts import Refused
from commongrid.registry.checklists import models as tables
from commongrid.registry.checklists import queries as checklists
from commongrid.registry.checklists import rules as asking
from commongrid.registry.checklists.terms import Answer, Checklist
from commongrid.registry.premises.models import Premises
from commongrid.work.inspections import queries, rules
from commongrid.work.inspections.terms import Sent


@dataclass(frozen=True, slots=True)
class Look:
    """What was asked and answered, with the photos that came with each question."""

    id: UUID
    checklist: Checklist
    answers: Mapping[str, Answer]
    after: Mapping[str, int]


def look(made: UUID, premises: Premises, sent: Sent) -> Look:
    """What was asked by the edition the worker had before them; Refused with the first thing that is missing."""
    checklist = _asked(premises, sent)
    owners = {rules.photo_owner(made, each.code): each.code for each in checklist.questions}
    taken = files.photos(list(owners))
    count = {stage: [owners[one.owner] for one in taken if one.stage == stage] for stage in Stage}
    last = queries.before(premises, checklist)
    answers = {
        each.code: Answer(
            sent.given.get(each.code, ""), count[Stage.BEFORE].count(each.code), last.get(each.code)
        )
        for each in checklist.questions
    }
    missing = asking.what_is_missing(checklist, answers)
    if missing.answer:
        words = {each.code: each.zh for each in checklist.questions}
        raise Refused(missing.why[0].key, question=words[missing.answer[0].question])
    return Look(made, checklist, answers, {code: count[Stage.AFTER].count(code) for code in answers})


def _asked(premises: Premises, sent: Sent) -> Checklist:
    if sent.again is not None:
        return queries.to_ask(premises, "", sent.again)
    try:
        edition = checklists.edition_kept(sent.edition_id)
    except tables.Edition.DoesNotExist:
        raise Refused("checklists.unknown", code=str(sent.edition_id)) from None
    queries.to_ask(premises, edition.code)
    return edition
