"""Building captains, as residents: ask for a building, answer when asked, resign, get the sign-in, let thanks be read."""

from __future__ import annotations

import secrets
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from commongrid.base.access.terms import SYSTEM
from commongrid.base.verdicts import Refused
from commongrid.doors.look import gate
from commongrid.doors.look.gate import opens_for
from commongrid.doors.portal import captaincies, forms, frame
from commongrid.registry.people import acts as people
from commongrid.registry.people.terms import Limit
from commongrid.registry.premises import queries as premises
from commongrid.registry.premises.models import Premises
from commongrid.work.captains import acts, queries
from commongrid.work.captains.models import Captaincy
from commongrid.work.ratings import queries as ratings

APPLY_ONE = (Limit("day", 86400, 10),)
"""Buildings one person may ask for in a day: whoever has a row of houses does it in one evening."""
FIND_ONE = (Limit("minute", 60, 20), Limit("day", 86400, 200))
SIGN_IN_ONE = (Limit("day", 86400, 5),)
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
DEEDS = {
    "agree": acts.agree,
    "refuse": acts.refuse,
    "withdraw": acts.withdraw,
    "resign": acts.resign,
}


@opens_for("resident")
@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """The buildings I answer for, asked for, or was asked to."""
    person = gate.person_id(request)
    if person is None:
        return redirect(captaincies.prove_first(request))
    found = queries.of_person(person)
    words = request.GET.get("q", "").replace("\x00", "").strip()[:40]
    if words and (
        seconds := frame.slow_down(request, "captain-find", FIND_ONE, at=timezone.now(), who=str(person))
    ):
        return frame.too_often(request, seconds)
    told = {
        "rows": found,
        "q": words,
        "places": _found(words),
        "thanks": queries.thanks_of(found),
        "meaning": captaincies.MEANING,
        "ratings": ratings.of_keeper(person),
    }
    return frame.page(request, "portal/captain.html", told)


@opens_for("resident")
@require_http_methods(["GET", "POST"])
def apply(request: HttpRequest, code: str) -> HttpResponse:
    """Ask to be captain of one building: in which capacity, and how one is called. Sent twice is once."""
    place, person = _place(code), gate.person_id(request)
    if person is None:
        return redirect(captaincies.prove_first(request))
    form = captaincies.Apply(request.POST or None, initial={"key": forms.new_key()})
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        if seconds := frame.slow_down(request, "captain-apply", APPLY_ONE, at=now, who=str(person)):
            return frame.too_often(request, seconds)
        by, told = frame.resident(request), form.cleaned_data
        try:
            people.correct(person, name=told["name"], by=by, at=now)
            acts.apply(place, told["capacity"], told["key"], by=by, at=now)
        except Refused as refused:
            form.add_error(None, frame.say(refused))
        else:
            messages.success(request, _("Sent. The grid leader answers; you read it here."))
            return redirect("portal:captain")
    told = {"form": form, "premises": place, "meaning": captaincies.MEANING}
    return frame.page(request, "portal/captain_apply.html", told, status=422 if form.errors else 200)


def _found(words: str) -> list[Premises]:
    """Buildings of this name or address that captains look after: their plate is public, so is where they stand."""
    if len(words) < 2:
        return []
    rows = premises.listed(premises.Asked(words=words), SYSTEM, most=30)
    return [each for each in rows if queries.offered(each)][:10]


def _place(code: str) -> Premises:
    place = premises.find(code) if "\x00" not in code else None
    if place is None or place.state != "open" or not queries.offered(place):
        raise Http404
    return place


def own_or_404(request: HttpRequest, captaincy_id: UUID) -> Captaincy:
    found = queries.captaincy(captaincy_id)
    if found is None or found.person_id is None or found.person_id != gate.person_id(request):
        raise Http404
    return found


@opens_for("resident")
@require_POST
def act(request: HttpRequest, captaincy_id: UUID, deed: str) -> HttpResponse:
    """Agree, refuse, take back, resign: one act on one's own; refused ones say why and change nothing."""
    found = own_or_404(request, captaincy_id)
    if deed not in DEEDS:
        raise Http404
    DEEDS[deed](found.pk, by=frame.resident(request), at=timezone.now())
    messages.success(request, _("Done."))
    return redirect("portal:captain")


@opens_for("resident")
@require_POST
@never_cache
def sign_in(request: HttpRequest, captaincy_id: UUID) -> HttpResponse:
    """The captain's sign-in with a one-time password, shown on the page that answers and nowhere again."""
    found, now = own_or_404(request, captaincy_id), timezone.now()
    if seconds := frame.slow_down(request, "captain-sign-in", SIGN_IN_ONE, at=now, who=str(found.pk)):
        return frame.too_often(request, seconds)
    password = "-".join("".join(secrets.choice(LETTERS) for _place in range(4)) for _group in range(4))
    username = acts.give_sign_in(found, password, by=frame.resident(request), at=now)
    told = {"username": username, "password": password}
    return frame.page(request, "portal/captain_sign_in.html", told)


@opens_for("resident")
@require_POST
def thanks(request: HttpRequest, thanks_id: UUID) -> HttpResponse:
    """Let a thanks be read by everybody, or not any more."""
    found = queries.commendation(thanks_id)
    if found is None or found.captaincy.person_id != gate.person_id(request):
        raise Http404
    acts.show(found, on="show" in request.POST, by=frame.resident(request), at=timezone.now())
    return redirect("portal:captain")
