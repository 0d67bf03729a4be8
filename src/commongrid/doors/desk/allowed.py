"""The acts that may be done to a case now, as the foot of its page shows them: nothing else is offered."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from commongrid.base.access import rules as access
from commongrid.base.access.terms import Actor
from commongrid.cases import queries as cases
from commongrid.cases.acts.checking import may_check
from commongrid.cases.lifecycle import ACTS, Act
from commongrid.cases.models import Case, Request, Supervision, Task, Whistle
from commongrid.cases.terms import Ask, Status

BACKSTAGE = {"rate", "absorb", "join", "relimit"}
FIRST = {
    "waiting": ("assign", "escalate", "delegate", "correct", "void", "merge"),
    "assigned": ("take", "assign", "take_back", "send_back"),
    "handling": (
        "report_done",
        "report_part",
        "extend",
        "pause",
        "refuse_ask",
        "transfer",
        "ask_extend",
        "ask_pause",
        "send_back",
    ),
    "paused": ("resume",),
    "checking": ("pass_check", "fail_check"),
    "closed": ("reopen",),
}
ALWAYS_FIRST = {"supervisor": ("supervise", "urge"), "commander": ("whistle", "supervise")}
OWED = ("answer_supervision", "answer_whistle", "finish_task")
LEAD_ONLY = {"take", "send_back", "report_done", "transfer", "ask_pause", "ask_extend"}


@dataclass(frozen=True, slots=True)
class Owed:
    """What is open beside a case and decides which acts make sense."""

    requests: tuple[Request, ...] = ()
    supervisions: tuple[Supervision, ...] = ()
    whistles: tuple[Whistle, ...] = ()
    tasks: tuple[Task, ...] = ()

    @property
    def asked(self) -> set[str]:
        return {one.ask for one in self.requests if one.answered_at is None}


def owed(case: Case) -> Owed:
    """Requests, supervisions and calls and tasks of a case: four queries by its foreign keys."""
    return Owed(
        tuple(case.requests.order_by("asked_at")),
        tuple(case.supervisions.select_related("unit").order_by("-asked_at")),
        tuple(case.whistles.select_related("unit").order_by("by_when")),
        tuple(case.tasks.select_related("unit").order_by("due_at", "id")),
    )


def acts(case: Case, actor: Actor, beside: Owed) -> list[Act]:
    """The acts this actor may do now, those of the status first, then the rest in the order of the table."""
    checks = may_check(case, actor) if case.status == Status.CHECKING else False
    names = {act.name for act in cases.allowed(case, actor)} - BACKSTAGE - {"pass_check", "fail_check"}
    if checks:
        names |= {"pass_check"} | ({"fail_check"} if access.may(actor, "cases.check", case).answer else set())
    names = {name for name in names if _makes_sense(name, case, actor, beside)}
    first = [name for name in FIRST.get(case.status, ()) if name in names]
    return [ACTS[name] for name in (*first, *(name for name in ACTS if name in names and name not in first))]


def is_first(act: Act, case: Case, actor: Actor) -> bool:
    """Does the status, the role or something owed ask for this act? Else it stands behind “more”."""
    return act.name in (*FIRST.get(case.status, ()), *ALWAYS_FIRST.get(actor.role, ()), *OWED)


def _makes_sense(name: str, case: Case, actor: Actor, beside: Owed) -> bool:
    """What the act itself would refuse anyway is not offered."""
    is_lead = actor.unit_id is not None and actor.unit_id == case.lead_unit_id
    keeps = case.lead_unit is not None and case.lead_unit.is_last_resort
    answers = case.lead_unit_id is None or actor.unit_id in case.unit_ids
    is_called = any(one.unit_id == actor.unit_id and one.arrived_at is None for one in beside.whistles)
    needs = {
        "send_back": not keeps,
        "resume": is_lead or actor.unit_id not in case.unit_ids,
        "report_part": not is_lead and actor.unit_id in case.unit_ids,
        "refuse_ask": bool(beside.asked),
        "ask_pause": str(Ask.PAUSE) not in beside.asked,
        "ask_extend": str(Ask.EXTEND) not in beside.asked,
        "answer_supervision": answers and any(one.answered_at is None for one in beside.supervisions),
        "answer_whistle": is_called,
        "rate_called": any(one.stars is None and _is_over(one) for one in beside.whistles),
        "agree_task": bool(case.called_ids),
        "finish_task": any(one.unit_id == actor.unit_id and one.done_at is None for one in beside.tasks),
        "escalate": case.centre.level != "city",
        "delegate": case.centre.level == "city",
    }
    return needs.get(name, True) and (is_lead or name not in LEAD_ONLY)


def _is_over(call: Whistle) -> bool:
    return call.arrived_at is not None or call.by_when < timezone.now()
