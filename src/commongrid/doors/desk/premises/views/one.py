"""One place: its page, its surroundings, its contact in full, and its plate."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from commongrid.base.access import rules as access
from commongrid.base.journal import queries as history
from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.doors.desk import plates as codes
from commongrid.doors.desk.premises import forms, frame, mapping
from commongrid.doors.desk.premises.views.listing import SIZE, asked_by
from commongrid.doors.look import answers, mapdata
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.look.sentences import say
from commongrid.intake import queries as intake
from commongrid.registry.people import queries as people
from commongrid.registry.places import queries as places
from commongrid.registry.premises import acts, queries
from commongrid.registry.premises.models import Premises
from commongrid.registry.premises.terms import SUBJECT
from commongrid.work.inspections import queries as inspections
from commongrid.work.ratings import queries as ratings

AROUND = 0.002
SEEN = 20
MOST_AROUND = 200


@opens_for("premises.see")
@require_GET
def one(request: HttpRequest, code: str) -> HttpResponse:
    """Facts, what lies in it, what it may be a double of, its history; the contact is masked."""
    premises = frame.premises_or_404(request, code)
    keeper = premises.keeper_id
    told = {
        "premises": premises,
        "path": places.path_of(premises.area),
        "grid": places.grid_by_code(premises.area),
        "inside": list(queries.inside(premises)[:100]),
        "doubles": queries.doubles_of(premises) if premises.state == "open" else [],
        "entries": list(reversed(history.history(SUBJECT, str(premises.pk)))),
        "masked": people.masked_by_id([keeper]).get(keeper) if keeper else None,
        "plate": queries.plate_of(premises),
        **_seen_here(request, premises),
        **_answering(request, premises),
    }
    return frame.page(request, "one.html", told)


def _seen_here(request: HttpRequest, premises: Premises) -> dict[str, Any]:
    """The last inspections, and the cases of what was seen here as far as the reader may see them."""
    actor = actor_of(request)
    ids = [premises.pk, *premises.absorbed.values_list("pk", flat=True)]
    looks = inspections.of_premises(ids)[:SEEN] if access.has(actor, "inspections.see") else []
    cases = {report.case.pk: report.case for report in intake.at_premises(ids)[:SEEN] if report.case}
    seen = [case for case in cases.values() if access.may(actor, "cases.see", case).answer]
    return {"inspections": answers.named(looks), "cases": seen}


def _answering(request: HttpRequest, premises: Premises) -> dict[str, Any]:
    """What the reader may begin here: asking somebody to be captain, rating the place; and how its ratings stand."""
    actor = actor_of(request)
    return {
        "may_name": access.may(actor, "captains.decide", premises).answer,
        "may_rate": access.may(actor, "ratings.rate", premises).answer,
        "rated_as": ratings.scheme_of(premises),
        "ratings": ratings.of_premises(premises) if access.has(actor, "ratings.see") else [],
    }


@opens_for("premises.see")
@require_GET
def around(request: HttpRequest, code: str) -> HttpResponse:
    """What the map of one place draws: its grid, and its neighbours."""
    premises = frame.premises_or_404(request, code)
    lon, lat = premises.lon, premises.lat
    sides = (lon - AROUND, lat - AROUND, lon + AROUND, lat + AROUND)
    near = queries.dots(sides, queries.Asked(), actor_of(request), MOST_AROUND)
    told = {
        "areas": mapdata.collection(mapdata.areas(premises.area[:12], 1)),
        "points": mapdata.collection(mapping.marks(each for each in near if each.code != premises.code)),
        "bounds": list(sides),
        **mapdata.landscape(),
    }
    return mapdata.answer(request, told, seconds=20, who="private")


@opens_for("people.unmask")
@never_cache
@require_http_methods(["GET", "POST"])
def unmask(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for a reason, log it, then show the one value asked for."""
    premises = frame.premises_or_404(request, code)
    if premises.keeper_id is None:
        raise Http404
    form, value = forms.Unmask(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            found = acts.look_up_keeper(
                premises.pk, said["field"], by=actor_of(request), at=timezone.now(), why=said["why"]
            )
            value = found or "–"
        except NotAllowed:
            raise
        except Refused as refused:
            form.add_error("why", say(refused.why))
    told = {"premises": premises, "form": form, "value": value}
    return frame.page(request, "unmask.html", told, status=422 if form.errors else 200)


@opens_for("premises.plate")
@require_POST
def plate(request: HttpRequest, code: str) -> HttpResponse:
    """A new plate for one place; the old one leads nowhere from now on."""
    premises = frame.premises_or_404(request, code, "premises.plate")
    try:
        acts.make_plate(premises.pk, premises.seq, by=actor_of(request), at=timezone.now())
        messages.success(
            request, _("A new plate was made. Print it and put it up; the one before is no longer valid.")
        )
    except NotAllowed:
        raise
    except Refused as refused:
        messages.error(request, say(refused.why))
    return redirect("desk:premises:one", code=code)


@opens_for("premises.plate")
@require_http_methods(["GET", "POST"])
def plates(request: HttpRequest) -> HttpResponse:
    """The plates of a page of the list, or of one place, as a sheet to print; POST makes those that are missing."""
    actor = actor_of(request)
    rows = _chosen(request)
    if request.method == "POST":
        made = acts.make_missing_plates(rows, by=actor, at=timezone.now())
        messages.success(request, _("%(n)d plates were made.") % {"n": made})
        return redirect(f"{reverse('desk:premises:plates')}?{request.GET.urlencode()}")
    held = queries.plates_of(rows)
    shown = [(each, codes.drawn(request, held[each.pk])) for each in rows if each.pk in held]
    told = {"plates": shown, "missing": len(rows) - len(shown), "query": request.GET.urlencode()}
    return frame.page(request, "plates.html", told)


def _chosen(request: HttpRequest) -> list[Premises]:
    if request.GET.get("code"):
        return [frame.premises_or_404(request, request.GET["code"][:32], "premises.plate")]
    return queries.listed(asked_by(request.GET), actor_of(request), SIZE)[:SIZE]
