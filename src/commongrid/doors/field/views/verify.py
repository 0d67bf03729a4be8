"""Looking at a report on the spot."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commongrid.base.files import queries as files
from commongrid.base.files.terms import Stage
from commongrid.cases import numbers
from commongrid.doors.field import choosing, forms, frame, kept, sending
from commongrid.doors.look import pictures
from commongrid.doors.look.gate import actor_of, opens_for, require
from commongrid.intake import acts as intake
from commongrid.intake import queries
from commongrid.intake.acts.core import outrun
from commongrid.intake.models import Report
from commongrid.intake.terms import ReportStatus


def report_or_404(number: str) -> Report:
    report = queries.for_reading().filter(number=numbers.clean(number)).first()
    if report is None:
        raise Http404
    return report


@opens_for("reports.verify")
@sending.sendable
@require_http_methods(["GET", "POST"])
def verify(request: HttpRequest, number: str) -> HttpResponse:
    """Words, photos and place of a report; what was found goes back to the dispatcher."""
    report = report_or_404(number)
    require(request, "reports.verify", report)
    if request.method == "POST" and report.status != ReportStatus.VERIFYING:
        if sending.is_device(request):
            raise outrun(report)
        messages.info(
            request, _("Somebody has already looked at this. Nothing of yours was needed any more.")
        )
        return redirect("field:today")
    if kept.is_asking(request):
        return _show(request, report, forms.Verify(initial=request.POST.dict()))
    form = forms.Verify(request.POST or None, initial={"key": forms.new_key()})
    if request.method == "POST":
        kept.take(request, form, f"report:{report.pk}", Stage.BEFORE, by=actor_of(request), at=timezone.now())
        if form.is_valid():
            return _verified(request, report, form)
    return _show(request, report, form)


def _show(request: HttpRequest, report: Report, form: forms.Verify) -> HttpResponse:
    code = form["matter"].value() or (report.matter.code if report.matter else "")
    photos = files.photos([f"report:{report.pk}"])
    told: dict[str, Any] = {
        "report": report,
        "form": form,
        "photos": pictures.shown(photos),
        "taken": sum(photo.stage == Stage.BEFORE for photo in photos),
        **choosing.shown(request, report.words or "", str(code)),
    }
    return frame.page(request, "field/verify.html", told, status=422 if form.errors else 200)


def _verified(request: HttpRequest, report: Report, form: forms.Verify) -> HttpResponse:
    item = choosing.chosen(form.cleaned_data["matter"])
    intake.verify(
        report,
        form.cleaned_data["finding"],
        by=actor_of(request),
        at=timezone.now(),
        text=form.cleaned_data["text"],
        matter_id=item.matter_id if item else None,
    )
    messages.success(request, _("Sent. The dispatcher has it now."))
    return redirect("field:today")
