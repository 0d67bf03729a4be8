"""A counsellor's notes: written, handed over when the visitor agrees, forgotten."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from commongrid.base.access.acts import require
from commongrid.base.access.terms import Actor
from commongrid.base.journal import acts as journal
from commongrid.base.journal.terms import NewEntry
from commongrid.base.notices import acts as notices
from commongrid.base.notices.terms import Message
from commongrid.base.privacy.ids import uuid7
from commongrid.base.verdicts import Refused, Why
from commongrid.registry.appointments.models import Appointment
from commongrid.registry.units.models import Post
from commongrid.work.care import rules
from commongrid.work.care.models import File, Note
from commongrid.work.care.terms import FILE, MOST_WORDS, NoteKind

COUNSEL = "care.counsel"


@transaction.atomic
def note(
    into: File | None, kind: NoteKind, words: str, key: str, *, called: str = "", after: Appointment | None = None,
    by: Actor, at: datetime,
) -> Note:  # fmt: skip
    """A note into a file of one's own, or into a new one; the same key again is the same note.

    The journal does not hear of it: that somebody wrote after an hour would tell that somebody came.
    """
    if not 8 <= len(key) <= 80:
        raise Refused("care.no_key")
    made = into or File(
        id=uuid7(at), post_id=by.post_id or 0, called=called.strip()[:60] or None, written_at=at
    )
    require(by, COUNSEL, made)
    if after is not None:
        require(by, COUNSEL, after)
    before = Note.objects.filter(key=key).select_related("file").first()
    if before is not None:
        require(by, COUNSEL, before.file)
        return before
    if not words.strip():
        raise Refused("care.nothing_written")
    if into is None:
        made.save(force_insert=True)
    else:
        File.objects.filter(pk=made.pk).update(written_at=at)
    return Note.objects.create(
        id=uuid7(at),
        key=key,
        file=made,
        appointment=after,
        kind=kind.value,
        words=words.strip()[:MOST_WORDS],
        at=at,
    )


@transaction.atomic
def hand_over(one: File, to: Post, agreed: str, *, by: Actor, at: datetime) -> None:
    """To another counsellor, once the visitor has agreed; `agreed` says how and when and stands in the file."""
    held = File.objects.select_for_update().get(pk=one.pk)
    require(by, COUNSEL, held)
    verdict = rules.may_hand(to.role, to.pk == held.post_id, agreed)
    if not verdict.answer:
        raise Refused(verdict.why[0].key, **verdict.why[0].facts)
    Note.objects.create(
        id=uuid7(at), key=f"handed-{uuid7(at)}", file=held, kind=NoteKind.HANDED.value,
        words=agreed.strip()[:MOST_WORDS], at=at,
    )  # fmt: skip
    File.objects.filter(pk=held.pk).update(post=to, written_at=at)
    entry = NewEntry("care.file_handed", at, by.for_the_unit().snapshot(), {})
    journal.note(FILE, str(held.pk), entry)
    message = Message(
        Why("care.file_came", {}), about=f"care:{at:%Y%m%d}", path="/desk/care/files/", key=f"care:{uuid7(at)}", at=at,
        accounts=frozenset({to.account_id}),
    )  # fmt: skip
    notices.tell([message], at=at)


def forget_notes(before: datetime, *, at: datetime) -> int:
    """Delete notes written before a moment, and files in which nothing is left (index care_note_old)."""
    gone, _ = Note.objects.filter(at__lt=before).delete()
    File.objects.filter(written_at__lt=before, notes=None).delete()
    return gone
