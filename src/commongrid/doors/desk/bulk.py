"""One act on a selection of cases: what would happen to each, and what then did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from commongrid.base.access import rules as access
from commongrid.base.access.terms import Actor
from commongrid.base.verdicts import Refused, Verdict, Why
from commongrid.cases import acts, numbers, queries
from commongrid.cases.acts.checking import may_check
from commongrid.cases.acts.core import outrun
from commongrid.cases.lifecycle import ACTS, decide
from commongrid.cases.models import Case
from commongrid.cases.terms import Status
from commongrid.registry.units.models import Unit
from commongrid.work.dispatch import acts as dispatch
from commongrid.work.dispatch.models import Proposal

NAMES = ("assign", "pass_check", "merge")
MOST = 100


@dataclass(frozen=True, slots=True)
class Line:
    """One case of the selection: may the act be done, why not, and which unit is suggested for it."""

    case: Case
    verdict: Verdict[bool]
    unit: Unit | None = None

    @property
    def spoken(self) -> str:
        return numbers.spoken(self.case.number)


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one case; `why` says what was in the way, `seq` where its entries stand since."""

    case: Case
    is_done: bool
    why: Why | None = None
    seq: int = 0
    unit: Unit | None = None


def offered(actor: Actor) -> tuple[str, ...]:
    """The acts a selection is for, as far as the actor's post has them: nobody ticks rows for nothing."""
    return tuple(name for name in NAMES if access.has(actor, ACTS[name].ability))


def preview(chosen: Sequence[str], name: str, actor: Actor) -> list[Line]:
    """The selection as it stands now, in two queries; cases the actor may not see are not in it."""
    wanted = [numbers.clean(number) for number in chosen[:MOST]]
    found = list(queries.rows(queries.seen_by(actor).filter(number__in=wanted)).order_by("due_at", "id"))
    proposed = {}
    if name == "assign":
        told = Proposal.objects.filter(case__in=found, unit__isnull=False).exclude(answer="wrong")
        proposed = {one.case_id: one.unit for one in told.select_related("unit")}
    return [Line(case, _fits(case, name, actor), proposed.get(case.pk)) for case in found]


def _fits(case: Case, name: str, actor: Actor) -> Verdict[bool]:
    verdict = decide(ACTS[name], Status(case.status))
    if not verdict.answer:
        return verdict
    if name == "pass_check" and not may_check(case, actor):
        return Verdict(False, (Why("cases.checker_is_handler"),))
    return access.may(actor, ACTS[name].ability, case)


def run(
    lines: Sequence[Line],
    name: str,
    said: Mapping[str, Any],
    seen: Mapping[str, int],
    *,
    by: Actor,
    at: datetime,
) -> list[Result]:
    """Each case by itself: one that is refused does not stop the others. `seen`: number → seq the reader saw."""
    return [_one(line, name, said, seen, by=by, at=at) for line in lines]


def _one(
    line: Line, name: str, said: Mapping[str, Any], seen: Mapping[str, int], *, by: Actor, at: datetime
) -> Result:
    case = queries.for_act(line.case.number)
    if name == "merge" and case.number == said["into"]:
        return Result(line.case, True)
    try:
        if seen.get(case.number) != case.seq:
            raise outrun(case)
        if name == "assign":
            _assign(case, said, by=by, at=at)
        elif name == "pass_check":
            acts.pass_check(case, by=by, at=at, why=said.get("why", ""))
        elif name == "take_back":
            dispatch.take_back(case, by=by, at=at)
        else:
            acts.merge(case, queries.for_act(said["into"]), by=by, at=at, why=said.get("why", ""))
    except Refused as refused:
        return Result(line.case, False, refused.why)
    return Result(line.case, True, seq=case.seq, unit=case.lead_unit if name == "assign" else None)


def _assign(case: Case, said: Mapping[str, Any], *, by: Actor, at: datetime) -> None:
    if said.get("lead") is None:
        dispatch.take_proposal(case, by=by, at=at)
        return
    acts.assign(case, said["lead"], by=by, at=at, why=said.get("why", ""))
    dispatch.answered(case, "other", at=at)
