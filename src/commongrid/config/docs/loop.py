"""docs/lifecycle.md: the closed loop as a diagram, as a table of status × act, and who may do what."""

from __future__ import annotations

from pathlib import Path

from commongrid.cases import lifecycle
from commongrid.cases.terms import Status
from commongrid.config import where
from commongrid.registry.units.grants import TABLE

HEAD = """# The life of a case

Read from [cases/lifecycle.py](../src/commongrid/cases/lifecycle.py). An act that is not in the table does not exist;
a status that an act does not name refuses it with a reason, and nothing changes. Late is not a status: it is
computed from the clock.
"""
MAIN_ROAD = ("assign", "take", "report_done", "pass_check")


def text(root: Path) -> str:
    return "\n".join([HEAD, diagram(root), table(), powers()]).rstrip() + "\n"


def diagram(root: Path) -> str:
    """A Mermaid state diagram; acts that stay where they are stand in the table only."""
    names = chinese(root)
    lines = ["```mermaid", "stateDiagram-v2", "    direction LR"]
    lines += [f"    {status}: {names.get(str(status), '')} {status}" for status in Status]
    lines += ["    [*] --> waiting: open 立案", "    [*] --> closed: settle 当场办结"]
    lines += [f"    {start} --> {end}: {', '.join(acts)}" for (start, end), acts in roads(names).items()]
    return "\n".join([*lines, "    void --> [*]", "    closed --> [*]", "```", ""])


def roads(names: dict[str, str]) -> dict[tuple[str, str], list[str]]:
    """The acts that lead from one status to another, the main road first."""
    found: dict[tuple[str, str], list[str]] = {}
    for act in sorted(lifecycle.ACTS.values(), key=lambda act: act.name not in MAIN_ROAD):
        for status in act.sources:
            if act.target is not None and act.target != status:
                label = f"{act.name} {names.get(act.name, '')}".strip()
                found.setdefault((str(status), str(act.target)), []).append(label)
    return found


def chinese(root: Path) -> dict[str, str]:
    """The Chinese name of a word in code, by docs/words.md."""
    return {row[2].strip("`"): row[0] for row in where.word_rows(root)}


def table() -> str:
    lines = ["## Status × act", "", "→ moves on · ● stays · empty: refused", ""]
    lines += ["| act | " + " | ".join(Status) + " | entry | key |", "| --- " * (len(Status) + 3) + "|"]
    for act in lifecycle.ACTS.values():
        cells = [cell(act, status) for status in Status]
        lines.append(f"| `{act.name}` | " + " | ".join(cells) + f" | `{act.kind}` | {act.key} |")
    return "\n".join([*lines, ""])


def cell(act: lifecycle.Act, status: Status) -> str:
    if status not in act.sources:
        return ""
    return "●" if act.leads_to(status) == status else f"→ {act.target}"


def powers() -> str:
    """Roles × acts of a case, by ability; what a resident may do follows from the report being theirs."""
    lines = [
        "## Who may",
        "",
        "By role, within the reach of the post: its area, its unit, its centre, or the city.",
        "",
    ]
    lines += ["| role | reach | acts |", "| --- | --- | --- |"]
    for role, grants in TABLE.items():
        for reach, abilities in grants:
            acts = [f"`{act.name}`" for act in lifecycle.ACTS.values() if act.ability in abilities]
            if acts:
                lines.append(f"| {role} | {reach} | {', '.join(acts)} |")
    return "\n".join([*lines, ""])
