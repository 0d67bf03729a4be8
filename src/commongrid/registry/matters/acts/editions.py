"""Writing editions: many at once from a pack, one at a time on the desk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from commongrid.base.access.terms import Actor
from commongrid.base.verdicts import Outrun, Refused
from commongrid.registry.matters import comparing, queries, rules, stored
from commongrid.registry.matters.acts import history
from commongrid.registry.matters.models import Edition, Matter, Row
from commongrid.registry.matters.terms import Change, Item, Published


@transaction.atomic
def publish_editions(
    items: Iterable[Item], *, origin: str, by: Actor, at: datetime, why: str, over_own: bool = False
) -> Published:
    """Publish many items at once: a new edition for each that is new or says something else than its current one.

    An item whose current edition was written on the desk is kept unless `over_own`. Raises Refused with the first
    fault found (rules.faults) or "matters.before_current"; nothing is changed then.
    """
    history.begin(by=by, at=at)
    sorted_out = comparing.sort_out(items, queries.kept().items, over_own=over_own)
    _check([*sorted_out.added, *sorted_out.revised], at)
    Matter.objects.bulk_create([Matter(code=item.code) for item in sorted_out.added], batch_size=2000)
    _write([*sorted_out.added, *sorted_out.revised], at, origin)
    done = Published(
        **{name: tuple(item.code for item in found) for name, found in sorted_out.by_name().items()}
    )
    if done.added or done.revised:
        told = {"added": list(done.added), "revised": list(done.revised), "origin": origin, "why": why}
        history.record("matters.published", told, by=by, at=at)
    return done


def _check(items: Iterable[Item], at: datetime) -> None:
    departments, current = queries.departments(), queries.kept().items
    for item in items:
        for fault in rules.faults(item, departments):
            raise Refused(fault.key, **fault.facts)
        before = current.get(item.code)
        if before and before.from_at and at < before.from_at:
            raise Refused("matters.before_current", code=item.code, from_at=before.from_at.isoformat())


def _write(items: list[Item], at: datetime, origin: str) -> None:
    matters = {
        matter.code: matter for matter in Matter.objects.filter(code__in=[item.code for item in items])
    }
    numbered = [replace(item, number=item.number + 1, from_at=at, origin=origin) for item in items]
    editions = [stored.edition(item, matters[item.code]) for item in numbered]
    Edition.objects.bulk_create(editions, batch_size=2000)
    pairs = zip(items, editions, strict=True)
    Row.objects.bulk_create(
        [row for item, edition in pairs for row in stored.rows(item, edition)], batch_size=5000
    )
    for edition in editions:
        edition.matter.current = edition
    Matter.objects.bulk_update([edition.matter for edition in editions], ["current"], batch_size=2000)


def preview(code: str, changes: Mapping[str, Any]) -> tuple[Change, ...]:
    """What a revision would say differently, field by field; nothing is written."""
    current = queries.edition(code)
    return comparing.changes(current, replace(current, **changes))


@transaction.atomic
def revise(code: str, changes: Mapping[str, Any], *, number: int, by: Actor, at: datetime, why: str) -> Item:
    """A new edition of one matter; `changes` are fields of Item (`rows` as a whole). Open cases keep theirs.

    `number` is the edition the editor saw: Outrun("matters.outrun") when another came first.
    """
    history.begin(by=by, at=at)
    current = queries.edition(code)
    if current.number != number:
        raise Outrun("matters.outrun", code=code, seen=number, current=current.number)
    new = replace(current, **changes)
    changed = comparing.changes(current, new)
    if not changed:
        raise Refused("matters.nothing_changed", code=code)
    _check([new], at)
    _write([new], at, comparing.DESK)
    told = {"code": code, "number": number + 1, "fields": [change.field for change in changed], "why": why}
    history.record("matters.revised", told, by=by, at=at)
    return queries.edition(code)


@transaction.atomic
def switch(code: str, *, on: bool, by: Actor, at: datetime, why: str) -> None:
    """Take a matter out of use or back into it; its cases go on either way."""
    history.begin(by=by, at=at)
    if not Matter.objects.filter(code=code, active=not on).update(active=on):
        raise Refused("matters.already_on" if on else "matters.already_off", code=code)
    history.record("matters.switched", {"code": code, "on": on, "why": why}, by=by, at=at)
