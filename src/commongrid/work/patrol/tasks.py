"""What the worker runs: laying out what is due, and the rounds of the day before it begins."""

from __future__ import annotations

from datetime import date

import structlog
from django.utils import timezone
from procrastinate.contrib.django import app

from commongrid.base.access.terms import SYSTEM
from commongrid.base.verdicts import Refused
from commongrid.work.patrol import acts, queries

log = structlog.get_logger("commongrid.patrol")


@app.task(name="patrol.lay_out", queue="default")
def lay_out() -> int:
    """All places of all demands in force, in batches; how many batches. Broken off, the next run does it again."""
    return lay_everything(timezone.localdate())


@app.task(name="patrol.lay_out_nightly", queueing_lock="patrol.lay_out_nightly")
def lay_out_nightly(timestamp: int) -> int:
    """Every night: demands that begin or end today, and what was missed."""
    return lay_everything(timezone.localdate())


def lay_everything(today: date) -> int:
    batches = 0
    for demand in queries.in_force(today):
        begun = acts.lay_batch(demand, "", at=timezone.now())
        batches += 1
        while begun:
            begun = acts.lay_batch(demand, begun, at=timezone.now())
            batches += 1
    acts.sweep(today, at=timezone.now())
    return batches


@app.task(name="patrol.plan_rounds", queueing_lock="patrol.plan_rounds")
def plan_rounds(timestamp: int) -> int:
    """At dawn: a round for everybody who walks today and has something due; how many."""
    return plan_day(timezone.localdate())


def plan_day(today: date) -> int:
    planned = 0
    for post in queries.on_duty(today):
        if not queries.due_count(post.area, today):
            continue
        try:
            acts.plan_round(post, today, acts.Wish(), by=SYSTEM, at=timezone.now())
            planned += 1
        except Refused as refused:
            # One round that cannot be planned leaves the others theirs.
            log.warning("no round", post=post.pk, why=refused.why.key)
    return planned
