"""Follow-up calls of the demonstration: a plan of two weeks ago, calls that were made since, and those to be made now."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from commongrid.base.access.terms import SYSTEM, Actor
from commongrid.cases.models import Case
from commongrid.cases.terms import Status
from commongrid.doors.exchange.history.company import Company
from commongrid.doors.exchange.history.lots import lot
from commongrid.work.followups import acts, queries
from commongrid.work.followups.models import Call
from commongrid.work.followups.terms import Heard, Next, Result

DAYS = timedelta(days=14)
MOST_CLOSED, LEFT = 400, 6
"""So many closed cases of the home town are looked at; so many calls stay to be made."""
WHY = "先按建议比例试行一个季度"
UNMENDED = "没人联系过我，坑还在", "回访反映未修复，请重新处置"
UNTOLD = "修好了，但没人说一声", "请电话说明办理结果"
HEARD = (
    *(Heard(Result.SATISFIED, (("done", True), ("told", True), ("manner", True))),) * 6,
    Heard(Result.DECLINED),
    Heard(Result.NOT_SATISFIED, (("done", False),), UNMENDED[0], Next.REDO, UNMENDED[1]),
    Heard(Result.NOT_SATISFIED, (("done", True), ("told", False)), UNTOLD[0], Next.TELL, UNTOLD[1]),
    Heard(Result.NOT_REACHED),
)


def call(company: Company, *, now: datetime, seed: int) -> int:
    """Publish a plan, draw from what was closed since, make the older calls; how many were made. Done, it does nothing."""
    callers = _callers(company)
    if queries.plan() is not None or not callers:
        return 0
    begun = now - DAYS
    acts.set_plan(queries.proposed_plan(), by=SYSTEM, at=begun, why=WHY)
    closed = Case.objects.filter(status=Status.CLOSED, closed_at__gte=begun, area__startswith=company.home)
    for case in closed.order_by("closed_at").only("closed_at")[:MOST_CLOSED]:
        acts.case_closed(case.pk, at=case.closed_at or now)
    older = _older(now)[:-LEFT]
    for n, found in enumerate(older):
        with transaction.atomic():
            _make(found, n, seed, callers, now)
    return len(older)


def _callers(company: Company) -> list[Actor]:
    """Supervisors who have the home town."""
    found = [actor for key, each in company.above.items() if key.startswith("supervisor:") for actor in each]
    return [actor for actor in found if company.home.startswith(actor.area)]


def _older(now: datetime) -> list[Call]:
    rows = Call.objects.filter(next_at__lt=now - timedelta(hours=3), case__round=F("round"))
    rows = rows.filter(case__status=Status.CLOSED, state="due")
    return list(rows.select_related("case", "report").order_by("next_at"))


def _make(found: Call, n: int, seed: int, callers: list[Actor], now: datetime) -> None:
    rng = lot(seed, n, "follow-up call")
    by = rng.choice(callers)
    at = min(found.next_at + timedelta(minutes=rng.randint(20, 150)), now - timedelta(minutes=10))
    acts.claim(found, by=by, at=at)
    acts.call(found, rng.choice(HEARD), by=by, at=at + timedelta(minutes=4))
