"""Every reason has its words in both languages, and the words ask only for facts that the reason brings."""

from __future__ import annotations

import ast
import csv
import string
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.house import plan
from tests.house.law import Law

REASONS = {"Why", "Refused", "NotAllowed", "Outrun"}

WORDED = Law(
    says="Every key of a Why or a Refused has a sentence in Chinese and English.",
    why="A person who is refused is told why in their language; a bare key tells them nothing.",
    mend="Add key,en,zh to the sentences.csv of the room that gives the reason.",
)
SAME = Law(
    says="Both languages of a sentence use the same {facts}, and only facts the reason brings.",
    why="A missing fact shows up as a hole in front of a resident, in one language only.",
    mend="Give the fact where the reason is made, or take it out of the sentence.",
)
ONCE = Law(
    says="A key stands in one sentences.csv, once.",
    why="Of two wordings one is never shown, and somebody will mend the wrong one.",
    mend="Keep the one in the room that gives the reason.",
)


@dataclass(frozen=True)
class Sentence:
    key: str
    en: str
    zh: str
    where: str

    @property
    def facts(self) -> set[str]:
        return placeholders(self.en) | placeholders(self.zh)

    @property
    def is_even(self) -> bool:
        """Do both languages ask for the same? `name_en` in one and `name_zh` in the other is the same."""
        return neutral(placeholders(self.en)) == neutral(placeholders(self.zh))


def neutral(names: set[str]) -> set[str]:
    return {name.removesuffix("_zh").removesuffix("_en") for name in names}


def placeholders(text: str) -> set[str]:
    return {name.split(".")[0].split("[")[0] for _, name, _, _ in string.Formatter().parse(text) if name}


def sentences() -> Iterator[Sentence]:
    for path in sorted(plan.HOUSE.rglob("sentences.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            for row in rows:
                where = f"{plan.at(path)}:{rows.line_num}"
                yield Sentence(row["key"], row["en"] or "", row["zh"] or "", where)


def reasons() -> Iterator[tuple[str, set[str] | None, Path, ast.Call]]:
    """Keys given as text with the facts beside them (None: the facts are made elsewhere)."""
    for path in plan.modules():
        for node in ast.walk(plan.tree(path)):
            if isinstance(node, ast.Call) and plan.last_name(node.func) in REASONS and node.args:
                key = node.args[0]
                if isinstance(key, ast.Constant) and isinstance(key.value, str):
                    yield key.value, facts(node), path, node


def facts(call: ast.Call) -> set[str] | None:
    if plan.last_name(call.func) != "Why":
        return (
            None
            if any(word.arg is None for word in call.keywords)
            else {str(word.arg) for word in call.keywords}
        )
    given = [*call.args[1:2], *(word.value for word in call.keywords if word.arg == "facts")]
    if not given:
        return set()
    if not isinstance(given[0], ast.Dict) or not all(isinstance(key, ast.Constant) for key in given[0].keys):
        return None
    return {str(key.value) for key in given[0].keys if isinstance(key, ast.Constant)}


def test_every_reason_has_its_words() -> None:
    worded = {one.key for one in sentences() if one.en and one.zh}
    WORDED.holds(f"{plan.at(path, node)} {key}" for key, _, path, node in reasons() if key not in worded)


def test_both_languages_use_the_same_facts() -> None:
    SAME.holds(f"{one.where} {one.key}" for one in sentences() if not one.is_even)


def test_sentences_ask_only_for_facts_that_are_there() -> None:
    asked = {one.key: one.facts for one in sentences()}
    SAME.holds(
        f"{plan.at(path, node)} {key} does not bring {', '.join(sorted(missing))}"
        for key, given, path, node in reasons()
        if given is not None and (missing := asked.get(key, set()) - given)
    )


def test_sentences_of_entries_ask_only_for_what_acts_record() -> None:
    """`{who}`, `{actor}` and `{unit_name}` come from the actor; every other fact is a key that some act of the room writes."""
    faults = []
    for one in sentences():
        if one.key.startswith("entry."):
            room = plan.ROOT / Path(one.where.split(":")[0]).parent
            written = {"who", "actor", "unit_name"} | texts(room)
            faults += [f"{one.where} {one.key} asks for {fact}" for fact in one.facts - written]
    SAME.holds(faults)


@cache
def texts(room: Path) -> frozenset[str]:
    """Every text constant of a room: among them the keys of its entries' data."""
    nodes = (
        node
        for path in room.rglob("*.py")
        if not plan.is_migration(path)
        for node in ast.walk(plan.tree(path))
    )
    return frozenset(
        node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def test_no_sentence_stands_twice() -> None:
    keys = [one.key for one in sentences()]
    ONCE.holds(f"{one.where} {one.key}" for one in sentences() if keys.count(one.key) > 1)
