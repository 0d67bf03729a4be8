"""A bank of questions as a table: one line for each question, every fault told with its line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from pydantic import Field

from commongrid.base.verdicts import Why
from commongrid.registry.packs.fields import Line, Words
from commongrid.registry.packs.tables import read_table, read_text
from commongrid.registry.packs.terms import Fault
from commongrid.work.training import rules
from commongrid.work.training.terms import YES_NO, Option, Question, QuestionKind

NAME = "questions.csv"
COLUMNS = ("code", "kind", "zh", "en", "options", "right", "because_zh", "because_en")


class QuestionLine(Line):
    """A question; options are "value:中文:English" separated by "|", what is right is their values, or yes and no."""

    code: str = Field(pattern=r"^[a-z0-9_-]{1,24}$")
    kind: QuestionKind
    zh: Words
    en: str = Field(default="", max_length=600)
    options: str = Field(default="", pattern=r"^([^:|]+:[^:|]+:[^:|]*(\|[^:|]+:[^:|]+:[^:|]*)*)?$")
    right: str = Field(min_length=1, max_length=200)
    because_zh: str = Field(default="", max_length=400)
    because_en: str = Field(default="", max_length=600)


def read(sent: str | Path) -> tuple[list[Question], list[Fault]]:
    """The questions of a table, given as its text or as a file, and every fault by its line."""
    if isinstance(sent, Path):
        lines, found = read_table(sent, QuestionLine)
    else:
        lines, found = read_text(sent, NAME, QuestionLine)
    questions = [_question(line) for line in lines]
    seen: set[str] = set()
    for line, one in zip(lines, questions, strict=True):
        verdict = rules.is_question(one)
        found += [Fault(NAME, line.line, why) for why in verdict.why if not verdict.answer]
        if one.code in seen:
            found.append(Fault(NAME, line.line, Why("training.question_twice", {"code": one.code})))
        seen.add(one.code)
    return questions, sorted(found, key=lambda fault: fault.line)


def _question(line: QuestionLine) -> Question:
    options: Sequence[Option] = [Option(*each.split(":")) for each in line.options.split("|") if each]
    right = frozenset(each.strip() for each in line.right.split("|"))
    return Question(
        code=line.code,
        kind=line.kind,
        zh=line.zh,
        en=line.en,
        options=YES_NO if line.kind == QuestionKind.TRUE_FALSE else tuple(options),
        right=right,
        because_zh=line.because_zh,
        because_en=line.because_en,
    )


def written(questions: Iterable[Question]) -> list[tuple[str, ...]]:
    """The rows of the table, to take away, change and send again (`COLUMNS`)."""
    return [
        (
            one.code,
            one.kind.value,
            one.zh,
            one.en,
            ""
            if one.kind == QuestionKind.TRUE_FALSE
            else "|".join(f"{each.value}:{each.zh}:{each.en}" for each in one.options),
            "|".join(sorted(one.right)),
            one.because_zh,
            one.because_en,
        )
        for one in questions
    ]
