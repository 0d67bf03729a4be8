"""Which posts of one's area lack a certificate their role demands; nothing about attempts, points or earlier ones."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from commongrid.base.access.terms import Actor
from commongrid.doors.desk.training import frame
from commongrid.doors.look import downloads, facts, naming
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.insight.handouts import acts as handouts
from commongrid.insight.handouts.terms import Taken
from commongrid.registry.units.models import Post
from commongrid.work.training import queries, rules
from commongrid.work.training.models import Demand
from commongrid.work.training.queries.holding import SIZE
from commongrid.work.training.terms import Stands

COLUMNS = ("who", "post", "unit", "area", "certificate", "state", "by")
AT_ONCE = 1000


def chosen(request: HttpRequest, demands: list[Demand]) -> Demand | None:
    """The demand of an address, else the first."""
    asked = request.GET.get("demand", "")
    return next((one for one in demands if str(one.pk) == asked), demands[0] if demands else None)


def stands(post: Post, demand: Demand, on: date) -> Stands:
    due = rules.due_on(post.starts_on, demand.from_on, demand.grace_days)
    return rules.how_it_stands(None, due, on).answer


@opens_for("training.see")
@require_GET
def lacking(request: HttpRequest) -> HttpResponse:
    """A page of posts by area for one demand, with how many there are for each."""
    actor, today, demands = actor_of(request), timezone.localdate(), queries.demands()
    demand = chosen(request, demands)
    found = queries.lacking(actor, demand, today, _after(request)) if demand else []
    rows = found[:SIZE]
    told = {
        "demand": demand,
        "demands": [(one, queries.how_many_lack(actor, one, today)) for one in demands],
        "rows": [(post, stands(post, demand, today)) for post in rows] if demand else [],
        "next": f"?demand={demand.pk}&after={rows[-1].area}-{rows[-1].pk}"
        if demand and len(found) > SIZE
        else "",
    }
    return frame.own(request, "lacking", told)


def _after(request: HttpRequest) -> tuple[str, int] | None:
    area, _dash, pk = request.GET.get("after", "").partition("-")
    return (area[:15], int(pk)) if pk.isascii() and pk.isdigit() and len(pk) < 19 else None


@opens_for("training.see")
@require_GET
def table(request: HttpRequest) -> StreamingHttpResponse:
    """The same as a table; that it was taken away is recorded."""
    actor, now = actor_of(request), timezone.now()
    demand = chosen(request, queries.demands())
    taken = Taken("lacking", "csv", request.get_full_path()[:200])
    handouts.note_export(taken, by=actor, at=now)
    rows = _rows(actor, demand, timezone.localdate(now)) if demand else iter(())
    return downloads.csv(rows, COLUMNS, "lacking.csv")


def _rows(actor: Actor, demand: Demand, today: date) -> Iterator[tuple[object, ...]]:
    """All pages one after another, each a query."""
    language, after = get_language() or "zh-hans", None
    while found := queries.lacking(actor, demand, today, after, AT_ONCE):
        for post in found[:AT_ONCE]:
            told = stands(post, demand, today)
            yield (
                naming.of(post.account), naming.office(post), naming.of(post.unit), post.area,
                demand.kind.name(language), facts.word("standing", told.standing, language), told.on.isoformat(),
            )  # fmt: skip
        if len(found) <= AT_ONCE:
            return
        after = (found[AT_ONCE - 1].area, found[AT_ONCE - 1].pk)
