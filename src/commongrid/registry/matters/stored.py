"""Between tables and values: editions and rows as items, items as editions and rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any

from django.db.models import QuerySet

from commongrid.base.calendar.terms import Limit, Unit
from commongrid.registry.matters import finding
from commongrid.registry.matters.models import Edition, Matter, Row, UsualLimit
from commongrid.registry.matters.rules import Usual, UsualLimits
from commongrid.registry.matters.terms import Confidence, Criterion, Item, Kind, Level, Limits, Stage

ROW_PLAIN = (
    "id",
    "order",
    "criterion_zh",
    "criterion_en",
    "closing_zh",
    "closing_en",
    "when",
    "department",
    "source",
)
ITEM_PLAIN = tuple(
    each.name
    for each in fields(Item)
    if each.name
    not in {"code", "active", "rows", "kind", "confidence", "questions", "edition_id", "matter_id"}
)


def items(editions: QuerySet[Edition]) -> list[Item]:
    """Two queries: the editions with their matters, and all their rows in order."""
    found = list(editions.select_related("matter"))
    rows: dict[int, list[Criterion]] = defaultdict(list)
    for row in Row.objects.filter(edition__in=found).order_by("edition", "order"):
        rows[row.edition_id].append(_criterion(row))
    return [_item(edition, rows[edition.pk]) for edition in found]


def _item(edition: Edition, rows: Sequence[Criterion]) -> Item:
    return Item(
        **{name: getattr(edition, name) for name in ITEM_PLAIN},
        code=edition.matter.code,
        active=edition.matter.active,
        kind=Kind(edition.kind),
        confidence=Confidence(edition.confidence),
        questions=tuple(edition.questions),
        rows=tuple(rows),
        edition_id=edition.pk,
        matter_id=edition.matter_id,
    )


def _criterion(row: Row) -> Criterion:
    limits = {stage: _limit(row, stage) for stage in Stage}
    return Criterion(
        **{name: getattr(row, name) for name in ROW_PLAIN},
        limits=Limits(**{stage.value: limit for stage, limit in limits.items()}),
        level=Level(row.level),
        confidence=Confidence(row.confidence),
    )


def _limit(row: Row, stage: Stage) -> Limit:
    return Limit(getattr(row, f"{stage}_amount"), Unit(getattr(row, f"{stage}_unit")))


def edition(item: Item, matter: Matter) -> Edition:
    """A new edition, not yet saved."""
    plain: dict[str, Any] = {name: getattr(item, name) for name in ITEM_PLAIN}
    plain |= {"kind": item.kind.value, "confidence": item.confidence.value, "questions": list(item.questions)}
    return Edition(**{**plain, "pinyin": finding.pinyin(item.name_zh)}, matter=matter)


def rows(item: Item, of: Edition) -> list[Row]:
    """The rows of a new edition, not yet saved, numbered from 1."""
    return [
        Row(
            **{name: getattr(row, name) for name in ROW_PLAIN if name not in {"id", "order"}},
            **_amounts(row.limits),
            edition=of,
            order=order,
            level=row.level.value,
            confidence=row.confidence.value,
        )
        for order, row in enumerate(item.rows, start=1)
    ]


def _amounts(limits: Limits) -> dict[str, Any]:
    amounts: dict[str, Any] = {}
    for stage in Stage:
        limit: Limit = getattr(limits, stage)
        amounts |= {f"{stage}_amount": limit.amount, f"{stage}_unit": limit.unit.value}
    return amounts


def usual(stored: Iterable[UsualLimit]) -> UsualLimits | None:
    """The usual limits, or None while a pack has not set all six."""
    by_key = {(each.urgent, each.stage): Limit(each.amount, Unit(each.unit)) for each in stored}
    if len(by_key) < 2 * len(fields(Usual)):
        return None
    ordinary, urgent = (
        Usual(*(by_key[flag, stage.name] for stage in fields(Usual))) for flag in (False, True)
    )
    return UsualLimits(ordinary=ordinary, urgent=urgent)
