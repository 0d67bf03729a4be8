"""The working calendar: its years and days, importing a notice, and recomputing deadlines on purpose."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from commongrid.base.calendar import acts, queries, reading
from commongrid.base.calendar.hours import OFFICE
from commongrid.doors.desk.admin import frame, jobs, recomputing, tasks, uploads
from commongrid.doors.desk.admin.forms import files
from commongrid.doors.desk.admin.forms.units import hours_text
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.registry.units.models import Unit

SHOWN = 12


@opens_for("admin.registry")
@require_GET
def calendar(request: HttpRequest, year: int = 0) -> HttpResponse:
    """The years known and the days of one of them."""
    known = queries.known_years()
    year = year or timezone.localdate().year
    if not 1950 <= year <= 2199:
        raise Http404
    own = Unit.objects.filter(active=True, hours__isnull=False).order_by("code")
    told = {
        "years": list(reversed(known))[:SHOWN],
        "year": year,
        "is_known": any(one.year == year and one.is_complete for one in known),
        "days": days_of(year),
        "hours": hours_text(OFFICE.as_json()),
        "units": [(unit, hours_text(unit.hours)) for unit in own[:100]],
        "open": recomputing.waiting().count(),
        "last": jobs.last("recompute"),
    }
    return frame.page(request, "calendar.html", told, here="calendar")


def days_of(year: int) -> list[tuple[date, bool, str, str]]:
    """(day, is it off, name in Chinese, name in English), in order."""
    found = queries.calendar()
    listed = [(on, True, one) for on, one in found.off.items()] + [
        (on, False, one) for on, one in found.work.items()
    ]
    return sorted((on, off, one.name, one.name_en) for on, off, one in listed if on.year == year)


@opens_for("admin.registry")
@require_http_methods(["GET", "POST"])
def take_in(request: HttpRequest) -> HttpResponse:
    """A notice as CSV: checked with every fault by its line, then imported as it was checked."""
    actor = actor_of(request)
    if "import" in request.POST:
        return _import(request)
    form = files.CalendarForm(request.POST or None, request.FILES or None)
    told: dict[str, object] = {"form": form}
    if request.method == "POST" and form.is_valid():
        days, faults = reading.read_days(form.cleaned_data["file"].splitlines())
        kept = "" if faults else uploads.keep(actor.account_id, form.cleaned_data)
        told |= {"checked": True, "days": days, "faults": faults, "kept": kept}
        return frame.page(
            request, "calendar_import.html", told, here="calendar", status=422 if faults else 200
        )
    return frame.page(
        request, "calendar_import.html", told, here="calendar", status=422 if form.errors else 200
    )


def _import(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    kept = uploads.kept(actor.account_id, request.POST["import"])
    if kept is None:
        messages.error(
            request, _("The checked file is no longer kept. Nothing was written; please send it again.")
        )
        return redirect("desk:admin:calendar_import")
    days, _faults = reading.read_days(kept["file"].splitlines())
    years = acts.import_days(days, by=actor, at=timezone.now(), why=kept["why"], complete=kept["complete"])
    messages.success(request, _("Imported. Deadlines already running stay until you recompute them."))
    return redirect("desk:admin:calendar_year", year=years[-1])


@opens_for("admin.registry")
@require_POST
def recompute(request: HttpRequest) -> HttpResponse:
    """Count which deadlines would move, or move them; both in the background."""
    actor, why = actor_of(request), request.POST.get("why", "").strip()[:200]
    apply = "apply" in request.POST
    if apply and not why:
        messages.error(request, _("Say why: it stands in the history of each case."))
        return redirect("desk:admin:calendar")
    told = {"apply": apply, "why": why, "post": actor.post_id}
    job = jobs.begin("recompute", asked_by=actor.name, at=timezone.now(), **told)
    tasks.recompute.defer(name=job.name)
    return redirect("desk:admin:job", name=job.name)
