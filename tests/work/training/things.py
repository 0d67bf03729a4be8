"""The small town's courses and exams, and somebody who knows all answers or none."""

from __future__ import annotations

from datetime import datetime, timedelta

from commongrid.base.access.terms import SYSTEM, Actor
from commongrid.work.training import acts, queries, shipping
from commongrid.work.training.models import Certificate, Demand, Exam, Sitting
from commongrid.work.training.terms import Answers
from tests.cast import PACK, START, Town

GRID_WORKER = "grid-worker"
COURSE = "grid-worker-basics"


def school(town: Town, *, at: datetime = START - timedelta(days=90)) -> Exam:
    """The pack's courses, loaded before the grid workers' grace begins to count."""
    acts.load(shipping.read(PACK), by=SYSTEM, at=at, why="试点")
    return queries.exam(GRID_WORKER)


def demand(role: str = "grid_worker") -> Demand:
    return next(one for one in queries.demands() if one.role == role)


def right(sitting: Sitting) -> Answers:
    """Every answer as it should be."""
    return {one.pk: one.right for one in queries.drawn(sitting)}


def wrong(sitting: Sitting) -> Answers:
    return {one.pk: frozenset() for one in queries.drawn(sitting)}


def passed(exam: Exam, by: Actor, at: datetime) -> Certificate:
    sitting = acts.begin(exam, by=by, at=at)
    acts.hand_in(sitting, right(sitting), by=by, at=at + timedelta(minutes=5))
    return Certificate.objects.get(sitting_id=sitting.pk)
