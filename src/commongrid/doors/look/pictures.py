"""Photos through the doors: taken in from a form, shown to whoever may see what they belong to."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, BinaryIO, cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from commongrid.base.access import rules as access
from commongrid.base.access.terms import Actor
from commongrid.base.files import acts as files
from commongrid.base.files import queries as stored
from commongrid.base.files.models import Photo
from commongrid.base.files.terms import Offered, Stage, Visibility
from commongrid.base.verdicts import Refused, Why
from commongrid.cases.models import Case
from commongrid.doors.look import uploads
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.intake.models import Report
from commongrid.work.centres import queries as centres
from commongrid.work.inspections.models import Inspection
from commongrid.work.patrol.models import CheckIn

DAY = 86_400


@dataclass(slots=True)
class Taken:
    """What became of the photos of one form: those kept, what their cameras offered, and why others were not taken."""

    photos: list[Photo] = field(default_factory=list)
    offers: list[Offered] = field(default_factory=list)
    refused: list[Why] = field(default_factory=list)


def take_in(
    request: HttpRequest,
    owner: str,
    stage: Stage | str,
    *,
    by: Actor,
    at: datetime,
    name: str = "photos",
    keeps_place: bool = True,
) -> Taken:
    """Store the photos of a form under `owner`, those too that came before it in pieces (`<name>_sent`, upload ids);
    what the sender blurred by hand is blurred for good.

    One that cannot be taken does not stop the others; its reason is told. Staff's own position is kept with
    their evidence unless the form says otherwise, a resident's only after they have agreed (`files.acts.keep_offer`).
    """
    taken = Taken()
    boxes = _boxes(request.POST.get(f"{name}_boxes", ""))
    if boxes is None:
        taken.refused.append(Why("files.boxes_wrong"))
        return taken
    pieces = uploads.named(request.POST.getlist(f"{name}_sent"))
    for place, sent in enumerate([*request.FILES.getlist(name), *pieces]):
        try:
            got = files.take_in(
                uploads.whole(sent, by) if isinstance(sent, UUID) else cast("BinaryIO", sent),
                owner=owner,
                stage=stage,
                by=by,
                at=at,
                keep_place=keeps_place and by.kind == "staff",
                boxes=boxes[place] if place < len(boxes) else [],
            )
        except Refused as refused:
            taken.refused.append(refused.why)
        else:
            taken.photos.append(got.photo)
            taken.offers.append(got.offered)
    return taken


def _boxes(sent: str) -> list[list[tuple[float, ...]]] | None:
    """What was hidden by hand, for each photo in order; None if it cannot be read, so that nothing is shown by mistake."""
    try:
        told = json.loads(sent or "[]")
        return [[tuple(float(box[side]) for side in "xywh") for box in one] for one in told]
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


def shown(photos: Iterable[Photo]) -> list[dict[str, Any]]:
    """Photos as `look/photos.html` draws them."""
    words = {
        "report": _("As reported"),
        "before": _("Before"),
        "after": _("After"),
        "evidence": _("Evidence"),
    }
    return [
        {
            "id": photo.pk,
            "url": reverse("look:photo", args=[photo.pk, "shown"]) + f"?v={photo.version}",
            "thumb": reverse("look:photo", args=[photo.pk, "thumb"]) + f"?v={photo.version}",
            "alt": words.get(photo.stage, photo.stage),
            "stage": words.get(photo.stage, photo.stage),
            "width": photo.width,
            "height": photo.height,
            "is_public": photo.visibility == Visibility.PUBLIC,
        }
        for photo in photos
    ]


def owners_of(case: Case) -> list[str]:
    """Whose photos belong to a case: its own and those of every report behind it."""
    behind = Report.objects.filter(case=case).values_list("pk", flat=True)
    return [f"case:{case.pk}", *(f"report:{pk}" for pk in behind)]


@opens_for("public")
def photo(request: HttpRequest, photo_id: UUID, variant: str) -> HttpResponse:
    """One photo, if it is public or belongs to something the one who asks may see; otherwise it is not there."""
    found = Photo.objects.filter(pk=photo_id).defer("original_key").first()
    if found is None or variant not in ("shown", "thumb"):
        raise Http404
    is_public = found.visibility == Visibility.PUBLIC
    if not is_public and not _may_see(actor_of(request), found.owner):
        raise Http404
    try:
        served = stored.serve(found, "thumb" if variant == "thumb" else "shown")
    except Refused as gone:
        raise Http404 from gone
    response = HttpResponse(served.path.read_bytes(), content_type=served.media_type)
    response["Cache-Control"] = f"{'public' if is_public else 'private'}, max-age={DAY if is_public else 600}"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _may_see(actor: Actor, owner: str) -> bool:
    kind, _, key = owner.partition(":")
    if kind == "case":
        case = Case.objects.filter(pk=key).first()
        return case is not None and access.may(actor, "cases.see", case).answer
    if kind == "inspection":
        look = Inspection.objects.filter(pk=key).first()
        return look is not None and access.may(actor, "inspections.see", look).answer
    if kind == "checkin":
        stood = CheckIn.objects.filter(pk=key).first()
        return stood is not None and access.may(actor, "patrol.see", stood).answer
    if kind == "centre":
        shown = centres.owner_of(UUID(key))
        return shown is not None and access.may(actor, "centres.see", shown).answer
    report = Report.objects.select_related("case").filter(pk=key).first() if kind == "report" else None
    if report is None:
        return False
    behind = report.case is not None and access.may(actor, "cases.see", report.case).answer
    return behind or access.may(actor, "reports.see", report).answer


def first_place(offers: Sequence[Offered]) -> Offered | None:
    """The first position a camera offered."""
    return next((offer for offer in offers if offer.lon is not None), None)
