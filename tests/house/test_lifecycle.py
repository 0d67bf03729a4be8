"""Every status × act is decided: the tables in code are the tables agreed, written down here a second time by hand."""

from __future__ import annotations

import csv
import importlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from commongrid.cases import lifecycle as of_a_case
from commongrid.cases.terms import Status
from commongrid.config import findable
from commongrid.intake import lifecycle as of_a_report
from commongrid.intake.terms import ReportStatus
from commongrid.work.centres import lifecycle as of_a_centre
from commongrid.work.centres.terms import State as CentreState
from commongrid.work.inspections import lifecycle as of_a_campaign
from commongrid.work.inspections.terms import CampaignState
from commongrid.work.mediation import confirming as of_a_confirmation
from commongrid.work.mediation import lifecycle as of_a_mediation
from commongrid.work.mediation.terms import Stage
from commongrid.work.mediation.terms import State as MediationState
from commongrid.work.outreach import lifecycle as of_a_service
from commongrid.work.outreach.terms import State as OutreachState
from commongrid.work.visits import lifecycle as of_a_visit
from commongrid.work.visits.terms import State as VisitState
from tests.house import plan
from tests.house.law import Law

FREE_KEYS = "ABCDEFGHILMNOPRSTUVWXY"

DECIDED = Law(
    says="Every act is decided in every status, and the code decides as tests/house/lifecycle_of_….csv says.",
    why="The loop is a promise to people; a cell that changes by accident sends somebody away who was let in yesterday.",
    mend="If the change is meant, change the table in the same commit and say so in the changelog.",
)
DONE = Law(
    says="Every act of a lifecycle is done by the room's acts.",
    why="A row of the table without a deed is a promise nobody can keep.",
    mend="Write the act, or take the row out.",
)
KEYS = Law(
    says="In one status no two acts share a key of the keyboard, and none takes J, K, Q or Z.",
    why="One key, one act: a dispatcher decides two hundred cases a day without looking down.",
    mend="Give the later act another letter in lifecycle.py.",
)


@dataclass(frozen=True)
class Loop:
    """A lifecycle of the house and the table agreed for it."""

    room: str
    lifecycle: Any
    statuses: Any
    table: str

    def agreed(self) -> dict[str, dict[str, str]]:
        """Rows by act; a cell is the next status, `stays`, or empty for refused."""
        with Path(__file__).with_name(self.table).open(encoding="utf-8", newline="") as file:
            return {row.pop("act"): row for row in csv.DictReader(file)}

    def decides(self, act: Any, status: Any) -> str:
        if not self.lifecycle.decide(act, status).answer:
            return ""
        return "stays" if act.target is None else str(act.target)

    def cells(self) -> Iterator[tuple[Any, Any]]:
        yield from ((act, status) for act in self.lifecycle.ACTS.values() for status in self.statuses)


LOOPS = [
    Loop("cases", of_a_case, Status, "lifecycle_of_a_case.csv"),
    Loop("intake", of_a_report, ReportStatus, "lifecycle_of_a_report.csv"),
    Loop("work.inspections", of_a_campaign, CampaignState, "lifecycle_of_a_campaign.csv"),
    Loop("work.mediation", of_a_mediation, MediationState, "lifecycle_of_a_mediation.csv"),
    Loop("work.outreach", of_a_service, OutreachState, "lifecycle_of_a_service.csv"),
    Loop("work.centres", of_a_centre, CentreState, "lifecycle_of_a_centre.csv"),
    Loop("work.mediation", of_a_confirmation, Stage, "lifecycle_of_a_confirmation.csv"),
    Loop("work.visits", of_a_visit, VisitState, "lifecycle_of_a_visit.csv"),
]
each_loop = pytest.mark.parametrize("loop", LOOPS, ids=[loop.table for loop in LOOPS])


def test_every_lifecycle_is_looked_at() -> None:
    rooms = {".".join(path.parent.relative_to(plan.HOUSE).parts) for path in plan.HOUSE.rglob("lifecycle.py")}
    DECIDED.holds(
        f"the lifecycle of {room} is not in LOOPS" for room in rooms - {loop.room for loop in LOOPS}
    )


@each_loop
def test_the_table_is_the_one_agreed(loop: Loop) -> None:
    table, acts = loop.agreed(), loop.lifecycle.ACTS
    faults = [f"{act} is not in {loop.table}" for act in acts if act not in table]
    faults += [f"{act} is not in {loop.room}/lifecycle.py" for act in table if act not in acts]
    for act, status in loop.cells():
        said, meant = loop.decides(act, status), table.get(act.name, {}).get(str(status), "no column")
        if act.name in table and said != meant:
            faults.append(
                f"{act.name} in {status}: the code says {said or 'refused'}, agreed is {meant or 'refused'}"
            )
    DECIDED.holds(faults)


@each_loop
def test_every_decision_has_its_reason(loop: Loop) -> None:
    DECIDED.holds(
        f"{act.name} in {status} gives no reason"
        for act, status in loop.cells()
        if not loop.lifecycle.decide(act, status).why
    )


@each_loop
def test_every_act_of_the_table_can_be_done(loop: Loop) -> None:
    acts = importlib.import_module(f"commongrid.{loop.room}.acts")
    room = plan.HOUSE.joinpath(*loop.room.split("."))
    sources = [*room.glob("acts.py"), *(room / "acts").glob("*.py")]
    said = "".join(path.read_text(encoding="utf-8") for path in sources)
    DONE.holds(
        f"{loop.room}.acts.{name}"
        for name in loop.lifecycle.ACTS
        if not callable(getattr(acts, name, None)) and f'"{name}"' not in said
    )


@each_loop
def test_keys_are_unambiguous(loop: Loop) -> None:
    faults = []
    for status in loop.statuses:
        allowed = [act for act in loop.lifecycle.ACTS.values() if status in act.sources]
        keys = [act.key for act in allowed if getattr(act, "key", "")]
        faults += [f"{key} twice in {status}" for key in keys if keys.count(key) > 1]
        faults += [f"{key} in {status}" for key in keys if key not in FREE_KEYS]
    KEYS.holds(faults)


WORDS = Law(
    says="Every status and every act has its word in docs/words.md, Chinese and English.",
    why="One thing, one word: what the desk calls 挂账 and the code calls pause must be found by either.",
    mend="Add a row to docs/words.md.",
)


@each_loop
def test_every_status_and_act_has_its_word(loop: Loop) -> None:
    known = {row[2].strip("`") for row in findable.word_rows(plan.ROOT)}
    WORDS.holds(
        f"{word} of {loop.room}"
        for word in [*map(str, loop.statuses), *loop.lifecycle.ACTS]
        if word not in known
    )
