"""Budgets: how long things may be, and that the allowance only falls."""

from __future__ import annotations

import subprocess
from collections.abc import Callable

from tests.house import budgets, plan
from tests.house.law import Law

BUDGETS = Law(
    says="Files, functions, templates and scripts stay within tests/house/budgets.toml.",
    why="Beauty is in the tail: what a person can hold on one screen gets read, the rest gets patched.",
    mend="Split by what each part knows, not by length; the longest ones are listed.",
)
FALLING = Law(
    says="A recorded budget never rises.",
    why="A budget that follows the code upward is a measurement, not a budget.",
    mend="Make the code smaller; after that `python -m tests.house.budgets` writes the lower number.",
)
SOURCES: dict[str, Callable[[], dict[str, int]]] = {
    "file_p95": budgets.file_lengths,
    "file_max": budgets.file_lengths,
    "function_p95": budgets.function_lengths,
    "function_max": budgets.function_lengths,
    "template_p95": lambda: budgets.lengths("*.html"),
    "script_max": lambda: budgets.lengths("*.js"),
}


def test_lengths_are_within_budget() -> None:
    faults = []
    now, allowed = budgets.measured(), budgets.recorded()
    for key, limit in allowed.items():
        if now[key] > limit:
            longest = sorted(SOURCES[key]().items(), key=lambda item: -item[1])[:10]
            faults.append(
                f"{key} is {now[key]}, allowed {limit}: " + ", ".join(f"{n} {where}" for where, n in longest)
            )
    BUDGETS.holds(faults)


def test_recorded_budgets_never_rise() -> None:
    now = budgets.recorded()
    earlier = [budgets.CEILINGS, *(budgets.recorded(text) for text in history())]
    FALLING.holds(
        f"{key} = {now.get(key)} but it was {past[key]} already"
        for past in earlier
        for key in budgets.CEILINGS
        if now.get(key, 10**6) > past.get(key, 10**6)
    )


def history() -> list[str]:
    """Every committed budgets.toml that this clone knows; none outside a repository."""
    path = budgets.RECORD.relative_to(plan.ROOT).as_posix()
    commits = git("log", "--format=%H", "--", path).split()
    return [text for commit in commits if (text := git("show", f"{commit}:{path}"))]


def git(*words: str) -> str:
    try:
        return subprocess.run(
            ["git", *words], cwd=plan.ROOT, capture_output=True, text=True, check=False
        ).stdout
    except FileNotFoundError:
        return ""


def test_p95_and_rounding() -> None:
    assert budgets.p95(list(range(1, 101))) == 95
    assert budgets.p95([]) == 0
    kept = budgets.lowered({**budgets.CEILINGS, "file_p95": 81}, budgets.CEILINGS)
    assert kept["file_p95"] == 90
    assert kept["file_max"] == 300
