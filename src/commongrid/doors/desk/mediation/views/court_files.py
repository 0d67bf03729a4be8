"""Files the judge reads: what was signed and sealed, and papers about property that both sides brought into the open."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_GET

from commongrid.doors.desk.mediation.views.court import application_or_404
from commongrid.doors.look import attached
from commongrid.doors.look.gate import opens_for
from commongrid.work.mediation import papers, queries


@opens_for("court.see")
@require_GET
def file(request: HttpRequest, number: str, part: str) -> HttpResponseBase:
    """The signed application, the agreement with all signatures and its sealed scan, or the ruling."""
    found = application_or_404(request, number)
    owners = {
        "application": papers.owner_of(found.pk, "copy"),
        "agreement": papers.owner_of(found.agreement.pk, "copy"),
        "scan": papers.owner_of(found.agreement.pk, "scan"),
        "ruling": papers.owner_of(found.pk, "ruling"),
    }
    if part not in owners:
        raise Http404
    return attached.one(owners[part], f"{found.number}-{part}")


@opens_for("court.see")
@require_GET
def evidence(request: HttpRequest, number: str, evidence_id: UUID) -> HttpResponseBase:
    """One paper about the property, where the application is about property and both sides see it."""
    found = application_or_404(request, number)
    shown = queries.evidence_for_court(found.agreement.mediation, property_wanted=found.property_wanted)
    row = shown.filter(pk=evidence_id).first()
    if row is None:
        raise Http404
    return attached.one(f"mediation:{row.pk}", f"{found.number}-{row.pk.hex[:6]}")
