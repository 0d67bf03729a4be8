"""A case was closed: perhaps whoever raised it is called."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from commongrid.base.access.terms import SYSTEM
from commongrid.base.journal import acts as journal
from commongrid.base.journal.statement import Insert
from commongrid.base.journal.terms import NewEntry
from commongrid.base.privacy.ids import uuid7
from commongrid.base.verdicts import Verdict
from commongrid.cases.models import Case
from commongrid.cases.terms import Status
from commongrid.intake.models import Report
from commongrid.work.followups import queries, rules
from commongrid.work.followups.models import Call
from commongrid.work.followups.terms import CALL, ELSEWHERE, About, Plan, State


def case_closed(case_id: UUID, *, at: datetime) -> bool:
    """Is whoever raised a case that was closed to be called? Heard twice, owed once.

    Never: before the city has a plan, about a confidential case, where another room calls, where they want no call.
    """
    plan = queries.plan_at(at)
    case = Case.objects.select_related("matter").get(pk=case_id)
    if plan is None or case.status != Status.CLOSED or case.confidential or case.channel in ELSEWHERE:
        return False
    report = queries.to_call(case)
    if report is None or queries.is_quiet(case.pk):
        return False
    asked = rules.is_called(
        plan, _about(case), queries.drawn_since(case.centre_id, _monday(at)) if plan.weekly_most else 0
    )
    return asked.answer and _owe(case, report, plan, asked, at)


def _about(case: Case) -> About:
    return About(case.number, case.round, case.channel, case.matter.code, case.area, case.urges)


def _monday(at: datetime) -> datetime:
    local = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    return local - timedelta(days=local.weekday())


def _owe(case: Case, report: Report, plan: Plan, asked: Verdict[bool], at: datetime) -> bool:
    key = uuid7(at)
    row = {
        "id": key, "case": case.pk, "report": report.pk, "area": case.area, "centre": case.centre_id,
        "round": case.round, "owed_at": at, "next_at": at + timedelta(hours=plan.wait_hours),
        "whys": [why.as_json() for why in asked.why], "state": str(State.DUE), "tries": 0, "claimed_by": None,
        "claimed_name": "", "claimed_until": None, "last_at": None, "called_by": None, "called_name": "",
        "answers": {}, "words": None, "redo": False,
    }  # fmt: skip
    told = {"case_number": case.number, "round": case.round, "area": case.area}
    entry = NewEntry("followup.owed", at, SYSTEM.snapshot(), told, tuple(why.as_json() for why in asked.why))
    return journal.open_subject(CALL, Insert(Call, row, or_nothing=True), entry, subject_id=key)
