"""The only writers of rules of law. A new edition leaves every older one as it was."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from commongrid.base.access.acts import require
from commongrid.base.access.terms import EVERYTHING, Actor
from commongrid.base.journal import acts as journal
from commongrid.base.journal.statement import Insert, Update, Write
from commongrid.base.journal.terms import NewEntry
from commongrid.base.verdicts import Outrun, Refused
from commongrid.registry.statutes import models as tables
from commongrid.registry.statutes import queries
from commongrid.registry.statutes.terms import Published, Rule, Sure

ADMIN = "admin.catalogue"
SUBJECT = "statute"
DESK = "desk"


@transaction.atomic
def publish(
    rules: Iterable[Rule], *, origin: str, by: Actor, at: datetime, why: str, over_own: bool = False
) -> Published:
    """A new edition for each rule that is new or says something else than its newest one.

    A rule whose newest edition was made on the desk is kept unless `over_own`. Nothing is changed when one is refused.
    """
    require(by, ADMIN, EVERYTHING)
    queries.forget()
    done: dict[str, list[str]] = {"added": [], "revised": [], "unchanged": [], "kept": []}
    for rule in rules:
        newest = next(iter(queries.editions(rule.key)), None)
        what = _becomes(rule, newest, over_own or origin == DESK)
        done[what].append(rule.key)
        if what in {"added", "revised"}:
            _write(rule, newest, origin, by=by, at=at, why=why)
    queries.forget()
    return Published(**{name: tuple(keys) for name, keys in done.items()})


def _becomes(new: Rule, newest: Rule | None, over_own: bool) -> str:
    if newest is None:
        return "added"
    if new == newest:
        return "unchanged"
    return "kept" if newest.origin == DESK and not over_own else "revised"


@transaction.atomic
def confirm(key: str, number: int, *, compared: str, by: Actor, at: datetime) -> None:
    """Somebody read the published text and our words agree; `compared` says which text, where."""
    require(by, ADMIN, EVERYTHING)
    found = _newest(key, number)
    told = {"key": key, "number": number, "law": found.law_zh, "article": found.article, "compared": compared}
    marks = {"confirmed_by": by.name, "confirmed_at": at, "compared": compared.strip()}
    then: list[Write] = [Update(tables.Edition, {"id": found.edition_id}, marks)]
    _move(_statute(key), NewEntry("statutes.confirmed", at, by.snapshot(), told), then)
    queries.forget()


@transaction.atomic
def revise(
    key: str, number: int, changes: dict[str, Any], *, compared: str, from_on: date, by: Actor, at: datetime
) -> None:
    """The text says something else: a new edition from a day on, read in the text and so confirmed."""
    require(by, ADMIN, EVERYTHING)
    newest = _newest(key, number)
    read = replace(newest, sure=Sure.TEXT, valid_from=from_on, checked_on=from_on, seen_in=compared[:200])
    new = replace(read, **changes)
    if new == read:
        raise Refused("statutes.says_the_same", rule=key)
    new = replace(new, confirmed_by=by.name, confirmed_at=at, compared=compared.strip())
    _write(new, newest, DESK, by=by, at=at, why=compared)
    queries.forget()


def _newest(key: str, number: int) -> Rule:
    """The newest edition, which must still be the one that was shown."""
    queries.forget()
    found = next(iter(queries.editions(key)), None)
    if found is None:
        raise Refused("statutes.unknown", rule=key, on="")
    if found.number != number:
        raise Outrun("statutes.outrun", rule=key)
    return found


def _write(new: Rule, newest: Rule | None, origin: str, *, by: Actor, at: datetime, why: str) -> None:
    number = newest.number + 1 if newest else 1
    told = {
        "key": new.key,
        "number": number,
        "law": new.law_zh,
        "article": new.article,
        "origin": origin,
        "why": why,
    }
    entry = NewEntry("statutes.published", at, by.snapshot(), told)
    there = tables.Statute.objects.filter(key=new.key).first()
    pk: int = there.pk if there else (tables.Statute.objects.aggregate(last=Max("pk"))["last"] or 0) + 1
    values = {**_columns(new), "statute_id": pk, "number": number, "origin": origin}
    if there is not None:
        _move(there, entry, [Insert(tables.Edition, values)])
        return
    row = Insert(tables.Statute, {"id": pk, "key": new.key}, or_nothing=True)
    if not journal.open_subject(SUBJECT, row, entry, subject_id=pk):
        raise Outrun("statutes.outrun", rule=new.key)
    tables.Edition.objects.create(**values)


def _columns(rule: Rule) -> dict[str, Any]:
    names = (
        "law", "law_zh", "law_en", "article", "zh", "en", "value", "binds_zh", "binds_en", "valid_from", "valid_to",
        "seen_in", "checked_on", "confirmed_by", "confirmed_at", "compared",
    )  # fmt: skip
    return {name: getattr(rule, name) for name in names} | {
        "sure": rule.sure.value,
        "unit": rule.unit.value if rule.unit else "",
    }


def _statute(key: str) -> tables.Statute:
    return tables.Statute.objects.get(key=key)


def _move(there: tables.Statute, entry: NewEntry, then: list[Write]) -> None:
    if not journal.move_subject(SUBJECT, there, entry, {}, then=then):
        raise Outrun("statutes.outrun", rule=there.key)
