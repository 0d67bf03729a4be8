"""Drawing: a form beside the map, a preview of what would change, and then the redrawing itself."""

from __future__ import annotations

import json
import secrets
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.doors.desk.admin import frame, jobs
from commongrid.doors.desk.admin.grids import beginning, making, previewing
from commongrid.doors.desk.admin.grids.forms import DRAWN, KINDS, DrawForm
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.look.sentences import say
from commongrid.registry.places import acts as places_acts
from commongrid.registry.places import queries as places
from commongrid.registry.places.models import Division
from commongrid.registry.places.redrawing import Drawing
from commongrid.registry.serving import acts


@opens_for("admin.registry")
@require_http_methods(["GET", "POST"])
def draw(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """GET: draw. POST: what it would change; with `confirm` it is done, or kept for its day."""
    here = places.division(code[:12])
    if here is None or len(code) != 12 or kind not in KINDS:
        raise Http404
    grids = list(beginning.choices(code, kind))
    if "border" in request.POST:
        chosen = urlencode([("grid", one) for one in request.POST.getlist("grids")[:2]])
        return redirect(f"{request.path}?{chosen}")
    form = DrawForm(
        request.POST or None,
        request.FILES or None,
        kind=kind,
        grids=grids,
        initial=beginning.first(request, code, kind, grids),
    )
    if request.method != "POST" or not form.is_valid():
        return _page(request, here, kind, form, status=422 if form.errors else 200)
    made = making.drawing(kind, code, form.cleaned_data)
    if made.answer is None:
        form.add_error(
            "shape" if kind in DRAWN else "file" if kind == "pieces" else "grids", say(made.why[0])
        )
        return _page(request, here, kind, form, status=422)
    try:
        return _preview_or_do(request, here, form, made.answer)
    except NotAllowed:
        raise
    except Refused as refused:
        form.add_error(None, say(refused.why))
        return _page(request, here, kind, form, status=409)


@opens_for("admin.registry")
@require_POST
def take_over(request: HttpRequest, name: str) -> HttpResponse:
    """A finished plan as a redrawing of all basic grids: what would change, and the form filled in but for the reason."""
    job = jobs.find(name)
    if job is None or job.kind != "plan" or job.state != "done":
        raise Http404
    code = str(job.found["community"])
    grids, here = list(beginning.choices(code, "pieces")), places.division(code)
    if here is None:
        raise Http404
    text = json.dumps(job.found["pieces"], ensure_ascii=False)
    told = {
        "grids": [grid.code for grid in grids],
        "key": secrets.token_urlsafe(12),
        "give": True,
        "kept": text,
    }
    form = DrawForm(kind="pieces", grids=grids, initial=told)
    made = making.drawing("pieces", code, {"grids": grids, "kept": text})
    fit, faults = places_acts.checked(made.answer) if made.answer else (None, ())
    if fit is None or faults:
        messages.error(request, say(faults[0].why if faults else made.why[0]))
        return redirect("desk:admin:grids_in", code=code)
    shown = previewing.preview(fit, give=True, at=timezone.now())
    return _page(request, here, "pieces", form, preview=shown, kept=text)


def _preview_or_do(request: HttpRequest, here: Division, form: DrawForm, drawing: Drawing) -> HttpResponse:
    told, now = form.cleaned_data, timezone.now()
    fit, faults = places_acts.checked(drawing)
    for fault in faults[:10]:
        form.add_error(None, say(fault.why))
    if faults:
        return _page(request, here, form.kind, form, status=422)
    give, later = bool(told.get("give", True)), told["valid_from"]
    if "confirm" not in request.POST:
        shown = previewing.preview(fit, give=give, at=now)
        return _page(request, here, form.kind, form, preview=shown)
    given: dict[str, Any] = {
        "give": give,
        "by": actor_of(request),
        "at": now,
        "why": told["why"],
        "key": told["key"],
    }
    if later and later > timezone.localdate(now):
        acts.plan(drawing, later, **given)
        messages.success(request, _("Kept for its day. Until then it can be called off."))
    else:
        acts.redraw(drawing, **given)
        messages.success(request, _("Redrawn. It can be taken back until something comes in a new grid."))
    return redirect("desk:admin:grids_in", code=here.code)


def _page(
    request: HttpRequest,
    here: Division,
    kind: str,
    form: DrawForm,
    *,
    preview: Any = None,
    kept: str = "",
    status: int = 200,
) -> HttpResponse:
    if kind == "pieces" and form.is_bound and "file" in getattr(form, "cleaned_data", {}):
        kept = form.cleaned_data.get("file") or form.cleaned_data.get("kept") or ""
    told = {
        "here": here,
        "path": places.path_of(here.code)[:-1],
        "kind": kind,
        "form": form,
        "preview": preview,
        "kept": kept,
        "draws": DRAWN.get(kind, ""),
    }
    return frame.page(request, "grids/draw.html", told, here="grids", status=status)
