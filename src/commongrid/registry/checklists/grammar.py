"""How a test and a condition are written in a table, and how a table's words become one. Pure.

A test: `yes`, `no`, `is a|b`, `not a|b`, `> 8`, `< 3`, `rise > 5`, `always`, `gap` (when the answer is a gap), or
nothing. A condition is an earlier question's code and a test: `q03 yes`, `q05 is a|b`.
"""

from __future__ import annotations

import re

from commongrid.registry.checklists.terms import Condition, Sense, Test

PLAIN = (("yes",), ("no",))
SIGNS = {">": Sense.ABOVE, "<": Sense.BELOW}
FIGURE = re.compile(r"(rise)?\s*([<>])\s*(-?\d+(?:\.\d+)?)")


def read_test(words: str) -> Test | None:
    """The test; None for nothing (or "never"). ValueError with the words when they are no test."""
    words = words.strip()
    if words in {"", "never"}:
        return None
    if words in {"yes", "no"}:
        return Test(Sense.IS, (words,))
    if words in {"always", "gap"}:
        return Test(Sense(words))
    if figure := FIGURE.fullmatch(words):
        rises, sign, amount = figure.groups()
        if not rises or sign == ">":
            return Test(Sense.RISES if rises else SIGNS[sign], figure=float(amount))
    sense, _, values = words.partition(" ")
    chosen = tuple(value.strip() for value in values.split("|"))
    if sense in {"is", "not"} and all(chosen):
        return Test(Sense(sense), chosen)
    raise ValueError(words)


def written(test: Test | None) -> str:
    """The test as `read_test` reads it."""
    if test is None:
        return ""
    if test.sense in {Sense.ALWAYS, Sense.GAP}:
        return test.sense.value
    if test.sense == Sense.IS and test.values in PLAIN:
        return test.values[0]
    if test.sense in {Sense.IS, Sense.NOT}:
        return f"{test.sense.value} {'|'.join(test.values)}"
    return f"{'rise ' if test.sense == Sense.RISES else ''}{'<' if test.sense == Sense.BELOW else '>'} {test.figure:g}"


def read_condition(words: str) -> Condition | None:
    """The condition; None for nothing. ValueError with the words when they are none."""
    code, _, rest = words.strip().partition(" ")
    if not code:
        return None
    test = read_test(rest)
    if test is None or test.sense == Sense.GAP:
        raise ValueError(words.strip())
    return Condition(code, test)


def written_condition(condition: Condition | None) -> str:
    return f"{condition.question} {written(condition.test)}" if condition else ""
