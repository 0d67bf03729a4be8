"""What is forgotten."""

from __future__ import annotations

from datetime import datetime

from commongrid.work.advice.models import Advice


def forget(before: datetime, *, at: datetime) -> int:
    """Delete what was given, or last touched, before a moment (index advice_old)."""
    return Advice.objects.filter(changed_at__lt=before).delete()[0]
