"""A life told as one table: every act with the states it may begin in and the one it leads to. What is not in it does not exist."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from commongrid.base.verdicts import Verdict, Why


@dataclass(frozen=True)  # with slots, Python 3.12 cannot make one of `Act[State]`
class Act[S: StrEnum]:
    """One row. A state that is not named in `sources` refuses it; without a `target` the state stays.

    `kind` is its journal entry, `ability` what an actor needs (a room may have words of its own for whoever needs none);
    `key` names a second act of the same name.
    """

    name: str
    kind: str
    ability: str
    sources: tuple[S, ...]
    target: S | None = None
    key: str = ""

    def leads_to(self, state: S) -> S:
        return self.target or state


@dataclass(frozen=True, slots=True)
class Words:
    """How a room says that an act is possible in a state, or is not: two reasons, and the facts they name."""

    possible: str
    impossible: str
    act: str
    state: str


def decide[S: StrEnum](act: Act[S], state: S, words: Words) -> Verdict[bool]:
    """May this act happen in this state at all?"""
    is_possible = state in act.sources
    key = words.possible if is_possible else words.impossible
    return Verdict(is_possible, (Why(key, {words.act: act.name, words.state: str(state)}),))


def possible[S: StrEnum](acts: Iterable[Act[S]], state: S) -> tuple[str, ...]:
    """The acts that are possible in a state, in the order of the table."""
    return tuple(act.name for act in acts if state in act.sources)
