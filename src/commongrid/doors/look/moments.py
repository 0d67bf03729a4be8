"""Moments, lengths and distances in the reader's language and the city's time zone."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

MINUTE, HOUR, DAY = 60, 3600, 86400


def near(at: datetime, now: datetime) -> str:
    """A past or near moment: 今天09:40, 昨天16:43, 周二16:43 (within six days), 11月3日16:43, with the year if another."""
    return _("%(day)s %(clock)s") % {"day": day(at, now), "clock": clock(at)}


def promise(at: datetime, now: datetime) -> str:
    """A moment promised to somebody: 今天18:00, 明天12:00, 周五（20日）18:00, 11月30日18:00."""
    apart = _days_apart(at, now)
    if 2 <= apart <= 6:
        facts = _facts(at)
        return _("%(weekday)s (%(day)d) %(clock)s") % {**facts, "clock": clock(at)}
    return near(at, now)


def day(at: datetime, now: datetime) -> str:
    """The day alone, as near as words allow: 今天, 昨天, 明天, 周二, 11月3日, 2025年11月3日."""
    apart, facts = _days_apart(at, now), _facts(at)
    named = {0: _("today"), -1: _("yesterday"), 1: _("tomorrow")}
    if apart in named:
        return named[apart]
    if -6 <= apart <= 6:
        return str(facts["weekday"])
    if timezone.localtime(at).year == timezone.localtime(now).year:
        return _("%(day)d %(month_name)s") % facts
    return _("%(day)d %(month_name)s %(year)d") % facts


def full(at: datetime) -> str:
    """The moment without doubt, for a tooltip or a printed page: 2026年11月20日18:00."""
    return _("%(day)d %(month_name)s %(year)d %(clock)s") % {**_facts(at), "clock": clock(at)}


def clock(at: datetime) -> str:
    """Hours and minutes in the city's zone: 16:43."""
    return timezone.localtime(at).strftime("%H:%M")


def length(span: timedelta) -> str:
    """How long in at most two units: 8分钟, 1小时10分, 2天3小时; days alone from four on."""
    seconds = abs(int(span.total_seconds()))
    days, hours, minutes = seconds // DAY, seconds % DAY // HOUR, seconds % HOUR // MINUTE
    whole_days = ngettext("%(n)d day", "%(n)d days", days) % {"n": days}
    if days and (days >= 4 or not hours):
        return whole_days
    if days:
        return _("%(days)s %(hours)d h") % {"days": whole_days, "hours": hours}
    if hours and minutes:
        return _("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": minutes}
    if hours:
        return ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours}
    return _("%(n)d min") % {"n": minutes}


def remaining(due_at: datetime, now: datetime) -> str:
    """What is left or past: 剩8分钟, 还有2天3小时, 逾期40分钟."""
    left = due_at - now
    if left < timedelta(0):
        return _("%(length)s late") % {"length": length(left)}
    if left >= timedelta(days=1):
        return pgettext("a day or more", "%(length)s left") % {"length": length(left)}
    return pgettext("less than a day", "%(length)s left") % {"length": length(left)}


def ago(at: datetime, now: datetime) -> str:
    """How long since: 刚刚, 8分钟前, 2天前."""
    gone = now - at
    if gone < timedelta(minutes=1):
        return _("just now")
    return _("%(length)s ago") % {"length": length(gone)}


def distance(metres: float) -> str:
    """Metres to ten, kilometres to a tenth: 320米, 1.2公里; under 30 m each metre counts."""
    if metres < 30:
        return _("%(n)d m") % {"n": round(metres)}
    if metres < 995:
        return _("%(n)d m") % {"n": round(metres / 10) * 10}
    return _("%(n)s km") % {"n": f"{metres / 1000:.1f}"}


def _days_apart(at: datetime, now: datetime) -> int:
    return (timezone.localtime(at).date() - timezone.localtime(now).date()).days


def _facts(at: datetime) -> dict[str, object]:
    local = timezone.localtime(at)
    return {
        "weekday": _weekdays()[local.weekday()],
        "day": local.day,
        "month": local.month,
        "month_name": _months()[local.month - 1],
        "year": local.year,
    }


def _weekdays() -> list[str]:
    return [
        pgettext("weekday", "Mon"),
        pgettext("weekday", "Tue"),
        pgettext("weekday", "Wed"),
        pgettext("weekday", "Thu"),
        pgettext("weekday", "Fri"),
        pgettext("weekday", "Sat"),
        pgettext("weekday", "Sun"),
    ]


def _months() -> list[str]:
    return [
        pgettext("month", "Jan"),
        pgettext("month", "Feb"),
        pgettext("month", "Mar"),
        pgettext("month", "Apr"),
        pgettext("month", "May"),
        pgettext("month", "Jun"),
        pgettext("month", "Jul"),
        pgettext("month", "Aug"),
        pgettext("month", "Sep"),
        pgettext("month", "Oct"),
        pgettext("month", "Nov"),
        pgettext("month", "Dec"),
    ]
