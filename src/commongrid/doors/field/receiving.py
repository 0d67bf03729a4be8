"""From a filled form to a report: its id and photos follow from who sends it and the sending key, so twice is once."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language

from commongrid.base.access.terms import Actor
from commongrid.base.files.terms import Stage
from commongrid.base.verdicts import Refused
from commongrid.doors.field import kept
from commongrid.doors.look import sentences
from commongrid.doors.look.gate import actor_of
from commongrid.intake import acts as intake
from commongrid.registry.matters.terms import Item

SPACE = uuid.UUID("6f2f2b1e-3c4d-7a55-9c1e-2b7a4f5d8e60")


def take(request: HttpRequest, form: Form) -> None:
    """Photos first: a form that comes back for another reason has them already."""
    if "key" not in form.errors:
        whose, by, at = owner(request, form), actor_of(request), timezone.now()
        kept.take(request, form, whose, Stage.BEFORE, by=by, at=at)
        kept.take(request, form, whose, Stage.AFTER, by=by, at=at, name="after")


def sent[F: Form](
    request: HttpRequest, form: F, send: Callable[[HttpRequest, F], HttpResponse]
) -> HttpResponse | None:
    """What `send` answers to a form that is good; None where the page is to be shown, with what is wrong on the form."""
    if request.method != "POST":
        return None
    take(request, form)
    try:
        return send(request, form) if form.is_valid() else None
    except Refused as refused:
        form.add_error(None, sentences.say(refused.why, get_language()))
        return None


def owner(request: HttpRequest, form: Form) -> str:
    """Whose photos they are before and after the report is there: its id follows from worker and sending key."""
    return f"report:{_report_id(actor_of(request), str(form['key'].value()))}"


def _report_id(actor: Actor, key: str) -> uuid.UUID:
    return uuid.uuid5(SPACE, f"{actor.account_id}:{key}")


def draft(request: HttpRequest, form: Form, item: Item | None) -> intake.Draft:
    """The report of a form that is valid; without a place it is somewhere in the post's own area."""
    actor, told = actor_of(request), form.cleaned_data
    return intake.Draft(
        channel="patrol",
        key=told["key"],
        id=_report_id(actor, told["key"]),
        words=told["words"],
        lon=told["lon"],
        lat=told["lat"],
        area="" if told["lon"] is not None else actor.area,
        address=told["address"],
        matter_id=item.matter_id if item else None,
        photos=kept.count(owner(request, form), Stage.BEFORE),
        captured_at=actor.captured_at,
        language=get_language() or "zh-hans",
    )
