"""A counsellor's own notes: read and written by that post alone, handed over when the visitor agrees."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from commongrid.doors.desk.care import forms, frame
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.look.trying import went
from commongrid.registry.appointments.models import Appointment
from commongrid.work.care import acts, queries
from commongrid.work.care.models import File
from commongrid.work.care.terms import NOTES_KEPT_DAYS, NoteKind


def own_or_404(request: HttpRequest, file_id: UUID) -> File:
    """A file of one's own; nobody else's is there, so nobody learns that it is."""
    found = queries.file(file_id, actor_of(request))
    if found is None:
        raise Http404
    return found


def _appointment(request: HttpRequest) -> Appointment | None:
    try:
        asked = UUID(request.GET.get("appointment", "")[:36])
    except ValueError:
        return None
    return queries.appointment(asked, actor_of(request))


@opens_for("care.counsel")
@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """One's own files, the last written on top."""
    told = {"files": list(queries.files(actor_of(request))), "days": NOTES_KEPT_DAYS}
    return frame.page(request, "files", told)


@opens_for("care.counsel")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A first note after an appointment or a call, or one into a file that is there."""
    by, now, after = actor_of(request), timezone.now(), _appointment(request)
    first = {"key": forms.new_key(), "kind": "appointment" if after else "hotline"}
    form = forms.FileForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        told, made = form.cleaned_data, []
        kind = NoteKind(told["kind"])
        if went(
            form,
            lambda: made.append(
                acts.note(
                    None, kind, told["words"], told["key"], called=told["called"], after=after, by=by, at=now
                )
            ),
        ):
            return redirect("desk:care:file", file_id=made[0].file_id)
    shown = {"form": form, "after": after, "files": list(queries.files(by))[:20]}
    return frame.page(request, "new_file", shown, status=422 if form.errors else 200)


@opens_for("care.counsel")
@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """A file with its notes; another note."""
    found, by, now = own_or_404(request, file_id), actor_of(request), timezone.now()
    after = _appointment(request)
    form = forms.NoteForm(request.POST or None, initial={"key": forms.new_key()})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        kind = NoteKind(told["kind"])
        if went(form, lambda: acts.note(found, kind, told["words"], told["key"], after=after, by=by, at=now)):
            messages.success(request, _("Kept."))
            return redirect("desk:care:file", file_id=found.pk)
    return _shown(request, found, form, None)


def _shown(
    request: HttpRequest, found: File, form: forms.NoteForm | None, hand: forms.HandForm | None
) -> HttpResponse:
    others = queries.others(actor_of(request), timezone.localdate())
    told = {
        "file": found,
        "notes": list(queries.notes(found)[:200]),
        "form": form or forms.NoteForm(initial={"key": forms.new_key()}),
        "hand": hand or forms.HandForm(others=others),
        "others": others,
        "days": NOTES_KEPT_DAYS,
    }
    wrong = bool((form and form.errors) or (hand and hand.errors))
    return frame.page(request, "file", told, status=422 if wrong else 200)


@opens_for("care.counsel")
@require_POST
def hand(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """To another counsellor, with the visitor's consent noted; afterwards it is not there any more."""
    found, by, now = own_or_404(request, file_id), actor_of(request), timezone.now()
    others = queries.others(by, timezone.localdate())
    form = forms.HandForm(request.POST, others=others)
    if form.is_valid():
        to = next(one for one in others if str(one.pk) == form.cleaned_data["to"])
        if went(form, lambda: acts.hand_over(found, to, form.cleaned_data["agreed"], by=by, at=now)):
            messages.success(request, _("Handed over. You cannot read it any more."))
            return redirect("desk:care:files")
    return _shown(request, found, None, form)
