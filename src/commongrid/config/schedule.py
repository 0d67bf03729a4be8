"""The clock struck: what runs when. Hours are the city's; `bin/manage work` keeps the timetable."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from procrastinate import App
from procrastinate.tasks import Task

from commongrid.base.files import tasks as files
from commongrid.base.journal import tasks as journal
from commongrid.base.notices import tasks as notices
from commongrid.base.privacy import tasks as privacy
from commongrid.base.sendings import tasks as sendings
from commongrid.config import tasks as jobs
from commongrid.doors.exchange.lines import tasks as lines
from commongrid.doors.portal import tasks as portal
from commongrid.insight.coverage import tasks as coverage
from commongrid.insight.figures import tasks as figures
from commongrid.registry.appointments import tasks as appointments
from commongrid.registry.serving import tasks as serving
from commongrid.work.captains import tasks as captains
from commongrid.work.deadlines import tasks as deadlines
from commongrid.work.inspections import tasks as inspections
from commongrid.work.mediation import tasks as mediation
from commongrid.work.patrol import tasks as patrol
from commongrid.work.ratings import tasks as ratings
from commongrid.work.training import tasks as training


def every_night(hour: int, minute: int) -> str:
    """A cron line for an hour of the city; procrastinate reckons in UTC. For cities without summer time."""
    shift = datetime(2026, 1, 1, tzinfo=ZoneInfo(settings.TIME_ZONE)).utcoffset()
    minutes = hour * 60 + minute - (int(shift.total_seconds()) // 60 if shift else 0)
    return f"{minutes % 60} {minutes // 60 % 24} * * *"


type Timed = Task[Any, Any, Any]

TIMETABLE: tuple[tuple[str, Timed], ...] = (
    ("* * * * *", deadlines.tick),
    ("* * * * *", notices.deliver),
    ("* * * * *", jobs.pick_up),
    ("* * * * *", lines.read_all),
    ("5 * * * *", journal.watch_rest),
    ("25 * * * *", inspections.end_what_is_over),
    ("*/15 * * * *", figures.sum_owed),
    ("*/5 * * * *", training.end_what_is_over),
    (every_night(0, 5), serving.redraw_planned),
    (every_night(0, 15), patrol.lay_out_nightly),
    (every_night(0, 30), journal.seal),
    (every_night(1, 0), journal.make_partitions),
    (every_night(2, 0), privacy.expire),
    (every_night(2, 30), deadlines.drop_originals),
    (every_night(2, 45), portal.forget_unsent),
    (every_night(3, 0), files.sweep),
    (every_night(0, 10), captains.keep),
    (every_night(8, 0), captains.remind),
    (every_night(0, 15), ratings.keep),
    (every_night(3, 15), sendings.forget),
    (every_night(3, 30), jobs.forget),
    (every_night(4, 0), coverage.count_nightly),
    (every_night(5, 30), patrol.plan_rounds),
    (every_night(15, 0), appointments.remind),
    (every_night(8, 15), mediation.remind),
    (every_night(8, 30), training.remind),
)


def hang_up(app: App) -> None:
    """Tell the job queue the timetable; once a process."""
    for cron, task in TIMETABLE:
        app.periodic(cron=cron)(task)
