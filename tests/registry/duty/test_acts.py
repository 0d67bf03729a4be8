"""Shifts are written, changed, swapped, signed and handed over, and the database keeps one at a time."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from commongrid.base.access.terms import Actor
from commongrid.base.journal.models import Entry
from commongrid.base.verdicts import NotAllowed, Outrun, Refused
from commongrid.registry.duty import acts, queries
from commongrid.registry.duty.models import Shift
from commongrid.registry.duty.terms import Kind, Slot
from commongrid.registry.units.models import Post
from tests.cast import Town

pytestmark = pytest.mark.django_db
STATION = "449900101001-ZW"
HOURS = timedelta(hours=8)


def post(town: Town, name: str) -> Post:
    return Post.objects.select_related("unit", "account").get(pk=town.actors[name].post_id)


def lay(town: Town, name: str, starts_at: datetime, unit: str = STATION) -> Shift:
    holder = post(town, name)
    slot = Slot(starts_at, starts_at + HOURS, Kind.DUTY, holder.pk)
    acts.lay_out(town.unit(unit), [slot], by=town.zhoumin, at=town.now, why="排班")
    return queries.shifts().get(post=holder, starts_at=starts_at)


def refused(key: str, *, kind: type[Refused] = Refused) -> pytest.RaisesExc[Refused]:
    return pytest.RaisesExc(kind, check=lambda error: error.why.key == key)


def kinds(subject: str, key: object) -> list[str]:
    found = Entry.objects.filter(subject_kind=subject, subject_id=str(key)).order_by("seq")
    return [entry.kind for entry in found]


def test_what_is_laid_out_is_on_now_with_its_place(town: Town) -> None:
    one = lay(town, "chenlihua", town.now)
    station = town.unit(STATION)
    assert one.area == "449900101001003"
    assert queries.on_now([station.pk], town.now) == {station.pk: [one]}
    assert queries.on_now_for("449900101001003", town.now) == [one]
    assert queries.on_now_for("449900101001001", town.now) == []
    assert queries.on_now([station.pk], one.ends_at) == {}
    assert kinds("roster", STATION) == ["duty.laid_out"]


def test_nobody_stands_twice_at_a_time(town: Town) -> None:
    one = lay(town, "chenlihua", town.now)
    with refused("duty.overlaps"):
        lay(town, "chenlihua", town.now + HOURS - timedelta(minutes=1))
    assert lay(town, "chenlihua", one.ends_at).pk != one.pk
    with pytest.raises(IntegrityError), transaction.atomic():
        Shift.objects.filter(pk=one.pk).update(ends_at=one.ends_at + HOURS)


def test_only_who_plans_lays_out_and_only_there(town: Town) -> None:
    slot = Slot(town.now, town.now + HOURS, Kind.DUTY, post(town, "chenlihua").pk)
    with pytest.raises(NotAllowed):
        acts.lay_out(town.unit(STATION), [slot], by=town.chenlihua, at=town.now, why="")
    with pytest.raises(NotAllowed):
        acts.lay_out(town.unit("4499-ZW"), [slot], by=town.zhoumin, at=town.now, why="")
    with refused("duty.not_of_unit"):
        acts.lay_out(town.unit("449900101-D17"), [slot], by=town.zhoumin, at=town.now, why="")
    with refused("duty.nothing"):
        acts.lay_out(town.unit(STATION), [], by=town.zhoumin, at=town.now, why="")
    assert not Shift.objects.exists()


def test_a_shift_is_changed_until_it_is_signed_on(town: Town) -> None:
    one, later = lay(town, "chenlihua", town.now), town.now + timedelta(hours=1)
    told = {"starts_at": later, "ends_at": later + HOURS, "by": town.zhoumin, "why": "晚一小时"}
    acts.change(one, post=post(town, "hezhiqiang"), at=town.now, **told)
    one = queries.shift(one.pk)
    assert (one.post.account.name, one.starts_at, one.area) == ("何志强", later, "449900101001001")
    acts.sign_on(one, by=town.hezhiqiang, at=later)
    one = queries.shift(one.pk)
    with refused("duty.is_signed_on"):
        acts.change(one, post=post(town, "chenlihua"), at=later, **told)
    with refused("duty.is_signed_on"):
        acts.drop(one, by=town.zhoumin, at=later, why="不用")
    assert kinds("shift", one.pk) == ["duty.changed", "duty.signed_on"]


def test_a_stranger_to_the_unit_and_one_who_is_away_are_refused(town: Town) -> None:
    one = lay(town, "chenlihua", town.now)
    told = {
        "starts_at": one.starts_at,
        "ends_at": one.ends_at,
        "by": town.zhoumin,
        "at": town.now,
        "why": "换人",
    }
    with refused("duty.not_of_unit"):
        acts.change(one, post=post(town, "liguoqiang"), **told)
    away = {"starts_at": town.now, "ends_at": town.now + timedelta(days=2)}
    acts.set_away(post(town, "hezhiqiang"), **away, by=town.zhoumin, at=town.now)
    with refused("duty.is_away"):
        acts.change(one, post=post(town, "hezhiqiang"), **told)
    free = queries.free(one.unit_id, one.starts_at + timedelta(days=1), one.ends_at + timedelta(days=1))
    assert "何志强" not in [each.account.name for each in free]
    assert "陈丽华" in [each.account.name for each in free]
    assert kinds("post", post(town, "hezhiqiang").pk)[-1] == "duty.away"


def test_two_swap_even_where_their_shifts_overlap(town: Town) -> None:
    one = lay(town, "chenlihua", town.now + timedelta(hours=1))
    other = lay(town, "hezhiqiang", town.now + timedelta(hours=2))
    acts.swap(one, other, by=town.zhoumin, at=town.now, why="家里有事")
    now_one, now_other = queries.shift(one.pk), queries.shift(other.pk)
    assert (now_one.post_id, now_other.post_id) == (other.post_id, one.post_id)
    assert (now_one.area, now_other.area) == (other.area, one.area)
    assert kinds("shift", one.pk) == kinds("shift", other.pk) == ["duty.swapped"]
    with refused("duty.outrun", kind=Outrun):
        acts.swap(
            one,
            Shift.objects.select_related("post__account", "unit").get(pk=one.pk),
            by=town.zhoumin,
            at=town.now,
            why="",
        )


def test_a_swap_that_would_double_somebody_is_refused(town: Town) -> None:
    one = lay(town, "chenlihua", town.now + timedelta(hours=1))
    other = lay(town, "hezhiqiang", town.now + timedelta(days=2))
    lay(town, "hezhiqiang", one.starts_at)
    with refused("duty.overlaps"):
        acts.swap(one, other, by=town.zhoumin, at=town.now, why="调班")
    assert queries.shift(one.pk).post_id == one.post_id


def test_a_dropped_shift_is_nobodys(town: Town) -> None:
    one = lay(town, "chenlihua", town.now)
    acts.drop(one, by=town.zhoumin, at=town.now, why="停电")
    assert queries.on_now([one.unit_id], town.now) == {}
    assert lay(town, "chenlihua", town.now).pk != one.pk
    with refused("duty.outrun", kind=Outrun):
        acts.drop(one, by=town.zhoumin, at=town.now, why="停电")


def test_only_the_holder_signs_and_not_too_early(town: Town) -> None:
    one = lay(town, "chenlihua", town.now + timedelta(hours=1))
    with refused("duty.not_yours", kind=NotAllowed):
        acts.sign_on(one, by=town.zhoumin, at=one.starts_at)
    with refused("duty.too_early"):
        acts.sign_on(one, by=town.chenlihua, at=town.now)
    with refused("duty.not_signed_on"):
        acts.sign_off(one, handover="", by=town.chenlihua, at=town.now)
    acts.sign_on(one, by=town.chenlihua, at=one.starts_at)
    with refused("duty.outrun", kind=Outrun):
        acts.sign_on(one, by=town.chenlihua, at=one.starts_at)


def test_a_handover_is_read_by_the_next_alone_and_its_words_stay_out_of_the_journal(town: Town) -> None:
    one, mine = lay(town, "chenlihua", town.now), lay(town, "hezhiqiang", town.now + HOURS)
    acts.sign_on(one, by=town.chenlihua, at=one.starts_at)
    acts.sign_off(
        queries.shift(one.pk), handover="东兴路口路灯未修好，请盯", by=town.chenlihua, at=one.ends_at
    )
    one = queries.shift(one.pk)
    assert queries.to_read(mine, one.ends_at) == [one]
    assert queries.to_read(one, one.ends_at) == []
    with refused("duty.not_next"):
        acts.read_handover(one, one, by=town.chenlihua, at=one.ends_at)
    acts.read_handover(one, mine, by=town.hezhiqiang, at=one.ends_at)
    one = queries.shift(one.pk)
    assert one.read_by is not None
    assert one.read_by.pk == mine.post_id
    assert queries.to_read(mine, one.ends_at) == []
    entries = Entry.objects.filter(subject_kind="shift")
    assert not any("路灯" in str(entry.data) for entry in entries)
    assert kinds("shift", one.pk)[-1] == "duty.handover_read"


def test_ones_own_is_the_open_one_then_the_next(town: Town) -> None:
    one, tomorrow = lay(town, "chenlihua", town.now), lay(town, "chenlihua", town.now + timedelta(days=1))
    mine = [post(town, "chenlihua").pk]
    acts.sign_on(one, by=town.chenlihua, at=one.starts_at)
    assert queries.own(mine, one.ends_at + timedelta(hours=1)) == one
    acts.sign_off(queries.shift(one.pk), handover="", by=town.chenlihua, at=one.ends_at)
    assert queries.own(mine, one.ends_at) == tomorrow
    assert queries.own([post(town, "zhoumin").pk], town.now) is None


def test_rosters_are_those_of_the_readers_area(town: Town) -> None:
    def codes(actor: Actor) -> set[str]:
        return {unit.code for unit in queries.rosters(actor, town.now)}

    assert {"449900101-ZW", STATION, "449900101-D17"} <= codes(town.zhoumin)
    assert "4499-ZW" not in codes(town.zhoumin)
    assert "4499-ZW" in codes(town.guojian)
    assert codes(town.dushen) == set()
