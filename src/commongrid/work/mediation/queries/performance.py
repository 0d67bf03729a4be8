"""What an agreement obliges to, and until when a creditor may ask for enforcement."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from commongrid.base.calendar import queries as calendars
from commongrid.base.calendar import rules as calendar_rules
from commongrid.base.calendar.terms import Due, Limit, Unit
from commongrid.registry.statutes import queries as statutes
from commongrid.work.mediation import performing
from commongrid.work.mediation.models import Agreement, Instalment, Party
from commongrid.work.mediation.terms import Paid

AT_ONCE = 500


def owed_until(on: date) -> Due:
    """The end of a day that was agreed on, moved past rest days (民法典 203)."""
    noon = timezone.make_aware(datetime.combine(on - timedelta(days=1), datetime.min.time().replace(hour=12)))
    return calendar_rules.due(calendars.calendar(), noon, Limit(1, Unit.NATURAL_DAYS))


def instalments(agreement: Agreement) -> list[Instalment]:
    """All of an agreement, in order, with their clauses (unique index on agreement and nth)."""
    found = agreement.instalments.select_related("clause", "debtor__person", "creditor__person").order_by(
        "nth"
    )
    return list(found)


def late(agreement: Agreement, now: datetime, creditor: Party | None = None) -> list[Instalment]:
    """What is owed past its day, perhaps to one creditor (unique index on agreement and nth)."""
    return [
        each
        for each in instalments(agreement)
        if performing.is_late(each.state, each.due_at, now) and creditor in (None, each.creditor)
    ]


def due_soon(now: datetime) -> list[Instalment]:
    """What is owed within days and was not reminded of, the next first (index mediation_instalment_due)."""
    until = now + performing.REMIND_BEFORE
    return list(
        _owed().filter(due_at__gt=now, due_at__lte=until, reminded_at=None).order_by("due_at")[:AT_ONCE]
    )


def overdue(now: datetime) -> list[Instalment]:
    """What is owed past its day and was not told of (index mediation_instalment_due)."""
    return list(_owed().filter(due_at__lt=now, told_late_at=None).order_by("due_at")[:AT_ONCE])


def _owed() -> QuerySet[Instalment]:
    return Instalment.objects.filter(state=Paid.OWED).select_related(
        "agreement__mediation", "debtor", "creditor"
    )


def enforce_by(agreement: Agreement) -> Due | None:
    """The last day to ask a court to enforce: counted from the last day to perform (民诉法 250)."""
    last = agreement.instalments.order_by("-due_at").values_list("due_at", flat=True).first()
    return statutes.term("confirmation.enforce", last) if last else None


def is_performed(agreement: Agreement) -> bool:
    """Has everything with a day been done?"""
    return agreement.instalments.exists() and not agreement.instalments.exclude(state=Paid.DONE).exists()
