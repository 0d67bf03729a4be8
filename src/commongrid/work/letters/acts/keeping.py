"""What is forgotten: answers after their time, what has been public long enough, and what is left of a letter that was erased."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from commongrid.work.letters.models import Letter, Publication
from commongrid.work.letters.terms import PublicState

EMPTY = {"title": None, "question": None, "answer": None, "note": None, "search": None}


def expire_answers(before: datetime, *, at: datetime) -> int:
    """Erase answers given before a moment (index letters_letter_kept)."""
    old = Letter.objects.filter(state="answered", answered_at__lt=before, answer__isnull=False)
    return old.update(answer=None, note=None)


def expire_public(before: datetime, *, at: datetime) -> int:
    """Take down what was published before a moment, and forget what was never published, with its letter."""
    public = Publication.objects.filter(state=PublicState.PUBLIC, published_at__lt=before)
    other = Publication.objects.filter(letter__answered_at__lt=before, title__isnull=False).exclude(
        state=PublicState.PUBLIC
    )
    return _down(public) + _down(other)


def forget_orphans(*, at: datetime) -> int:
    """Where the letter itself was erased, person and words, what was answered and made public of it goes too."""
    orphans = Letter.objects.filter(state="answered", report__person=None, report__words__isnull=True)
    gone = _down(Publication.objects.filter(letter__in=orphans.values("pk"), title__isnull=False))
    return gone + orphans.filter(answer__isnull=False).update(answer=None, note=None)


def _down(rows: QuerySet[Publication]) -> int:
    return rows.update(state=PublicState.DOWN, **EMPTY)
