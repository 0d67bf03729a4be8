"""The court's pages: a judge's own applications by next due, and one of them with its list, questions, decision and service."""

from __future__ import annotations

import json
import secrets
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from commongrid.base.journal import queries as history
from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.doors.desk.mediation import frame
from commongrid.doors.desk.mediation.court_deeds import DEEDS, Asked
from commongrid.doors.look import naming, wording
from commongrid.doors.look.gate import actor_of, opens_for, require
from commongrid.doors.look.sentences import say
from commongrid.work.mediation import confirmable, confirming, pacing, queries
from commongrid.work.mediation.models import Confirmation
from commongrid.work.mediation.terms import CONFIRMATION, Check, Stage


@opens_for("court.see")
@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """What is to be decided, the next due first; what is decided. Nothing says who is in it or what it is about."""
    actor, now = actor_of(request), timezone.now()
    many = queries.court_counts(actor)
    tab = "over" if request.GET.get("tab") == "over" else "open"
    rows = [(row, clock(row, now)) for row in queries.at_court(actor, tab)]
    tabs = [(name, count, name == tab) for name, count in many.items()]
    return frame.page(request, "court_list", {"rows": rows, "tab": tab, "tabs": tabs})


def clock(found: Confirmation, now: Any) -> pacing.Clock | None:
    """The half hour of an application that is with the court."""
    return pacing.clock(found.applied_at, found.delivered_at, now) if found.applied_at else None


def application_or_404(request: HttpRequest, number: str) -> Confirmation:
    """The application of an address; NotAllowed for everybody but its judge."""
    found = queries.confirmation(number) if "\x00" not in number else None
    if found is None:
        raise Http404
    require(request, "court.see", found)
    return found


@opens_for("court.see")
@require_GET
def one(request: HttpRequest, number: str) -> HttpResponse:
    """The page of one application."""
    return show(request, application_or_404(request, number))


def show(
    request: HttpRequest, found: Confirmation, wrong: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """The page with its forms; `wrong` has the one that came back, by its deed."""
    mediation, wrong, now = found.agreement.mediation, wrong or {}, timezone.now()
    parties = frame.parties(request, mediation)
    names = frame.named(parties)
    joined = {row.party_id: row for row in found.joined.defer("strokes")}
    deliveries = {row.party_id: row for row in found.deliveries.all()}
    notes = json.loads(found.notes) if found.notes else {}
    possible = confirming.possible(Stage(found.stage))
    told: dict[str, Any] = {
        "confirmation": found,
        "agreement": found.agreement,
        "parties": [(row, person, joined.get(row.pk), deliveries.get(row.pk)) for row, person in parties],
        "clauses": list(mediation.clauses.select_related("who__person").order_by("order")),
        "evidence": queries.evidence_for_court(mediation, property_wanted=found.property_wanted),
        "lines": queries.limits(found),
        "clock": clock(found, now),
        "checks": [(check.value, bool(found.checks.get(check)), notes.get(check, "")) for check in Check],
        "looks": confirmable.bars((), mediation.topic).why,
        "questions": list(found.questions.select_related("party").order_by("asked_at")),
        "possible": possible,
        "forms": {
            name: wrong.get(name) or _form(name, found, names) for name in DEEDS if _is_open(name, possible)
        },
        "wrong": next(iter(wrong.values()), None),
        "entries": list(reversed(history.history(CONFIRMATION, str(found.pk)))),
    }
    return frame.page(request, "court_one", told, status=status)


def _is_open(name: str, possible: tuple[str, ...]) -> bool:
    return DEEDS[name].act in possible


def _form(name: str, found: Confirmation, names: list[tuple[str, str]], sent: Any = None) -> Any:
    deed = DEEDS[name]
    if deed.form is None:
        return None
    given: dict[str, Any] = {"auto_id": f"id_{name}_%s", "initial": {"key": secrets.token_urlsafe(18)}}
    if deed.wants == "parties":
        given["parties"] = names
    if deed.wants == "judges":
        others = (
            post
            for post in queries.judges(found.court, timezone.localdate())
            if post.pk not in found.sitting_ids
        )
        given["judges"] = [(str(post.pk), naming.of(post.account)) for post in others]
    return deed.form(sent, **given)


@opens_for("court.judge")
@require_POST
def act(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """One step; what is refused says why and keeps what was written."""
    found, deed = application_or_404(request, number), DEEDS.get(name)
    if deed is None:
        raise Http404
    form: wording.Form | None = _form(
        name, found, frame.named(frame.parties(request, found.agreement.mediation)), request.POST
    )
    if form is not None and not form.is_valid():
        return show(request, found, {name: form}, 422)
    told = form.cleaned_data if form is not None else {}
    try:
        deed.do(Asked(request, found, told, _address(request), actor_of(request), timezone.now()))
    except NotAllowed:
        raise
    except Refused as refused:
        if form is not None:
            form.add_error(None, say(refused.why))
            return show(request, queries.confirmation(number) or found, {name: form}, 422)
        messages.error(request, say(refused.why))
    else:
        messages.success(request, str(deed.done))
    return redirect("desk:court:list") if name == "hand_on" else redirect("desk:court:one", number)


def _address(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("portal:verify", args=["NUMBER"])).replace("NUMBER", "{number}")
