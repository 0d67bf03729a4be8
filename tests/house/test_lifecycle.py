"""Every status × act is decided: the table in code is the table agreed, written down here a second time by hand."""

from __future__ import annotations

import csv
import importlib
from pathlib import Path

import pytest

from tests.house import plan
from tests.house.law import Law

lifecycle = importlib.import_module("commongrid.cases.lifecycle")
terms = importlib.import_module("commongrid.cases.terms")

AGREED = Path(__file__).with_name("lifecycle.csv")
FREE_KEYS = "ABCDEFGHILMNOPRSTUVWXY"

DECIDED = Law(
    says="Every act is decided in every status, and the code decides as tests/house/lifecycle.csv says.",
    why="The loop is a promise to people; a cell that changes by accident sends somebody away who was let in yesterday.",
    mend="If the change is meant, change lifecycle.csv in the same commit and say so in the changelog.",
)
DONE = Law(
    says="Every act of the lifecycle has its function in the room's acts.",
    why="A row of the table without a deed is a promise nobody can keep.",
    mend="Write the act, or take the row out.",
)
KEYS = Law(
    says="In one status no two acts share a key of the keyboard, and none takes J, K, Z or Q.",
    why="One key, one act: a dispatcher decides two hundred cases a day without looking down.",
    mend="Give the later act another letter in cases/lifecycle.py.",
)


def agreed() -> dict[str, dict[str, str]]:
    """Rows by act; a cell is the next status, `stays`, or empty for refused."""
    with AGREED.open(encoding="utf-8", newline="") as file:
        return {row.pop("act"): row for row in csv.DictReader(file)}


def decided(act: str, status: str) -> str:
    found = lifecycle.ACTS[act]
    if not lifecycle.decide(found, terms.Status(status)).answer:
        return ""
    return "stays" if found.target is None else str(found.target)


def test_the_table_is_the_one_agreed() -> None:
    table = agreed()
    faults = [f"{act} is not in lifecycle.csv" for act in lifecycle.ACTS if act not in table]
    faults += [f"{act} is not in cases/lifecycle.py" for act in table if act not in lifecycle.ACTS]
    for act in lifecycle.ACTS.keys() & table.keys():
        for status in terms.Status:
            said, meant = decided(act, status), table[act].get(str(status), "no column")
            if said != meant:
                faults.append(
                    f"{act} in {status}: the code says {said or 'refused'}, agreed is {meant or 'refused'}"
                )
    DECIDED.holds(faults)


def test_every_refusal_has_its_reason() -> None:
    DECIDED.holds(
        f"{act.name} in {status} gives no reason"
        for act in lifecycle.ACTS.values()
        for status in terms.Status
        if not lifecycle.decide(act, status).why
    )


def test_every_act_of_the_table_can_be_done() -> None:
    if not any((plan.HOUSE / "cases" / "acts").glob("*.py")):
        pytest.skip("the acts of cases are not written yet")
    acts = importlib.import_module("commongrid.cases.acts")
    DONE.holds(f"cases.acts.{name}" for name in lifecycle.ACTS if not callable(getattr(acts, name, None)))


def test_keys_are_unambiguous() -> None:
    faults = []
    for status in terms.Status:
        keys = [act.key for act in lifecycle.ACTS.values() if act.key and status in act.sources]
        faults += [f"{key} twice in {status}" for key in keys if keys.count(key) > 1]
        faults += [f"{key} in {status}" for key in keys if key not in FREE_KEYS]
    KEYS.holds(faults)
