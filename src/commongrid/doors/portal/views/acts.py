"""What a reporter does about their matter: add, urge, withdraw, rate, have it done again, appeal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from commongrid.base.files.terms import Stage
from commongrid.base.verdicts import Refused
from commongrid.cases import acts as cases
from commongrid.cases.models import Case
from commongrid.doors.look import pictures
from commongrid.doors.look.gate import opens_for
from commongrid.doors.portal import deeds, frame, standing
from commongrid.doors.portal.views import mine
from commongrid.doors.portal.views.receipt import own_or_404
from commongrid.intake import acts as intake
from commongrid.intake.models import Report
from commongrid.registry.packs import queries as packs
from commongrid.registry.people.terms import Limit
from commongrid.work.followups import acts as followups

URGE_ONE = (Limit("day", 86400, 1),)
"""Once a day is heard; more often only makes work."""
WRITE_ONE = (Limit("hour", 3600, 20),)
ONCE = (Limit("day", 86400, 1),)
"""The same form sent again, by a double tap or a lost answer, has been heard already."""

type Deed = Callable[[HttpRequest, Report, Case | None, datetime], HttpResponse | None]


@opens_for("resident")
@require_POST
def act(request: HttpRequest, number: str, deed: str) -> HttpResponse:
    """One act on one matter of one's own; refused ones say why and change nothing."""
    report = own_or_404(request, number)
    if deed not in DEEDS:
        raise Http404
    again = DEEDS[deed](request, report, standing.case_of(report), timezone.now())
    return again or redirect("portal:matter", number=report.number)


def _case(case: Case | None) -> Case:
    if case is None:
        raise Http404
    return case


def _add(request: HttpRequest, report: Report, case: Case | None, now: datetime) -> HttpResponse | None:
    form, by = deeds.Add(request.POST), frame.resident(request)
    if not form.is_valid() or not (form.cleaned_data["text"].strip() or request.FILES):
        form.add_error(None, _("Write a few words or choose a photo."))
        return mine.show(request, report, wrong={"add": form}, status=422)
    if seconds := frame.slow_down(request, "add", WRITE_ONE, at=now, who=str(report.pk)):
        return frame.too_often(request, seconds)
    taken = pictures.take_in(request, f"report:{report.pk}", Stage.REPORT, by=by, at=now)
    if taken.refused:
        why = taken.refused[0]
        form.add_error(None, frame.say(Refused(why.key, **why.facts)))
        return mine.show(request, report, wrong={"add": form}, status=422)
    if case is not None and not _was_sent(request, report, form.cleaned_data["key"], now):
        _tell_case(case, form.cleaned_data["text"], [str(photo.pk) for photo in taken.photos], request, now)
    messages.success(request, _("Added. Those who have it see it."))
    return None


def _was_sent(request: HttpRequest, report: Report, key: str, now: datetime) -> bool:
    return bool(key and frame.slow_down(request, "added", ONCE, at=now, who=f"{report.pk}:{key}"))


def _tell_case(case: Case, text: str, photos: list[str], request: HttpRequest, now: datetime) -> None:
    by = frame.resident(request)
    if text.strip():
        frame.remember_said(request, now)
        case = cases.comment(case, text, is_public=True, by=by, at=now)
    if photos:
        cases.attach(case, photos, stage=Stage.REPORT, by=by, at=now)


def _urge(request: HttpRequest, report: Report, case: Case | None, now: datetime) -> HttpResponse | None:
    if frame.slow_down(request, "urge", URGE_ONE, at=now, who=str(report.pk)):
        messages.info(request, _("You have urged it today; it was heard. Tomorrow you can again."))
        return None
    cases.urge(_case(case), by=frame.resident(request), at=now)
    messages.success(request, _("Urged. Whoever has it sees that you are waiting."))
    return None


def _withdraw(request: HttpRequest, report: Report, case: Case | None, now: datetime) -> HttpResponse | None:
    intake.withdraw(report, by=frame.resident(request), at=now)
    messages.success(request, _("Taken back. Nobody does anything about it any more."))
    return None


def _rate(request: HttpRequest, report: Report, case: Case | None, now: datetime) -> HttpResponse | None:
    form = deeds.Rate(request.POST)
    if not form.is_valid():
        return mine.show(request, report, wrong={"rate": form}, status=422)
    told = form.cleaned_data
    marks = cases.Marks(told["speed"], told["result"], told["manner"], told["feedback"])
    solved = told["solved"] == "yes"
    cases.rate(
        _case(case),
        marks,
        solved=solved,
        rater=standing.rater(report),
        by=frame.resident(request),
        at=now,
        text=told["text"],
    )
    thanks = _("Thank you. Your answer counts in how the unit is assessed.")
    again = _("Thank you for saying so. It is done again under the same number, and you are asked again.")
    messages.success(request, thanks if solved else again)
    return None


def _reopen(request: HttpRequest, report: Report, case: Case | None, now: datetime) -> HttpResponse | None:
    form = deeds.Say(request.POST)
    if not form.is_valid():
        return mine.show(request, report, wrong={"reopen": form}, status=422)
    cases.reopen(
        _case(case),
        by=frame.resident(request),
        at=now,
        why=form.cleaned_data["text"],
        within_days=packs.setting("reopen_within_days"),
    )
    messages.success(request, _("It is open again under the same number."))
    return None


def _appeal(request: HttpRequest, report: Report, case: Case | None, now: datetime) -> HttpResponse | None:
    form = deeds.Say(request.POST)
    if not form.is_valid():
        return mine.show(request, report, wrong={"appeal": form}, status=422)
    days = packs.setting("appeal_within_days")
    text = form.cleaned_data["text"]
    intake.appeal(report, by=frame.resident(request), at=now, text=text, within_days=days)
    messages.success(request, _("Your appeal has arrived. Somebody else than before answers it."))
    return None


def _no_call(request: HttpRequest, report: Report, case: Case | None, now: datetime) -> HttpResponse | None:
    followups.stay_quiet(_case(case), by=frame.resident(request), at=now)
    messages.success(request, _("Nobody will call you about this."))
    return None


DEEDS: dict[str, Deed] = {
    "add": _add,
    "urge": _urge,
    "withdraw": _withdraw,
    "rate": _rate,
    "reopen": _reopen,
    "appeal": _appeal,
    "no_call": _no_call,
}
