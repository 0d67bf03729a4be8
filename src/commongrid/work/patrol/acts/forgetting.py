"""What is not needed any more goes: positions after a month, whose a check-in was after a year, rounds after a month."""

from __future__ import annotations

from datetime import datetime

from commongrid.work.patrol.models import CheckIn, Round


def expire_positions(before: datetime, *, at: datetime) -> int:
    """Check-ins sent before a moment lose their position; how many (index patrol_checkin_positions)."""
    return CheckIn.objects.filter(sent_at__lt=before, lon__isnull=False).update(lon=None, lat=None)


def expire_names(before: datetime, *, at: datetime) -> int:
    """Check-ins sent before a moment say no longer whose they were; how many."""
    return CheckIn.objects.filter(sent_at__lt=before, post__isnull=False).update(post=None, post_words="")


def expire_rounds(before: datetime, *, at: datetime) -> int:
    """Rounds planned before a moment are deleted with their stops; how many."""
    _many, by_model = Round.objects.filter(planned_at__lt=before).delete()
    return by_model.get("patrol.Round", 0)
