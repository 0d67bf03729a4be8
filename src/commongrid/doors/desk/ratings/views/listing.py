"""The queues of ratings: being heard, contested, warned, running out soon, in force, not met, over."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from commongrid.doors.desk.ratings import frame
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.work.ratings import queries

SIZE = 100


@opens_for("ratings.see")
@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """One queue; the first that has something, unless the address names one."""
    actor, today, soon = actor_of(request), timezone.localdate(), queries.policy().soon_days
    many = queries.counts(actor, today, soon)
    asked = request.GET.get("queue", "")
    full = next((each for each in queries.QUEUES if many[each]), queries.QUEUES[0])
    queue = asked if asked in queries.QUEUES else full
    rows = queries.listed(queue, actor, today, soon, SIZE)
    told = {
        "queue": queue,
        "queues": [(each, many[each], each == queue) for each in queries.QUEUES],
        "rows": rows[:SIZE],
        "is_more": len(rows) > SIZE,
        "any": any(many.values()),
        "today": today,
    }
    return frame.page(request, "list.html", told)
