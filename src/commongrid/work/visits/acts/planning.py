"""A hard matter: its plan beside the case, and its steps."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from commongrid.base.access.acts import require
from commongrid.base.access.terms import Actor
from commongrid.base.journal.statement import Insert, Update, Write
from commongrid.base.privacy.ids import uuid7
from commongrid.base.verdicts import Refused
from commongrid.work.visits import rules
from commongrid.work.visits.acts.core import due, held_to, move_matter
from commongrid.work.visits.lifecycle import TAKE
from commongrid.work.visits.models import Matter, Plan, Step
from commongrid.work.visits.terms import PlanMade

HARD = "visits_feedback_hard"


@transaction.atomic
def make_plan(matter: Matter, plan: PlanMade, *, by: Actor, at: datetime, today: date) -> Matter:
    """一件事、一方案、一档案、一专班: from now on the matter is a hard one, and its answer is owed within the longer limit.

    Once for a matter. Refused: visits.not_a_case, visits.has_plan, or what is wrong with the plan.
    """
    require(by, TAKE, matter)
    if matter.report.case_id is None:
        raise Refused("visits.not_a_case")
    if Plan.objects.filter(matter=matter.pk).exists():
        raise Refused("visits.has_plan")
    held_to(rules.is_plan(plan, today))
    until = due(HARD, max(matter.registered_at, matter.day.begins_at))
    changes = {"hard": True, "due_at": until} if matter.fed_back_at is None else {"hard": True}
    told = {"steps": len(plan.steps), "due_at": until.isoformat()}
    rows = _rows(matter, plan, by, at)
    return move_matter(matter, "visit.plan_made", changes, by=by, at=at, told=told, then=rows)


def _rows(matter: Matter, plan: PlanMade, by: Actor, at: datetime) -> list[Write]:
    head = {
        "matter": matter.pk,
        "leader": plan.leader.strip()[:60],
        "members": [each[:60] for each in plan.members],
        "made_at": at,
        "made_by": by.name,
    }
    steps = [
        {
            "id": uuid7(at), "plan": matter.pk, "n": n, "words": step.words[:200], "who": step.who[:60],
            "due_on": step.due_on, "done_at": None, "done_by": "",
        }
        for n, step in enumerate(plan.steps, 1)
    ]  # fmt: skip
    return [Insert(Plan, head), *(Insert(Step, step) for step in steps)]


def do_step(matter: Matter, n: int, *, by: Actor, at: datetime) -> Matter:
    """A step of the plan is done. Refused: visits.no_such_step, visits.step_done_already."""
    require(by, TAKE, matter)
    step = Step.objects.filter(plan=matter.pk, n=n).first()
    if step is None:
        raise Refused("visits.no_such_step")
    if step.done_at is not None:
        raise Refused("visits.step_done_already")
    done = Update(Step, {"id": step.pk}, {"done_at": at, "done_by": by.name})
    told = {"step": step.words, "n": n}
    return move_matter(matter, "visit.step_done", {}, by=by, at=at, told=told, then=[done])
