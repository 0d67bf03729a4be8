"""Checklists for the administrator: a preview as the worker meets it, and what a new edition would ask differently."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from io import StringIO

from commongrid.doors.look import facts
from commongrid.registry.checklists import rules, stored
from commongrid.registry.checklists.terms import (
    Answer,
    AnswerKind,
    Answers,
    Checklist,
    Gap,
    Question,
    Score,
    Sense,
    Test,
)
from commongrid.registry.matters import queries as matters
from commongrid.registry.matters.terms import Text
from commongrid.registry.packs import checklists as tables


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    words: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it stands on the worker's page, with what was answered and what follows from it."""

    number: int
    question: Question
    words: Text
    choices: list[Choice]
    value: str
    photo: str
    is_gap: bool
    opens: str


@dataclass(frozen=True, slots=True)
class Preview:
    """The questions asked so far, how many are left out, and what the answers come to."""

    asked: list[Asked]
    left_out: int
    gaps: tuple[Gap, ...]
    score: Score
    missing: int


def preview(checklist: Checklist, given: Mapping[str, str], language: str) -> Preview:
    """The checklist with the answers of an address (`q01=yes`), by the rules inspections use."""
    answers = _answers(checklist, given)
    asked = rules.which_questions(checklist, answers).answer
    return Preview(
        asked=[
            _asked(number, each, answers.get(each.code, Answer()), language)
            for number, each in enumerate(asked, start=1)
        ],
        left_out=len(checklist.questions) - len(asked),
        gaps=rules.which_gaps(checklist, answers).answer,
        score=rules.what_score(checklist, answers).answer,
        missing=len(rules.what_is_missing(checklist, answers).answer),
    )


def _answers(checklist: Checklist, given: Mapping[str, str]) -> Answers:
    """Photos are taken as taken: a preview has no camera."""
    return {
        each.code: Answer(_value(each, given[each.code].strip()), photos=1)
        for each in checklist.questions
        if given.get(each.code, "").strip()
    }


def _value(question: Question, text: str) -> str | float:
    if question.kind != AnswerKind.NUMBER:
        return text
    try:
        return float(text)
    except ValueError:
        return ""


def _asked(number: int, question: Question, answer: Answer, language: str) -> Asked:
    is_english = language.startswith("en")
    return Asked(
        number=number,
        question=question,
        words=question.words(language),
        choices=[
            Choice(one.value, one.en if is_english else one.zh, answer.value == one.value)
            for one in question.offered()
        ],
        value=f"{answer.value:g}" if isinstance(answer.value, float) else answer.value,
        photo=_photo(question.photo),
        is_gap=rules.is_gap(question, answer),
        opens=_named(question.opens, language),
    )


def _photo(test: Test | None) -> str:
    if test is None:
        return ""
    return {Sense.ALWAYS: "always", Sense.GAP: "gap"}.get(test.sense, "some")


def _named(code: str, language: str) -> str:
    item = matters.kept().items.get(code)
    return item.name(language).words if item else code


def premises(checklist: Checklist, language: str) -> str:
    """The kinds of place it is for, in words."""
    words = [facts.word("premises_kind", kind, language) for kind in checklist.premises]
    return (", " if language.startswith("en") else "、").join(words)


@dataclass(frozen=True, slots=True)
class Changed:
    """One question before and after; None where it is not there."""

    code: str
    before: Question | None
    after: Question | None


def changes(before: Checklist, after: Checklist) -> list[Changed]:
    """The questions that are new, gone or different, in the new order with the gone ones last."""
    old = {each.code: each for each in before.questions}
    new = {each.code: each for each in after.questions}
    codes = [*new, *(code for code in old if code not in new)]
    return [Changed(code, old.get(code), new.get(code)) for code in codes if old.get(code) != new.get(code)]


def is_reordered(before: Checklist, after: Checklist) -> bool:
    """Are the same questions asked in another order?"""
    return not changes(before, after) and not stored.says_the_same(before, after)


def as_table(checklist: Checklist) -> str:
    """Its questions as the file that is sent back for the next edition."""
    out = StringIO()
    columns = [name for name in tables.ChecklistQuestionLine.model_fields if name != "line"]
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(tables.written(checklist))
    return out.getvalue()
