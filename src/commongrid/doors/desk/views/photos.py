"""Looking at photos before anybody outside sees them: faces and plates blurred, then public, or withdrawn."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from commongrid.base.access import rules as access
from commongrid.base.files import acts
from commongrid.base.files import queries as files
from commongrid.base.files.models import Photo
from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.cases.models import Case
from commongrid.doors.desk import frame
from commongrid.doors.desk.views.cases import case_or_404
from commongrid.doors.look import pictures
from commongrid.doors.look.gate import actor_of, opens_for, require
from commongrid.doors.look.sentences import say
from commongrid.intake.models import Report


@opens_for("photos.review")
@require_GET
def listed(request: HttpRequest, number: str) -> HttpResponse:
    """Every photo of a case, with who has looked at it and what may be done."""
    case = case_or_404(number)
    require(request, "photos.review", case)
    photos = files.photos(pictures.owners_of(case))
    shown = zip(photos, pictures.shown(photos), strict=True)
    told = [{"photo": photo, "shown": one, "faces": len(photo.faces or [])} for photo, one in shown]
    return frame.page(request, "desk/photos.html", {"case": case, "told": told})


@opens_for("photos.review")
@require_POST
def review(request: HttpRequest, photo_id: UUID, name: str) -> HttpResponse:
    """Approve, blur or withdraw one photo of a case within reach."""
    photo = Photo.objects.filter(pk=photo_id).defer("original_key").first()
    about = _about(photo) if photo else None
    if photo is None or about is None:
        raise Http404
    try:
        messages.success(request, _reviewed(request, photo, about, name))
    except NotAllowed:
        raise
    except Refused as refused:
        messages.error(request, say(refused.why))
    case = about.case if isinstance(about, Report) else about
    return redirect(reverse("desk:photos", args=[case.number]) if case else "desk:reports")


def _about(photo: Photo) -> Case | Report | None:
    """The case or report a photo belongs to."""
    kind, _sign, key = photo.owner.partition(":")
    if kind == "case":
        return Case.objects.filter(pk=key).first()
    return Report.objects.select_related("case").filter(pk=key).first()


def _reviewed(request: HttpRequest, photo: Photo, about: Case | Report, name: str) -> str:
    actor = actor_of(request)
    if not access.may(actor, "photos.review", about).answer:
        raise NotAllowed("access.out_of_reach", ability="photos.review", role=actor.role)
    who: dict[str, Any] = {"about": about, "by": actor, "at": timezone.now()}
    if name == "approve":
        version = int(request.POST.get("version", "0"))
        acts.approve(photo.pk, version=version, despite_faces="despite" in request.POST, **who)
        return _("Everybody may see it now.")
    if name == "blur":
        acts.blur(photo.pk, _boxes(request, photo), **who)
        return _("Blurred. Look once more before it becomes public.")
    acts.withdraw(photo.pk, why=request.POST.get("why", ""), **who)
    return _("Nobody sees it any more.")


def _boxes(request: HttpRequest, photo: Photo) -> list[tuple[float, float, float, float]]:
    """Drawn by hand, or those the detector proposed."""
    if "faces" in request.POST:
        return [(box[0], box[1], box[2], box[3]) for box in [*photo.blurred, *(photo.faces or [])]]
    try:
        drawn = json.loads(request.POST.get("boxes", "[]"))
        return [(box["x"], box["y"], box["w"], box["h"]) for box in drawn]
    except (ValueError, TypeError, KeyError):
        return []
