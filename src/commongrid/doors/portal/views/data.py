"""My data: what is stored about me, who looked and why, how long it is kept; correct it, take it along, erase it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from commongrid.base.verdicts import Refused
from commongrid.doors.look import gate
from commongrid.doors.look.gate import opens_for
from commongrid.doors.portal import deeds, frame, keeping
from commongrid.registry.people import acts as people
from commongrid.registry.people import queries
from commongrid.registry.people.models import Person


def _person(request: HttpRequest) -> UUID | None:
    """Who has proven a contact here and is still known."""
    person_id = gate.person_id(request)
    known = person_id is not None and Person.objects.filter(pk=person_id, erased_at=None).exists()
    return person_id if known else None


def _prove_first() -> HttpResponse:
    return redirect(f"{reverse('portal:prove')}?next={reverse('portal:data')}")


@opens_for("resident")
@require_GET
def data(request: HttpRequest) -> HttpResponse:
    """Everything, in full, for the person themself alone."""
    person_id = _person(request)
    return _prove_first() if person_id is None else _show(request, person_id)


def _show(
    request: HttpRequest,
    person_id: UUID,
    *,
    name: deeds.Myself | None = None,
    erase: deeds.Erase | None = None,
    status: int = 200,
) -> HttpResponse:
    found = queries.my_data(person_id)
    told = {
        "sections": keeping.sections(found),
        "looks": found.looks,
        "kept": keeping.kept(found),
        "name": name or deeds.Myself(initial={"name": found.sections[0].rows[0]["name"] or ""}),
        "erase": erase or deeds.Erase(),
    }
    return frame.page(request, "portal/data.html", told, status=status)


@opens_for("resident")
@require_GET
def download(request: HttpRequest) -> HttpResponse:
    """The same as one file that other programs can read."""
    person_id = _person(request)
    if person_id is None:
        return _prove_first()
    response = JsonResponse(
        keeping.as_json(queries.my_data(person_id)), json_dumps_params={"ensure_ascii": False, "indent": 2}
    )
    response["Content-Disposition"] = 'attachment; filename="commongrid-my-data.json"'
    response["Cache-Control"] = "no-store"
    return response


@opens_for("resident")
@require_POST
def correct(request: HttpRequest) -> HttpResponse:
    """Mend one's own name."""
    person_id, form = _person(request), deeds.Myself(request.POST)
    if person_id is None:
        return _prove_first()
    if form.is_valid():
        try:
            people.correct(
                person_id, by=frame.resident(request), at=timezone.now(), name=form.cleaned_data["name"]
            )
        except Refused as refused:
            form.add_error("name", frame.say(refused))
        else:
            messages.success(request, _("Corrected."))
            return redirect("portal:data")
    return _show(request, person_id, name=form, status=422)


@opens_for("resident")
@require_POST
def erase(request: HttpRequest) -> HttpResponse:
    """Forget me: at once, or as soon as the last open matter no longer needs it."""
    person_id, form = _person(request), deeds.Erase(request.POST)
    if person_id is None:
        return _prove_first()
    if not form.is_valid():
        return _show(request, person_id, erase=form, status=422)
    forgotten = people.erase(person_id, by=frame.resident(request), at=timezone.now())
    request.session.flush()
    return frame.page(request, "portal/erased.html", {"forgotten": forgotten})
