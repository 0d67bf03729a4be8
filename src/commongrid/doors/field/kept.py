"""Photos of a form that came back: they have arrived, are counted, and need not be taken again."""

from __future__ import annotations

from datetime import datetime

from django import forms
from django.http import HttpRequest
from django.utils.translation import get_language

from commongrid.base.access.terms import Actor
from commongrid.base.files import queries as files
from commongrid.base.files.terms import Stage
from commongrid.doors.look import pictures, sentences


def take(
    request: HttpRequest,
    form: forms.Form,
    owner: str,
    stage: Stage,
    *,
    by: Actor,
    at: datetime,
    name: str = "photos",
    keeps_place: bool = True,
) -> list[str]:
    """Store the photos that came with a form, their ids; what could not be taken is said on it, so that nobody thinks it was."""
    taken = pictures.take_in(request, owner, stage, by=by, at=at, name=name, keeps_place=keeps_place)
    for why in taken.refused:
        form.add_error(None, sentences.say(why, get_language()))
    return [str(photo.pk) for photo in taken.photos]


def count(owner: str, stage: Stage, since: datetime | None = None) -> int:
    """How many photos of a stage stand under an owner, those before `since` left out."""
    mine = [photo for photo in files.photos([owner]) if photo.stage == stage]
    return sum(since is None or photo.created_at >= since for photo in mine)


def is_asking(request: HttpRequest) -> bool:
    """Was the form sent only to look for a matter? Then nothing is judged and nothing is sent on."""
    return request.method == "POST" and "do" in request.POST
