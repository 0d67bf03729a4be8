"""A unit's week: who is on now, who on which day, what was handed over, and who is away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from commongrid.doors.desk.rosters import frame, weeks
from commongrid.doors.look import downloads, facts, naming
from commongrid.doors.look.gate import opens_for
from commongrid.registry.duty import queries

COLUMNS = ("day", "from", "until", "who", "post", "kind", "state")


@opens_for("duty.see")
@require_GET
def week(request: HttpRequest, code: str) -> HttpResponse:
    """One week; `?week=2026-W48` is any other."""
    unit, now = frame.unit_or_404(request, code), timezone.now()
    today = timezone.localdate(now)
    monday = weeks.monday_of(request.GET.get("week", ""), today)
    mine = frame.mine(request)
    told = {
        "unit": unit,
        "days": weeks.week_of(unit, monday, now),
        "week": weeks.words_of(monday),
        "is_now": monday == weeks.monday_of("", today),
        "before": weeks.words_of(monday - timedelta(days=7)),
        "after": weeks.words_of(monday + timedelta(days=7)),
        "on_now": queries.on_now([unit.pk], now).get(unit.pk, []),
        "next_on": queries.next_on(unit.pk, now),
        "left": queries.handed_over(unit.pk, now),
        "away": queries.away(unit.pk, now),
        "mine": mine if mine and mine.unit_id == unit.pk else None,
    }
    return frame.page(request, "week.html", told)


@opens_for("duty.see")
@require_GET
def table(request: HttpRequest, code: str) -> StreamingHttpResponse:
    """The week as a table to take away or to hang on the wall."""
    unit, now = frame.unit_or_404(request, code), timezone.now()
    monday = weeks.monday_of(request.GET.get("week", ""), timezone.localdate(now))
    language = get_language() or "zh-hans"

    def rows() -> Iterator[tuple[object, ...]]:
        for one in queries.roster(unit.pk, *weeks.span_of(monday)):
            first, last = timezone.localtime(one.starts_at), timezone.localtime(one.ends_at)
            state = facts.word("shift_state", weeks.attended(one, now).state, language)
            yield (
                first.date().isoformat(), f"{first:%H:%M}", f"{last:%Y-%m-%d %H:%M}", naming.of(one.post.account),
                naming.office(one.post), facts.word("shift_kind", one.kind, language), state,
            )  # fmt: skip

    return downloads.csv(rows(), COLUMNS, f"duty-{unit.code}-{weeks.words_of(monday)}.csv")
