"""What every act of a mediation shares: who may, the table, the clock, one statement with its entry, who is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from commongrid.base.access.acts import require
from commongrid.base.access.terms import Actor
from commongrid.base.journal import acts as journal
from commongrid.base.journal.statement import Write
from commongrid.base.journal.terms import NewEntry
from commongrid.base.notices import acts as notices
from commongrid.base.notices.terms import Channel, Message
from commongrid.base.verdicts import NotAllowed, Outrun, Refused, Verdict, Why
from commongrid.registry.people import queries as people
from commongrid.registry.statutes import queries as statutes
from commongrid.registry.units.models import Post
from commongrid.work.mediation import rules
from commongrid.work.mediation.lifecycle import ACTS, PARTY, Act, decide
from commongrid.work.mediation.models import Mediation, Party
from commongrid.work.mediation.terms import MEDIATION, OVER, Course, State


def check(mediation: Mediation, name: str, *, by: Actor, at: datetime, party: Party | None = None) -> Act:
    """Refuse, and say why, what the right or the table does not allow. A party's act needs the party itself.

    Staff may do a party's act for them (said at the counter), if they may run the matter.
    """
    act = ACTS[name]
    if act.ability != PARTY:
        require(by, act.ability, mediation)
    elif party is None or not is_own(party, by):
        require(by, "mediation.run", mediation)
    hold(decide(act, State(mediation.state)))
    return act


def hold(verdict: Verdict[bool]) -> None:
    """Refused with the first reason of a verdict that says no."""
    if not verdict.answer:
        raise Refused(verdict.why[0].key, **verdict.why[0].facts)


def is_own(party: Party, by: Actor) -> bool:
    """Is the one who acts this party, or whoever stands for them?"""
    return by.person_id is not None and by.person_id in (str(party.person_id), str(party.agent_id))


def own(party: Party, by: Actor) -> None:
    """NotAllowed unless it is the party who acts, or whoever stands for them."""
    if not is_own(party, by):
        raise NotAllowed("mediation.not_yours")


def carry_out(
    mediation: Mediation,
    act: Act,
    *,
    by: Actor,
    at: datetime,
    changes: Mapping[str, Any] | None = None,
    told: Mapping[str, Any] | None = None,
    then: Sequence[Write] = (),
    whys: Sequence[Why] = (),
) -> None:
    """Write what changes with its entry. The entry says nothing of what the dispute is about, nor of who is in it."""
    after = act.leads_to(State(mediation.state))
    moved = {"state": str(after), **(changes or {})}
    if after in OVER and after != mediation.state:
        moved["ended_at"] = at
    data = {
        "number": mediation.number,
        **({"case": mediation.case} if mediation.case else {}),
        **(told or {}),
    }
    entry = NewEntry(act.kind, at, by.snapshot(), data, tuple(why.as_json() for why in whys))
    if not journal.move_subject(MEDIATION, mediation, entry, moved, then=then):
        raise Outrun("mediation.outrun", number=mediation.number)


def clock(mediation: Mediation, pauses: Sequence[Sequence[Any]], *, since: datetime) -> dict[str, Any]:
    """The columns of the deadline: the limit of the law for the course from `since`, without the pauses."""
    closed = [
        (datetime.fromisoformat(begins), datetime.fromisoformat(until)) for begins, until in pauses if until
    ]
    due = statutes.term(rules.LIMITS[Course(mediation.course)], since, closed)
    return {"due_at": due.at, "soon_at": due.soon_at, "steps": [why.as_json() for why in due.steps]}


def tell_parties(
    mediation: Mediation, key: str, parties: Iterable[Party], *, at: datetime, mark: str = ""
) -> None:
    """Tell parties, and whoever stands for them, that something is new: no name, no content, only the number.

    Said once for each state of the matter; `mark` tells apart what is said of several things in one.
    """
    reached: dict[Any, Channel] = {}
    for party in parties:
        for person in (party.person_id, party.agent_id):
            way = people.way_to(person) if person else None
            if person and way:
                reached[person] = Channel(way)
    why = Why(f"mediation.told_{key}", {"number": mediation.number})
    path, once = f"/mediation/{mediation.number}/", f"{key}{mark}:{mediation.pk}:{mediation.seq}"
    notices.tell([Message(why, f"mediation:{mediation.number}", path, once, at, persons=reached)], at=at)


def tell_staff(mediation: Mediation, key: str, post_ids: Iterable[int], *, at: datetime) -> None:
    """Tell mediators and heads, in their inbox."""
    accounts = frozenset(Post.objects.filter(pk__in=list(post_ids)).values_list("account_id", flat=True))
    why = Why(f"mediation.told_{key}", {"number": mediation.number})
    path, once = f"/desk/mediation/{mediation.number}/", f"{key}:{mediation.pk}:{mediation.seq}"
    message = Message(why, f"mediation:{mediation.number}", path, once, at, accounts=accounts)
    notices.tell([message], at=at)
