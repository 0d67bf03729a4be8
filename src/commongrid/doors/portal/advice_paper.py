"""Written advice as a paper to take away."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commongrid.base import papers
from commongrid.doors.look import facts, moments
from commongrid.doors.look import papers as setting
from commongrid.doors.portal import advising
from commongrid.work.advice.models import Advice


def of(advice: Advice, given_at: datetime) -> papers.Paper:
    """Where, when and by whom, the advice, and where to go on."""
    where = advising.named(advice.point)
    rows = ((_("Where"), where), (_("Given"), moments.full(given_at)), (_("Duty lawyer"), advice.lawyer))
    blocks: list[papers.Block] = [
        papers.Facts(rows),
        papers.Heading(_("The advice")),
        papers.Text(advice.words or ""),
    ]
    if advice.referral:
        named = facts.word("advice_referral", advice.referral, get_language() or "zh-hans")
        told = papers.Text(f"{named}: {advising.REFERRALS[advice.referral]}")
        blocks += [papers.Heading(_("Where to go on")), told]
    return setting.paper(_("Legal advice"), moments.full(given_at), tuple(blocks), by=where, at=given_at)
