"""The first so many cases of any question in an order, with a number of reads that has a limit.

Three ways, each cheap where the others are dear:

1. *Few*: the question names its rows (a number, known ids). They are read and sorted.
2. *Walk*: the newest rows by the index of the order. Where much is found there, nothing else is needed.
3. *Slices*: spans of days beyond the walk, each eight times longer than the one before, found by one look into
   cases_case_found, which knows words, place, unit, matter, status, channel and day. A slice that holds too much
   is cut into eight; a day that holds too much is walked.

Rows looked at are counted. When there were BUDGET of them the search stops and says how far it has looked: a
question like a frequent pair of signs that hardly ever make the phrase would read the whole city otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from commongrid.cases import facets
from commongrid.cases.models import NEVER
from commongrid.cases.queries import asking, slices
from commongrid.cases.queries.asking import FOUND, Asked

WALK = 1_000
MOST_IN_SLICE = 500
BUDGET = 12_000
AS_MEANT = "select set_config('enable_seqscan', 'off', true), set_config('enable_sort', 'off', true)"
"""Every statement here has one index it stands on; the planner may not think a table short or a sort cheap."""
AS_USUAL = "select set_config('enable_seqscan', 'on', true), set_config('enable_sort', 'on', true)"
LEAST = UUID(int=0)

type Key = tuple[datetime, Any]


@dataclass(frozen=True, slots=True)
class Order:
    """A list's order: a moment of each case, the index that has it, and the rows that have such a moment at all."""

    column: str
    letter: facets.Letter
    descending: bool
    has: str = "true"

    @property
    def sign(self) -> str:
        return "<" if self.descending else ">"

    @property
    def by(self) -> str:
        way = "desc" if self.descending else "asc"
        return f"{self.column} {way}, id {way}"


IS_OPEN = "status in ('waiting', 'assigned', 'handling', 'paused', 'checking')"
ORDERS = {
    "due": Order("coalesce(due_at, '2069-12-30 00:00+00')", "e", False, IS_OPEN),
    "opened": Order("opened_at", "o", True),
    "closed": Order("closed_at", "z", True, "closed_at is not null"),
}


@dataclass(frozen=True, slots=True)
class Gathered:
    """Keys of cases in order. `is_all`: there are no others. `until`: as far as was looked when it took too long."""

    keys: list[Key]
    is_all: bool
    until: datetime | None = None


def gather(asked: Asked, order: Order, after: Key | None = None, most: int = 51) -> Gathered:
    """The first `most` keys beyond `after` (indexes cases_case_opened, _closed, _next_due and cases_case_found)."""
    is_inside = connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as db:
        db.execute(AS_MEANT)
        found = _Search(db, asked, order, most).run(after)
        if is_inside:
            db.execute(AS_USUAL)
    return found


class _Search:
    """One search while it runs: what was found, and how many rows were looked at."""

    def __init__(self, db: Any, asked: Asked, order: Order, most: int) -> None:
        self.db, self.asked, self.order, self.most = db, asked, order, most
        where, self.params = asking.where(asked)
        self.where, self.is_void = f"({where}) and {order.has}", where == "false"
        self.first, self.last = asking.opened_days(asked) if order.letter == "o" else slices.EVER
        self.facets = facets.every((*asked.facets, self._opened()))
        self.slice = max(MOST_IN_SLICE, 2 * most)
        self.found: list[Key] = []
        self.looked = 0

    def run(self, after: Key | None) -> Gathered:
        if self.is_void or facets.NOTHING in self.asked.facets:
            return Gathered([], is_all=True)
        if self.asked.few is not None:
            return self._few(after)
        if self.order.letter == "e" and len(self.asked.facets) > 1 and self._whole(after):
            return Gathered(self.found[: self.most], len(self.found) <= self.most)
        start = self._start(after)
        end = self._walk(start)
        if end is None or len(self.found) >= self.most:
            return Gathered(self.found[: self.most], end is None and len(self.found) <= self.most)
        return self._slices(end, abs(facets.day(end[0]) - facets.day(start[0])) + 1 if start else 1)

    def _few(self, after: Key | None) -> Gathered:
        beyond, key = self._beyond(after)
        sql = f"select {self.order.column}, id from cases_case where {self.where} {beyond} limit {MOST_IN_SLICE}"  # noqa: S608
        self.found = self._sorted(self._ask(sql, [*self.params, *key]))
        return Gathered(self.found[: self.most], len(self.found) <= self.most)

    def _whole(self, after: Key | None) -> bool:
        """Open cases are few beside all there ever were: one look may have them all."""
        rows = self._hits(self.facets, after)
        if len(rows) > self.slice:
            return False
        self.found = self._sorted([row for row in rows if row[2]])
        return True

    def _start(self, after: Key | None) -> Key | None:
        """Where the walk begins: beyond the page before, and not before the period."""
        if self.order.letter != "o" or self.asked.until is None:
            return after
        edge = (self.asked.until, LEAST)
        return min(after, edge) if after else edge

    def _walk(self, after: Key | None, until: datetime | None = None) -> Key | None:
        """Look at the next rows of the order's index; the key of the last one, or None when there are no more.

        `until`: the rows of a day end here.
        """
        order, (beyond, key) = self.order, self._beyond(after)
        until = until or (self.asked.since if order.letter == "o" else None)
        if until is not None:
            beyond, key = f"{beyond} and {order.column} {'>=' if order.descending else '<'} %s", [*key, until]
        inner = f"from cases_case where {order.has} {beyond} order by {order.by}"
        sql = (
            f'select {order.column}, id from (select * {inner} limit {WALK}) as "cases_case" '  # noqa: S608
            f"where {self.where} order by {order.by} limit {self.most - len(self.found)}"
        )
        self.found += [(row[0], row[1]) for row in self._ask(sql, [*key, *self.params])]
        if len(self.found) >= self.most:
            return self.found[-1]
        self.looked += WALK
        ends = self._ask(f"select {order.column}, id {inner} offset {WALK - 1} limit 1", key)
        return (ends[0][0], ends[0][1]) if ends else None

    def _slices(self, last: Key, length: int) -> Gathered:
        order = self.order
        spans = slices.ahead(facets.day(last[0]), length, order.descending, self.first, self.last)
        waiting = list(spans)[::-1]
        while waiting and len(self.found) < self.most:
            first, end = waiting.pop()
            if self.looked >= BUDGET:
                return Gathered(self.found, False, slices.begins(end + 1 if order.descending else first))
            rows = self._hits(facets.every((self.facets, facets.span(order.letter, first, end))), last)
            if len(rows) <= self.slice:
                self.found += self._sorted([row for row in rows if row[2]])
            elif first < end:
                waiting += slices.cut(first, end, order.descending)[::-1]
            else:
                self._one_day(first, last)
        more = len(self.found) > self.most or bool(waiting)
        return Gathered(self.found[: self.most], is_all=not more)

    def _hits(self, asked: str, last: Key | None) -> list[Any]:
        """Rows the index finds, each with whether it meets the conditions; one more than a slice may have."""
        beyond, key = self._beyond(last)
        sql = (
            f"select {self.order.column}, id, {self.where} {beyond} "  # noqa: S608
            f"from cases_case where {FOUND} @@ %s::tsquery limit {self.slice + 1}"
        )
        rows = self._ask(sql, [*self.params, *key, asked])
        self.looked += len(rows)
        return rows

    def _one_day(self, day: int, last: Key) -> None:
        """A day with more hits than a slice may have: so many that its own rows are walked."""
        begins, ends = slices.begins(day), slices.begins(day + 1)
        at: Key | None = min(last, (ends, LEAST)) if self.order.descending else max(last, (begins, LEAST))
        while at is not None and len(self.found) < self.most and self.looked < BUDGET:
            at = self._walk(at, begins if self.order.descending else ends)

    def _opened(self) -> str:
        """The period as a facet, where the list's order is not that of opening."""
        has_period = self.asked.since is not None or self.asked.until is not None
        return (
            facets.span("o", *asking.opened_days(self.asked))
            if has_period and self.order.letter != "o"
            else ""
        )

    def _beyond(self, after: Key | None) -> tuple[str, list[Any]]:
        if after is None:
            return "", []
        return f"and ({self.order.column}, id) {self.order.sign} (%s, %s)", list(after)

    def _sorted(self, rows: list[Any]) -> list[Key]:
        return sorted([(row[0] or NEVER, row[1]) for row in rows], reverse=self.order.descending)

    def _ask(self, sql: str, params: list[Any]) -> list[Any]:
        self.db.execute(sql, params)
        return list(self.db.fetchall())
