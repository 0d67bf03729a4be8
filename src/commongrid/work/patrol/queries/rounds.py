"""Rounds with their stops, who walks on a day, and what is kept about somebody."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet

from commongrid.registry.duty.models import Absence, Shift
from commongrid.registry.units import queries as units
from commongrid.registry.units.models import Post
from commongrid.work.patrol import rules
from commongrid.work.patrol.models import CheckIn, Round, Stop
from commongrid.work.patrol.queries.demands import WALKERS
from commongrid.work.patrol.terms import StopState

KEPT_SHOWN = 100


def round_of(post_id: int, on: date) -> Round | None:
    """A post's round of a day (primary key)."""
    return Round.objects.filter(pk=rules.round_id(post_id, on)).first()


def stops_of(found: Round) -> list[Stop]:
    """Its stops: those to go to in their order, then what did not fit, then what is over (unique index patrol_stop_once)."""
    order = {StopState.PLANNED: 0, StopState.LEFT_OUT: 1}
    rows = Stop.objects.filter(round=found).select_related("premises").defer("premises__found")
    return sorted(
        rows,
        key=lambda one: (
            order.get(StopState(one.state), 2),
            one.number or 0,
            one.due_on or found.on,
            one.code,
        ),
    )


def last_place(found: Round) -> Stop | None:
    """Where it was last looked on a round: the place, not where somebody is (unique index patrol_stop_once)."""
    return Stop.objects.filter(round=found, state=StopState.DONE).order_by("-done_at").first()


def rounds_near(area: str, on: date) -> list[Round]:
    """The rounds of a day that cover an area, the closest first (index patrol_round_listed)."""
    above = [area[:size] for size in (4, 6, 9, 12, 15) if len(area) >= size]
    rows = Round.objects.filter(on=on, area__in=above)
    return sorted(rows, key=lambda one: (-len(one.area), one.planned_at))


def checkins_of(post_ids: list[int]) -> QuerySet[CheckIn]:
    """Check-ins made in these posts, the newest first (index patrol_checkin_of_post)."""
    return CheckIn.objects.filter(post__in=post_ids).order_by("-sent_at")


def on_duty(on: date) -> list[Post]:
    """Who walks on a day: grid workers with a shift then, and those of units that keep no roster; nobody who is away.

    Indexes units_post_area, duty_shift_unit, duty_absence_post; some thousand rows, read once a day.
    """
    first = datetime.combine(on, time(), ZoneInfo(settings.TIME_ZONE))
    until = first + timedelta(days=1)
    posts = (
        units.current_posts(on).filter(role__in=WALKERS).exclude(area="").select_related("account", "unit")
    )
    held = Shift.objects.filter(dropped_at=None, starts_at__lt=until, ends_at__gt=first)
    shifts: dict[int, set[int]] = defaultdict(set)
    for unit, post in held.filter(starts_at__gt=first - timedelta(days=1)).values_list("unit", "post"):
        shifts[unit].add(post)
    away = set(Absence.objects.filter(starts_at__lt=until, ends_at__gt=first).values_list("post", flat=True))
    walking = [each for each in posts.order_by("area", "id") if each.pk not in away]
    return [each for each in walking if each.unit_id not in shifts or each.pk in shifts[each.unit_id]]
