"""Who owes answers by when: supervisions not answered, and units called that have not reported in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from commongrid.cases import queries as cases
from commongrid.cases.models import IS_OPEN, Supervision, Whistle
from commongrid.doors.desk import frame
from commongrid.doors.look.gate import actor_of, opens_for

MOST = 200


@opens_for("cases.see")
@require_GET
def owed(request: HttpRequest) -> HttpResponse:
    """Two queries: the answers owed (index cases_supervision_owed) and the calls open (index cases_whistle_owed)."""
    mine = cases.seen_by(actor_of(request)).filter(IS_OPEN).values("pk")
    answers = Supervision.objects.filter(answered_at=None, case__in=mine)
    calls = Whistle.objects.filter(arrived_at=None, case__in=mine)
    told = {
        "answers": answers.select_related("case", "unit").order_by("answer_due_at", "id")[:MOST],
        "calls": calls.select_related("case", "unit").order_by("by_when", "id")[:MOST],
        "soon": timezone.now(),
    }
    return frame.page(request, "desk/owed_page.html", told, queue="owed")
