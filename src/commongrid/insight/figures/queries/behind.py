"""Behind every figure: the facts that make it, and so the cases, in pages by a key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, Model, QuerySet
from django.db.models.expressions import RawSQL

from commongrid.insight.figures.measures import HAPPENING, MEASURES, TURN, VOICE
from commongrid.insight.figures.models import Happening, Turn, Voice
from commongrid.insight.figures.queries.scope import Scope
from commongrid.insight.figures.terms import Period

PAGE = 50
MODELS: dict[str, type[Model]] = {TURN: Turn, HAPPENING: Happening, VOICE: Voice}
KEYS = {TURN: ("case_id", "round"), HAPPENING: ("case_id", "seq", "nth"), VOICE: ("report_id",)}


@dataclass(frozen=True, slots=True)
class Behind:
    """One page of the facts behind a figure. `ids`: their cases (or reports); `after`: the next page's key, "" at the end."""

    rows: Sequence[Any]
    ids: Sequence[Any]
    after: str


def facts(measure: str, scope: Scope, period: Period) -> QuerySet[Any]:
    """All facts a measure counts there and then; as many as the figure says.

    A community by its own index (figures_turn_area_*), a city by the day's (figures_turn_opened …), a unit or a matter
    by figures_turn_unit_* and figures_turn_matter_* where there is one.
    """
    one = MEASURES[measure]
    here, params = scope.in_facts()
    within = f"({here}) and ({one.condition or 'true'})"
    found: QuerySet[Any] = MODELS[one.table]._default_manager.filter(
        **{f"{one.slot}__gte": period.first, f"{one.slot}__lte": period.last}
    )
    return found.filter(RawSQL(within, params, output_field=BooleanField()))  # noqa: S611 (conditions of our own)


def page(measure: str, scope: Scope, period: Period, after: str = "", size: int = PAGE) -> Behind:
    """A page of them by day; those of a town stand community by community."""
    one = MEASURES[measure]
    order = [*(["area"] if len(scope.place) == 9 and not scope.key else []), one.slot, *KEYS[one.table]]
    found = facts(measure, scope, period).order_by(*order)
    if after:
        beyond = f"({', '.join(order)}) > ({', '.join(['%s'] * len(order))})"
        found = found.filter(RawSQL(beyond, after.split("~"), output_field=BooleanField()))  # noqa: S611
    rows = list(found[: size + 1])
    more, rows = len(rows) > size, rows[:size]
    key = "~".join(str(getattr(rows[-1], name)) for name in order) if more else ""
    return Behind(rows, [getattr(row, KEYS[one.table][0]) for row in rows], key)
