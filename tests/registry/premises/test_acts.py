"""Premises are added, changed, moved, closed, merged, confirmed and imported; whoever is slower overwrites nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.db.models import Sum

from commongrid.base.access import acts as access
from commongrid.base.access.terms import SYSTEM, Actor
from commongrid.base.journal import queries as history
from commongrid.base.journal.models import Entry
from commongrid.base.privacy.models import Look
from commongrid.base.verdicts import NotAllowed, Outrun, Refused
from commongrid.registry.people import acts as people
from commongrid.registry.places import queries as places
from commongrid.registry.premises import acts, queries, tables
from commongrid.registry.premises.models import Plate, Premises, Tally
from commongrid.registry.premises.queries import Asked
from commongrid.registry.units import acts as units
from commongrid.registry.units import queries as posts
from commongrid.registry.units.models import Post
from tests.cast import Town

pytestmark = pytest.mark.django_db
FACTS = {"kind": "three_small", "name": "阿英理发店", "address": "东兴路12号首层"}


def added(town: Town, code: str = "N-1", **told: Any) -> Premises:
    lon, lat = town.spot()
    return acts.add(code, lon, lat, {**FACTS, **told}, by=town.zhoumin, at=town.later(minutes=1))


def kinds(premises: Premises) -> list[str]:
    return [entry.kind for entry in history.history("premises", str(premises.pk))]


def test_the_towns_premises_lie_in_their_grids(town: Town) -> None:
    market = queries.find("P-001")
    assert market is not None
    assert market.area == "449900101001901"
    assert market.schematic
    rented = queries.find("P-004")
    assert rented is not None
    assert rented.area == "449900101001003"
    assert rented.is_rental
    assert places.locate_text("东兴市场门口").code == "449900101001901"


def test_a_place_is_added_found_and_counted(town: Town) -> None:
    before = queries.count(Asked(kind="three_small"), town.zhoumin)
    one = added(town)
    assert (one.area, one.seq) == ("449900101001003", 1)
    assert queries.count(Asked(kind="three_small"), town.zhoumin) == (before or 0) + 1
    assert [row.code for row in queries.listed(Asked(words="理发店"), town.zhoumin)] == ["N-1"]
    assert [row.code for row in queries.listed(Asked(words="n-1"), town.zhoumin)] == ["N-1"]
    with pytest.raises(Refused, match="code_taken"):
        added(town)


def test_what_cannot_be_is_refused(town: Town) -> None:
    for told, key in (
        ({"credit_code": "91350100M000100Y44"}, "credit_code_check"),
        ({"floors": 0}, "bad_floors"),
    ):
        with pytest.raises(Refused, match=key):
            added(town, **told)
    with pytest.raises(Refused, match="outside"):
        acts.add("N-2", 1.0, 1.0, FACTS, by=town.zhoumin, at=town.now)
    assert not Premises.objects.filter(code__startswith="N-").exists()


def test_the_second_of_two_is_told_and_overwrites_nothing(town: Town) -> None:
    one = added(town)
    seen = one.seq
    acts.change(one.pk, seen, {"floors": 3}, by=town.zhoumin, at=town.later(minutes=1), why="实地查看")
    with pytest.raises(Outrun) as told:
        acts.change(one.pk, seen, {"floors": 9}, by=town.zhoumin, at=town.later(minutes=1), why="电话")
    assert told.value.why.facts["who"] == town.zhoumin.name
    again = queries.find("N-1")
    assert again is not None
    assert again.floors == 3
    entry = history.history("premises", str(one.pk))[-1]
    assert (entry.data["before"], entry.data["after"]) == ({"floors": None}, {"floors": 3})
    acts.change(one.pk, again.seq, {"floors": 3}, by=town.zhoumin, at=town.now, why="同上")
    assert kinds(one) == ["premises.added", "premises.changed"]


def test_a_post_reaches_its_area_and_no_further(town: Town) -> None:
    one = added(town)
    with pytest.raises(NotAllowed):
        acts.change(
            one.pk,
            one.seq,
            {"floors": 3},
            by=replace(town.zhoumin, grants=()),
            at=town.now,
            why="无权",
        )
    worker = town.hezhiqiang
    market = queries.find("P-002")
    assert market is not None
    assert not market.area.startswith(worker.area)
    with pytest.raises(NotAllowed):
        acts.change(market.pk, market.seq, {"floors": 3}, by=worker, at=town.now, why="不在辖区")
    assert {row.area for row in queries.listed(Asked(), worker)} <= {
        row.area for row in Premises.objects.filter(area__startswith=worker.area)
    }


def test_moving_follows_the_grid(town: Town) -> None:
    one, market = added(town), queries.find("P-001")
    assert market is not None
    moved = acts.relocate(
        one.pk, one.seq, market.lon, market.lat, by=town.zhoumin, at=town.now, why="定位更正"
    )
    assert moved.area == "449900101001901"
    assert queries.listed(Asked(area="449900101001901", words="理发"), town.zhoumin)
    assert not queries.listed(Asked(area="449900101001003", words="理发"), town.zhoumin)
    tally = dict(Tally.objects.filter(kind="three_small").values_list("area", "n"))
    assert tally["449900101001901"] == 1


def test_closing_and_reopening(town: Town) -> None:
    one = added(town)
    closed = acts.close(one.pk, one.seq, town.today, by=town.zhoumin, at=town.now, why="已搬走")
    assert [row.code for row in queries.listed(Asked(state="closed"), town.zhoumin)] == ["N-1"]
    assert not queries.listed(Asked(words="理发店"), town.zhoumin)
    with pytest.raises(Refused, match="not_open"):
        acts.close(one.pk, closed.seq, town.today, by=town.zhoumin, at=town.now, why="再次")
    opened = acts.reopen(one.pk, closed.seq, by=town.zhoumin, at=town.now, why="重新开业")
    assert opened.valid_until is None
    assert kinds(one) == ["premises.added", "premises.closed", "premises.reopened"]


def test_doubles_are_merged_and_nothing_is_lost(town: Town) -> None:
    stays, gone = added(town), added(town, "N-2", name="阿英理发店（旧）", floors=2)
    inside = added(town, "N-3", name="里间", parent=gone.pk)
    assert [(pair.one.code, pair.other.code) for pair in queries.doubles_within("449900101001003")] == [
        ("N-1", "N-2")
    ]
    plate = acts.make_plate(gone.pk, gone.seq, by=town.zhoumin, at=town.now)
    seq = Premises.objects.get(pk=gone.pk).seq
    one = acts.merge(
        (gone.pk, seq), (stays.pk, stays.seq), by=town.zhoumin, at=town.later(minutes=1), why="同一家店"
    )
    assert one.floors == 2
    assert Premises.objects.get(pk=inside.pk).parent_id == stays.pk
    assert queries.behind_plate(plate.token) == Premises.objects.get(pk=stays.pk)
    assert kinds(gone)[-1] == "premises.merged"
    assert kinds(stays)[-1] == "premises.absorbed"
    assert not queries.doubles_within("449900101001003")


def test_what_is_told_apart_is_not_asked_again(town: Town) -> None:
    one, other = added(town), added(town, "N-2")
    assert [pair.other.code for pair in queries.doubles_of(one)] == ["N-2"]
    for _ in range(2):
        acts.tell_apart(one.pk, other.pk, by=town.zhoumin, at=town.now)
    assert not queries.doubles_of(one)
    assert not queries.doubles_within("449900101001003")
    assert kinds(one) == ["premises.added", "premises.told_apart"]


def test_a_new_plate_ends_the_old_one(town: Town) -> None:
    one = added(town)
    first = acts.make_plate(one.pk, one.seq, by=town.zhoumin, at=town.now)
    again = Premises.objects.get(pk=one.pk)
    second = acts.make_plate(one.pk, again.seq, by=town.zhoumin, at=town.now)
    assert queries.behind_plate(first.token) is None
    assert queries.behind_plate(second.token) == again
    rows = list(Premises.objects.filter(area__startswith="449900101001").order_by("code"))
    made = acts.make_missing_plates(rows, by=town.zhoumin, at=town.now)
    assert made == len(rows) - 1
    assert Plate.objects.filter(withdrawn_at=None).count() == len(rows)


def test_a_captain_confirms_what_is_theirs_and_nothing_else(town: Town) -> None:
    one = added(town)
    captain = captain_of(town)
    with pytest.raises(NotAllowed):
        acts.confirm(one.pk, one.seq, by=captain, at=town.now)
    acts.change(one.pk, one.seq, {"captain": captain.post_id}, by=town.zhoumin, at=town.now, why="落实楼栋长")
    again = Premises.objects.get(pk=one.pk)
    assert [row.code for row in queries.listed(Asked(), captain)] == ["N-1"]
    assert acts.confirm(one.pk, again.seq, by=captain, at=town.now).confirmed_at == town.now
    assert kinds(one)[-1] == "premises.confirmed"


def test_a_contact_is_sealed_masked_looked_at_under_the_log_and_forgotten(town: Town) -> None:
    one = added(town)
    kept = acts.set_keeper(one.pk, one.seq, name="林阿英", phone="13800005190", by=town.zhoumin, at=town.now)
    assert kept.keeper_id is not None
    assert "林" not in str(list(Entry.objects.filter(subject_kind="premises").values_list("data", flat=True)))
    people.erase(kept.keeper_id, by=SYSTEM, at=town.now)
    assert Premises.objects.get(pk=one.pk).keeper_id is None


@pytest.mark.django_db(transaction=True)
def test_every_look_at_a_contact_is_logged(town: Town) -> None:
    one = added(town)
    acts.set_keeper(one.pk, one.seq, name="林阿英", phone="13800005190", by=town.zhoumin, at=town.now)
    seen = acts.look_up_keeper(one.pk, "phone", by=town.zhoumin, at=town.now, why="联系整改")
    assert seen == "13800005190"
    assert Look.objects.filter(context="premises:N-1").count() == 1
    with pytest.raises(NotAllowed):
        acts.look_up_keeper(one.pk, "phone", by=replace(town.zhoumin, grants=()), at=town.now, why="联系整改")


def captain_of(town: Town) -> Actor:
    """A building captain of Dongxing, newly appointed."""
    told = {"username": "luozhang", "name": "罗长"}
    account = access.add_accounts([told], by=SYSTEM, at=town.now)["luozhang"]
    post = {
        "account_id": account.pk,
        "role": "captain",
        "unit_id": town.unit_of("huangweiming").pk,
        "area": "449900101001",
        "starts_on": town.today,
    }
    given = units.give_post(post, by=SYSTEM, at=town.now, why="楼栋长")
    found = Post.objects.select_related("account", "unit").get(pk=given.pk)
    return posts.actor_for(found)


HEAD = "code,kind,name,division,lon,lat,address,floors,parent,unit\n"


def table(town: Town, *lines: str) -> str:
    lon, lat = town.spot()
    return HEAD + "".join(line.replace("@", f"449900101001,{lon},{lat}") + "\n" for line in lines)


def taken(town: Town, text: str, **told: Any) -> Any:
    rows, faults = tables.read(text)
    assert not faults
    return acts.import_premises(rows, **{"by": town.zhoumin, "at": town.later(minutes=1), **told})


def test_an_import_is_checked_whole_and_the_same_again_writes_nothing(town: Town) -> None:
    text = table(town, "I-1,building,甲楼,@,东兴路1号,5,,", "I-2,three_small,乙店,@,东兴路1号首层,,I-1,")
    checked = taken(town, text, check_only=True)
    assert (checked.added, checked.written) == (2, False)
    assert queries.find("I-1") is None
    assert taken(town, text).added == 2
    shop = queries.find("I-2")
    assert shop is not None
    assert shop.parent is not None
    assert shop.parent.code == "I-1"
    entries = Entry.objects.count()
    again = taken(town, text)
    assert (again.added, again.changed, again.unchanged) == (0, 0, 2)
    assert Entry.objects.count() == entries
    changed = taken(town, text.replace("东兴路1号,5", "东兴路1号,6"))
    assert (changed.added, changed.changed, changed.unchanged) == (0, 1, 1)
    building = queries.find("I-1")
    assert building is not None
    assert building.floors == 6
    assert kinds(building) == ["premises.changed"]
    assert [row.code for row in queries.listed(Asked(words="乙店"), town.zhoumin)] == ["I-2"]
    assert Tally.objects.aggregate(n=Sum("n"))["n"] == Premises.objects.count()


def test_every_fault_of_an_import_is_told_and_nothing_is_written(town: Town) -> None:
    text = (
        table(town, "I-1,castle,甲,@,,,,", "I-1,building,乙,@,,,,", "I-3,building,丙,@,,,NOBODY,NONE")
        + "I-4,building,丁,449900101001,1.0,1.0,,,,\nI-5,building,戊,449900101002,113.745211,23.046043,,,,\n"
    )
    told = [(one.at, one.why.key.removeprefix("premises.")) for one in taken(town, text).faults]
    assert told == [
        (2, "unknown_kind"), (3, "twice"), (4, "unknown_unit"), (4, "unknown_parent"),
        (5, "outside_map"), (6, "elsewhere"),
    ]  # fmt: skip
    assert not Premises.objects.filter(code__startswith="I-").exists()


def test_an_import_reaches_no_further_than_the_post(town: Town) -> None:
    text = table(town, "I-1,building,甲楼,@,,,,")
    other = [grant for grant in town.zhoumin.grants if grant.ability == "premises.import"]
    assert other
    far = replace(town.zhoumin, grants=(replace(other[0], reach=type(other[0].reach)("area", "4408")),))
    assert [one.why.key for one in taken(town, text, by=far).faults] == ["premises.not_your_area"]
    with pytest.raises(NotAllowed):
        taken(town, text, by=town.hezhiqiang)
