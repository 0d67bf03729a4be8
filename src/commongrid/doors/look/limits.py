"""A limit in words, as every face says it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commongrid.base.calendar.terms import Limit, Unit


def length(limit: Limit | None) -> str:
    """A limit in words: 2 working hours, 3 working days."""
    if limit is None:
        return ""
    if not limit.unit.in_days and limit.amount < 1:
        return _("%(n)d min") % {"n": round(limit.amount * 60)}
    amount: Any = int(limit.amount) if limit.amount == int(limit.amount) else limit.amount
    count = int(limit.amount) if limit.amount == int(limit.amount) else 2
    match limit.unit:
        case Unit.WORKING_HOURS:
            words = ngettext("%(n)s working hour", "%(n)s working hours", count)
        case Unit.URGENT_HOURS:
            words = ngettext("%(n)s hour round the clock", "%(n)s hours round the clock", count)
        case Unit.WORKING_DAYS:
            words = ngettext("%(n)s working day", "%(n)s working days", count)
        case _other:
            words = ngettext("%(n)s day", "%(n)s days", count)
    return words % {"n": amount}
