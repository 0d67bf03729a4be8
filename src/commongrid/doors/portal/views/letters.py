"""Writing to the secretary or a bureau: whom, the letter, and whether it may be published."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from commongrid.base.verdicts import Refused
from commongrid.doors.look import gate, pictures
from commongrid.doors.look.gate import opens_for
from commongrid.doors.portal import choosing, forms, frame, sending
from commongrid.doors.portal.letter_forms import Letter
from commongrid.doors.portal.views.receipt import own_or_404
from commongrid.intake import acts as intake
from commongrid.intake import queries as reports
from commongrid.registry.places import queries as places
from commongrid.work.letters import acts, queries
from commongrid.work.letters.models import Box


@opens_for("public")
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Whom one can write to: by the place named, else by that of the reader's last report, else the city."""
    asked = request.GET.get("q", "").strip()[:100].replace("\x00", "")
    found = places.locate_text(asked).code if asked else _last_area(request)
    city = places.city()
    path = places.path(found) if found else ((city.code,) if city else ())
    boxes = queries.boxes_for(path)
    told = {
        "asked": asked,
        "is_nowhere": bool(asked) and not found,
        "place": places.division((found or "")[:12]) if found else None,
        "secretaries": [box for box in boxes if box.kind == "secretary"],
        "bureaus": [box for box in boxes if box.kind != "secretary"],
    }
    return frame.page(request, "portal/letters.html", told)


def _last_area(request: HttpRequest) -> str:
    return next((one.area for one in gate.own_reports(request) if one.area), "")


@opens_for("public")
@never_cache
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, code: str) -> HttpResponse:
    """The letter; sent twice it arrives once, and what was written stays when it is refused."""
    box = queries.box(code)
    if box is None or not box.active:
        raise Http404
    form = Letter(request.POST or None, initial={"key": forms.new_key()})
    if request.method != "POST":
        return _show(request, box, form)
    now, key = timezone.now(), str(request.POST.get("key", ""))
    good_key = 8 <= len(key) <= 80 and "\x00" not in key
    known = sending.before(box.kind, key) if good_key else None
    if known is None and (seconds := frame.slow_down(request, "report", sending.SEND_FROM_ONE, at=now)):
        return frame.too_often(request, seconds)
    taken = (
        sending.take_photos(request, key, by=frame.resident(request), at=now)
        if good_key
        else pictures.Taken()
    )
    for why in taken.refused:
        form.add_error(None, frame.say(Refused(why.key, **why.facts)))
    if form.is_valid() and (receipt := _sent(request, box, form, now)):
        return redirect("portal:receipt", number=receipt.report.number)
    return _show(request, box, form, taken=taken, status=422)


def _sent(request: HttpRequest, box: Box, form: Letter, at: datetime) -> intake.Receipt | None:
    told, person = form.cleaned_data, gate.person_id(request)
    try:
        receipt, _letter = acts.write(
            box,
            _draft(told, box, person),
            phone=told["phone"],
            agreed=told["agreed"],
            by=reports.reporter(person),
            at=at,
        )
    except Refused as refused:
        form.add_error(None, frame.say(refused))
        return None
    if receipt.is_new:
        gate.prove_report(request, receipt.report)
        sending.keep_code(request, receipt)
    return receipt


def _draft(told: dict[str, Any], box: Box, person: Any) -> intake.Draft:
    address = told["address"]
    named = places.locate_text(address, within=box.area).code if address.strip() else None
    return intake.Draft(
        channel=box.kind,
        key=told["key"],
        id=sending.id_of(told["key"]),
        words=told["words"],
        address=address,
        area=named if named and named.startswith(box.area) else box.area,
        suggestion=choosing.as_json(choosing.pointed(told["words"])),
        person_id=person,
        anonymous=not told["phone"] and person is None,
        photos=sending.photos_here(told["key"]),
        language=frame.language(),
    )


def _show(
    request: HttpRequest, box: Box, form: Letter, *, taken: pictures.Taken | None = None, status: int = 200
) -> HttpResponse:
    key = str(form["key"].value() or "")
    told = {
        "box": box,
        "form": form,
        "mode": "ask",
        "photos_here": sending.photos_here(key) if request.method == "POST" and len(key) <= 80 else 0,
        "offered": None,
        "is_told_already": gate.person_id(request) is not None,
    }
    return frame.page(request, "portal/letter.html", told, status=status)


@opens_for("resident")
@require_POST
def agree(request: HttpRequest, number: str) -> HttpResponse:
    """The writer says whether letter and answer may be published, or takes that back."""
    report = own_or_404(request, number)
    letter = queries.of_report(report.pk)
    if letter is None or request.POST.get("agreed") not in ("yes", "no"):
        raise Http404
    is_yes = request.POST["agreed"] == "yes"
    try:
        acts.agree(letter, yes=is_yes, by=frame.resident(request), at=timezone.now())
    except Refused as refused:
        messages.error(request, frame.say(refused))
    else:
        said = _("Thank you. What says who you are is cut before anybody reads it.")
        messages.success(request, said if is_yes else _("It is not published; what was public is gone."))
    return redirect("portal:matter", number=report.number)
