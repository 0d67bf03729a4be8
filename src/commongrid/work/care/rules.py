"""Decisions about care: what may be asked for, how long it lasts, whether words name somebody."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import date, timedelta

from commongrid.base.verdicts import Verdict, Why
from commongrid.work.care.terms import LONGEST, Purpose, State, Wish

LEAST_AGREED = 4


def is_wish(wish: Wish, today: date) -> Verdict[bool]:
    """Can care be begun like this: a purpose of the list, somebody to call by name, an end within a year?"""
    if not wish.purposes or set(wish.purposes) - set(Purpose):
        return Verdict(False, (Why("care.no_purpose"),))
    if not wish.name.strip():
        return Verdict(False, (Why("care.no_name"),))
    if len(wish.area) < 12:
        return Verdict(False, (Why("care.no_community"),))
    return is_until(wish.until, today)


def is_until(until: date, today: date) -> Verdict[bool]:
    """Care ends within a year of the consent; who wants it longer consents again."""
    if until <= today:
        return Verdict(False, (Why("care.ends_before"),))
    if until > today + LONGEST:
        return Verdict(False, (Why("care.too_long", {"days": LONGEST.days}),))
    return Verdict(True)


def is_open(state: str) -> Verdict[bool]:
    """Is it still going on?"""
    return Verdict(True) if state != State.ENDED else Verdict(False, (Why("care.is_over"),))


def names_nobody(text: str, known: Iterable[str]) -> Verdict[bool]:
    """May these words leave the room: do they hold none of what is known of the person (name, number, flat)?"""
    plain = _plain(text)
    if any(len(word) > 1 and word in plain for word in map(_plain, known)):
        return Verdict(False, (Why("care.names_somebody"),))
    return Verdict(True)


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


def may_hand(role: str, is_same: bool, agreed: str) -> Verdict[bool]:
    """Can a file go to another counsellor: is it one, another one, and did the visitor agree, how and when?"""
    if role != "counsellor":
        return Verdict(False, (Why("care.not_a_counsellor"),))
    if is_same:
        return Verdict(False, (Why("care.is_yours"),))
    if len(agreed.strip()) < LEAST_AGREED:
        return Verdict(False, (Why("care.no_consent_noted"),))
    return Verdict(True)


def next_visit(last: date | None, taken: date, every_days: int) -> date:
    """When somebody should come next."""
    return (last or taken) + timedelta(days=every_days if last else 0)
