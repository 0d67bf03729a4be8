"""What every act of a letter shares: one statement with its entry, which names the report's number and no word of anybody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from commongrid.base.access.terms import Actor
from commongrid.base.journal import acts as journal
from commongrid.base.journal.statement import Write
from commongrid.base.journal.terms import NewEntry
from commongrid.base.notices import acts as notices
from commongrid.base.notices.terms import Channel, Message
from commongrid.base.verdicts import Outrun, Refused, Verdict, Why
from commongrid.registry.people import queries as people
from commongrid.work.letters.models import Letter
from commongrid.work.letters.terms import LETTER

SEE, ANSWER, APPROVE, KEEP = "letters.see", "letters.answer", "letters.approve", "letters.keep"


def held_to(verdict: Verdict[bool]) -> None:
    """Refused with the first reason of a verdict that says no."""
    if not verdict.answer:
        raise Refused(verdict.why[0].key, **verdict.why[0].facts)


def said(words: str) -> str:
    """What was written, without blanks around it. Refused when nothing was."""
    if not words.strip() or "\x00" in words:
        raise Refused("letters.say_what")
    return words.strip()


def move(
    letter: Letter,
    kind: str,
    changes: dict[str, Any],
    *,
    by: Actor,
    at: datetime,
    told: Mapping[str, Any] | None = None,
    then: Sequence[Write] = (),
) -> Letter:
    """Write what changes of a letter with its entry; Outrun when somebody else was first."""
    data = {"number": letter.report.number, "box": letter.box_id, **(told or {})}
    if not journal.move_subject(LETTER, letter, NewEntry(kind, at, by.snapshot(), data), changes, then=then):
        raise Outrun("letters.outrun")
    return letter


def tell_writer(letter: Letter, key: str, *, at: datetime) -> None:
    """Tell the writer, by the way they left, that something is new: the number, never the words."""
    person = letter.report.person_id
    way = people.way_to(person) if person else None
    if person is None or way is None:
        return
    number = letter.report.number
    once = f"{key}:{letter.pk}:{letter.seq}"
    why = Why(f"letters.told_{key}", {"number": number})
    notices.tell(
        [Message(why, f"report:{number}", f"/my/{number}/", once, at, persons={person: Channel(way)})], at=at
    )
