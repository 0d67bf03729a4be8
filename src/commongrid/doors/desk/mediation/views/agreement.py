"""The agreement at the desk: draw it up, note who signed on paper, sign as mediator, seal it, take PDF and DOCX."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from commongrid.base import papers as setting
from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.doors.desk.mediation import agreement_forms, frame
from commongrid.doors.look import attached, wording
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.look.sentences import say
from commongrid.work.mediation import acts, papers, queries, sealing, signing
from commongrid.work.mediation.models import Agreement, Mediation
from commongrid.work.mediation.terms import State

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PARTS = {"text": "", "copy": "copy", "scan": "scan"}


@opens_for("mediation.run")
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, number: str) -> HttpResponse:
    """What the terms do not say: the issues and the manner; drawn up anew until somebody has signed."""
    found = _agreed(request, number)
    if request.method != "POST":
        return _show(request, found)
    form = agreement_forms.AgreementForm(request.POST)
    if form.is_valid():
        try:
            acts.draw_up(
                found, issues=form.cleaned_data["issues"], manner=form.cleaned_data["manner"],
                address=_address(request), by=actor_of(request), at=timezone.now(),
            )  # fmt: skip
        except NotAllowed:
            raise
        except Refused as refused:
            form.add_error(None, say(refused.why))
        else:
            messages.success(request, _("Drawn up. The parties are asked to read and sign it."))
            return redirect("desk:mediation:agreement", found.number)
    return _show(request, found, form=form, status=422)


@opens_for("mediation.run")
@require_POST
def act(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """One step of signing."""
    found = _agreed(request, number)
    step = STEPS.get(name)
    if step is None:
        raise Http404
    try:
        done = step(request, found)
    except NotAllowed:
        raise
    except Refused as refused:
        messages.error(request, say(refused.why))
    else:
        messages.success(request, done)
    return redirect("desk:mediation:agreement", found.number)


@opens_for("mediation.see")
@require_GET
def file(request: HttpRequest, number: str, part: str) -> HttpResponseBase:
    """The text, the copy with all signatures, or the scan with the seal."""
    made = _made(frame.matter_or_404(request, number))
    if part not in PARTS:
        raise Http404
    return attached.one(papers.owner_of(made.pk, PARTS[part]), f"{made.number}-{part}")


@opens_for("mediation.see")
@require_GET
def word(request: HttpRequest, number: str) -> HttpResponse:
    """The same words for an office program."""
    found = frame.matter_or_404(request, number)
    made = _made(found)
    frame.parties(request, found)  # the look at each party is written
    words = queries.words(made, _address(request).format(number=made.number))
    answer = HttpResponse(setting.docx(papers.agreement(words)), content_type=WORD_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="{made.number}.docx"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _oral(request: HttpRequest, found: Mediation) -> str:
    acts.note_oral(found, by=actor_of(request), at=timezone.now())
    return _("Noted: an oral agreement, in effect since they agreed.")


def _paper(request: HttpRequest, found: Mediation) -> str:
    party = frame.party_or_404(found, request.POST.get("party", ""))
    acts.sign_on_paper(_made(found), party, by=actor_of(request), at=timezone.now())
    return _("Noted: signed on paper before you.")


def _countersign(request: HttpRequest, found: Mediation) -> str:
    acts.countersign(_made(found), by=actor_of(request), at=timezone.now())
    return _("You have signed as mediator.")


def _seal(request: HttpRequest, found: Mediation) -> str:
    form = agreement_forms.SealForm(request.POST, request.FILES)
    if not form.is_valid() and sealing.service() is None:
        raise Refused("mediation.blank", what="PDF")
    acts.seal(
        _made(found), form.cleaned_data.get("file", b""), address=_address(request),
        by=actor_of(request), at=timezone.now(),
    )  # fmt: skip
    return _("Sealed and in effect. Everybody is told.")


STEPS: dict[str, Callable[[HttpRequest, Mediation], str]] = {
    "oral": _oral,
    "paper": _paper,
    "countersign": _countersign,
    "seal": _seal,
}


def _agreed(request: HttpRequest, number: str) -> Mediation:
    """The matter, once its parties have agreed."""
    found = frame.matter_or_404(request, number)
    if found.state != State.AGREED:
        raise Http404
    return found


def _made(found: Mediation) -> Agreement:
    made = queries.agreement_of(found)
    if made is None:
        raise Http404
    return made


def _address(request: HttpRequest) -> str:
    """The public page that checks a number, with {number} where it stands."""
    return request.build_absolute_uri(reverse("portal:verify", args=["NUMBER"])).replace("NUMBER", "{number}")


def _show(
    request: HttpRequest, found: Mediation, *, form: wording.Form | None = None, status: int = 200
) -> HttpResponse:
    made = queries.agreement_of(found)
    signed = {row.party_id: row for row in made.signatures.defer("strokes")} if made else {}
    terms, names = queries.terms(found), [one.name for one in queries.signers(found)]
    initial = {"issues": made.issues, "manner": made.manner} if made else {"issues": found.summary}
    told: dict[str, Any] = {
        "mediation": found,
        "agreement": made,
        "sha256": bytes(made.sha256 or b"").hex() if made else "",
        "parties": [(one, person, signed.get(one.pk)) for one, person in frame.parties(request, found)],
        "is_signed": bool(signed),
        "check": signing.is_complete(terms, names, timezone.localdate()).why[0],
        "form": form or agreement_forms.AgreementForm(initial=initial),
        "seal": agreement_forms.SealForm(),
        "has_service": sealing.service() is not None,
    }
    return frame.page(request, "agreement", told, status=status)
