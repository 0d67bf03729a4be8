"""Grids redrawn: checked whole, rows never changed in place, lineage kept, taken back while nothing happened."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from commongrid.base.access.terms import SYSTEM, Actor
from commongrid.base.journal.models import Entry
from commongrid.base.verdicts import NotAllowed, Outrun, Refused
from commongrid.registry.places import acts, queries, redrawing
from commongrid.registry.places.acts import keeping, redraws
from commongrid.registry.places.models import Became, Division, Grid, Redraw
from commongrid.registry.places.reading import from_geojson
from commongrid.registry.places.redrawing import Drawing, RedrawKind
from commongrid.registry.places.terms import RedrawState
from tests.explaining import explain_queryset
from tests.registry.places import drawing
from tests.registry.places.conftest import AT
from tests.registry.places.drawing import DONGXING, THIRD

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
LATER = AT + timedelta(days=30)


def redraw(what: Drawing, **more: Any) -> Redraw:
    return redraws.redraw(
        what, **{"by": SYSTEM, "at": LATER, "why": "人口增加", "key": str(hash(str(what))), **more}
    )


def refused(what: Drawing, **more: Any) -> str:
    with pytest.raises(Refused) as found:
        redraw(what, **more)
    return found.value.why.key.removeprefix("places.")


def test_a_grid_is_split_and_the_old_row_stays_as_it_was() -> None:
    old = drawing.standing(THIRD)
    outline = Division.objects.get(code=DONGXING).geometry
    spot = old.lon, old.lat
    kept = redraw(drawing.split(THIRD))
    closed = Grid.objects.get(pk=old.pk)
    assert (closed.valid_to, closed.geometry) == (keeping.today(LATER), old.geometry)
    now = list(queries.current_grids(DONGXING).filter(pk__in=kept.drawn["made"]).order_by("code"))
    assert [grid.code for grid in now] == sorted([THIRD, kept.drawn["after"][1]["code"]])
    assert redrawing.is_same_land([from_geojson(old.geometry)], [from_geojson(one.geometry) for one in now])
    assert queries.locate(spot[0] + 1e-5, spot[1]).grid_id in kept.drawn["made"]
    assert redrawing.is_same_land(
        [from_geojson(outline)], [from_geojson(Division.objects.get(code=DONGXING).geometry)]
    )
    entry = Entry.objects.get(kind="places.grids_redrawn")
    assert (entry.data["closed"], entry.data["why"]) == ([THIRD], "人口增加")
    assert len(entry.data["opened"]) == 2


def test_what_became_of_what_is_known_both_ways() -> None:
    old = drawing.standing(THIRD)
    new = redraw(drawing.split(THIRD)).drawn["after"][1]["code"]
    assert queries.earlier(new) == ((old.pk, THIRD),)
    assert queries.earlier(THIRD) == ()
    assert queries.heirs(THIRD) == (THIRD,)
    pieces = drawing.standing(THIRD), drawing.standing(new)
    redraw(drawing.merge(*pieces), at=LATER + timedelta(days=1))
    assert queries.heirs(new) == (THIRD,)
    assert queries.earlier(THIRD) == ((pieces[1].pk, new),)
    assert sum(one.m2 for one in queries.history(new) if one.before_id == old.pk) == pytest.approx(
        Became.objects.get(before=old, after=pieces[1]).m2
    )
    assert [grid.code for grid in queries.versions(THIRD)] == [THIRD] * 3


def test_a_border_moves() -> None:
    one, other = drawing.neighbours()
    areas = [from_geojson(one.geometry), from_geojson(other.geometry)]
    line = redrawing.edge_between(*areas)
    middle = [line[0], [(line[0][0] + line[-1][0]) / 2 + 2e-4, (line[0][1] + line[-1][1]) / 2], line[-1]]
    first, second = redrawing.moved_edge(*areas, middle).answer
    pieces = (
        replace(drawing.split(THIRD).after[0], code=one.code, name=one.name, area=first),
        replace(drawing.split(THIRD).after[0], code=other.code, name=other.name, area=second),
    )
    kept = redraw(Drawing(RedrawKind.EDGE, DONGXING, (one.pk, other.pk), pieces))
    assert {grid.code for grid in Grid.objects.filter(pk__in=kept.drawn["made"])} == {one.code, other.code}


def test_a_dedicated_grid_is_drawn_and_ended() -> None:
    number = f"{DONGXING}091"
    basic = drawing.standing(THIRD)
    made = redraw(drawing.dedicated(THIRD, number))
    assert queries.locate(basic.lon, basic.lat).grid_code == number
    assert drawing.standing(THIRD).pk == basic.pk
    ended = Drawing(RedrawKind.ENDED, DONGXING, tuple(made.drawn["made"]), ())
    redraw(ended, at=LATER + timedelta(days=2))
    assert queries.locate(basic.lon, basic.lat).grid_code == THIRD
    assert queries.earlier(THIRD) == ((made.drawn["made"][0], number),)
    assert queries.heirs(number) == (THIRD,)


def test_what_does_not_fit_is_refused_and_nothing_is_written() -> None:
    good = drawing.split(THIRD)
    version = queries.version()
    assert refused(replace(good, after=good.after[:1])) == "piece_gap"
    assert refused(replace(good, after=(good.after[0], replace(good.after[0], code=f"{DONGXING}090")))) == (
        "piece_overlaps"
    )
    assert refused(drawing.split(THIRD, f"{DONGXING}001")) == "code_used"
    assert refused(drawing.split(THIRD, "449900101002090")) == "bad_piece_code"
    assert refused(drawing.dedicated(THIRD, f"{DONGXING}091", metres=2_000)) in (
        "outside_community",
        "overlap",
    )
    assert queries.version() == version
    assert not Redraw.objects.exists()


def test_the_slower_of_two_is_told() -> None:
    mine, theirs = drawing.split(THIRD, f"{DONGXING}090"), drawing.split(THIRD, f"{DONGXING}091")
    redraw(theirs)
    with pytest.raises(Outrun) as told:
        redraw(mine)
    assert told.value.why.key == "places.redrawn_meanwhile"
    assert Redraw.objects.count() == 1


def test_sending_twice_redraws_once_and_only_who_may() -> None:
    what = drawing.split(THIRD)
    assert redraw(what).pk == redraw(what).pk
    with pytest.raises(NotAllowed):
        redraw(what, by=Actor(kind="staff"), key="another")


def test_it_is_taken_back_while_nothing_happened() -> None:
    old = drawing.standing(THIRD)
    kept = redraw(drawing.split(THIRD))
    redraws.undo(kept, by=SYSTEM, at=LATER, why="画错了")
    assert drawing.standing(THIRD).pk == old.pk
    assert not Grid.objects.filter(pk__in=kept.drawn["made"]).exists()
    assert Redraw.objects.get().state == RedrawState.UNDONE
    assert queries.earlier(kept.drawn["after"][1]["code"]) == ()
    with pytest.raises(Outrun):
        redraws.undo(kept, by=SYSTEM, at=LATER, why="画错了")


def test_what_was_redrawn_since_is_taken_back_first() -> None:
    first = redraw(drawing.split(THIRD))
    redraw(drawing.split(THIRD), at=LATER + timedelta(days=1))
    with pytest.raises(Refused) as told:
        redraws.undo(first, by=SYSTEM, at=LATER + timedelta(days=2), why="画错了")
    assert told.value.why.key == "places.redrawn_since"


def test_a_planned_one_waits_for_its_day_and_can_be_called_off() -> None:
    on = keeping.today(LATER) + timedelta(days=7)
    given: dict[str, Any] = {"by": SYSTEM, "at": LATER, "why": "下周起"}
    first = redraws.plan(drawing.split(THIRD), on, key="first-plan", **given)
    second = redraws.plan(drawing.split(THIRD), on, key="second-plan", **given)
    assert drawing.standing(THIRD).valid_to is None
    assert list(queries.planned(on - timedelta(days=1))) == []
    assert list(queries.planned(on)) == [first, second]
    redraws.drop(second, by=SYSTEM, at=LATER, why="不划了")
    done = redraws.carry_out(first, by=SYSTEM, at=LATER + timedelta(days=7))
    assert (done.state, done.effective_on) == (RedrawState.DONE, on)
    assert list(queries.planned(on)) == []


def test_checking_writes_nothing() -> None:
    fit, faults = acts.checked(drawing.split(THIRD))
    assert not faults
    assert len(fit.after) == 2
    assert not Redraw.objects.exists()


def test_planned_ones_and_a_community_stand_on_indexes() -> None:
    on = keeping.today(LATER)
    community = Division.objects.get(code=DONGXING)
    Redraw.objects.bulk_create(
        Redraw(key=f"k{n}", kind="split", state="planned" if n % 100 == 0 else "done", community=community,
               asked_at=LATER, effective_on=on - timedelta(days=n), drawn={}, why="")
        for n in range(3000)
    )  # fmt: skip
    assert "places_redraw_planned" in explain_queryset(queries.planned(on)).indexes
