"""Reminding before a certificate ends, and letting go of what is kept no longer."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from commongrid.base.notices import acts as notices
from commongrid.base.notices.terms import Message
from commongrid.base.verdicts import Fact, Why
from commongrid.work.training import queries, rules
from commongrid.work.training.models import Certificate, Progress, Sitting


def remind(on: date, *, at: datetime) -> int:
    """Tell every holder whose certificate ends soon, once for each reminder; how many were told anew."""
    messages = []
    for one in queries.ending(on):
        days = rules.which_reminder(one.valid_until, on)
        facts: dict[str, Fact] = {
            "kind_zh": one.kind.zh, "kind_en": one.kind.en,
            "until": one.valid_until.isoformat(), "days": (one.valid_until - on).days,
        }  # fmt: skip
        message = Message(
            why=Why("training.ends_soon", facts),
            about=f"certificate:{one.number}",
            path="/training/",
            key=f"training:{one.number}:{days}",
            at=at,
            accounts=frozenset({one.account_id}),
        )
        messages.append(message)
    return notices.tell(messages, at=at)


def forget_sittings(before: datetime, *, at: datetime) -> int:
    """Forget the sittings that ended before a moment, answers and points (index training_sitting_ended); how many."""
    return Sitting.objects.filter(ends_at__lt=before, handed_at__isnull=False).delete()[0]


def forget_progress(before: datetime, *, at: datetime) -> int:
    """Forget what was read and not looked at since a moment (index training_progress_touched); how many."""
    return Progress.objects.filter(touched_at__lt=before).delete()[0]


def forget_certificates(before: datetime, *, at: datetime) -> int:
    """Forget the certificates that ran out before a moment (index training_certificate_until); how many."""
    return Certificate.objects.filter(valid_until__lt=timezone.localdate(before)).delete()[0]
