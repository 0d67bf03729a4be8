"""How long a link lives, and whether it still shows anything."""

from __future__ import annotations

from datetime import datetime

from commongrid.base.verdicts import Verdict, Why
from commongrid.insight.handouts.terms import LIVES, MOST


def may_give(days: int, out: int) -> Verdict[bool]:
    """May another link be given for `days`, when its maker has `out` links out already?"""
    if days not in LIVES:
        return Verdict(False, (Why("handouts.life_unknown", {"days": days}),))
    if out >= MOST:
        return Verdict(False, (Why("handouts.too_many_links", {"most": MOST}),))
    return Verdict(True)


def is_good(expires_at: datetime, withdrawn_at: datetime | None, at: datetime) -> bool:
    """Does a link still show its dashboard?"""
    return withdrawn_at is None and at < expires_at
