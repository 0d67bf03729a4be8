"""From a figure to what it counts: the facts of its measure, narrowed, page by page or all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import BooleanField
from django.db.models.expressions import RawSQL
from django.http import Http404

from commongrid.doors.desk.figures import indicators as defined
from commongrid.doors.desk.figures.asked import Span
from commongrid.doors.desk.figures.reading import period
from commongrid.doors.desk.figures.scopes import Scope
from commongrid.insight.figures import queries
from commongrid.insight.figures.measures import MEASURES, VOICE
from commongrid.insight.figures.terms import Cut

PAGE, AT_ONCE = 50, 2000
KEYS = {"turn": ("case_id", "round"), "happening": ("case_id", "seq", "nth"), "voice": ("report_id",)}
KINDS = {"area": str, "case_id": UUID, "report_id": UUID, "round": int, "seq": int, "nth": int}


@dataclass(frozen=True, slots=True)
class Narrow:
    """What a list is narrowed to; `part` of a share: "met", "missed" or all."""

    part: str = ""
    area: str = ""
    unit: str = ""
    matter: str = ""
    channel: str = ""

    def told(self) -> dict[str, str]:
        """What is narrowed at all."""
        return {name: value for name, value in asdict(self).items() if value}


@dataclass(frozen=True, slots=True)
class Behind:
    """The facts a figure counts, in the order of `names`: an index's, so that a page costs what a page costs."""

    facts: Any
    names: tuple[str, ...]
    of_reports: bool
    figure: Callable[[], int] | None = None
    """How many they are by the sums; None where the list is narrowed to what no sum is kept of."""

    @property
    def count(self) -> int:
        """How many: the figure, in a few rows of sums however many facts it is; otherwise they are counted."""
        return int(self.facts.count()) if self.figure is None else self.figure()

    def page(self, after: str) -> tuple[list[UUID], str]:
        """Ids of one page beyond a key, and the key of the next, "" at the end."""
        rows = self.facts.order_by(*self.names)
        if after:
            beyond = f"({', '.join(self.names)}) > ({', '.join(['%s'] * len(self.names))})"
            rows = rows.filter(RawSQL(beyond, self._key(after), output_field=BooleanField()))  # noqa: S611 (our own names)
        found = list(rows.values_list(self._id, *self.names)[: PAGE + 1])
        more = "~".join(str(value) for value in found[PAGE - 1][1:]) if len(found) > PAGE else ""
        return [row[0] for row in found[:PAGE]], more

    def ids(self) -> Iterator[UUID]:
        """All of them, through a cursor of the server's that is read a part at a time."""
        with transaction.atomic():
            yield from self.facts.values_list(self._id, flat=True).iterator(chunk_size=AT_ONCE)

    @property
    def _id(self) -> str:
        return "report_id" if self.of_reports else "case_id"

    def _key(self, after: str) -> list[Any]:
        """The key as values; 404 for what is none."""
        values = after.split("~")
        if len(values) == len(self.names):
            with suppress(ValueError):
                return [
                    KINDS.get(name, date.fromisoformat)(one)
                    for name, one in zip(self.names, values, strict=True)
                ]
        raise Http404


def behind(scope: Scope, code: str, span: Span, narrow: Narrow) -> Behind:
    """Everything a figure counts: of a share its whole, or the part that met or missed it."""
    known = defined.all_of_them()[code]
    measure, here = MEASURES[known.whole], _where(scope, narrow)
    facts = queries.facts(known.whole, here, period(span))
    if narrow.unit and measure.table == VOICE:
        raise Http404
    for column, key in (("unit_id", narrow.unit), ("matter_id", narrow.matter), ("channel", narrow.channel)):
        facts = facts.filter(**{column: key}) if key else facts
    if narrow.part and known.part != known.whole:
        is_part = (narrow.part == "met") == (known.indicator.better > 0)
        condition = f"({MEASURES[known.part].condition or 'true'}) = %s"
        facts = facts.filter(RawSQL(condition, [is_part], output_field=BooleanField()))  # noqa: S611 (our own conditions)
    together = ("area",) if len(here.place) == 9 and not here.key else ()
    order = (*together, measure.slot, *KEYS[measure.table])
    return Behind(facts, order, measure.table == VOICE, _figure(here, known, span, narrow))


def _figure(
    here: queries.Scope, known: defined.Defined, span: Span, narrow: Narrow
) -> Callable[[], int] | None:
    given = ((Cut.UNIT, narrow.unit), (Cut.MATTER, narrow.matter), (Cut.CHANNEL, narrow.channel))
    keys = [(cut, key) for cut, key in given if key]
    if len(keys) + bool(here.key) > 1:
        return None
    where = queries.Scope(here.area, *keys[0]) if keys else here

    def counted() -> int:
        sums = queries.counts(where, [period(span)], (known.whole, known.part)).get((0, ""), {})
        whole, part = sums.get(known.whole, 0), sums.get(known.part, 0)
        if not narrow.part or known.part == known.whole:
            return whole
        return part if (narrow.part == "met") == (known.indicator.better > 0) else whole - part

    return counted


def _where(scope: Scope, narrow: Narrow) -> queries.Scope:
    """The scope with a smaller area where the list is narrowed to one; 404 for an area that lies outside."""
    if narrow.area and (len(narrow.area) not in (4, 6, 9, 12) or not narrow.area.startswith(_area(scope))):
        raise Http404
    area = narrow.area or _area(scope)
    return queries.Scope(area, Cut.UNIT, str(scope.unit_id)) if scope.unit_id else queries.Scope(area)


def _area(scope: Scope) -> str:
    return "" if scope.unit_id else scope.code
