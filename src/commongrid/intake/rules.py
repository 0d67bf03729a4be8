"""Decisions about a report: who looks first, and whether it may go ahead by itself."""

from __future__ import annotations

import hashlib
import hmac
from uuid import UUID

from commongrid.base.calendar.terms import Limit, Unit
from commongrid.base.verdicts import Verdict, Why
from commongrid.intake.terms import Channel

PUBLIC_CHANNELS = (Channel.SNAP, Channel.PORTAL)
TRIAGE_LIMIT = Limit(2, Unit.WORKING_HOURS)
VERIFY_LIMIT = Limit(4, Unit.WORKING_HOURS)
SURE_ENOUGH = 0.8
MOST_PHOTOS = 9
MOST_WORDS = 2000


def who_looks_first(
    channel: str, *, needs_verification: bool, has_position: bool, by_staff: bool
) -> Verdict[bool]:
    """Must a grid worker look on the spot before this is admitted? (True: verify first.)

    A captain asks for the grid worker to come, so they do. What staff saw themselves and what has no place to look at is not sent to anybody.
    """
    if channel == Channel.CAPTAIN and has_position:
        return Verdict(True, (Why("intake.captain_asks"),))
    if by_staff:
        return Verdict(False, (Why("intake.seen_by_staff"),))
    if not has_position:
        return Verdict(False, (Why("intake.no_place_to_look"),))
    if needs_verification and channel in PUBLIC_CHANNELS:
        return Verdict(True, (Why("intake.matter_asks_verification"),))
    return Verdict(False, (Why("intake.no_verification_asked"),))


def may_admit_itself(*, matter_chosen: bool, verified: bool, needs_verification: bool) -> Verdict[bool]:
    """May the system open the case without a dispatcher's look? Only what a person named and, if asked, saw."""
    if not matter_chosen:
        return Verdict(False, (Why("intake.matter_not_settled"),))
    if needs_verification and not verified:
        return Verdict(False, (Why("intake.not_verified_yet"),))
    return Verdict(True, (Why("intake.settled"),))


def code_hash(report_id: UUID, code: str) -> bytes:
    """What is kept of a follow code: a digest bound to the report; 32 bytes."""
    return hmac.digest(report_id.bytes, code.upper().encode(), hashlib.sha256)
