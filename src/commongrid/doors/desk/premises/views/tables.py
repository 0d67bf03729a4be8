"""Tables: an import that is checked before anything is written, and an export as CSV or XLSX."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from commongrid.base.access import queries as access
from commongrid.base.access.terms import Actor
from commongrid.doors.desk.premises import forms, frame
from commongrid.doors.desk.premises.views.listing import asked_by
from commongrid.doors.look import downloads
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.look.sentences import say
from commongrid.registry.places.terms import Report
from commongrid.registry.premises import acts, queries, sheets, tables
from commongrid.registry.premises.models import Premises
from commongrid.registry.premises.queries import Asked

SHOWN, HOUR, AT_ONCE = 500, 3600, 2_000


@opens_for("premises.import")
@require_http_methods(["GET", "POST"])
def take_in(request: HttpRequest) -> HttpResponse:
    """A file is checked first, with every fault by its line; what is clean can then be imported as it was checked."""
    actor = actor_of(request)
    if "import" in request.POST:
        return _import(request, actor)
    form = forms.TableForm(request.POST or None, request.FILES or None)
    told: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        report = _run(form.cleaned_data, actor, check_only=True)
        told |= _told(report, actor)
        if report.is_clean:
            told["kept"] = secrets.token_urlsafe(16)
            cache.set(_key(actor, told["kept"]), form.cleaned_data, HOUR)
        return frame.page(request, "import.html", told, status=200 if report.is_clean else 422)
    return frame.page(request, "import.html", told, status=422 if form.errors else 200)


def _run(told: dict[str, Any], by: Actor, *, check_only: bool) -> Report:
    file = told["file"]
    rows, faults = sheets.read(file) if isinstance(file, bytes) else tables.read(file)
    if faults:
        return Report(tuple(faults))
    return acts.import_premises(rows, by=by, at=timezone.now(), why=told["why"], check_only=check_only)


def _told(report: Report, actor: Actor) -> dict[str, Any]:
    """The first faults for the page; all of them are kept for an hour, to be taken away as a table."""
    if report.is_clean:
        return {"report": report, "faults": ()}
    name = secrets.token_urlsafe(16)
    cache.set(_key(actor, f"faults-{name}"), report.faults, HOUR)
    more = max(0, len(report.faults) - SHOWN)
    return {"report": report, "faults": report.faults[:SHOWN], "more": more, "kept_faults": name}


@opens_for("premises.import")
@require_GET
def faults(request: HttpRequest, name: str, form: str) -> HttpResponseBase:
    """Every line that was turned away, with the reason, for whoever mends the table."""
    kept = cache.get(_key(actor_of(request), f"faults-{name}"))
    if kept is None or form not in downloads.FORMS:
        raise Http404
    rows = ((one.at or "", one.code, say(one.why)) for one in kept)
    return downloads.FORMS[form](rows, (_("Line"), _("Code"), _("What is wrong")), f"faults.{form}")


def _key(actor: Actor, name: str) -> str:
    return f"desk-premises:{actor.account_id}:{name[:64]}"


def _import(request: HttpRequest, actor: Actor) -> HttpResponse:
    kept = cache.get(_key(actor, request.POST["import"]))
    if kept is None:
        messages.error(
            request, _("The checked file is no longer kept. Nothing was written; please send it again.")
        )
        return redirect("desk:premises:import")
    report = _run(kept, actor, check_only=False)
    if not report.is_clean:
        return frame.page(
            request, "import.html", {"form": forms.TableForm(), **_told(report, actor)}, status=409
        )
    facts = {"added": report.added, "changed": report.changed}
    messages.success(request, _("Imported: %(added)d new, %(changed)d changed.") % facts)
    return redirect("desk:premises:list")


@opens_for("premises.export")
@require_GET
def export(request: HttpRequest, form: str = "csv") -> HttpResponseBase:
    """What the filter leaves of the post's own area, as a table that can be imported again; contacts are not in it."""
    if form not in downloads.FORMS:
        raise Http404
    if wait := downloads.held_back(request, "premises", form):
        return wait
    rows = _rows(asked_by(request.GET), actor_of(request))
    try:
        return downloads.FORMS[form](rows, tables.COLUMNS, f"premises.{form}")
    except downloads.TooLong:
        words = _("An Excel file is made of at most %(most)d places: narrow the filter, or take the CSV.")
        messages.error(request, words % {"most": downloads.MOST_ROWS})
        return redirect(f"{reverse('desk:premises:list')}?{request.GET.urlencode()}")


def _rows(asked: Asked, actor: Actor) -> Iterator[list[object]]:
    """All pages one after another (the index of the list), each a query."""
    reach = access.within(actor, "premises.export")
    while True:
        page = queries.listed(asked, actor, AT_ONCE)
        keys = [one.pk for one in page[:AT_ONCE]]
        rows = Premises.objects.filter(reach, pk__in=keys).select_related("parent", "unit").defer("found")
        yield from (_row(one) for one in rows.order_by("area", "code"))
        if len(page) <= AT_ONCE:
            return
        last = page[AT_ONCE - 1]
        asked = Asked(asked.area, asked.kind, asked.state, asked.words, (last.area, last.code))


def _row(one: Premises) -> list[object]:
    rental = "yes" if one.is_rental else "no"
    return [
        one.code, one.kind, one.name, one.area[:12], one.lon, one.lat, one.address, one.floors, one.rooms, rental,
        one.credit_code, one.parent.code if one.parent else "", one.unit.code if one.unit else "", one.valid_from, one.valid_until,
    ]  # fmt: skip
