"""Confirmation and performance as the table sees them: draw the application up, note who signed on paper, what is done and late."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.doors.desk.mediation import court_forms, frame
from commongrid.doors.desk.mediation.forms import words_of
from commongrid.doors.look import wording
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.look.sentences import say
from commongrid.work.mediation import acts, confirming, performing, queries
from commongrid.work.mediation.models import Agreement, Confirmation
from commongrid.work.mediation.terms import Bar, Stage


@opens_for("mediation.see")
@require_GET
def page(request: HttpRequest, number: str) -> HttpResponse:
    """How far both are, how much time is left, what is done and what is late."""
    return _show(request, made_or_404(request, number))


def made_or_404(request: HttpRequest, number: str) -> Agreement:
    made = queries.agreement_of(frame.matter_or_404(request, number))
    if made is None or made.effective_at is None:
        raise Http404
    return made


def _show(
    request: HttpRequest, made: Agreement, wrong: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    found, now, parties = (
        queries.confirmation_of(made),
        timezone.now(),
        frame.parties(request, made.mediation),
    )
    over = found is None or found.stage in (Stage.WITHDRAWN, Stage.REFUSED)
    joined = {row.party_id: row for row in found.joined.defer("strokes")} if found else {}
    rows = queries.instalments(made)
    told: dict[str, Any] = {
        "mediation": made.mediation,
        "agreement": made,
        "confirmation": found,
        "possible": confirming.possible(Stage(found.stage)) if found else (),
        "lines": queries.limits(found) if found else [queries.last_day_to_apply(made)],
        "may_draft": over and made.form == "written",
        "joined": [(one, person, joined.get(one.pk)) for one, person in parties],
        "rows": [(row, performing.is_late(row.state, row.due_at, now)) for row in rows],
        "draft": _draft_form(made),
        "join": _join_form(frame.named(one for one in parties if one[0].pk not in joined)),
        **(wrong or {}),
    }
    return frame.page(request, "confirmation", told, status=status)


def _draft_form(made: Agreement, sent: Any = None) -> court_forms.DraftForm:
    court, why = queries.court_for(made.mediation)
    is_english = (get_language() or "").startswith("en")
    courts = [(str(one.pk), (one.name_en if is_english else "") or one.name_zh) for one in queries.courts()]
    initial = {"court": str(court or ""), "ground": why.facts.get("confirmation_ground", "body")}
    return court_forms.DraftForm(sent, courts=courts, bars=words_of("confirmation_bar", Bar), initial=initial)


def _join_form(parties: list[tuple[str, str]], sent: Any = None) -> court_forms.JoinForm:
    return court_forms.JoinForm(sent, parties=parties)


@opens_for("mediation.run")
@require_POST
def act(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """Draw it up, note a signature on paper, or take it back for a party who says so."""
    made, by, at = made_or_404(request, number), actor_of(request), timezone.now()
    found = queries.confirmation_of(made)
    form = _sent(request, made, name)
    if form is not None and not form.is_valid():
        return _show(request, made, {name: form, "wrong": form}, 422)
    try:
        done = _do(name, made, found, form, by, at, request)
    except NotAllowed:
        raise
    except Refused as refused:
        if form is not None:
            form.add_error(None, say(refused.why))
            return _show(request, made, {name: form, "wrong": form}, 422)
        messages.error(request, say(refused.why))
    else:
        messages.success(request, done)
    return redirect("desk:mediation:confirmation", number)


def _sent(request: HttpRequest, made: Agreement, name: str) -> wording.Form | None:
    if name == "draft":
        return _draft_form(made, request.POST)
    if name == "join":
        return _join_form(frame.named(frame.parties(request, made.mediation)), request.POST)
    return None


def _do(  # noqa: PLR0917 (what one step needs)
    name: str, made: Agreement, found: Confirmation | None, form: Any, by: Any, at: Any, request: HttpRequest
) -> str:
    if name == "draft":
        told = form.cleaned_data
        acts.draft(
            made, int(told["court"]), told["ground"], told["declared"], property_wanted=told["property_wanted"],
            by=by, at=at,
        )  # fmt: skip
        return _("Drawn up. Every party is asked to read it and to join.")
    if found is None:
        raise Http404
    if name == "join":
        party = frame.party_or_404(made.mediation, form.cleaned_data["party"])
        acts.join_on_paper(found, party, form.joining(), by=by, at=at)
        return _("Noted: signed on paper before you.")
    if name == "withdraw":
        party = frame.party_or_404(made.mediation, request.POST.get("party", ""))
        acts.withdraw_application(found, party, by=by, at=at)
        return _("Taken back. They may apply again in time.")
    raise Http404
