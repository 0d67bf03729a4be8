"""What one counsellor keeps: every question filters by the post that asks."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from commongrid.base.access.terms import Actor
from commongrid.registry.appointments import queries as appointments
from commongrid.registry.appointments.models import Appointment
from commongrid.registry.units.models import Post
from commongrid.registry.units.terms import Role
from commongrid.work.care.models import File, Note

SIZE = 100


def files(by: Actor) -> QuerySet[File]:
    """The files of a counsellor's own post, the last written on top (index care_file_of_post)."""
    return File.objects.filter(post=by.post_id or 0).order_by("-written_at")[:SIZE]


def file(file_id: UUID, by: Actor) -> File | None:
    """One file of one's own post (primary key); nobody else's is there."""
    return File.objects.filter(pk=file_id, post=by.post_id or 0).first()


def notes(one: File) -> QuerySet[Note]:
    """The notes of a file, the newest on top (index care_note_of_file)."""
    return Note.objects.filter(file=one).order_by("-at")


def appointment(appointment_id: UUID, by: Actor) -> Appointment | None:
    """An appointment of one's own post (primary key)."""
    found = appointments.find(appointment_id)
    return found if found is not None and found.post_id == by.post_id else None


def others(by: Actor, on: date) -> list[Post]:
    """The other counsellors there are (index units_post_unit_role; a city has some hundreds)."""
    found = Post.objects.filter(role=Role.COUNSELLOR).exclude(pk=by.post_id or 0).exclude(ends_on__lt=on)
    return list(found.select_related("account", "unit").order_by("unit", "pk")[:500])
