"""Checklists in a pack: `checklists.csv` and the lines of `checklist_questions.csv`, as values. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

from pydantic import BeforeValidator, Field

from commongrid.base.verdicts import Why
from commongrid.registry.checklists import faults as checklists
from commongrid.registry.checklists import grammar
from commongrid.registry.checklists.terms import (
    AnswerKind,
    Checklist,
    Condition,
    Option,
    Question,
    Test,
    Urgency,
)
from commongrid.registry.matters.terms import Confidence
from commongrid.registry.packs.fields import Code, Line, Named, Words
from commongrid.registry.packs.tables import read_text
from commongrid.registry.packs.terms import Fault
from commongrid.registry.premises.terms import kind_word

QUESTIONS = "checklist_questions.csv"


def _test(text: object) -> object:
    try:
        return grammar.read_test(text) if isinstance(text, str) else text
    except ValueError:
        raise ValueError(
            "no test: write yes, no, is a|b, not a|b, > 8, < 3, rise > 5, always or gap"
        ) from None


def _condition(text: object) -> object:
    try:
        return grammar.read_condition(text) if isinstance(text, str) else text
    except ValueError:
        raise ValueError("no condition: write an earlier question and its answer, like “q03 yes”") from None


class ChecklistLine(Line):
    """A checklist; `premises` are kinds of place separated by "|", `on` whether it is in use when first
    loaded; `by` "captain" for what captains look through their own buildings by."""

    code: Code
    name_zh: Named
    name_en: Named
    premises: str = Field(default="", pattern=r"^([a-z_]+(\|[a-z_]+)*)?$")
    on: bool = True
    by: str = Field(default="", pattern="^(captain)?$")
    confidence: Confidence
    source: str = ""


class ChecklistQuestionLine(Line):
    """A question of one; tests and conditions as registry/checklists/grammar.py reads them."""

    checklist: Code
    code: str = Field(pattern=r"^[a-z0-9_]{1,24}$")
    zh: Words
    en: Words
    kind: AnswerKind
    options: str = Field(default="", pattern=r"^([^:|]+:[^:|]+:[^:|]+(\|[^:|]+:[^:|]+:[^:|]+)*)?$")
    required: bool = True
    only_if: Annotated[Condition | None, BeforeValidator(_condition)] = None
    gap: Annotated[Test | None, BeforeValidator(_test)] = None
    photo: Annotated[Test | None, BeforeValidator(_test)] = None
    opens: str = ""
    opens_with: str = Field(default="", pattern=r"^([a-z_]+=[^=\s]+)?$")
    urgency: Urgency = Urgency.USUAL
    score: int = 1
    confidence: Confidence
    source: str = ""


def made(
    lines: Sequence[ChecklistLine], questions: Sequence[ChecklistQuestionLine]
) -> list[tuple[ChecklistLine, list[ChecklistQuestionLine], Checklist]]:
    """Each checklist in the order of its file, with the lines it is made of."""
    found = []
    for line in lines:
        ours = [each for each in questions if each.checklist == line.code]
        found.append((line, ours, _checklist(line, ours)))
    return found


def _checklist(line: ChecklistLine, ours: Sequence[ChecklistQuestionLine]) -> Checklist:
    return Checklist(
        code=line.code,
        zh=line.name_zh,
        en=line.name_en,
        premises=tuple(kind_word(kind) for kind in line.premises.split("|") if kind),
        questions=tuple(question(each) for each in ours),
        is_active=line.on,
        confidence=line.confidence,
        source=line.source,
        by_captain=line.by == "captain",
    )


def question(line: ChecklistQuestionLine) -> Question:
    key, _, answer = line.opens_with.partition("=")
    return Question(
        code=line.code,
        zh=line.zh,
        en=line.en,
        kind=line.kind,
        options=tuple(Option(*each.split(":")) for each in line.options.split("|") if each),
        required=line.required,
        only_if=line.only_if,
        gap=line.gap,
        photo=line.photo,
        opens=line.opens,
        opens_with={key: answer} if key else {},
        urgency=line.urgency,
        score=line.score,
        confidence=line.confidence,
        source=line.source,
    )


def faults(
    lines: Sequence[ChecklistLine],
    questions: Sequence[ChecklistQuestionLine],
    matters: checklists.Matters,
) -> Iterator[Fault]:
    """Every flaw of every checklist with its file and line, and questions of a checklist that is not there."""
    known = {line.code for line in lines}
    for each in questions:
        if each.checklist not in known:
            yield Fault(QUESTIONS, each.line, Why("packs.unknown_checklist", {"code": each.checklist}))
    for line, ours, checklist in made(lines, questions):
        for flaw in checklists.flaws(checklist, matters):
            if flaw.order:
                yield Fault(QUESTIONS, ours[flaw.order - 1].line, flaw.why)
            else:
                yield Fault("checklists.csv", line.line, flaw.why)


def read_questions(
    text: str, code: str, matters: checklists.Matters, like: Checklist
) -> tuple[Checklist, list[Fault]]:
    """One checklist's questions from a table somebody sent, everything else as `like`; with every fault by line."""
    lines, found = read_text(text, QUESTIONS, ChecklistQuestionLine)
    for line in lines:
        if line.checklist != code:
            facts = {"code": code, "found": line.checklist}
            found.append(Fault(QUESTIONS, line.line, Why("packs.other_checklist", facts)))
    new = Checklist(
        code=code,
        zh=like.zh,
        en=like.en,
        premises=like.premises,
        questions=tuple(question(line) for line in lines),
        is_active=like.is_active,
        confidence=like.confidence,
        source=like.source,
        by_captain=like.by_captain,
    )
    if not found:
        places = [0, *(line.line for line in lines)]
        found += [Fault(QUESTIONS, places[flaw.order], flaw.why) for flaw in checklists.flaws(new, matters)]
    return new, found


def written(checklist: Checklist) -> list[dict[str, str]]:
    """The rows of `checklist_questions.csv` for one checklist, to take away, change and send again."""
    return [
        {
            "checklist": checklist.code,
            "code": each.code,
            "zh": each.zh,
            "en": each.en,
            "kind": each.kind.value,
            "options": "|".join(f"{one.value}:{one.zh}:{one.en}" for one in each.options),
            "required": "yes" if each.required else "no",
            "only_if": grammar.written_condition(each.only_if),
            "gap": grammar.written(each.gap),
            "photo": grammar.written(each.photo),
            "opens": each.opens,
            "opens_with": "|".join(f"{key}={value}" for key, value in each.opens_with.items()),
            "urgency": each.urgency.value,
            "score": str(each.score),
            "confidence": each.confidence.value,
            "source": each.source,
        }
        for each in checklist.questions
    ]
