"""Which community, its grids with who serves them and what is open, and the redrawings so far."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.doors.desk.admin import frame
from commongrid.doors.desk.admin.grids import previewing
from commongrid.doors.desk.admin.grids.spots import NUMBER
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.look.sentences import say
from commongrid.registry.places import plane
from commongrid.registry.places import queries as places
from commongrid.registry.places.acts import redraws
from commongrid.registry.places.models import Grid, Redraw
from commongrid.registry.places.reading import from_geojson
from commongrid.registry.places.terms import RedrawState
from commongrid.registry.premises import queries as premises
from commongrid.registry.serving import acts
from commongrid.registry.serving import queries as serving

SHOWN = 20


@opens_for("admin.registry")
@require_GET
def choose(request: HttpRequest, code: str = "") -> HttpResponse:
    """The way down to a community; where there is one way only, it is gone at once. `q` asks who serves an address."""
    if request.GET.get("q", "").strip():
        return _who_serves(request, request.GET["q"][:100].replace("\x00", ""))
    here = places.division(code) if code else places.city()
    if here is None and code:
        raise Http404
    if here is not None and len(here.code) == 12:
        return redirect("desk:admin:grids_in", code=here.code)
    below = list(places.children(here.code)) if here else []
    if not code and len(below) == 1:
        return redirect("desk:admin:grids_within", code=below[0].code)
    counts = dict.fromkeys((one.code for one in below), 0)
    size = len(below[0].code) if below else 0
    for grid in (
        Grid.objects.filter(valid_to=None, code__startswith=here.code).values_list("code", flat=True)
        if here
        else ()
    ):
        if grid[:size] in counts:
            counts[grid[:size]] += 1
    told = {
        "here": here,
        "path": places.path_of(here.code)[:-1] if here else [],
        "below": [(one, counts[one.code]) for one in below],
    }
    return frame.page(request, "grids/choose.html", told, here="grids")


def _who_serves(request: HttpRequest, asked: str) -> HttpResponse:
    """To the grid of a position or a place that is named, or the community when no more is sure."""
    numbers = [float(one) for one in NUMBER.findall(asked)]
    spot = numbers if len(numbers) == 2 and abs(numbers[0]) <= 180 and abs(numbers[1]) <= 90 else None
    code = places.locate(*spot).area_code if spot else places.locate_text(asked).code or ""
    if len(code) > 12:
        return redirect("desk:admin:grid", code=code)
    if len(code) == 12:
        return redirect("desk:admin:grids_in", code=code)
    messages.error(
        request, _("No grid is known for that. Try the community, a street, or longitude, latitude.")
    )
    return redirect("desk:admin:grids")


@opens_for("admin.registry")
@require_GET
def community(request: HttpRequest, code: str) -> HttpResponse:
    """A community's grids: size, who serves them, what is open there; what was redrawn and is planned."""
    here, now = places.division(code[:12]), timezone.now()
    if here is None or len(code) != 12:
        raise Http404
    grids = list(places.current_grids(code))
    staff, cases = serving.staffed(code, now), previewing.open_cases(code)
    held = {one.area: one.n for one in premises.sums(code, 15)}
    sizes = list(plane.square_metres([from_geojson(grid.geometry) for grid in grids])) if grids else []
    told = {
        "here": here,
        "path": places.path_of(code)[:-1],
        "rows": [
            (
                grid,
                float(size) / 1e4,
                staff.get(grid.code, []),
                cases.pop(grid.code, 0),
                held.get(grid.code, 0),
            )
            for grid, size in zip(grids, sizes, strict=True)
        ],
        "old": [(area, n) for area, n in cases.items() if len(area) > 12],
        "everywhere": staff.get(code, []),
        "nets": serving.nets_within(code, [grid.code for grid in grids]),
        "redraws": list(places.redraws_of(code)[:SHOWN]),
        "has_dedicated": any(grid.kind == "dedicated" for grid in grids),
    }
    return frame.page(request, "grids/community.html", told, here="grids")


@opens_for("admin.registry")
@require_POST
def take_back(request: HttpRequest, redraw_id: int) -> HttpResponse:
    """Undo what was redrawn while nothing has come in the new grids, or call a planned one off."""
    kept = get_object_or_404(Redraw, pk=redraw_id)
    why = request.POST.get("why", "").strip()[:200] or _("taken back")
    given = {"by": actor_of(request), "at": timezone.now(), "why": why}
    try:
        if kept.state == RedrawState.PLANNED:
            redraws.drop(kept, **given)  # type: ignore[arg-type]
            messages.success(request, _("Called off. Nothing changes."))
        else:
            acts.undo(kept, **given)  # type: ignore[arg-type]
            messages.success(request, _("Taken back: the grids stand as they were."))
    except NotAllowed:
        raise
    except Refused as refused:
        messages.error(request, say(refused.why))
    return redirect("desk:admin:grids_in", code=kept.community_id)
