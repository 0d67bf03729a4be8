"""The lists of an office, one letter, and what is done with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from commongrid.base.verdicts import Refused
from commongrid.doors.desk import matter_choice
from commongrid.doors.desk.letters import frame, showing
from commongrid.doors.look import wording
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.look.trying import went
from commongrid.work.letters import acts, queries
from commongrid.work.letters.models import Letter, Publication
from commongrid.work.letters.queries.letters import LISTS

SHOWN = 100


@opens_for("letters.see")
@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """One list of the reader's office; the first that is not empty where none is asked for."""
    actor = actor_of(request)
    counts = queries.counts(actor)
    asked = request.GET.get("list", "")
    which = asked if asked in LISTS else next((one for one in LISTS if counts[one]), LISTS[0])
    rows = list(queries.listed(actor, which)[: SHOWN + 1])
    told = {
        "which": which,
        "tabs": [(one, counts[one]) for one in LISTS],
        "rows": rows[:SHOWN],
        "more": len(rows) > SHOWN,
    }
    return frame.page(request, "list", told)


@opens_for("letters.see")
@require_GET
def one(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """One letter: what was written, where the answer stands, and what is done next."""
    return _shown(request, frame.letter_or_404(request, letter_id))


def _shown(
    request: HttpRequest, letter: Letter, wrong: dict[str, wording.Form] | None = None
) -> HttpResponse:
    told = showing.of(letter, actor_of(request), wrong or {})
    return frame.page(request, "one", told, status=422 if wrong else 200)


@opens_for("letters.answer", "letters.approve")
@require_POST
def act(request: HttpRequest, letter_id: UUID, name: str) -> HttpResponse:
    """Draft, approve, send back, take on, redact, publish, take down; what is refused keeps what was written."""
    letter, deed = frame.letter_or_404(request, letter_id), DEEDS.get(name)
    if deed is None:
        raise Http404
    form = showing.form_of(name, letter, request.POST)
    if form.is_valid() and went(form, lambda: deed(request, letter, form)):
        messages.success(request, DONE[name]())
        return redirect("desk:letters:one", letter_id=letter.pk)
    return _shown(request, letter, {name: form})


def _draft(request: HttpRequest, letter: Letter, form: Any) -> None:
    item = matter_choice.chosen(form.cleaned_data.get("matter", ""))
    acts.draft(letter, form.cleaned_data["words"], item, by=actor_of(request), at=timezone.now())


def _send_back(request: HttpRequest, letter: Letter, form: Any) -> None:
    acts.send_back(letter, by=actor_of(request), at=timezone.now(), why=form.cleaned_data["why"])


def _approve(request: HttpRequest, letter: Letter, form: Any) -> None:
    acts.approve(letter, by=actor_of(request), at=timezone.now())


def _take_on(request: HttpRequest, letter: Letter, form: Any) -> None:
    item = matter_choice.chosen(form.cleaned_data["matter"])
    if item is None:
        raise Refused("letters.which_matter")
    acts.take_on(letter, item, by=actor_of(request), at=timezone.now())


def _redact(request: HttpRequest, letter: Letter, form: Any) -> None:
    acts.redact(letter, form.made(), by=actor_of(request), at=timezone.now())


def _publication(letter: Letter) -> Publication:
    found: Publication | None = getattr(letter, "publication", None)
    if found is None:
        raise Refused("letters.nothing_to_approve")
    return found


def _refuse(request: HttpRequest, letter: Letter, form: Any) -> None:
    why = form.cleaned_data["why"]
    acts.refuse(_publication(letter), letter, by=actor_of(request), at=timezone.now(), why=why)


def _publish(request: HttpRequest, letter: Letter, form: Any) -> None:
    acts.publish(_publication(letter), letter, by=actor_of(request), at=timezone.now())


def _take_down(request: HttpRequest, letter: Letter, form: Any) -> None:
    why = form.cleaned_data["why"]
    acts.take_down(_publication(letter), letter, by=actor_of(request), at=timezone.now(), why=why)


DEEDS: dict[str, Callable[[HttpRequest, Letter, Any], None]] = {
    "draft": _draft, "send_back": _send_back, "approve": _approve, "take_on": _take_on, "redact": _redact,
    "refuse": _refuse, "publish": _publish, "take_down": _take_down,
}  # fmt: skip
DONE: dict[str, Callable[[], str]] = {
    "draft": lambda: _("Kept. Somebody else approves it, then the writer reads it."),
    "send_back": lambda: _("Sent back with what to change."),
    "approve": lambda: _("Answered. The writer has been told where they left a way."),
    "take_on": lambda: _("It is a case now. The written answer is still owed."),
    "redact": lambda: _("Kept. Somebody else compares both sides before it is public."),
    "refuse": lambda: _("Sent back with what to change."),
    "publish": lambda: _("It is public now."),
    "take_down": lambda: _("Taken down: text and index are gone."),
}
