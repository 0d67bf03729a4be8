"""Administration's long work, run by the worker."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from commongrid.base.access.terms import Actor
from commongrid.base.journal import sealing
from commongrid.base.verdicts import Refused
from commongrid.doors.desk.admin import jobs, loading, planning, recomputing
from commongrid.registry.units import queries as units
from commongrid.registry.units.models import Post

log = logging.getLogger(__name__)
TELL_EVERY = 50


def _run(name: str, work: Callable[[jobs.Job], None]) -> None:
    """Run a job and keep what came of it, also when it breaks: nobody waits for a page that never changes."""
    job = jobs.find(name)
    if job is None or job.is_over:
        return
    job.state = "running"
    jobs.keep(job)
    try:
        work(job)
        job.state = "done"
    except Refused as refused:
        job.state, job.found = "failed", {"why": refused.why.as_json()}
    except Exception:
        job.state, job.found = "failed", {}
        log.exception("job %s broke", name)
        raise
    finally:
        jobs.keep(job)


def _actor(job: jobs.Job) -> Actor:
    """Whoever asked for it, in the post they asked in; without it the act itself refuses."""
    return units.actor_for(Post.objects.select_related("account", "unit").get(pk=job.told["post"]))


@app.task(name="desk.recompute", queue="default")
def recompute(name: str) -> None:
    """Count the open cases whose deadline moves by today's calendar, and move them when that was asked."""
    _run(name, _recompute)


def _recompute(job: jobs.Job) -> None:
    at, moved, skipped, by = timezone.now(), 0, 0, _actor(job)
    job.of = recomputing.waiting().count()
    for job.done, case in enumerate(recomputing.open_cases(), start=1):
        if recomputing.would_move(case, at):
            is_moved = not job.told["apply"] or recomputing.move(
                case, by=by, at=timezone.now(), why=job.told["why"]
            )
            moved, skipped = moved + is_moved, skipped + (not is_moved)
        if job.done % TELL_EVERY == 0:
            jobs.keep(job)
    job.found = {"moved": moved, "skipped": skipped, "of": job.done}


@app.task(name="desk.load_pack", queue="default")
def load_pack(name: str) -> None:
    """Load a pack, or try it and take everything back."""
    _run(name, _load_pack)


def _load_pack(job: jobs.Job) -> None:
    with transaction.atomic():
        job.found = loading.load(
            job.told["pack"],
            over_own=job.told["over_own"],
            why=job.told["why"],
            by=_actor(job),
            at=timezone.now(),
        )
        transaction.set_rollback(not job.told["apply"])


@app.task(name="desk.verify", queue="default")
def verify(name: str) -> None:
    """Walk every chain of digests and every seal; the first broken entry is named."""
    _run(name, _verify)


def _verify(job: jobs.Job) -> None:
    fault = (
        sealing.first_broken_entry()
        or sealing.first_broken_end()
        or sealing.first_broken_seal(timezone.get_default_timezone())
    )
    job.found = {"fault": {"subject": fault.subject, "seq": fault.seq, "what": fault.what} if fault else None}


@app.task(name="desk.plan_grids", queue="default")
def plan_grids(name: str) -> None:
    """Propose a division of a community; nothing is redrawn."""
    _run(name, _plan_grids)


def _plan_grids(job: jobs.Job) -> None:
    def tell(done: int, of: int) -> None:
        job.done, job.of = done, of
        if done % 10 == 0:
            jobs.keep(job)

    told = job.told
    job.found = planning.make(told["community"], told["atoms"], told["target"], tell)
