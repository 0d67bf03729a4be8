"""Reminders to captains, each once: rooms that run out, a look not made this month, a task or a mending that is due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from commongrid.base.notices import acts as notices
from commongrid.base.notices.terms import Message
from commongrid.base.verdicts import Why
from commongrid.registry.premises.models import Premises
from commongrid.work.captains import queries
from commongrid.work.captains.acts.core import BUILDINGS

SOON = timedelta(days=2)


def remind(today: date, *, at: datetime) -> int:
    """Put what is due soon into the captains' inboxes; however often it runs a day, each stands there once. How many."""
    return notices.tell(list(_due(today, at)), at=at)


def _due(today: date, at: datetime) -> Iterator[Message]:
    policy = queries.policy()
    for rooms in queries.rooms_running_out(today + timedelta(days=policy.remind_days)):
        why = Why("captains.remind_rooms", {"name": rooms.premises.name, "until": rooms.until.isoformat()})
        yield _to(rooms.premises, why, f"rooms:{rooms.pk}", at)
    for item in queries.tasks_due(today, today + SOON):
        facts = {"name": item.premises.name, "title": item.task.title, "due": item.task.due_on.isoformat()}
        yield _to(item.premises, Why("captains.remind_task", facts), f"item:{item.pk}", at)
    for gap in queries.gaps_due(today):
        facts = {"name": gap.premises.name, "day": gap.by_day.isoformat() if gap.by_day else ""}
        yield _to(gap.premises, Why("captains.remind_gap", facts), f"gap:{gap.pk}", at)
    if today.day >= policy.check_from_day:
        for place in queries.not_looked_through(today):
            why = Why("captains.remind_check", {"name": place.name})
            yield _to(place, why, f"check:{place.pk}:{today:%Y-%m}", at)


def _to(premises: Premises, why: Why, key: str, at: datetime) -> Message:
    told = frozenset({premises.captain.account_id}) if premises.captain else frozenset()
    return Message(why, f"building:{premises.code}"[:48], BUILDINGS, key, at, accounts=told)
