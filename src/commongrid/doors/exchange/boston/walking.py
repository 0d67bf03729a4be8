"""One request's way round the whole loop, at the file's own times; taken up where an interrupted replay left it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from commongrid.base.access.terms import SYSTEM, Actor
from commongrid.cases import acts as cases
from commongrid.cases.models import Case
from commongrid.cases.terms import Status
from commongrid.doors.exchange.boston.founding import Boston
from commongrid.doors.exchange.boston.reading import Request
from commongrid.intake import acts as intake
from commongrid.intake.models import Report

CHANNELS = {
    "Constituent Call": "phone",
    "Citizens Connect App": "snap",
    "Self Service": "portal",
    "Employee Generated": "desk",
}
CHECKER = Actor(kind="system", name="Boston 311", role="system")
WORDS = {"done": "Closed in the file", "assigned": "The file's queue"}


@dataclass(frozen=True, slots=True)
class Walked:
    """How far a request came. `on_time`: ours, of a closed case with a target; of an open one, as it stands."""

    is_closed: bool
    on_time: bool | None


def key(request: Request) -> str:
    return f"boston-{request.id}"


def walk(request: Request, boston: Boston, report: Report | None, *, seen_until: datetime) -> Walked:
    """Receive, admit, assign, take, report done and check, as far as it has not been done and the file goes."""
    if report is None:
        report = _receive(request, boston)
    case = report.case or _admit(request, boston, report)
    unit = boston.units[request.queue]
    worker = Actor(kind="system", name=unit.name_zh, role="system", unit_id=unit.pk, unit_name=unit.name_zh)
    if case.status == Status.WAITING:
        cases.assign(case, unit, by=SYSTEM, at=request.opened, why=WORDS["assigned"])
    if case.status == Status.ASSIGNED:
        cases.take(case, by=worker, at=request.opened)
    if request.closed is not None:
        if case.status == Status.HANDLING:
            cases.report_done(case, by=worker, at=request.closed, why=WORDS["done"])
        if case.status == Status.CHECKING:
            cases.pass_check(case, by=CHECKER, at=request.closed)
    return judged(case, seen_until)


def judged(case: Case, seen_until: datetime) -> Walked:
    if case.status == Status.CLOSED:
        return Walked(True, case.on_time)
    return Walked(False, None if case.due_at is None else seen_until <= case.due_at)


def _receive(request: Request, boston: Boston) -> Report:
    lon, lat = request.point or (None, None)
    draft = intake.Draft(
        channel=CHANNELS.get(request.source, "api"),
        key=key(request),
        words=request.title or request.type,
        lon=lon,
        lat=lat,
        area=boston.area(request),
        address=request.location,
        matter_id=boston.items[request.type].matter_id,
        language="en",
    )
    return intake.receive(draft, by=SYSTEM, at=request.opened).report


def _admit(request: Request, boston: Boston, report: Report) -> Case:
    fixed = {"handle": request.target.isoformat()} if request.target else {}
    return intake.admit(
        report,
        boston.items[request.type],
        by=SYSTEM,
        at=request.opened,
        title=request.title or request.type,
        fixed=fixed,
        without_limits=request.target is None,
    )
