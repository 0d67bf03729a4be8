"""Any sequence of acts, by anybody, at any pace: the case stays one case and its row stays the fold of its entries."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commongrid.base.access.terms import SYSTEM, Actor
from commongrid.base.journal import queries as history
from commongrid.base.journal import sealing
from commongrid.base.verdicts import Refused
from commongrid.cases import acts, clocks, lifecycle, queries
from commongrid.cases.acts.core import calendar_of
from commongrid.cases.clocks import deadline_columns
from commongrid.cases.models import Case
from commongrid.cases.terms import Ask, Status
from commongrid.intake.queries import reporter
from tests.cast import Town

pytestmark = pytest.mark.django_db
KINDS = {act.kind: act for act in lifecycle.ACTS.values()}


def steps(town: Town, case: Case, other: Case) -> dict[str, Callable[[Actor, Any, int], Any]]:
    """Each act with arguments that are sound in themselves; whether it is allowed is the machine's question."""
    urban, utility = town.unit_of("liguoqiang"), town.unit_of("wuminyi")
    city = town.unit_of("guojian")
    home = town.unit_of("zhoumin")
    joint = [(), (utility,)]

    def until(at: Any, n: int) -> Any:
        return at + timedelta(hours=1 + n * 24)

    return {
        "assign": lambda by, at, n: acts.assign(
            case, (urban, utility)[n % 2], joint=joint[n // 2 % 2], by=by, at=at, why="归它管"
        ),
        "escalate": lambda by, at, n: acts.escalate(case, city, by=by, at=at, why="镇里办不了"),
        "delegate": lambda by, at, n: acts.delegate(case, home, by=by, at=at, why="请镇里办"),
        "take_back": lambda by, at, n: acts.take_back(case, by=by, at=at),
        "take": lambda by, at, n: acts.take(case, by=by, at=at),
        "send_back": lambda by, at, n: acts.send_back(case, reason="SB01", by=by, at=at, why="不归我们"),
        "transfer": lambda by, at, n: acts.transfer(
            case, town.account("liguoqiang").pk, "李国强", by=by, at=at
        ),
        "ask_pause": lambda by, at, n: acts.ask_pause(
            case, until=until(at, n), reason="等料", by=by, at=at, why="等井盖到货"
        ),
        "ask_extend": lambda by, at, n: acts.ask_extend(
            case, until=until(at, n + 5), reason="工期", by=by, at=at, why="要封路"
        ),
        "refuse_ask": lambda by, at, n: acts.refuse_ask(
            case, ask=list(Ask)[n % 2], by=by, at=at, why="不同意"
        ),
        "pause": lambda by, at, n: acts.pause(
            case, until=until(at, n), reason="等料", by=by, at=at, why="等料"
        ),
        "resume": lambda by, at, n: acts.resume(case, by=by, at=at),
        "extend": lambda by, at, n: acts.extend(
            case, due=until(at, n + 5), reason="工期", by=by, at=at, why="同意"
        ),
        "report_part": lambda by, at, n: acts.report_part(case, by=by, at=at, why="协办部分好了"),
        "report_done": lambda by, at, n: acts.report_done(case, by=by, at=at, why="换好了", photos=n % 3),
        "pass_check": lambda by, at, n: acts.pass_check(case, by=by, at=at, why="好了"),
        "fail_check": lambda by, at, n: acts.fail_check(case, by=by, at=at, why="还松"),
        "rate": lambda by, at, n: acts.rate(
            case, acts.Marks(5, 1 + n % 5, 4, 4), solved=n % 2 == 0, rater=f"r{n}", by=by, at=at
        ),
        "reopen": lambda by, at, n: acts.reopen(case, by=by, at=at, why="又坏了"),
        "merge": lambda by, at, n: acts.merge(case, other, by=by, at=at, why="同一件"),
        "void": lambda by, at, n: acts.void(case, reason="VO01", by=by, at=at, why="重复"),
        "relimit": lambda by, at, n: acts.relimit(
            case, {"handle": [n + 1, "working_days"]}, by=SYSTEM, at=at, why="日历改了"
        ),
        "supervise": lambda by, at, n: acts.supervise(
            case, level="yellow", text="请答复", answer_due_at=until(at, n), by=by, at=at
        ),
        "answer_supervision": lambda by, at, n: acts.answer_supervision(case, by=by, at=at, text="明天办好"),
        "urge": lambda by, at, n: acts.urge(case, by=by, at=at),
        "comment": lambda by, at, n: acts.comment(case, "看过了", is_public=bool(n % 2), by=by, at=at),
    }


NAMES = sorted(
    lifecycle.ACTS.keys()
    - {
        "absorb",
        "join",
        "correct",
        "whistle",
        "answer_whistle",
        "attach",
        "rate_called",
        "agree_task",
        "finish_task",
    }
)
WHO = ["zhoumin", "liguoqiang", "wuminyi", "chenlihua", "guojian", "liangyong", "resident", "stranger"]
FORWARD = ["assign", "take", "report_done", "pass_check", "rate"]
moves = st.tuples(
    st.one_of(st.sampled_from(NAMES), st.sampled_from(FORWARD)),
    st.sampled_from(WHO),
    st.integers(0, 60 * 24 * 4),
    st.integers(0, 7),
)
proper = {
    "assign": "zhoumin",
    "take": "liguoqiang",
    "report_done": "liguoqiang",
    "pass_check": "chenlihua",
    "rate": "resident",
}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(moves, max_size=25), st.booleans())
def test_any_sequence_keeps_the_invariants(
    town: Town, told: list[tuple[str, str, int, int]], helped: bool
) -> None:
    with transaction.atomic():
        case, other = town.case(), town.case(words="另一处井盖")
        offered = steps(town, case, other)
        at = case.opened_at
        for name, who, minutes, n in told:
            at += timedelta(minutes=minutes)
            by = person(town, case, proper.get(name, who) if helped else who)
            before = (case.seq, bytes(case.head))
            try:
                offered[name](by, at, n)
            except Refused:
                case.refresh_from_db()
                assert (case.seq, bytes(case.head)) == before, f"{name} was refused and yet recorded"
        holds(queries.for_act(case.number))
        holds(queries.for_act(other.number))
        assert sealing.first_broken_entry() is None
        transaction.set_rollback(True)


def person(town: Town, case: Case, who: str) -> Actor:
    if who == "resident":
        return reporter(None, case.reports.select_related("case"))
    return town.actors.get(who, Actor(kind="staff", name="陌生人"))


def holds(case: Case) -> None:
    """One status, the clock consistent with the journal, the row the fold of its entries."""
    entries = history.history("case", str(case.pk))
    assert [entry.seq for entry in entries] == list(range(1, case.seq + 1))
    status, rounds, reporters, reworks, urges = Status.WAITING, 1, 1, 0, 0
    for entry in entries[1:]:
        act = KINDS[entry.kind]
        assert status in act.sources, f"{entry.kind} while {status}"
        status = act.leads_to(status)
        rounds += entry.kind == "case.reopened"
        reworks += entry.kind == "case.check_failed"
        urges += entry.kind == "case.urged"
    assert (case.status, case.round, case.reporters >= reporters) == (status, rounds, True)
    assert (case.reworks, case.urges) == (reworks, urges)
    live = list(case.assignments.filter(ended_at=None))
    assert sorted(part.unit_id for part in live) == sorted(case.unit_ids)
    assert (sum(part.is_lead for part in live) == 1) == (
        case.lead_unit_id is not None and case.status != "closed"
    )
    assert (case.closed_at is not None) == (status == Status.CLOSED)
    same_hours = clocks.fold(
        calendar_of(case), [clocks.Step(entry.kind, entry.at, entry.data) for entry in entries]
    )
    assert clocks.to_text(same_hours) == case.clock
    told = deadline_columns(same_hours)
    assert (case.due_at, case.stage) == (told["due_at"], told["stage"])
