"""Between tables and values: editions as checklists, questions as JSON and back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from commongrid.registry.checklists import grammar
from commongrid.registry.checklists.models import Edition
from commongrid.registry.checklists.terms import AnswerKind, Checklist, Option, Question, Urgency
from commongrid.registry.matters.terms import Confidence


def checklists(editions: Iterable[Edition]) -> list[Checklist]:
    """Editions (with their checklist at hand) as values."""
    return [
        Checklist(
            code=each.checklist.code,
            zh=each.zh,
            en=each.en,
            premises=tuple(each.premises),
            questions=tuple(question(one) for one in each.questions),
            is_active=each.checklist.is_active,
            confidence=Confidence(each.confidence),
            source=each.source,
            number=each.number,
            edition_id=each.pk,
            valid_from=each.valid_from,
            origin=each.origin,
            by_captain=each.by_captain,
        )
        for each in editions
    ]


def as_json(asked: Question) -> dict[str, Any]:
    """A question as plain values; tests as they are written in a table."""
    plain = asdict(asked) | {
        "options": [asdict(option) for option in asked.options],
        "opens_with": dict(asked.opens_with),
    }
    return plain | {
        "kind": asked.kind.value,
        "urgency": asked.urgency.value,
        "confidence": asked.confidence.value,
        "only_if": grammar.written_condition(asked.only_if),
        "gap": grammar.written(asked.gap),
        "photo": grammar.written(asked.photo),
    }


def question(plain: dict[str, Any]) -> Question:
    """The question `as_json` made plain."""
    return Question(
        **{
            **plain,
            "kind": AnswerKind(plain["kind"]),
            "urgency": Urgency(plain["urgency"]),
            "confidence": Confidence(plain["confidence"]),
            "options": tuple(Option(**option) for option in plain["options"]),
            "only_if": grammar.read_condition(plain["only_if"]),
            "gap": grammar.read_test(plain["gap"]),
            "photo": grammar.read_test(plain["photo"]),
        }
    )


def says_the_same(one: Checklist, other: Checklist) -> bool:
    """Do two editions ask the same of the same places? Numbers, dates and the switch aside."""
    return _content(one) == _content(other)


def _content(each: Checklist) -> tuple[Any, ...]:
    questions = [as_json(question) for question in each.questions]
    return each.zh, each.en, each.premises, questions, each.confidence, each.source, each.by_captain
