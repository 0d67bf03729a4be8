"""The number for a reason that is kept, what was heard, and taking a wrong tap back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from commongrid.base.access.acts import require
from commongrid.base.access.terms import Actor
from commongrid.base.privacy.fields import sealed
from commongrid.base.verdicts import Refused
from commongrid.cases import acts as cases
from commongrid.cases.models import Case
from commongrid.cases.terms import Status
from commongrid.registry.people import acts as people
from commongrid.work.followups import grants, queries, rules
from commongrid.work.followups.acts.core import FREE, held_to, move
from commongrid.work.followups.models import Call, Quiet
from commongrid.work.followups.terms import Heard, Next, Result, State

CALLS = "followups.call"


def phone(found: Call, *, by: Actor, at: datetime, why: str) -> str:
    """The number to call, after the look is logged with its reason. Never inside a transaction.

    Refused: followups.not_taken, followups.call_is_over, followups.nobody_to_call, privacy.reason_too_short,
    people.frozen.
    """
    require(by, CALLS, found)
    _open(found, by, at)
    if found.report.person_id is None:
        raise Refused("followups.nobody_to_call")
    looking, context = grants.with_one(by, "people.unmask"), f"report:{found.report_id}"
    value = people.unmask(
        found.report.person_id, "phone", about=found, context=context, by=looking, at=at, why=why
    )
    return value or ""


@transaction.atomic
def call(found: Call, heard: Heard, *, by: Actor, at: datetime) -> Call:
    """What the call heard, and what follows: the case goes round again, or its handler is told.

    Refused: followups.not_taken, followups.call_is_over, and what `rules.can_be_kept` finds missing.
    """
    require(by, CALLS, found)
    case = _open(found, by, at)
    held_to(rules.can_be_kept(heard))
    plan, tries = queries.plan() or queries.proposed_plan(), found.tries + 1
    state = rules.after_call(heard.result, tries, plan.tries)
    is_redo = heard.then == Next.REDO
    changes = {
        **FREE,
        "state": str(state),
        "tries": tries,
        "last_at": at,
        "called_by": by.account_id,
        "called_name": by.name,
        "answers": dict(heard.answers),
        "words": sealed(Call, "words", found.pk, heard.words.strip() or None),
        "redo": is_redo,
    }
    if state == State.DUE:
        changes["next_at"] = rules.next_try(timezone.localtime(at))
    told = {"followup_result": str(heard.result), "tries": tries, "redo": is_redo}
    move(found, "followup.called", changes, by=by, at=at, told=told)
    _follow(found, case, heard, by, at)
    return Call.objects.select_related("case", "report").get(pk=found.pk)


def _follow(found: Call, case: Case, heard: Heard, by: Actor, at: datetime) -> None:
    """What others hear of it: the loop begins anew, the handler reads a note, or nobody calls again."""
    if heard.then == Next.REDO:
        cases.reopen(case, by=grants.with_one(by, "cases.reopen"), at=at, why=heard.note.strip())
    elif heard.then == Next.TELL:
        teller = grants.with_one(by, "cases.comment")
        cases.comment(case, heard.note.strip(), is_public=False, by=teller, at=at)
    elif heard.result == Result.DECLINED:
        Quiet.objects.get_or_create(case_id=found.case_id, defaults={"at": at})


def _open(found: Call, by: Actor, at: datetime) -> Case:
    """The closed case the call is about, taken by whoever calls. Refused: followups.call_is_over, followups.not_taken."""
    case = found.case
    if found.state != State.DUE or case.status != Status.CLOSED or case.round != found.round:
        raise Refused("followups.call_is_over")
    if found.claimed_by != by.account_id or found.claimed_until is None or found.claimed_until <= at:
        raise Refused("followups.not_taken")
    return case


@transaction.atomic
def undo(found: Call, *, by: Actor, at: datetime) -> Call:
    """Take back what was just kept: the call is due again, as if it had not been tried.

    Refused: followups.not_your_call, followups.has_gone_out, followups.too_late_to_undo.
    """
    require(by, CALLS, found)
    is_own = found.called_by is not None and found.called_by == by.account_id
    held_to(rules.can_be_undone(State(found.state), found.last_at, at, is_own=is_own))
    if found.state == State.DECLINED and found.last_at:
        Quiet.objects.filter(pk=found.case_id, at=found.last_at).delete()
    changes = {
        **FREE, "state": str(State.DUE), "tries": found.tries - 1, "next_at": at, "last_at": None, "called_by": None,
        "called_name": "", "answers": {}, "words": None, "redo": False,
    }  # fmt: skip
    return move(found, "followup.undone", changes, by=by, at=at)
