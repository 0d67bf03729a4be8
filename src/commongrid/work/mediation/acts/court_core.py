"""What every step of a confirmation shares: who may, the table, one statement with its entry, who is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from commongrid.base.access.acts import require
from commongrid.base.access.terms import Actor
from commongrid.base.journal import acts as journal
from commongrid.base.journal.terms import NewEntry
from commongrid.base.notices import acts as notices
from commongrid.base.notices.terms import Channel, Message
from commongrid.base.verdicts import Outrun, Why
from commongrid.registry.people import queries as people
from commongrid.registry.units.models import Post
from commongrid.work.mediation.acts.core import hold, is_own
from commongrid.work.mediation.confirming import ACTS, PARTY, Step, decide
from commongrid.work.mediation.models import Confirmation, Party
from commongrid.work.mediation.terms import CONFIRMATION, Stage


def check_step(found: Confirmation, name: str, *, by: Actor, party: Party | None = None) -> Step:
    """Refuse, and say why, what the right or the table does not allow. A party's step may be done for them at the counter."""
    step = ACTS[name]
    if step.ability != PARTY:
        require(by, "court.judge", found)
    elif party is None or not is_own(party, by):
        require(by, "mediation.run", found.agreement.mediation)
    hold(decide(step, Stage(found.stage)))
    return step


def move(
    found: Confirmation,
    step: Step,
    *,
    by: Actor,
    at: datetime,
    changes: Mapping[str, Any] | None = None,
    told: Mapping[str, Any] | None = None,
    whys: Sequence[Why] = (),
) -> None:
    """Write what changes with its entry, which names no party and tells no word."""
    after = step.leads_to(Stage(found.stage))
    data = {"number": found.number, **(told or {})}
    entry = NewEntry(step.kind, at, by.snapshot(), data, tuple(why.as_json() for why in whys))
    if not journal.move_subject(CONFIRMATION, found, entry, {"stage": str(after), **(changes or {})}):
        raise Outrun("confirmation.outrun", number=found.number)


def tell_applicants(found: Confirmation, key: str, parties: Iterable[Party], *, at: datetime) -> None:
    """Tell parties, and whoever stands for them: the number and nothing else."""
    reached: dict[Any, Channel] = {}
    for party in parties:
        for person in (party.person_id, party.agent_id):
            way = people.way_to(person) if person else None
            if person and way:
                reached[person] = Channel(way)
    number = found.agreement.mediation.number
    why = Why(f"confirmation.told_{key}", {"number": number})
    once = f"confirmation-{key}:{found.pk}:{found.seq}"
    path = f"/mediation/{number}/confirmation/"
    notices.tell([Message(why, f"mediation:{number}", path, once, at, persons=reached)], at=at)


def tell_judge(found: Confirmation, key: str, *, at: datetime) -> None:
    """Tell the judge whose it is, in their inbox."""
    accounts = frozenset(Post.objects.filter(pk__in=found.sitting_ids).values_list("account_id", flat=True))
    why = Why(f"confirmation.told_{key}", {"number": found.number})
    once = f"confirmation-{key}:{found.pk}:{found.seq}"
    path = f"/desk/court/{found.number}/"
    notices.tell([Message(why, f"confirmation:{found.number}", path, once, at, accounts=accounts)], at=at)
