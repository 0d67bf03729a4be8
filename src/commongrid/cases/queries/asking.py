"""What a list is asked for, in the two forms an answer needs: lexemes for the index, conditions for the row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.core.exceptions import EmptyResultSet, FullResultSet
from django.db import connection
from django.db.models import BooleanField, Q, QuerySet
from django.db.models.expressions import RawSQL

from commongrid.base.access import queries as reach
from commongrid.base.access import rules as access
from commongrid.base.access.terms import Actor
from commongrid.cases import facets, numbers, search
from commongrid.cases.models import FOUND_BY, Case
from commongrid.cases.queries import waiting
from commongrid.cases.terms import OPEN, Status, SupervisionLevel

FOUND = "cases_found_by({})".format(", ".join(f'"cases_case"."{column}"' for column in FOUND_BY))
"""The expression the index cases_case_found stands on."""
MOST_ASKED = 2_000
"""Requests that wait for an answer, at most so many: they have an index of their own."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question for cases. Conditions are checked on each row; facets are never narrower than they are.

    `few`: a condition that few rows meet and that has an index of its own (a number, known ids); then nothing is
    walked. `since`, `until`: opened from this moment until before that one.
    """

    facets: tuple[str, ...] = ()
    conditions: Q = field(default_factory=Q)
    phrase: str = ""
    few: Q | None = None
    since: datetime | None = None
    until: datetime | None = None

    def narrowed(self, *found: str, to: Q | None = None) -> Asked:
        """The same question with more facets and one more condition."""
        conditions = self.conditions & to if to is not None else self.conditions
        return replace(self, facets=(*self.facets, *(one for one in found if one)), conditions=conditions)


def seen(actor: Actor) -> Asked:
    """All cases an actor may see."""
    if actor.kind == "system":
        return Asked()
    narrow = facets.reach(access.reach(actor, "cases.see"))
    return Asked().narrowed(narrow, to=reach.within(actor, "cases.see"))


def fewer(asked: Asked, few: Q) -> Asked:
    """Only those that meet a condition which few rows meet and which has an index of its own."""
    return replace(asked, few=few if asked.few is None else asked.few & few)


def within(asked: Asked, area: str) -> Asked:
    """Only those in a division or a grid."""
    return asked.narrowed(facets.area(area), to=Q(area__startswith=area))


def in_status(asked: Asked, names: Sequence[str]) -> Asked:
    """Only those in one of these statuses."""
    return asked.narrowed(facets.statuses(names), to=Q(status__in=names))


def not_void(asked: Asked) -> Asked:
    """Every case but those that were void: hardly narrower than all, so the index is not asked."""
    return asked.narrowed(to=~Q(status=Status.VOID))


def in_queue(asked: Asked, name: str) -> Asked:
    """Only those in a queue (`waiting.QUEUES`), or "open" ones."""
    if name == "asked":
        told = Case.objects.filter(waiting.QUEUES[name]).values_list("pk", flat=True)[:MOST_ASKED]
        return fewer(asked, Q(pk__in=list(told)))
    if name == "supervised":
        told_of = facets.either(f"'v:{level}'" for level in SupervisionLevel)
        return in_status(asked, OPEN).narrowed(told_of, to=~Q(supervision=""))
    if name == "sent_back":
        return in_status(asked, [Status.WAITING]).narrowed(to=Q(send_backs__gt=0))
    if name == "waiting":
        return in_status(asked, [Status.WAITING]).narrowed(to=Q(send_backs=0))
    return in_status(asked, OPEN if name == "open" else [Status(name)])


def due_before(asked: Asked, at: datetime) -> Asked:
    """Only open ones due before a moment."""
    return in_status(asked, OPEN).narrowed(
        facets.span("e", facets.FIRST_DAY, facets.day(at)), to=Q(due_at__lt=at)
    )


def due_soon(asked: Asked, at: datetime) -> Asked:
    """Only open ones that have used up most of their time and are not late."""
    warned = facets.span("f", facets.FIRST_DAY, facets.day(at))
    return in_status(asked, OPEN).narrowed(warned, to=Q(soon_at__lte=at, due_at__gte=at))


def of_unit(asked: Asked, unit: int) -> Asked:
    """Only those a unit has or had a part in."""
    return asked.narrowed(f"'u:{unit}'", to=Q(unit_ids__contains=[unit]))


def of_matters(asked: Asked, ids: Iterable[int]) -> Asked:
    """Only those of these matters."""
    wanted = list(ids)
    return asked.narrowed(facets.matters(wanted), to=Q(matter__in=wanted))


def by_channel(asked: Asked, channel: str) -> Asked:
    """Only those that came by a channel."""
    return asked.narrowed(
        f"'c:{channel}'" if channel.isalnum() or "_" in channel else "", to=Q(channel=channel)
    )


def opened_between(asked: Asked, since: datetime | None, until: datetime | None) -> Asked:
    """Only those opened from one moment until before another."""
    told = replace(asked, since=since, until=until)
    told = told.narrowed(to=Q(opened_at__gte=since)) if since else told
    return told.narrowed(to=Q(opened_at__lt=until)) if until else told


def opened_days(asked: Asked) -> tuple[int, int]:
    """The first and the last day a case may have been opened on."""
    first = facets.day(asked.since) if asked.since else facets.FIRST_DAY
    return first, facets.day(asked.until) if asked.until else facets.LAST_DAY


def saying(asked: Asked, text: str) -> Asked:
    """Only those found by what somebody typed: a number, a part of one, or words.

    A whole number or its beginning stands on the unique index, its last six signs and words on cases_case_found.
    """
    number = numbers.clean(text)
    if numbers.is_valid(number):
        return fewer(asked, Q(number=number))
    if numbers.is_beginning(number) and Case.objects.filter(number__startswith=number).exists():
        return fewer(asked, Q(number__startswith=number))
    words, phrase = search.query(text), search.phrase(text)
    if not words:
        return fewer(asked, reach.NOBODY)
    if numbers.is_ending(number):
        words, phrase = (f"({search.query(number)} | ({told}))" for told in (words, phrase))
    return replace(asked.narrowed(words), phrase=phrase)


def rows_of(asked: Asked) -> QuerySet[Case]:
    """The rows that meet all conditions of a question, without its facets: for checking, not for finding."""
    found = Case.objects.filter(asked.conditions)
    if asked.few is not None:
        found = found.filter(asked.few)
    if asked.phrase:
        holds = RawSQL('"cases_case"."search" @@ %s::tsquery', [asked.phrase], output_field=BooleanField())
        found = found.filter(holds)
    return found


def where(asked: Asked) -> tuple[str, list[Any]]:
    """The conditions as SQL over the one table `cases_case`, and their values."""
    query = rows_of(asked).order_by().query
    compiler = query.get_compiler(connection=connection)
    compiler.pre_sql_setup()
    if len([one for one in query.alias_map if query.alias_refcount[one]]) > 1:
        raise ValueError("a condition of a question must stand in the row itself")
    try:
        sql, params = compiler.compile(query.where)
    except FullResultSet:
        return "true", []
    except EmptyResultSet:
        return "false", []
    return sql or "true", list(params)
