"""From lines to the items of the catalogue. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from commongrid.base.calendar.terms import Limit
from commongrid.registry.matters import nearness
from commongrid.registry.matters import rules as matters
from commongrid.registry.matters.nearness import Pair
from commongrid.registry.matters.rules import Usual, UsualLimits
from commongrid.registry.matters.terms import Criterion, Distinction, Item, Level, Limits
from commongrid.registry.packs.reading import Pack
from commongrid.registry.packs.schema import CriterionLine, MatterLine, QuestionLine
from commongrid.registry.packs.settings import UsualTable

FLAGS = (
    "is_public", "confidential", "rewardable", "needs_verification", "self_check", "auto_assign", "urgent",
)  # fmt: skip
PLAIN = ("code", "kind", "department", "keywords", "confidence", "source", *FLAGS)
BILINGUAL = ("class", "subclass", "name", "evidence", "standard", "patrol")


def usual_limits(pack: Pack) -> UsualLimits:
    tables = pack.file.usual_limits
    return UsualLimits(ordinary=_usual(tables.ordinary), urgent=_usual(tables.urgent))


def _usual(table: UsualTable) -> Usual:
    return Usual(dispatch=table.dispatch, accept=table.accept, check=table.check)


def items(pack: Pack) -> list[Item]:
    """The catalogue in the order of matters.csv; a matter without criteria has one row."""
    words = {line.zh: line.en for line in pack.words}
    criteria: dict[str, list[CriterionLine]] = defaultdict(list)
    for line in pack.criteria:
        criteria[line.code].append(line)
    questions: dict[str, list[QuestionLine]] = defaultdict(list)
    for question in pack.questions:
        questions[question.code].append(question)
    usual = usual_limits(pack)
    return [_item(line, criteria[line.code], questions[line.code], words, usual) for line in pack.matters]


def distinctions(pack: Pack) -> list[Distinction]:
    return [Distinction(tuple(sorted(line.codes.split("|"))), line.zh, line.en) for line in pack.distinctions]


def near_copies(pack: Pack) -> list[Pair]:
    """Matters of the pack that read almost alike and that nothing tells apart."""
    return nearness.unexplained(items(pack), distinctions(pack))


def _item(
    line: MatterLine,
    criteria: Sequence[CriterionLine],
    questions: Sequence[QuestionLine],
    words: dict[str, str],
    usual: UsualLimits,
) -> Item:
    said: dict[str, Any] = {name: getattr(line, name) for name in PLAIN}
    for name in BILINGUAL:
        zh = getattr(line, f"{name}_zh")
        said |= {f"{name}_zh": zh, f"{name}_en": getattr(line, f"{name}_en", "") or words.get(zh, "")}
    ordered = sorted(criteria, key=lambda each: each.order)
    rows = [_own_row(line, words, usual)] if line.own_row or not criteria else []
    rows += [_row(line, each, words, usual) for each in ordered]
    return Item(**said, rows=tuple(rows), questions=tuple(_question(each) for each in questions))


def _own_row(line: MatterLine, words: dict[str, str], usual: UsualLimits) -> Criterion:
    return Criterion(
        criterion_zh=line.filing_zh,
        criterion_en=line.filing_en or words.get(line.filing_zh, ""),
        closing_zh=line.closing_zh,
        closing_en=line.closing_en or words.get(line.closing_zh, ""),
        limits=_limits(line, line, usual),
        department=line.department,
        level=line.level,
        confidence=line.confidence,
        source=line.source,
    )


def _row(line: MatterLine, own: CriterionLine, words: dict[str, str], usual: UsualLimits) -> Criterion:
    question, _, answer = own.when.partition("=")
    return Criterion(
        criterion_zh=own.criterion_zh,
        criterion_en=own.criterion_en or words.get(own.criterion_zh, ""),
        closing_zh=own.closing_zh,
        closing_en=own.closing_en or words.get(own.closing_zh, ""),
        limits=_limits(line, own, usual),
        department=own.department or line.department,
        level=Level(own.level) if own.level else line.level,
        when={question: answer} if question else {},
        confidence=own.confidence,
        source=" · ".join(part for part in (own.city_zh, own.source) if part),
        order=own.order,
    )


def _limits(line: MatterLine, own: MatterLine | CriterionLine, usual: UsualLimits) -> Limits:
    hours = line.dispatch_hours if own.dispatch_hours is None else own.dispatch_hours
    accept: Limit | None = own.accept or line.accept
    return matters.stage_limits(
        own.handle, usual, dispatch_hours=hours, accept=accept, check=own.check or line.check
    )


def _question(line: QuestionLine) -> dict[str, Any]:
    options = [
        dict(zip(("value", "zh", "en"), each.split(":"), strict=True))
        for each in line.options.split("|")
        if each
    ]
    return {
        "key": line.key,
        "zh": line.zh,
        "en": line.en,
        "type": line.type,
        "options": options,
        "required": line.required,
    }
