"""The answer: one writes it, another approves it, and then the writer of the letter reads it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from commongrid.base.access.acts import require
from commongrid.base.access.terms import Actor
from commongrid.base.privacy.fields import sealed
from commongrid.base.verdicts import Refused, Why
from commongrid.cases.models import Case
from commongrid.intake import acts as intake
from commongrid.intake.terms import OPEN
from commongrid.registry.matters import queries as matters
from commongrid.registry.matters.terms import Item
from commongrid.work.letters import grants, rules
from commongrid.work.letters.acts.core import ANSWER, APPROVE, held_to, move, said, tell_writer
from commongrid.work.letters.models import Letter
from commongrid.work.letters.terms import MOST_ANSWER, State


def draft(letter: Letter, words: str, item: Item | None, *, by: Actor, at: datetime) -> Letter:
    """Write the answer, or write it anew; `item`: which matter it is, asked as long as there is no case.

    Refused: letters.gone, letters.answered_already, letters.say_what, letters.too_long, letters.which_matter.
    """
    require(by, ANSWER, letter)
    held_to(rules.may_draft(letter.state, is_open=is_alive(letter)))
    words = said(words)
    if len(words) > MOST_ANSWER:
        raise Refused("letters.too_long", most=MOST_ANSWER)
    if item is None and letter.report.case_id is None:
        raise Refused("letters.which_matter")
    changes = {
        "state": str(State.DRAFTED),
        "answer": sealed(Letter, "answer", letter.pk, words),
        "item_code": item.code if item else "",
        "drafted_by_id": by.account_id,
        "drafted_by": by.name,
        "note": None,
    }
    return move(letter, "letter.drafted", changes, by=by, at=at)


def send_back(letter: Letter, *, by: Actor, at: datetime, why: str) -> Letter:
    """The second pair of eyes is not content: the draft goes back with what to change. Refused: letters.nothing_to_approve."""
    require(by, APPROVE, letter)
    held_to(rules.may_approve(letter.state, letter.drafted_by_id, by.account_id))
    note = sealed(Letter, "note", letter.pk, said(why))
    return move(letter, "letter.sent_back", {"state": str(State.OPEN), "note": note}, by=by, at=at)


@transaction.atomic
def approve(letter: Letter, *, by: Actor, at: datetime) -> Letter:
    """Somebody else than who wrote it lets it go out. A report that is no case yet is settled by it, so that it is rated.

    Refused: letters.nothing_to_approve, letters.own_words, letters.gone.
    """
    require(by, APPROVE, letter)
    held_to(rules.may_approve(letter.state, letter.drafted_by_id, by.account_id))
    held_to(rules.may_draft(letter.state, is_open=is_alive(letter)))
    if letter.report.case_id is None:
        item = matters.edition(letter.item_code)
        settling = grants.with_one(by, "cases.settle")
        why = (Why("letters.answered_in_writing", {"number": letter.report.number}),)
        intake.settle(letter.report, item, letter.box.unit, by=settling, at=at, why=why)
    told = {"in_time": at <= letter.due_at}
    changes = {"state": str(State.ANSWERED), "answered_at": at, "note": None}
    move(letter, "letter.answered", changes, by=by, at=at, told=told)
    tell_writer(letter, "answered", at=at)
    return letter


@transaction.atomic
def take_on(letter: Letter, item: Item, *, by: Actor, at: datetime) -> Case:
    """It needs work: the report becomes a case and goes round the loop; the written answer is still owed."""
    require(by, ANSWER, letter)
    held_to(rules.may_draft(letter.state, is_open=is_alive(letter)))
    if letter.report.case_id is not None:
        raise Refused("letters.is_a_case")
    case = intake.admit(letter.report, item, by=grants.with_one(by, "reports.admit"), at=at)
    move(letter, "letter.taken_on", {}, by=by, at=at, told={"case_number": case.number})
    return case


def is_alive(letter: Letter) -> bool:
    """Neither taken back nor declined."""
    return letter.report.case_id is not None or letter.report.status in {str(one) for one in OPEN}
