"""The counter: a matter taken down in a minute, its receipt to print, and the group behind it."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from commongrid.base.access import rules as access
from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.cases import numbers
from commongrid.cases.models import Case
from commongrid.doors.desk import matter_choice
from commongrid.doors.desk.counter import forms, frame
from commongrid.doors.desk.counter.placing import area_of
from commongrid.doors.look.gate import actor_of, opens_for, require
from commongrid.doors.look.sentences import say
from commongrid.intake import acts as intake
from commongrid.intake import queries as reports
from commongrid.intake.models import Report
from commongrid.intake.suggestion import suggest
from commongrid.registry.people import queries as people
from commongrid.work.reception import acts, queries

CODES = "counter_codes"
KEPT = 5


@opens_for("counter.serve")
@require_http_methods(["GET", "POST"])
def counter(request: HttpRequest) -> HttpResponse:
    """The form with the queue beside it; what was typed stays when it is refused."""
    here = frame.seat(request)
    if here is None:
        return frame.page(request, "nowhere.html", {})
    form = forms.TakeDown(request.POST or None, initial={"key": uuid4()})
    if request.method == "POST" and form.is_valid():
        try:
            receipt = _taken(request, form, here)
        except NotAllowed:
            raise
        except Refused as refused:
            form.add_error(None, say(refused.why))
        else:
            if receipt.code:
                held = list(request.session.get(CODES, {}).items())[1 - KEPT :]
                request.session[CODES] = {**dict(held), receipt.report.number: receipt.code}
            return redirect("desk:counter:receipt", number=receipt.report.number)
    told = {"form": form, **frame.queue(request, here)}
    return frame.page(request, "counter.html", told, status=422 if form.errors else 200)


def _taken(request: HttpRequest, form: forms.TakeDown, here: frame.Seat) -> intake.Receipt:
    told, actor = form.cleaned_data, actor_of(request)
    item, found = matter_choice.chosen(told["matter"]), suggest(told["words"]).answer
    draft = intake.Draft(
        channel=told["channel"] or "visit",
        key=str(told["key"]),
        id=told["key"],
        words=told["words"],
        address=told["address"],
        area=area_of(told["address"], here.point.division_id),
        matter_id=item.matter_id if item else None,
        suggestion={"matters": [{"code": one.code, "confidence": round(one.confidence, 3)} for one in found]},
        answers={"on_behalf": told["behalf"]} if told["behalf"] else {},
        language=get_language() or "zh-hans",
    )
    twin = Case.objects.filter(number=numbers.clean(told["follow"])).first() if told["follow"] else None
    if twin is not None and not access.may(actor, "cases.see", twin).answer:
        twin = None
    return acts.take_down(
        draft,
        name=told["name"],
        phone=told["phone"],
        many=form.many(),
        twin=twin,
        by=actor,
        at=timezone.now(),
    )


@opens_for("counter.serve")
@never_cache
@require_GET
def receipt(request: HttpRequest, number: str) -> HttpResponse:
    """Number, code and a picture that opens the matter on the visitor's phone; to print and hand over."""
    report = _report(request, number)
    code = request.session.get(CODES, {}).get(report.number, "")
    link = request.build_absolute_uri(f"{reverse('portal:follow')}?number={report.number}")
    drawn = segno.make(f"{link}#{code}" if code else link, error="m")
    picture = drawn.svg_inline(scale=4, border=2, svgclass="qr", lineclass=None, omitsize=True)
    told: dict[str, Any] = {
        "report": report,
        "spoken": numbers.spoken(report.number),
        "code": code,
        "link": link,
        "qr": mark_safe(picture),  # noqa: S308 (drawn from an address of ours)
        "group": queries.group_of(report.pk),
        "seat": frame.seat(request),
        "may_admit": access.has(actor_of(request), "reports.admit"),
    }
    return frame.page(request, "receipt.html", told)


def _report(request: HttpRequest, number: str) -> Report:
    found = reports.for_reading().filter(number=numbers.clean(number)).first()
    if found is None:
        raise Http404
    if found.reported_by_id != actor_of(request).account_id:
        require(request, "reports.see", found)
    return found


@opens_for("reports.see")
@never_cache
@require_http_methods(["GET", "POST"])
def group(request: HttpRequest, number: str) -> HttpResponse:
    """How many stand behind a report, who speaks for them (masked), and the others' names for a reason that is logged."""
    report = _report(request, number)
    require(request, "reports.see", report)
    found = queries.group_of(report.pk)
    if found is None:
        raise Http404
    form, names = forms.Look(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            names = acts.read_names(
                report, by=actor_of(request), at=timezone.now(), why=form.cleaned_data["why"]
            )
        except NotAllowed:
            raise
        except Refused as refused:
            form.add_error("why", say(refused.why))
    speaking = people.masked_by_id([one.person_id for one in found.representatives.all()])
    told = {
        "report": report, "spoken": numbers.spoken(report.number), "group": found, "speaking": list(speaking.values()),
        "form": form, "names": names, "may_look": access.may(actor_of(request), "people.unmask", report).answer,
    }  # fmt: skip
    return frame.page(request, "group.html", told, status=422 if form.errors else 200)
