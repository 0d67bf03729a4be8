"""Decisions about advice: who may still be handed it, when it may be written and given."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from commongrid.base.verdicts import Verdict, Why
from commongrid.registry.appointments.terms import State as Booked
from commongrid.work.advice.terms import MOST_WORDS, Referral, State, Written

EARLY = timedelta(minutes=30)


def may_take_in(booked: str, starts_at: datetime, at: datetime) -> Verdict[bool]:
    """Can whoever booked be taken in? Half an hour early at most, however late, and not once it was called off."""
    if booked == Booked.CANCELLED:
        return Verdict(False, (Why("appointments.is_cancelled"),))
    if at < starts_at - EARLY:
        return Verdict(False, (Why("appointments.not_yet"),))
    return Verdict(True)


def may_write(state: str, told: Written) -> Verdict[bool]:
    """Can this be written down? While somebody was taken in and nothing was given."""
    if state == State.GIVEN:
        return Verdict(False, (Why("advice.given_already"),))
    if state == State.WAITING:
        return Verdict(False, (Why("advice.take_in_first"),))
    if not told.words.strip() or "\x00" in told.words:
        return Verdict(False, (Why("advice.say_what"),))
    if len(told.words) > MOST_WORDS:
        return Verdict(False, (Why("advice.too_long", {"most": MOST_WORDS}),))
    if told.referral and told.referral not in set(Referral):
        return Verdict(False, (Why("advice.no_such_referral"),))
    return Verdict(True)


def may_give(state: str) -> Verdict[bool]:
    """Can it be given? Once it is written down, and once only."""
    if state == State.GIVEN:
        return Verdict(False, (Why("advice.given_already"),))
    if state != State.DRAFTED:
        return Verdict(False, (Why("advice.write_first"),))
    return Verdict(True)


def may_hand_over(state: str, to: int, by: int | None, conflicted: Collection[int]) -> Verdict[bool]:
    """Can it go to another lawyer? Before it is given, and never to one who has a conflict in it."""
    if state == State.GIVEN:
        return Verdict(False, (Why("advice.given_already"),))
    if to == by or to in conflicted:
        return Verdict(False, (Why("advice.has_a_conflict"),))
    return Verdict(True)


def may_change(state: str | None) -> Verdict[bool]:
    """Can the asker still move or cancel? Until they are taken in; None: nothing was begun."""
    if state not in (None, State.WAITING):
        return Verdict(False, (Why("appointments.is_over"),))
    return Verdict(True)


def may_serve(post: int, conflicted: Collection[int]) -> Verdict[bool]:
    """Can the appointment be moved to this lawyer's hours? Not to one who has a conflict in it."""
    if post in conflicted:
        return Verdict(False, (Why("advice.other_lawyer"),))
    return Verdict(True)
