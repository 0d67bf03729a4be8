"""What a form of a checklist says: its answers, and whose the photos of each question are until it is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.http import QueryDict

from commongrid.base.files.models import Photo
from commongrid.base.files.terms import Stage
from commongrid.registry.checklists.terms import Answer, AnswerKind, Answers, Checklist, Question
from commongrid.work.inspections.rules import photo_owner


def owners(inspection: UUID, checklist: Checklist) -> dict[str, str]:
    """Whose the photos of each question are, by the question's code."""
    return {each.code: photo_owner(inspection, each.code) for each in checklist.questions}


def answers(
    checklist: Checklist,
    told: QueryDict,
    photos: Sequence[Photo],
    inspection: UUID,
    before: Mapping[str, float],
) -> Answers:
    """What a form says, with the photos that have arrived and the readings of the last time."""
    mine = owners(inspection, checklist)
    count = [photo.owner for photo in photos if photo.stage == Stage.BEFORE]
    return {
        each.code: Answer(
            value(each, told.get(f"a-{each.code}", "")), count.count(mine[each.code]), before.get(each.code)
        )
        for each in checklist.questions
    }


def value(question: Question, text: str) -> str | float:
    """An answer as it was typed; a figure that is none is no answer."""
    text = text.replace("\x00", "").strip()[:500]
    if question.kind != AnswerKind.NUMBER:
        return text
    try:
        return float(text.replace("，", ".").replace(",", "."))
    except ValueError:
        return ""
