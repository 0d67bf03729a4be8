"""Questions as a form shows them: options in their order, what was chosen, and afterwards what is right and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import get_language

from commongrid.work.training import rules
from commongrid.work.training.terms import Answers, Question

NOTHING: Answers = {}


@dataclass(frozen=True, slots=True)
class Choice:
    """One option: its words, whether it was chosen, and whether it is right (only told afterwards)."""

    value: str
    words: str
    is_chosen: bool
    is_right: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a form; `is_right` is None while it may still be answered."""

    number: int
    pk: int
    words: str
    is_multiple: bool
    choices: tuple[Choice, ...]
    is_right: bool | None
    because: str


def asked(questions: Sequence[Question], seed: int, given: Answers, *, judged: bool) -> list[Asked]:
    """The questions in order, with their options as this seed shuffles them."""
    language = get_language() or "zh-hans"
    return [
        _asked(number, one, seed, given.get(one.pk, frozenset()), language, judged=judged)
        for number, one in enumerate(questions, start=1)
    ]


def _asked(
    number: int, one: Question, seed: int, chosen: frozenset[str], language: str, *, judged: bool
) -> Asked:
    choices = tuple(
        Choice(option.value, option.words(language), option.value in chosen, option.value in one.right)
        for option in rules.shuffled(seed, one)
    )
    is_right = chosen == one.right if judged else None
    return Asked(
        number, one.pk, one.words(language), one.kind == "multiple", choices, is_right, one.because(language)
    )


def answers(sent: QueryDict) -> Mapping[int, frozenset[str]]:
    """What a form says: `q` names every question it shows, `a<question>` what was chosen, perhaps nothing."""
    numbers = [
        int(one) for one in sent.getlist("q")[:200] if one.isascii() and one.isdigit() and len(one) < 19
    ]
    return {pk: frozenset(value[:24] for value in sent.getlist(f"a{pk}")[:20]) for pk in numbers}
