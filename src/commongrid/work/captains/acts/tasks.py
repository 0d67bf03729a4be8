"""Tasks: captains of some buildings are asked for something, and answer for each building."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from commongrid.base.access.acts import require
from commongrid.base.access.terms import Actor
from commongrid.base.journal import acts as journal
from commongrid.base.journal.terms import NewEntry
from commongrid.base.notices import acts as notices
from commongrid.base.notices.terms import Message
from commongrid.base.verdicts import Refused, Why
from commongrid.work.captains import queries, rules
from commongrid.work.captains.acts.core import BUILDINGS
from commongrid.work.captains.acts.rooms import ABILITY
from commongrid.work.captains.models import Task, TaskItem
from commongrid.work.captains.terms import TASK, Answered, Asking

MOST_BUILDINGS, MOST_NOTE = 2_000, 300


@transaction.atomic
def ask(asking: Asking, key: str, *, by: Actor, at: datetime) -> Task:
    """Ask the captains of an area (of one kind of building) for something by a day; the same key again is the same task.

    Refused: captains.due_before, captains.no_buildings, captains.too_many_buildings.
    """
    require(by, "captains.ask", queries.Area(asking.area))
    made = Task(
        id=rules.captaincy_id(by.account_id, key), title=asking.title, words=asking.words, area=asking.area,
        kind=asking.kind, due_on=asking.due_on, unit_id=by.unit_id or 0, made_by=by.name, made_at=at,
    )  # fmt: skip
    known = Task.objects.filter(pk=made.pk).first()
    if known is not None:
        return known
    if asking.due_on < timezone.localtime(at).date():
        raise Refused("captains.due_before")
    chosen = list(queries.with_captain(asking.area, asking.kind)[: MOST_BUILDINGS + 1])
    if not chosen or len(chosen) > MOST_BUILDINGS:
        raise Refused(
            "captains.too_many_buildings" if chosen else "captains.no_buildings", most=MOST_BUILDINGS
        )
    made.save(force_insert=True)
    TaskItem.objects.bulk_create([TaskItem(task=made, premises=each, area=each.area) for each in chosen])
    told = {"title": made.title, "buildings": len(chosen), "due": made.due_on.isoformat()}
    journal.note(TASK, str(made.pk), NewEntry("captain.task_asked", at, by.snapshot(), told))
    accounts = frozenset(each.captain.account_id for each in chosen if each.captain)
    why = Why("captains.told_task", {"title": made.title, "due": made.due_on.isoformat()})
    message = Message(why, f"task:{made.pk.hex}", BUILDINGS, f"task:{made.pk}", at, accounts=accounts)
    notices.tell([message], at=at)
    return made


@transaction.atomic
def withdraw_task(task: Task, *, why: str, by: Actor, at: datetime) -> None:
    """Nobody needs to do it any more; what was answered stays. Refused: captains.say_why."""
    require(by, "captains.ask", task)
    if not why.strip():
        raise Refused("captains.say_why")
    if Task.objects.filter(pk=task.pk, withdrawn_at=None).update(withdrawn_at=at):
        TaskItem.objects.filter(task=task, state=Answered.DUE).update(state=Answered.GONE)
        entry = NewEntry("captain.task_withdrawn", at, by.snapshot(), {"title": task.title, "why": why})
        journal.note(TASK, str(task.pk), entry)


@transaction.atomic
def answer(task_id: UUID, premises_id: UUID, state: str, note: str, *, by: Actor, at: datetime) -> TaskItem:
    """Done, or cannot be done and why; may be said anew until the day has passed. The same again changes nothing.

    Refused: captains.task_gone, captains.say_why, captains.unknown_answer.
    """
    item = TaskItem.objects.select_for_update().select_related("task", "premises").filter(
        task=task_id, premises=premises_id
    ).first()  # fmt: skip
    if item is None or item.state == Answered.GONE:
        raise Refused("captains.task_gone")
    require(by, ABILITY, item.premises)
    if state not in (Answered.DONE, Answered.CANNOT):
        raise Refused("captains.unknown_answer")
    if state == Answered.CANNOT and not note.strip():
        raise Refused("captains.say_why")
    note = note.strip()[:MOST_NOTE]
    if (item.state, item.note) != (state, note):
        item.state, item.note, item.answered_at = state, note, at
        item.save(update_fields=["state", "note", "answered_at"])
        told = {"title": item.task.title, "name": item.premises.name, "task_state": state}
        journal.note(TASK, str(item.task_id), NewEntry("captain.task_answered", at, by.snapshot(), told))
    return item
