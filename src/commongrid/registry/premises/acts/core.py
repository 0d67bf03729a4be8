"""What every act on one premises does: the grant, the comparison with what was seen, one row and one entry."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from commongrid.base.access.acts import require
from commongrid.base.access.terms import Actor
from commongrid.base.journal import acts as journal
from commongrid.base.journal import queries as history
from commongrid.base.journal.terms import NewEntry
from commongrid.base.verdicts import Outrun, Refused, Why
from commongrid.registry.premises import facets, rules
from commongrid.registry.premises.models import Premises
from commongrid.registry.premises.terms import SUBJECT


def seen(premises_id: UUID, seq: int, ability: str, *, by: Actor) -> Premises:
    """The row as it is now, if nothing happened to it since the actor saw its `seq`; else Outrun names who was faster."""
    premises = Premises.objects.get(pk=premises_id)
    require(by, ability, premises)
    if premises.seq != seq:
        raise outrun(premises)
    return premises


def move(
    premises: Premises,
    kind: str,
    changes: dict[str, Any],
    told: Mapping[str, Any],
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Write the changes with their entry, and the lexemes anew; Outrun when somebody was faster."""
    after = {name: changes.get(name, getattr(premises, name)) for name in FOUND_BY}
    entry = NewEntry(kind, at, by.snapshot(), {"code": premises.code, "name": premises.name, **told})
    if not journal.move_subject(SUBJECT, premises, entry, {**changes, "found": lexemes_of(after)}):
        raise outrun(Premises.objects.get(pk=premises.pk))


FOUND_BY = ("name", "address", "code", "credit_code", "area", "kind", "state")


def lexemes_of(values: Mapping[str, Any]) -> str:
    """What a row with these values is found by."""
    texts = tuple(str(values[name]) for name in FOUND_BY[:4])
    return facets.made_of(texts, *(str(values[name]) for name in FOUND_BY[4:]))


def outrun(premises: Premises) -> Outrun:
    """Who changed it last, and when."""
    entries = history.history(SUBJECT, str(premises.pk))
    last = entries[-1] if entries else None
    who = str(last.actor.get("name") or last.actor.get("role") or "") if last else ""
    return Outrun("premises.outrun", name=premises.name, who=who, at=last.at.isoformat() if last else "")


def refuse(whys: list[Why]) -> None:
    """Raise the first thing that is wrong."""
    if whys:
        raise Refused(whys[0].key, **whys[0].facts)


def checked(values: Mapping[str, Any]) -> None:
    """Refused when the facts of one premises cannot be."""
    whys = rules.count_faults(values.get("floors"), values.get("rooms"))
    whys += rules.date_faults(values.get("valid_from"), values.get("valid_until"))
    if values.get("credit_code"):
        whys += rules.is_credit_code(values["credit_code"]).why
    refuse(whys)


def plain(value: Any) -> Any:
    """A value as an entry keeps it."""
    return value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, UUID) else value


def attname(name: str) -> str:
    """The attribute that holds a column's own value: a key's id."""
    return str(getattr(Premises._meta.get_field(name), "attname", name))
