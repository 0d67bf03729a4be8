"""The rosters of the demonstration's home town: two weeks lived, signed and handed over, and two weeks ahead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta
from random import Random

from django.db import transaction
from django.utils import timezone

from commongrid.base.access.terms import Actor
from commongrid.doors.exchange.history.company import Company
from commongrid.doors.exchange.history.lots import lot
from commongrid.registry.duty import acts, queries, rules
from commongrid.registry.duty.models import Shift
from commongrid.registry.duty.terms import Kind, Pattern
from commongrid.registry.units import queries as units
from commongrid.registry.units.models import Post, Unit

BACK, WEEKS = timedelta(days=14), 4
MOST = 6
"""So many take turns at a station."""
PATTERNS = (
    Pattern(time(8, 30), time(17, 30), (), Kind.DUTY),
    Pattern(time(17, 30), time(8, 30), (), Kind.STANDBY),
)
LATE_IN, HANDS_OVER_IN, READ_IN, FORGOTTEN_IN = 0.1, 0.6, 0.8, 0.04
HANDOVERS = (
    "雨后东侧路口积水，已摆警示桩，明早再看一次。",
    "有两件待核查的案件下午到期，先看列表最上面的。",
    "老人独居户今天没接电话，请上门看看。",
    "充电棚断电，物业说晚上恢复，请回访。",
    "一切正常，没有未办结事项。",
)


def hold(company: Company, *, now: datetime, seed: int) -> int:
    """Lay out the rosters of the town's stations and play them up to now, all or nothing; how many shifts. Done, none."""
    leader = next(
        one
        for held in company.dispatchers.values()
        for one in held
        if one.area == company.home and one.account_id in company.cast
    )
    with transaction.atomic():
        return sum(
            _lived(unit, staff, leader, now, lot("roster", seed, unit.code))
            for unit, staff in _stations(company, _first(now))
        )


def _first(now: datetime) -> datetime:
    return timezone.localtime(now - BACK).replace(hour=0, minute=0, second=0, microsecond=0)


def _stations(company: Company, at: datetime) -> Iterable[tuple[Unit, Sequence[Post]]]:
    """Units of the town whose posts can take turns, but for those that have a roster already."""
    for unit in Unit.objects.filter(division__code__startswith=company.home, kind="centre").order_by("code"):
        staff = queries.staff(unit.pk, at.date())
        if len(staff) > 1 and not queries.roster(unit.pk, at, at + BACK):
            yield unit, staff


def _lived(unit: Unit, staff: Sequence[Post], leader: Actor, now: datetime, rng: Random) -> int:
    """Whoever of the cast walks here is on today, so that whoever signs in finds a shift and a round."""
    row = sorted(staff, key=lambda post: (not post.account.has_usable_password(), post.pk))[:MOST]
    turns = BACK.days % len(row)
    row = [*row[-turns:], *row[:-turns]] if turns else row
    first = _first(now)
    zone, day, many = timezone.get_current_timezone(), first.date(), 0
    for turn, pattern in enumerate(PATTERNS):
        ids = tuple(post.pk for post in (*row[turn:], *row[:turn]))
        meant = Pattern(pattern.begins, pattern.ends, ids, pattern.kind)
        busy = queries.busy(ids, first, first + timedelta(weeks=WEEKS + 1))
        worked = queries.worked_days(day, WEEKS * 7)
        slots = rules.which_shifts(meant, day, WEEKS * 7, worked=worked, busy=busy, zone=zone).answer
        many += acts.lay_out(unit, slots, by=leader, at=first, why="四周值班安排")
    actors = {post.pk: _actor(post, unit) for post in row}
    shifts = [one for one in queries.roster(unit.pk, first, now) if one.kind == Kind.DUTY]
    for one, after in zip(shifts, [*shifts[1:], None], strict=True):
        if _signed(one, actors[one.post_id], now, rng) and after is not None and rng.random() < READ_IN:
            _read(one, after, actors[after.post_id], now)
    return many


def _actor(post: Post, unit: Unit) -> Actor:
    post.unit = unit
    return units.actor_for(post)


def _signed(one: Shift, by: Actor, now: datetime, rng: Random) -> bool:
    """Signed on in time or a little late, signed off with some words or none; now and then forgotten. Handed over?"""
    on = one.starts_at + timedelta(minutes=25 if rng.random() < LATE_IN else rng.randint(-10, 5))
    off = one.ends_at + timedelta(minutes=rng.randint(0, 12))
    words = rng.choice(HANDOVERS) if rng.random() < HANDS_OVER_IN else ""
    if on > now or rng.random() < FORGOTTEN_IN:
        return False
    acts.sign_on(one, by=by, at=on)
    one.signed_on_at = on
    if off > now:
        return False
    acts.sign_off(one, handover=words, by=by, at=off)
    return bool(words)


def _read(one: Shift, after: Shift, by: Actor, now: datetime) -> None:
    """The next one confirms what was handed over, a little later."""
    at = one.ends_at + timedelta(minutes=20)
    if at < now and by.account_id != one.post.account_id:
        acts.read_handover(one, after, by=by, at=at)
