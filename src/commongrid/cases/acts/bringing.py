"""Whole cases of the past, with all their entries, in one transaction by COPY: the row each of its acts would have left."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from commongrid.base.journal import acts as journal
from commongrid.base.journal.acts import PastEntry, copy_in, field
from commongrid.base.journal.terms import text
from commongrid.base.verdicts import Refused
from commongrid.cases import clocks, numbers, queries, rules
from commongrid.cases.acts.core import SUBJECT
from commongrid.cases.acts.drafts import found_by
from commongrid.cases.models import Assignment, Case, Comment, Rating, Request, Supervision
from commongrid.cases.past import Past

BESIDE: tuple[tuple[type[Any], str], ...] = (
    (Assignment, "assignments"),
    (Request, "requests"),
    (Supervision, "supervisions"),
    (Comment, "comments"),
    (Rating, "ratings"),
)
TRIES = 50


def bring_in(
    cases: Sequence[Past], *, at: datetime, draw: Callable[[int], int] = secrets.randbelow
) -> list[tuple[str, list[PastEntry]]]:
    """Write finished or open cases of the past as one transaction; (id, entries) of each, in order.

    The months of their entries must be there (`journal.make_months`); ids must be new (`queries.known`). `draw`
    gives the random part of the numbers. No reader hears of any of it. Refused: cases.no_number.
    """
    with transaction.atomic():
        given = _numbered(cases, draw)
        told = [(str(case.id), _entries(case, number)) for case, number in zip(cases, given, strict=True)]
        heads = journal.bring_in(SUBJECT, told, at=at)
        lines = [_line(*each) for each in zip(cases, given, heads, strict=True)]
        copy_in(Case._meta.db_table, COLUMNS, lines, at=at)
        for model, name in BESIDE:
            _copy_beside(model, name, cases, at=at)
    return told


def _numbered(cases: Sequence[Past], draw: Callable[[int], int]) -> list[str]:
    """A number for each that no other case has, nor another of these."""
    given = [_number(case, draw) for case in cases]
    for _ in range(TRIES):
        used = queries.numbers_in_use(given)
        again = []
        for place, each in enumerate(given):
            if each in used:
                again.append(place)
            used.add(each)
        if not again:
            return given
        for place in again:
            given[place] = _number(cases[place], draw)
    raise Refused("cases.no_number")


def _number(case: Past, draw: Callable[[int], int]) -> str:
    day = timezone.localtime(case.opened_at).date()
    return numbers.make(case.opening.letters, day, draw(numbers.RANDOM_SPACE))


def _entries(case: Past, number: str) -> list[PastEntry]:
    case.entries[0][3]["number"] = number
    return [PastEntry(kind, at, by.told, text(data), whys) for kind, at, by, data, whys in case.entries]


def _copy_beside(model: type[Any], name: str, cases: Sequence[Past], *, at: datetime) -> None:
    rows = [(case.id, row) for case in cases for row in getattr(case, name)]
    if rows:
        columns = [model._meta.get_field(each).column for each in rows[0][1]]
        lines = ("\t".join([str(pk), *map(field, row.values())]) + "\n" for pk, row in rows)
        copy_in(model._meta.db_table, ["case_id", *columns], lines, at=at)


def _line(case: Past, number: str, head: bytes) -> str:
    return "\t".join(map(field, _values(case, number, head))) + "\n"


COLUMNS = (
    "id", "number", "title", "status", "round", "moved_at", "opened_at", "done_at", "closed_at", "matter_id", "edition_id",
    "row_id", "is_public", "confidential", "channel", "area", "division_id", "grid_id", "lon", "lat", "cell", "address",
    "centre_id", "lead_unit_id", "unit_ids", "called_ids", "handler_id", "stage", "due_at", "soon_at", "clock", "on_time",
    "paused_until", "reporters", "send_backs", "sent_back_times", "reworks", "redos", "urges", "sampled", "supervision",
    "satisfied", "settled", "search", "seq", "head",
)  # fmt: skip


def _values(case: Past, number: str, head: bytes) -> Iterator[Any]:
    """The row, in the order of COLUMNS."""
    opening = case.opening
    item = opening.item
    columns = clocks.deadline_columns(case.clock)
    title, address = opening.title[:120], opening.address[:200]
    yield from (str(case.id), number, title, str(case.status), case.round)
    yield from (case.moved_at, case.opened_at, case.done_at, case.closed_at)
    yield from (item.matter_id, item.edition_id, opening.row.id if opening.row else None)
    yield from (item.is_public, item.confidential, opening.channel, opening.area, opening.division_id)
    yield from (opening.grid_id, opening.lon, opening.lat, opening.cell, address)
    yield from (case.centre_id, case.lead_id, case.unit_ids, [], case.handler_id)
    yield from (columns["stage"], columns["due_at"], columns["soon_at"], clocks.to_text(case.clock))
    yield from (case.on_time, case.paused_until, case.reporters, case.send_backs, case.sent_back_times)
    yield from (case.reworks, case.redos, case.urges, _is_sampled(case, number), case.supervision)
    yield from (case.satisfied, case.settled)
    yield found_by(number, opening.area, title, opening.words, address)
    yield from (len(case.entries), head)


def _is_sampled(case: Past, number: str) -> bool:
    return case.sampling is not None and rules.is_sampled(number, *case.sampling)
