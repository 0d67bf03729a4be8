"""All that runs training in one list."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from commongrid.doors.desk.training import forms, frame, setting
from commongrid.doors.look.gate import opens_for
from commongrid.work.training import queries


@opens_for("training.run")
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """Courses with their bank, exams, kinds of certificate, and what roles have to hold."""
    courses = queries.every_course()
    kinds = queries.kinds()
    told = {
        "courses": courses,
        "exams": queries.all_exams(),
        "kinds": kinds,
        "demands": queries.demands(),
        "form": setting.DemandForm(kinds=kinds),
        "ends": forms.Why(auto_id=False),
    }
    return frame.own(request, "run", told)
