"""回访: who is to be called after closing, the number for a reason that is kept, and what was heard."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from commongrid.base.access.acts import require
from commongrid.base.access.terms import SYSTEM, Actor
from commongrid.base.journal.statement import Insert, Update
from commongrid.base.privacy.fields import sealed
from commongrid.base.privacy.ids import uuid7
from commongrid.base.verdicts import Refused
from commongrid.cases import acts as cases
from commongrid.cases.models import Case
from commongrid.cases.terms import Status
from commongrid.registry.packs import queries as packs
from commongrid.registry.people import acts as people
from commongrid.work.visits import grants, rules
from commongrid.work.visits.acts.answering import said
from commongrid.work.visits.acts.core import move_matter
from commongrid.work.visits.models import Call, Matter
from commongrid.work.visits.terms import CallState, Result

CALL = "visits.call"


def case_closed(case_id: UUID, *, at: datetime) -> int:
    """A case was closed: whoever brought it to a visiting day is called, if it is hard or drawn; how many."""
    found = Matter.objects.filter(report__case=case_id, report__person__isnull=False)
    return sum(_owe(matter, at) for matter in found.select_related("report__case"))


def _owe(matter: Matter, at: datetime) -> bool:
    case = matter.report.case
    if case is None or case.status != Status.CLOSED or matter.calls.filter(round=case.round).exists():
        return False
    asked = rules.is_called(
        case.number, case.round, float(packs.setting("visits_call_share")), hard=matter.hard
    )
    if not asked.answer:
        return False
    row = {
        "id": uuid7(at), "matter": matter.pk, "area": matter.area, "round": case.round, "owed_at": at,
        "whys": [why.as_json() for why in asked.why], "state": str(CallState.DUE), "tries": 0, "last_at": None,
        "called_by": "", "words": None, "redo": False,
    }  # fmt: skip
    told = {"case_number": case.number, "round": case.round}
    move_matter(matter, "visit.call_owed", {}, by=SYSTEM, at=at, told=told, then=[Insert(Call, row)])
    return True


def phone(found: Call, *, by: Actor, at: datetime, why: str) -> str:
    """The number to call, after the look is logged with its reason. Never inside a transaction.

    Refused: visits.nobody_to_call, visits.call_is_over, privacy.reason_too_short, people.frozen.
    """
    require(by, CALL, found)
    report = found.matter.report
    _open(found)
    if report.person_id is None:
        raise Refused("visits.nobody_to_call")
    looking = grants.with_one(by, "people.unmask")
    context = f"report:{report.pk}"
    value = people.unmask(report.person_id, "phone", about=found, context=context, by=looking, at=at, why=why)
    return value or ""


@transaction.atomic
def call(found: Call, result: Result, words: str, *, redo: str = "", by: Actor, at: datetime) -> Call:
    """What the call heard. `redo`: what has to be done again; the case then goes round once more.

    Refused: visits.call_is_over, visits.say_what (not satisfied without words), visits.redo_without_reason.
    """
    require(by, CALL, found)
    case = _open(found)
    if result == Result.NOT_SATISFIED:
        said(words)
    if redo.strip() and result != Result.NOT_SATISFIED:
        raise Refused("visits.redo_without_reason")
    tries = found.tries + 1
    state = rules.after_call(result, tries, int(packs.setting("visits_call_tries")))
    changes = {
        "state": str(state),
        "tries": tries,
        "last_at": at,
        "called_by": by.name,
        "words": sealed(Call, "words", found.pk, words.strip() or None),
        "redo": bool(redo.strip()),
    }
    told = {"visit_result": str(result), "tries": tries, "redo": bool(redo.strip())}
    then = [Update(Call, {"id": found.pk, "tries": found.tries}, changes)]
    move_matter(found.matter, "visit.called", {}, by=by, at=at, told=told, then=then)
    if redo.strip():
        cases.reopen(case, by=grants.with_one(by, "cases.reopen"), at=at, why=redo.strip())
    return Call.objects.get(pk=found.pk)


def _open(found: Call) -> Case:
    """The closed case the call is about. Refused: visits.call_is_over."""
    case = found.matter.report.case
    is_due = found.state == CallState.DUE and case is not None
    if not is_due or case is None or case.status != Status.CLOSED or case.round != found.round:
        raise Refused("visits.call_is_over")
    return case


def let_go(before: datetime, *, at: datetime) -> int:
    """Forget the words of calls made before a moment."""
    return Call.objects.filter(last_at__lt=before, words__isnull=False).update(words=None)
