"""Asking for a plan: the buildings and the size of a grid; the work is done by the worker and its page can be left."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commongrid.doors.desk.admin import frame, jobs, planning, tasks
from commongrid.doors.desk.admin.grids.forms import PlanForm
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.registry.places import queries as places


@opens_for("admin.registry")
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, code: str) -> HttpResponse:
    """Buildings in, a job out; lines that cannot be read are named and nothing is begun."""
    here = places.division(code[:12])
    if here is None or len(code) != 12 or not places.current_grids(code).exists():
        raise Http404
    form = PlanForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        atoms = _atoms(form, code)
        if not form.errors:
            by, told = (
                actor_of(request),
                {"community": code, "atoms": atoms, "target": form.cleaned_data["target"]},
            )
            job = jobs.begin("plan", asked_by=by.name, at=timezone.now(), post=by.post_id, **told)
            tasks.plan_grids.defer(name=job.name)
            return redirect("desk:admin:job", name=job.name)
    told = {"here": here, "path": places.path_of(code)[:-1], "form": form}
    return frame.page(request, "grids/plan.html", told, here="grids", status=422 if form.errors else 200)


def _atoms(form: PlanForm, code: str) -> list[list[object]]:
    told = form.cleaned_data
    if told["source"] == "premises":
        atoms, faults = planning.of_premises(code), list[int]()
    else:
        atoms, faults = planning.of_table(told["file"], told["weight"])
    if faults:
        lines = ", ".join(str(line) for line in faults[:10])
        form.add_error(
            "file",
            _("These lines cannot be read: %(lines)s. Each needs lon, lat and a number.") % {"lines": lines},
        )
    elif not atoms:
        form.add_error(None, _("There is no building to plan with."))
    elif len(atoms) > planning.MOST_ATOMS:
        form.add_error("file", _("At most 5,000 buildings of one community."))
    return atoms
