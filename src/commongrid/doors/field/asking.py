"""A checklist as a form on a phone: its questions with what was answered so far, and when each is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext as _

from commongrid.base.files.models import Photo
from commongrid.base.files.terms import Stage
from commongrid.doors.field import answering
from commongrid.registry.checklists import rules
from commongrid.registry.checklists.terms import Answer, Answers, Checklist, Question, Test
from commongrid.registry.matters import queries as matters
from commongrid.registry.matters.terms import Text


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to tap; `tone` "no" where it is a gap, "yes" where another one would be."""

    value: str
    words: str
    is_chosen: bool
    tone: str


@dataclass(frozen=True, slots=True)
class When:
    """A test as the script reads it: an earlier question ("" the one it stands at), a sense, values and a figure."""

    question: str
    sense: str
    values: str
    figure: float


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of the form. `is_asked`: by the answers so far; `photo_now`: they need a photo."""

    number: int
    question: Question
    words: Text
    choices: Sequence[Choice]
    value: str
    is_asked: bool
    is_gap: bool
    only_if: When | None
    gap: When | None
    photo: When | None
    photo_now: bool
    taken: int
    taken_after: int
    may_settle: bool
    is_settled: bool
    wrong: str


def asked(
    checklist: Checklist,
    given: Answers,
    told: QueryDict,
    photos: Sequence[Photo],
    inspection: UUID,
    *,
    language: str,
    is_judged: bool,
    settles: bool,
) -> list[Asked]:
    """Every question in order, the ones not asked yet among them for the script; `is_judged` says what is missing.

    `settles`: whoever asks may settle on the spot, where the matter may.
    """
    now = {each.code for each in rules.which_questions(checklist, given).answer}
    missing = {each.question: each.what for each in rules.what_is_missing(checklist, given).answer}
    mine, after = (
        answering.owners(inspection, checklist),
        [photo.owner for photo in photos if photo.stage == Stage.AFTER],
    )
    items = {item.code: item for item in matters.everything()}
    found = []
    for number, each in enumerate(checklist.questions, start=1):
        answer, item = given[each.code], items.get(each.opens)
        found.append(
            Asked(
                number=number,
                question=each,
                words=each.words(language),
                choices=_choices(each, answer, language),
                value=f"{answer.value:g}" if isinstance(answer.value, float) else answer.value,
                is_asked=each.code in now,
                is_gap=rules.is_gap(each, answer),
                only_if=_when(each.only_if.question, each.only_if.test) if each.only_if else None,
                gap=_when("", each.gap),
                photo=_when("", each.photo),
                photo_now=each.photo is not None and rules.meets(each.photo, each, answer),
                taken=answer.photos,
                taken_after=after.count(mine[each.code]),
                may_settle=bool(settles and item and item.self_check and each.gap),
                is_settled=f"settled-{each.code}" in told,
                wrong=_wrong(missing.get(each.code, "")) if is_judged else "",
            )
        )
    return found


def _choices(question: Question, answer: Answer, language: str) -> list[Choice]:
    is_english = language.startswith("en")
    return [
        Choice(
            one.value,
            one.en if is_english else one.zh,
            answer.value == one.value,
            _tone(question, one.value),
        )
        for one in question.offered()
    ]


def _tone(question: Question, chosen: str) -> str:
    if question.gap is None:
        return ""
    return "no" if rules.is_gap(question, Answer(chosen)) else "yes"


def _when(question: str, test: Test | None) -> When | None:
    return When(question, test.sense.value, "|".join(test.values), test.figure) if test else None


def _wrong(what: str) -> str:
    return {
        "answer": _("This is not answered yet."),
        "photo": _("This answer needs a photo."),
        "other_answer": _("Choose one of the answers."),
    }.get(what, "")
