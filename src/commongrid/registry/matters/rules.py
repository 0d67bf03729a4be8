"""Decisions about the catalogue: which row fits, which limits apply, what is alike, what is wrong, what changed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from commongrid.base.calendar.terms import Limit, Unit
from commongrid.base.verdicts import Fact, Verdict, Why
from commongrid.registry.matters.terms import Criterion, Item, Limits

SAME, SAME_SUBCLASS, SAME_CLASS, STRANGERS = 1.0, 0.7, 0.3, 0.0


def which_row(
    item: Item, *, chosen: int | None = None, answers: Mapping[str, Any] | None = None
) -> Verdict[Criterion]:
    """The row a case is filed under: the one chosen (its order), else the first whose `when` the answers meet.

    Rows with a condition come before those without; with nothing to go by the first row holds.
    """
    if chosen is not None:
        for row in item.rows:
            if row.order == chosen:
                return Verdict(row, (Why("matters.row_chosen", {"order": row.order}),))
    if len(item.rows) == 1:
        return Verdict(item.rows[0], (Why("matters.row_only"),))
    given = answers or {}
    for row in item.rows:
        if row.when and all(given.get(key) == wanted for key, wanted in row.when.items()):
            facts: dict[str, Fact] = {
                "order": row.order,
                "answers": ", ".join(f"{key} = {row.when[key]}" for key in row.when),
            }
            return Verdict(row, (Why("matters.row_answered", facts),))
    first = next((row for row in item.rows if not row.when), item.rows[0])
    return Verdict(first, (Why("matters.row_first", {"order": first.order, "rows": len(item.rows)}),))


def dispatch_limit(hours: float, handle: Unit) -> Limit:
    """Dispatching is always in hours: round the clock where handling is, working hours otherwise."""
    return Limit(hours, Unit.URGENT_HOURS if handle == Unit.URGENT_HOURS else Unit.WORKING_HOURS)


@dataclass(frozen=True, slots=True)
class Usual:
    """The limits of the stages a row says nothing about; the city's own figures."""

    dispatch: Limit
    accept: Limit
    check: Limit


@dataclass(frozen=True, slots=True)
class UsualLimits:
    """What is usual for an urgent row (handled round the clock) and for the others."""

    ordinary: Usual
    urgent: Usual


def stage_limits(
    handle: Limit,
    usual: UsualLimits,
    *,
    dispatch_hours: float | None,
    accept: Limit | None,
    check: Limit | None,
) -> Limits:
    """The four limits of a row; what it does not say is filled in with what is usual."""
    fallback = usual.urgent if handle.unit == Unit.URGENT_HOURS else usual.ordinary
    return Limits(
        dispatch=fallback.dispatch if dispatch_hours is None else dispatch_limit(dispatch_hours, handle.unit),
        accept=accept or fallback.accept,
        handle=handle,
        check=check or fallback.check,
    )


def likeness(one: Item, other: Item) -> float:
    """How near two matters are, 0 to 1: the same, of one subclass, of one class, strangers."""
    if one.code == other.code:
        return SAME
    if one.class_zh != other.class_zh:
        return STRANGERS
    return SAME_SUBCLASS if one.subclass_zh == other.subclass_zh else SAME_CLASS


def is_similar(one: Item, other: Item) -> Verdict[bool]:
    """May reports of the two be about one thing? The same matter or the same subclass."""
    near = likeness(one, other)
    key = {SAME: "matters.same", SAME_SUBCLASS: "matters.same_subclass"}.get(near, "matters.not_alike")
    return Verdict(near >= SAME_SUBCLASS, (Why(key, {"one": one.name_zh, "other": other.name_zh}),))


def faults(item: Item, departments: Collection[str]) -> tuple[Why, ...]:
    """Everything that keeps an item from being published; empty when it may be."""
    return (*_item_faults(item, departments), *_row_faults(item))


def _item_faults(item: Item, departments: Collection[str]) -> Iterator[Why]:
    for name in ("code", "class_zh", "subclass_zh", "name_zh"):
        if not getattr(item, name).strip():
            yield Why("matters.empty", {"code": item.code, "field": name})
    if not item.rows:
        yield Why("matters.no_rows", {"code": item.code})
    if item.confidential and item.is_public:
        yield Why("matters.confidential_and_public", {"code": item.code})
    for code in sorted({item.department, *(row.department for row in item.rows)} - set(departments)):
        yield Why("matters.unknown_department", {"code": item.code, "department": code})


def _row_faults(item: Item) -> Iterator[Why]:
    keys = {question["key"] for question in item.questions}
    for order, row in enumerate(item.rows, start=1):
        for stage in fields(row.limits):
            if getattr(row.limits, stage.name).amount <= 0:
                yield Why(
                    "matters.limit_not_positive", {"code": item.code, "order": order, "stage": stage.name}
                )
        for key in sorted(set(row.when) - keys):
            yield Why("matters.unknown_question", {"code": item.code, "order": order, "question": key})
