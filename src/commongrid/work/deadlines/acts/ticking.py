"""What happens when time passes: each thing marked once, told, and acted upon where the city lets the timetable act.

Several workers may tick at once: each takes rows nobody else is looking at (SKIP LOCKED), a few at a time.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Model, QuerySet

from commongrid.base.access.terms import SYSTEM
from commongrid.base.calendar import queries as calendars
from commongrid.base.calendar import rules as calendar_rules
from commongrid.base.calendar.hours import Hours
from commongrid.base.journal import acts as journal
from commongrid.base.journal.terms import NewEntry
from commongrid.base.verdicts import Refused, Why
from commongrid.cases import acts as cases
from commongrid.cases import clocks
from commongrid.cases.models import Case
from commongrid.intake.models import Report
from commongrid.work.deadlines import queries, rules
from commongrid.work.deadlines.models import Mark
from commongrid.work.deadlines.terms import Light, Policy, Ticked

BATCH = 20
NOTHING = UUID(int=0)


def tick(*, at: datetime, policy: Policy | None = None) -> Ticked:
    """Look at every running deadline; what was marked, resumed and told. Calling it again at once changes nothing."""
    chosen = policy or queries.policy()
    return Ticked(
        resumed=_each(queries.pauses_over(at), lambda case: _resume(case, at)),
        late=_each(queries.to_mark(Light.LATE, at), lambda case: _late(case, at)),
        soon=_each(queries.to_mark(Light.SOON, at), lambda case: _soon(case, at, chosen)),
        overdue=_each(queries.to_mark_again(at), lambda mark: _overdue(mark, at, chosen)),
        reports=_each(queries.reports_to_mark(at), lambda report: _report_late(report, at)),
    )


def _each[T: Model](rows: QuerySet[T], do: Callable[[T], bool]) -> int:
    """Do it for every row, a few at a time; a row that refuses is left for the next tick. How many were done."""
    done, last_round = 0, set[Any]()
    while True:
        with transaction.atomic():
            some = list(
                rows.exclude(pk__in=last_round).select_for_update(skip_locked=True, of=("self",))[:BATCH]
            )
            for row in some:
                done += _one(row, do)
        last_round |= {row.pk for row in some}
        if len(some) < BATCH:
            return done


def _one[T: Model](row: T, do: Callable[[T], bool]) -> bool:
    try:
        with transaction.atomic():
            return do(row)
    except (Refused, IntegrityError):
        return False


def _resume(case: Case, at: datetime) -> bool:
    """Pauses that have ended go on from the moment they were to end, unless something happened since."""
    over = max(case.paused_until or at, case.moved_at)
    cases.resume(_whole(case), by=SYSTEM, at=min(over, at), why=(Why("cases.pause_over"),))
    return True


def _soon(case: Case, at: datetime, policy: Policy) -> bool:
    case = _whole(case)
    _record(_marked(case, Light.SOON, at), "deadlines.soon", at, case)
    verdict = rules.may_urge(policy, has_unit=case.lead_unit_id is not None)
    if verdict.answer:
        cases.urge(case, by=SYSTEM, at=max(at, case.moved_at))
    return True


def _late(case: Case, at: datetime) -> bool:
    case = _whole(case)
    running = clocks.running(clocks.from_text(case.clock))
    stored = case.lead_unit.hours if case.lead_unit else None
    calendar = calendars.calendar(Hours.from_json(stored) if stored else None)
    again = rules.overdue_at(calendar, running) if running else None
    _record(_marked(case, Light.LATE, at, again_at=again), "deadlines.late", at, case)
    return True


def _overdue(mark: Mark, at: datetime, policy: Policy) -> bool:
    """Late once more by the same limit; a mark whose deadline has moved or ended meanwhile is only put away."""
    Mark.objects.filter(pk=mark.pk).update(again_at=None)
    case = Case.objects.select_related("lead_unit", "centre").filter(pk=mark.case_id or NOTHING).first()
    if case is None or (case.round, case.stage, case.due_at) != (mark.round, mark.stage, mark.due_at):
        return False
    _record(_marked(case, Light.OVERDUE, at), "deadlines.overdue", at, case)
    verdict = rules.may_supervise(policy, supervision=case.supervision)
    if verdict.answer:
        now = max(at, case.moved_at)
        answer = calendar_rules.deadline(calendars.calendar(), now, policy.answer_within).at
        cases.supervise(
            case, level="yellow", text="", answer_due_at=answer, by=SYSTEM, at=now, why=verdict.why
        )
    return True


def _report_late(report: Report, at: datetime) -> bool:
    mark = Mark.objects.create(
        report=report, stage=report.status, light=Light.LATE, due_at=report.due_at or at, at=at
    )
    told = {"report": str(report.pk), "number": report.number, "stage": mark.stage}
    _note(mark, "deadlines.report_late", at, told)
    return True


def _whole(case: Case) -> Case:
    """The case with what an act needs; it is locked, so nobody has moved it since."""
    return Case.objects.select_related("lead_unit", "centre").get(pk=case.pk)


def _marked(case: Case, light: Light, at: datetime, again_at: datetime | None = None) -> Mark:
    return Mark.objects.create(
        case=case,
        stage=case.stage,
        round=case.round,
        light=light,
        due_at=case.due_at or at,
        at=at,
        again_at=again_at,
    )


def _record(mark: Mark, kind: str, at: datetime, case: Case) -> None:
    told = {"case": str(case.pk), "number": case.number, "stage": mark.stage, "round": mark.round}
    _note(mark, kind, at, {**told, "unit": case.lead_unit_id, "area": case.area})


def _note(mark: Mark, kind: str, at: datetime, told: dict[str, Any]) -> None:
    data = {**told, "due": mark.due_at.isoformat()}
    journal.note("mark", str(mark.pk), NewEntry(kind, at, SYSTEM.snapshot(), data))
