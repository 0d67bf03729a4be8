"""An inspection in words: each question that was asked, its answer, its photos, and what its gap became."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import get_language

from commongrid.base.files.models import Photo
from commongrid.base.files.terms import Stage, Visibility
from commongrid.doors.look import pictures
from commongrid.registry.checklists import queries as checklists
from commongrid.registry.matters.terms import Text, text
from commongrid.work.inspections import queries, rules
from commongrid.work.inspections.models import Gap, Inspection


@dataclass(frozen=True, slots=True)
class Shown:
    """One question as it was asked; `gap` where the answer was one."""

    number: int
    words: Text
    answer: str
    photos: list[dict[str, Any]]
    gap: Gap | None


def checklist_name(inspection: Inspection) -> Text:
    """The name of its checklist, in the wording it was made with."""
    return text(inspection.edition.zh, inspection.edition.en, get_language() or "zh-hans")


def named(inspections: Iterable[Inspection]) -> list[tuple[Inspection, Text]]:
    """Inspections with the name of their checklist."""
    return [(each, checklist_name(each)) for each in inspections]


def shown(inspection: Inspection, language: str) -> list[Shown]:
    """Everything that was asked, in order; three queries however much that is."""
    asked = {each.code: each for each in checklists.edition_kept(inspection.edition_id).questions}
    gaps = {gap.question: gap for gap in queries.gap_states(inspection)}
    photos = _photos(inspection)
    told = [(code, asked[code]) for code in asked if code in inspection.answers]
    return [
        Shown(
            number,
            question.words(language),
            rules.said(question, inspection.answers[code]["value"], language),
            _drawn([photos[UUID(pk)] for pk in inspection.answers[code]["photos"] if UUID(pk) in photos]),
            gaps.get(code),
        )
        for number, (code, question) in enumerate(told, start=1)
    ]


def _drawn(photos: list[Photo]) -> list[dict[str, Any]]:
    """The photos of one question; only one taken after it was put right says so."""
    drawn = zip(pictures.shown(photos), photos, strict=True)
    return [{**one, "stage": one["stage"] if photo.stage == Stage.AFTER else ""} for one, photo in drawn]


def _photos(inspection: Inspection) -> dict[UUID, Photo]:
    ids = [UUID(pk) for each in inspection.answers.values() for pk in each["photos"]]
    rows = Photo.objects.filter(pk__in=ids).exclude(visibility=Visibility.WITHDRAWN)
    return {one.pk: one for one in rows.defer("original_key")} if ids else {}
