"""What each measurement says in the document: its unit, its limit, its columns, and the aims it is held against."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

type Figures = dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Aim:
    """A figure of one line (`*`: of every line) that may be at most, or must be at least, so much."""

    line: str
    figure: str
    words: str
    at_most: float | None = None
    at_least: float | None = None

    @property
    def says(self) -> str:
        return (
            f"{self.words} ≤ {self.at_most:g}"
            if self.at_most is not None
            else f"{self.words} ≥ {self.at_least:g}"
        )

    def is_met(self, value: float) -> bool:
        """Is it within? An aim has one side only."""
        return value <= self.at_most if self.at_most is not None else value >= (self.at_least or 0)


@dataclass(frozen=True, slots=True)
class Section:
    """`ours` and `limit` say what the two figures are; `more`: further figures and their headings."""

    name: str
    title: str
    ours: str
    limit: str
    aims: tuple[Aim, ...]
    more: tuple[tuple[str, str], ...] = ()
    why: dict[str, str] = field(default_factory=dict)
    """Line → a sentence on why it misses its aim, where that is known."""


_BOUND = (
    "What bounds it is the processor time of Python: both cores are busy, PostgreSQL has a sixth of it, and even the page that does"
    " nothing, through the same server and middlewares, is far below what `pgbench` writes."
)

SECTIONS = (
    Section(
        "loop", "Receiving a report, one act", "requests a second through HTTP, 16 clients",
        "the same rows by `pgbench`, transactions a second",
        (Aim("receive", "ratio", "ratio of receiving", at_least=0.4), Aim("act", "ratio", "ratio of an act", at_least=0.3)),
        (("empty", "an empty page, requests a second"),),
        {
            "receive": _BOUND + " A report is nine statements, a suggested matter, a comparison with what is open around it and a"
            " sealed text; none of them takes a fifth of the time.",
            "act": _BOUND + " An act is a session, an account with its posts, the case, its rule and one statement that moves and journals it.",
        },
    ),
    Section(
        "import", "Bringing history in", "cases a second: validated, located, journalled, with figures",
        "raw `COPY` of the same rows into the same tables and indexes, cases a second",
        (Aim("import", "ratio", "ratio", at_least=0.3),), (("rows", "cases"),),
    ),
    Section(
        "locate", "Points to grids", "points a second", "Shapely's bulk `STRtree.query` alone, points a second",
        (Aim("locate", "ratio", "ratio", at_least=0.8), Aim("locate", "wrong", "other answers", at_most=0)),
        (("points", "points"), ("grids", "grids"), ("wrong", "other answers")),
    ),
    Section(
        "grid_planning", "Planning grids", "imbalance in per cent, compactness (Polsby–Popper), seconds",
        "GerryChain's `recursive_tree_part` on the same graph",
        (Aim("imbalance", "ratio", "imbalance beside it", at_most=1), Aim("imbalance", "broken", "grids in parts", at_most=0),
         Aim("compactness", "ratio", "compactness beside it", at_least=1)),
        (("worst", "worst"), ("limit_worst", "worst there"), ("grids", "grids")),
    ),
    Section(
        "rounds", "Planning rounds of 60 stops", "metres of the way, mean over made-up towns",
        "a lower bound no way is shorter than (Held and Karp, ascents over spanning trees), metres",
        (Aim("way", "ratio", "way beside the bound", at_most=1.1), Aim("way", "beside_nearest", "way beside the nearest next", at_most=0.95),
         Aim("way", "left_out", "left out", at_most=0)),
        (("worst", "worst ratio"), ("nearest", "nearest next, metres"), ("beside_nearest", "beside it"), ("seconds", "seconds"),
         ("slowest", "slowest"), ("towns", "towns"), ("left_out", "left out")),
    ),
    Section(
        "coverage", "Coverage of service points", "buildings a second within reach or not; for proposals, seconds",
        "Shapely's bulk `STRtree.query`; for proposals, weighing every building each time on its pairs",
        (Aim("covered", "ratio", "ratio", at_least=0.8), Aim("covered", "wrong", "other answers", at_most=0),
         Aim("best", "ratio", "seconds beside it", at_most=0.5), Aim("best", "wrong", "other proposals", at_most=0)),
        (("buildings", "buildings"), ("points", "points"), ("best_seconds", "ten proposals, seconds"), ("wrong", "other answers")),
    ),
    Section(
        "pages", "Every page, in a large and a small city", "p95 in the large city, milliseconds",
        "p95 of the same page in the small one, milliseconds", (Aim("*", "ratio", "ratio", at_most=2),),
        (("ours_p50", "p50, large"), ("limit_p50", "p50, small"), ("cases", "cases, large"), ("limit_cases", "cases, small")),
        {
            "map: all by one channel from near": "A map shows at most 2,000 points and the small city has few there: this is"
            " the price of 2,000 points, and it grows no further.",
        },
    ),
    Section(
        "field", "In the field", "items a second, rows a second; for pages, p95 among 906,000 premises in milliseconds",
        "for the sync: the same photos opened and written with nothing around them, and as many empty pages; for the import: raw"
        " `COPY` of the same rows; for pages: p95 of the same page among 100",
        (Aim("*", "slower", "ratio of pages", at_most=2),),
        (("items", "items"), ("photo_kb", "KB a photo"), ("premises", "premises"), ("limit_premises", "premises there")),
    ),
    Section(
        "campaign", "Laying out a campaign", "places a second written down as items; pause and stop: milliseconds until they are answered while it goes on",
        "one raw `INSERT … SELECT` of the same rows into a table with the same indexes; for pause and stop: one batch of it, which they may have to wait for",
        (
            Aim("laying out", "ratio", "ratio of laying out", at_least=0.3),
            Aim("*", "after", "places written after the answer", at_most=0),
        ),
        (("places", "places"), ("laid", "laid by then"), ("after", "written after")),
    ),
    Section(
        "readers", "Readers of the journal under full intake", "seconds behind, p95",
        "a reader that does nothing with what it hears, seconds behind, p95",
        (
            Aim("readers", "ours", "seconds behind", at_most=2),
            Aim("readers", "max", "seconds behind, at most ever", at_most=2),
            Aim("readers", "lost", "lost", at_most=0),
            Aim("readers", "doubled", "doubled", at_most=0),
        ),
        (("p50", "p50"), ("max", "max"), ("lost", "lost"), ("doubled", "doubled"), ("receive", "reports a second"), ("act", "acts a second")),
    ),
    Section(
        "users", "People at dashboards while 16 report", "p95 of a visit, milliseconds",
        "p95 of a file of the same weight from the same server to as many people, milliseconds",
        (
            Aim("users", "ours", "p95 of a visit in milliseconds", at_most=500),
            Aim("users", "first_kb", "KB on the first visit", at_most=300),
            Aim("users", "later_kb", "KB on a later one", at_most=60),
        ),
        (
            ("p50", "p50"), ("first_p95", "first visit, p95"), ("people", "people"), ("pause_s", "pause, s"), ("first_kb", "KB first"),
            ("later_kb", "KB later"), ("requests_per_s", "requests a second"),
        ),
    ),
    Section(
        "crash", "kill -9 of web, worker and PostgreSQL under load", "reports and acts that are there afterwards",
        "reports and acts that were acknowledged", (Aim("crash", "ratio", "share that is there", at_least=1),),
    ),
)  # fmt: skip


def missed(section: Section, figures: Figures) -> list[str]:
    """One sentence for each aim that is not met."""
    found = []
    for aim in section.aims:
        for line, told in figures.items():
            value = told.get(aim.figure)
            if aim.line in ("*", line) and value is not None and not aim.is_met(value):
                wanted = aim.says.removeprefix(aim.words).strip()
                told_why = f" {section.why[line]}" if line in section.why else ""
                found.append(f"**Missed**: {line}: {aim.words} is {value:,}; the aim is {wanted}.{told_why}")
    return found
