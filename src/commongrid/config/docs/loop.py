"""docs/lifecycle.md: the closed loop as diagrams, as tables of status × act, and who may do what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from commongrid.cases import lifecycle as of_a_case
from commongrid.cases.terms import Status
from commongrid.config import findable
from commongrid.intake import lifecycle as of_a_report
from commongrid.intake.terms import ReportStatus
from commongrid.registry.units.grants import TABLE
from commongrid.work.inspections import lifecycle as of_a_campaign
from commongrid.work.inspections.terms import CampaignState

HEAD = """# The life of a report and of a case

Read from [intake/lifecycle.py](../src/commongrid/intake/lifecycle.py) and
[cases/lifecycle.py](../src/commongrid/cases/lifecycle.py). An act that is not in a table does not exist; a status that an
act does not name refuses it with a reason, and nothing changes. Late is not a status: it is computed from the clock.
"""


@dataclass(frozen=True)
class Loop:
    title: str
    acts: dict[str, Any]
    statuses: Iterable[Any]
    begins: dict[str, str]
    """How it comes into being: a label by the status it begins in."""


LOOPS = (
    Loop("A report", of_a_report.ACTS, tuple(ReportStatus), {"received": "receive"}),
    Loop("A case", of_a_case.ACTS, tuple(Status), {"waiting": "open", "closed": "settle"}),
    Loop("A campaign", of_a_campaign.ACTS, tuple(CampaignState), {"drafting": "draft"}),
)


def text(root: Path) -> str:
    names = {row[2].strip("`"): row[0] for row in findable.word_rows(root)}
    sections = [HEAD]
    for loop in LOOPS:
        sections += [f"## {loop.title}", "", diagram(loop, names), table(loop)]
    return "\n".join([*sections, powers()]).rstrip() + "\n"


def diagram(loop: Loop, names: dict[str, str]) -> str:
    """A Mermaid state diagram; acts that stay where they are stand in the table only."""
    lines = ["```mermaid", "stateDiagram-v2", "    direction LR"]
    lines += [f"    {status}: {called(str(status), names)}" for status in loop.statuses]
    lines += [f"    [*] --> {status}: {called(act, names)}" for status, act in loop.begins.items()]
    lines += [
        f"    {start} --> {end}: {', '.join(acts)}" for (start, end), acts in roads(loop, names).items()
    ]
    ends = {str(status) for status in loop.statuses} - {start for start, _ in roads(loop, names)}
    lines += [f"    {status} --> [*]" for status in loop.statuses if str(status) in ends]
    return "\n".join([*lines, "```", ""])


def roads(loop: Loop, names: dict[str, str]) -> dict[tuple[str, str], list[str]]:
    """The acts that lead from one status to another, in the order of the table."""
    found: dict[tuple[str, str], list[str]] = {}
    for act in loop.acts.values():
        for status in act.sources:
            if act.target is not None and act.target != status:
                found.setdefault((str(status), str(act.target)), []).append(called(act.name, names))
    return found


def called(word: str, names: dict[str, str]) -> str:
    """A word in code with its Chinese name, where docs/words.md has one."""
    return f"{names.get(word, '')} {word}".strip()


def table(loop: Loop) -> str:
    statuses = [str(status) for status in loop.statuses]
    lines = [
        "→ moves on · ● stays · empty: refused",
        "",
        "| act | " + " | ".join(statuses) + " | entry | key |",
    ]
    lines += ["| --- " * (len(statuses) + 3) + "|"]
    for act in loop.acts.values():
        cells = " | ".join(cell(act, status) for status in loop.statuses)
        lines.append(f"| `{act.name}` | {cells} | `{act.kind}` | {act.key} |")
    return "\n".join([*lines, ""])


def cell(act: Any, status: Any) -> str:
    if status not in act.sources:
        return ""
    return "●" if act.leads_to(status) == status else f"→ {act.target}"


def powers() -> str:
    """Roles × acts, by ability; what a resident may do follows from the report being theirs."""
    lines = [
        "## Who may",
        "",
        "By role, within the reach of the post: its area, its unit, its centre, or the city.",
        "",
    ]
    lines += ["| role | reach | acts |", "| --- | --- | --- |"]
    for role, grants in TABLE.items():
        for reach, abilities in grants:
            acts = [
                f"`{act.name}`" for loop in LOOPS for act in loop.acts.values() if act.ability in abilities
            ]
            if acts:
                lines.append(f"| {role} | {reach} | {', '.join(acts)} |")
    return "\n".join([*lines, ""])
