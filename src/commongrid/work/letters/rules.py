"""Decisions about letters: who may approve whose words, when something may be made public, what still stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from commongrid.base.verdicts import Verdict, Why
from commongrid.work.letters.redacting import marks
from commongrid.work.letters.terms import PublicState, Redacted, State

CODE = re.compile(r"[a-z0-9][a-z0-9-]{1,47}")


def may_draft(state: str, *, is_open: bool) -> Verdict[bool]:
    """Can an answer be written? As long as none was given, and the report was neither taken back nor declined."""
    if not is_open:
        return Verdict(False, (Why("letters.gone"),))
    if state == State.ANSWERED:
        return Verdict(False, (Why("letters.answered_already"),))
    return Verdict(True)


def may_approve(state: str, written_by: int | None, by: int | None) -> Verdict[bool]:
    """Is there something to approve, written by somebody else?"""
    if state not in (State.DRAFTED, PublicState.PROPOSED):
        return Verdict(False, (Why("letters.nothing_to_approve"),))
    if written_by is not None and written_by == by:
        return Verdict(False, (Why("letters.own_words"),))
    return Verdict(True)


def may_redact(state: str, agreed: bool | None, public: str) -> Verdict[bool]:
    """May question and answer be prepared for publishing? Answered, the writer agrees, and none is waiting or public."""
    if state != State.ANSWERED:
        return Verdict(False, (Why("letters.not_answered_yet"),))
    if not agreed:
        return Verdict(False, (Why("letters.writer_does_not_agree"),))
    if public in (PublicState.PROPOSED, PublicState.PUBLIC):
        return Verdict(False, (Why("letters.redacted_already"),))
    return Verdict(True)


def is_clean(made: Redacted, names: Iterable[str], original: str) -> Verdict[bool]:
    """Is the redaction good enough to be shown to the second person?

    Names and what was marked in the original and still stands there are refused; what else is marked, a public
    office's telephone for instance, has to have been looked at.
    """
    known = list(names)
    text = f"{made.title}\n{made.question}\n{made.answer}"
    left = marks(text, known)
    own = [original[mark.start : mark.end] for mark in marks(original, known)]
    stays = [text[mark.start : mark.end] for mark in left]
    kept = [one for one in stays if any(one in each for each in own)]
    if kept:
        return Verdict(False, (Why("letters.writers_own_left", {"n": len(kept)}),))
    if left and not made.looked:
        return Verdict(False, (Why("letters.still_marked", {"n": len(left)}),))
    return Verdict(True)
