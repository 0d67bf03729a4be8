"""docs/performance.md, made of what was measured and of nothing else."""

from __future__ import annotations

from typing import Any

from bench._aims import SECTIONS, Figures, Section, missed

type Measured = dict[str, dict[str, Any]]
"""Name of a measurement → its `figures`, with `command`, `date`, `commit`, `busy` and the `machine` it ran on."""

HEAD = """<!-- Written by `bin/bench report` from bench/measured.json; measure again, and do not change this file. -->

# Performance

What was measured on the machine named below each table, by commands anybody can run again. A rate alone says little about a
machine nobody else has, so each figure stands beside a **limit** measured in the same run; *ratio* is ours by the limit. How
each is measured: [bench](../bench/README.md).
"""
BUSY = 0.1
"""Share of the cores others had when a measurement began, from which on it is said."""


def text(measured: Measured) -> str:
    """The whole document; a measurement that has not been made is named at the end."""
    made = [section for section in SECTIONS if section.name in measured]
    parts = [HEAD, _overview(made, measured), *(_section(one, measured[one.name]) for one in made)]
    left = [f"`{section.name}`" for section in SECTIONS if section not in made]
    return "\n".join([*parts, f"Not measured yet: {', '.join(left)}.\n"] if left else parts)


def _overview(made: list[Section], measured: Measured) -> str:
    lines = ["## Aims", "", "| measurement | aim | reached |", "| --- | --- | --- |"]
    for section in made:
        faults = missed(section, measured[section.name]["figures"])
        aims = ", ".join(aim.says for aim in section.aims)
        lines.append(f"| {section.title} | {aims} | {f'no: {len(faults)} missed' if faults else 'yes'} |")
    return "\n".join([*lines, ""])


def _section(section: Section, run: dict[str, Any]) -> str:
    figures: Figures = run["figures"]
    more = [(key, words) for key, words in section.more if any(key in told for told in figures.values())]
    heads = ["", "ours", "limit", "ratio", *(words for _, words in more)]
    rows = [
        [name, *(_number(told.get(key)) for key in ("ours", "limit", "ratio", *(key for key, _ in more)))]
        for name, told in figures.items()
    ]
    table = [_row(heads), _row(["---", *["---:"] * (len(heads) - 1)]), *map(_row, rows)]
    said = (
        f"Ours: {section.ours}. Limit: {section.limit}. Aim: {', '.join(aim.says for aim in section.aims)}."
    )
    return "\n".join(
        [f"## {section.title}", "", said, "", *table, "", *_missed(section, figures), _made(run), ""]
    )


def _missed(section: Section, figures: Figures) -> list[str]:
    faults = missed(section, figures)
    return [*(f"- {fault}" for fault in faults), ""] if faults else []


def _others(busy: float | None) -> str:
    if busy is None:
        return " What else the machine did was not measured."
    if busy > BUSY:
        return f" When it began {busy:.0%} of the cores were busy with other work: its times are longer than an idle machine's."
    return ""


def _made(run: dict[str, Any]) -> str:
    machine = run["machine"]
    others = _others(run["busy"])
    return (
        f"`{run['command']}` on {run['date']} at `{run['commit']}`: {machine['cores']} cores ({machine['cpu']}),"
        f" {machine['memory_gb']} GB, PostgreSQL {machine['postgresql']}, Python {machine['python']}.{others}"
    )


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _number(value: Any) -> str:
    return "" if value is None else f"{value:,}" if isinstance(value, int | float) else str(value)
