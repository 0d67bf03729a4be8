"""Files of a matter: evidence and powers of attorney, each sent with a name that says nothing."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_GET

from commongrid.doors.desk.mediation import frame
from commongrid.doors.look import attached
from commongrid.doors.look.gate import opens_for


@opens_for("mediation.see")
@require_GET
def evidence(request: HttpRequest, number: str, evidence_id: UUID) -> HttpResponseBase:
    """One piece of evidence."""
    found = frame.matter_or_404(request, number)
    row = found.evidence.filter(pk=evidence_id, withdrawn_at=None).first()
    if row is None:
        raise Http404
    return attached.one(f"mediation:{row.pk}", f"{found.number}-{row.pk.hex[:6]}")


@opens_for("mediation.see")
@require_GET
def power(request: HttpRequest, number: str, party_id: UUID) -> HttpResponseBase:
    """The power of attorney of whoever stands for a party."""
    found = frame.matter_or_404(request, number)
    party = found.parties.filter(pk=party_id).exclude(power=None).first()
    if party is None:
        raise Http404
    return attached.one(f"mediation:{party.pk}", f"{found.number}-power")
