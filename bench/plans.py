"""The slowest statements behind the pages of a city: what PostgreSQL itself says it did for each, by page."""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from bench import _city, pages
from bench._asking import quantile
from bench._pages import PAGES
from commongrid.config.launch import house

SIZE, ROUNDS, MOST = 1_000_000, 5, 10
SPY = {
    "session_preload_libraries": "auto_explain",
    "auto_explain.log_min_duration": "0",
    "auto_explain.log_analyze": "on",
    "auto_explain.log_buffers": "on",
    "auto_explain.log_timing": "off",
    "auto_explain.log_format": "json",
}
"""Asked of PostgreSQL while it is measured; without a clock at each node a plan costs hardly more than without a spy."""
TOLD = re.compile(r"LOG: {2}duration: (?P<ms>[\d.]+) ms {2}plan:\n(?P<plan>\t\{\n.*?\n\t\})", re.DOTALL)
VALUE = re.compile(r"'(?:[^']|'')*'|\b\d+(?:\.\d+)?\b")
MANY = re.compile(r"\((?:\?, )+\?\)")


@dataclass(slots=True)
class Statement:
    """One statement of one page whatever values it was asked with; `pages` are those of 8 KB it touched, `outline` its slowest plan."""

    page: str
    text: str
    took: list[float] = field(default_factory=list)
    pages: int = 0
    outline: tuple[str, ...] = ()

    def add(self, ms: float, plan: dict[str, Any]) -> None:
        self.took.append(ms)
        if ms >= max(self.took):
            self.pages = plan.get("Shared Hit Blocks", 0) + plan.get("Shared Read Blocks", 0)
            self.outline = tuple(outline(plan))


def main(argv: list[str]) -> int:
    chosen = _parser().parse_args(argv)
    with pages.made(chosen.cases, chosen.keep, None) as (city, scene):
        spied(city, is_on=True)
        try:
            with _city.serving(city) as port:
                told = asked(pages.Town(chosen.cases, port, scene), city.var / "pg.log", chosen.rounds)
        finally:
            spied(city, is_on=False)
    slowest = sorted(told, key=lambda one: -quantile(one.took, 0.5))[:MOST]
    house.say(json.dumps(figures(slowest), ensure_ascii=False) if chosen.json else table(slowest))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bin/bench plans", description=__doc__)
    parser.add_argument("--cases", type=int, default=SIZE, help=f"how large the city is ({SIZE:,})")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep the city there, or use the one there")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how often each page is asked for")
    parser.add_argument("--json", action="store_true")
    return parser


def spied(city: _city.City, *, is_on: bool) -> None:
    """Lets PostgreSQL write each statement's plan into its log, or no longer; holds for connections made afterwards."""
    with city.connect() as db:
        for name, value in SPY.items():
            db.execute(f"alter system set {name} = '{value}'" if is_on else f"alter system reset {name}")
        db.execute("select pg_reload_conf()")


def asked(town: pages.Town, log: Path, rounds: int) -> list[Statement]:
    """Every page so many times, each followed by what the log tells of it; the first answer only wakes plans up."""
    told: dict[tuple[str, str], Statement] = {}
    for page in PAGES:
        for number in range(-1, rounds):
            since = log.stat().st_size
            town.ask(page, Random(f"plans {page.name} {number}"))  # noqa: S311 (what to ask for)
            for ms, plan in logged(log, since) if number >= 0 else ():
                text = worded(plan["Query Text"])
                told.setdefault((page.name, text), Statement(page.name, text)).add(ms, plan["Plan"])
    return list(told.values())


def logged(log: Path, since: int) -> Iterator[tuple[float, dict[str, Any]]]:
    """What was run since that byte of the log: milliseconds and what `explain` would show."""
    with log.open("rb") as lines:
        lines.seek(since)
        told = lines.read().decode(errors="replace")
    for one in TOLD.finditer(told):
        yield float(one["ms"]), json.loads(one["plan"])


def worded(text: str) -> str:
    """A statement without its values, so that the same one asked twice is one."""
    return MANY.sub("(?, …)", VALUE.sub("?", " ".join(text.split())))


def outline(node: dict[str, Any], depth: int = 0) -> Iterator[str]:
    """A plan in one line a node: what it does, by which index or on which table, how many rows came."""
    of = node.get("Index Name") or node.get("Relation Name") or node.get("CTE Name") or ""
    rows = round(node.get("Actual Rows", 0) * node.get("Actual Loops", 1))
    lost = node.get("Rows Removed by Filter", 0) + node.get("Rows Removed by Index Recheck", 0)
    told = f"{rows:,} rows" + (f", {lost:,} passed over" if lost else "")
    yield f"{'  ' * depth}{node['Node Type']} {of}".rstrip() + f" · {told}"
    for child in node.get("Plans", ()):
        yield from outline(child, depth + 1)


def figures(slowest: list[Statement]) -> dict[str, dict[str, Any]]:
    """For machines: milliseconds (median, most) and pages of 8 KB by page and place in the list."""
    found: dict[str, dict[str, Any]] = {}
    for place, one in enumerate(slowest, 1):
        found[f"{place}. {one.page}"] = {
            "ours": round(quantile(one.took, 0.5), 1), "most": round(max(one.took), 1), "times": len(one.took),
            "pages": one.pages, "statement": one.text, "plan": list(one.outline),
        }  # fmt: skip
    return found


def table(slowest: list[Statement]) -> str:
    """For people, as Markdown."""
    lines = []
    for place, one in enumerate(slowest, 1):
        median, most = quantile(one.took, 0.5), max(one.took)
        head = f"{place}. **{one.page}**: {median:.1f} ms, at most {most:.1f} of {len(one.took)}, {one.pages:,} pages of 8 KB"
        lines += [head, f"   `{one.text[:400]}`", "   ```", *(f"   {line}" for line in one.outline), "   ```"]
    return "\n".join(lines)


if __name__ == "__main__":
    house.run(main)
