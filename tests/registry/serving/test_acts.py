"""What follows a redrawing: posts, shifts, premises, and cases that stay with their grid; cards and nets."""

from __future__ import annotations

import json
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from commongrid.base.access import rules as access
from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.cases import queries as cases
from commongrid.cases.models import Case
from commongrid.cases.queries import asking, gathering
from commongrid.registry.duty import acts as duty
from commongrid.registry.duty.models import Shift
from commongrid.registry.places import queries as places
from commongrid.registry.places.acts import keeping
from commongrid.registry.places.models import Grid, Redraw
from commongrid.registry.premises import queries as premises
from commongrid.registry.premises.models import Premises
from commongrid.registry.premises.queries import Asked
from commongrid.registry.serving import acts, queries
from commongrid.registry.serving.models import Card, Net, NetPart
from commongrid.registry.units import queries as units
from commongrid.registry.units.models import Post
from tests.cast import Town
from tests.explaining import explain_asked, rows
from tests.registry.places import drawing
from tests.registry.places.drawing import DONGXING, FIRST, THIRD

pytestmark = pytest.mark.django_db
NEW = f"{DONGXING}090"


@pytest.fixture(autouse=True)
def _fresh_map(settings: Any) -> None:
    settings.MAP_CHECK_SECONDS = 0


def redraw(town: Town, what: Any, *, give: bool = True) -> Redraw:
    return acts.redraw(
        what, give=give, by=town.suqing, at=town.now, why="人口增加", key=f"key-{town.now}-{what.kind}"
    )


def post_of(town: Town, name: str) -> Post:
    return Post.objects.select_related("account", "unit").get(account=town.account(name), ends_on=None)


def holders(code: str, town: Town) -> list[str]:
    return sorted({post.account.username for post in units.holding([code], keeping.today(town.now))})


def only_new_worker(town: Town) -> Any:
    """The worker of the new grid alone, as an actor: whose own post in the old grid does not help."""
    account = town.account("hezhiqiang")
    row = {"account_id": account.pk, "role": "grid_worker", "unit_id": town.hezhiqiang.unit_id, "area": NEW}
    made = Post.objects.create(**row, starts_on=keeping.today(town.now))
    return units.actor_for(Post.objects.select_related("account", "unit").get(pk=made.pk))


def test_an_old_case_stays_and_is_seen_by_whoever_has_its_land_now(town: Town) -> None:
    case, report = town.case(), town.report()
    redraw(town, drawing.split(THIRD, NEW), give=False)
    worker = only_new_worker(town)
    fresh = Case.objects.get(pk=case.pk)
    assert (fresh.area, fresh.grid_id) == (case.area, case.grid_id)
    assert Grid.objects.get(pk=fresh.grid_id).valid_to is not None
    assert access.may(worker, "cases.check", fresh).answer
    assert access.may(worker, "reports.verify", report).answer
    assert list(cases.seen_by(worker)) == [fresh]
    found = gathering.gather(asking.seen(worker), gathering.ORDERS["due"])
    assert [key for _due, key in found.keys] == [fresh.pk]


def test_a_new_case_of_the_grid_that_goes_on_is_not_the_new_grids(town: Town) -> None:
    redraw(town, drawing.split(THIRD, NEW), give=False)
    worker, later = only_new_worker(town), town.case()
    assert later.grid_id == drawing.standing(later.area).pk
    assert access.may(worker, "cases.see", later).answer is (later.area == NEW)


def test_staff_get_the_new_part_when_that_is_chosen(town: Town) -> None:
    assert "chenlihua" in holders(THIRD, town)
    kept = redraw(town, drawing.split(THIRD, NEW))
    assert "chenlihua" in holders(NEW, town)
    town.later(hours=1)
    acts.undo(kept, by=town.suqing, at=town.now, why="画错了")
    assert "chenlihua" in holders(THIRD, town)
    assert not units.holding([NEW], keeping.today(town.now) + timedelta(days=1)).exists()


def test_without_that_nobody_serves_the_new_part_and_the_page_says_so(town: Town) -> None:
    redraw(town, drawing.split(THIRD, NEW), give=False)
    assert holders(NEW, town) == []
    Post.objects.filter(area=DONGXING).update(ends_on=keeping.today(town.now) - timedelta(days=1))
    answer = queries.who_serves(NEW, town.now)
    assert [why.key for why in answer.why] == ["serving.nobody"]


def test_who_served_a_grid_that_ends_follows_its_land_with_their_shifts(town: Town) -> None:
    one, other = drawing.neighbours()
    account = town.account("hezhiqiang")
    Post.objects.filter(account=account).update(area=other.code)
    post = post_of(town, "hezhiqiang")
    begins = town.now + timedelta(days=2)
    shift = Shift.objects.create(
        post=post, unit=post.unit, area=other.code, kind="duty", starts_at=begins,
        ends_at=begins + timedelta(hours=8),
    )  # fmt: skip
    kept = redraw(town, drawing.merge(one, other))
    shift.refresh_from_db()
    assert (shift.area, shift.post.account_id) == (one.code, account.pk)
    assert {"chenlihua", "hezhiqiang"} <= set(holders(one.code, town))
    assert Post.objects.get(pk=post.pk).ends_on is not None
    tomorrow = keeping.today(town.now) + timedelta(days=1)
    first = units.grid_workers(other.code, tomorrow).first()
    assert first is not None
    assert first.area == THIRD
    town.later(hours=1)
    acts.undo(kept, by=town.suqing, at=town.now, why="画错了")
    shift.refresh_from_db()
    assert shift.area == other.code
    assert "hezhiqiang" in holders(other.code, town)


def test_premises_are_placed_anew(town: Town) -> None:
    before = list(Premises.objects.filter(area=THIRD).values_list("code", flat=True))
    assert before
    redraw(town, drawing.split(THIRD, NEW))
    for one in Premises.objects.filter(code__in=before):
        assert one.area == places.locate(one.lon, one.lat).area_code
    moved = Premises.objects.filter(area=NEW)
    assert {one.area for one in moved} <= {NEW}
    assert premises.count(Asked(area=NEW, kind="", state="open"), town.zhoumin) == moved.count()


def test_it_is_not_taken_back_once_something_happened(town: Town) -> None:
    kept = redraw(town, drawing.split(THIRD, NEW))
    town.case()
    town.later(hours=1)
    with pytest.raises(Refused) as told:
        acts.undo(kept, by=town.suqing, at=town.now, why="画错了")
    assert told.value.why.key == "places.used_since"


def test_a_planned_one_that_no_longer_fits_is_kept_with_its_reason(town: Town) -> None:
    on = keeping.today(town.now) + timedelta(days=1)
    given: dict[str, Any] = {"give": True, "by": town.suqing, "at": town.now, "why": "下周起"}
    planned = acts.plan(drawing.split(THIRD, NEW), on, key="a-planned-one", **given)
    redraw(town, drawing.split(THIRD, f"{DONGXING}091"))
    assert not acts.carry_out_planned(planned, by=town.suqing, at=town.later(days=1))
    kept = Redraw.objects.get(pk=planned.pk)
    assert (kept.state, kept.fault["key"]) == ("refused", "places.redrawn_meanwhile")


def test_who_is_on_duty_comes_first_and_who_is_away_last(town: Town) -> None:
    chen = post_of(town, "chenlihua")
    until = town.now + timedelta(days=2)
    assert queries.who_serves(THIRD, town.now).staff[0].post.pk == chen.pk
    duty.set_away(chen, starts_at=town.now - timedelta(hours=1), ends_at=until, by=town.zhoumin, at=town.now)
    he = post_of(town, "hezhiqiang")
    Shift.objects.create(
        post=he, unit=he.unit, area=DONGXING, kind="duty", starts_at=town.now - timedelta(hours=1),
        ends_at=town.now + timedelta(hours=7),
    )  # fmt: skip
    answer = queries.who_serves(THIRD, town.now)
    assert (answer.staff[0].post.pk, answer.staff[0].is_here.covers) == (he.pk, True)
    assert (answer.staff[-1].post.pk, answer.staff[-1].is_here.away_until) == (chen.pk, until)
    assert [why.key for why in answer.why] == ["serving.stands_in"]


def test_a_card_shows_what_was_agreed_and_nothing_by_default(town: Town) -> None:
    post = post_of(town, "chenlihua")
    shown = queries.shown(THIRD, town.now)
    assert (shown.post, shown.name, shown.phone, shown.hours) == (post, "", "", "")
    assert shown.unit is not None
    told: dict[str, Any] = {"shows_name": True, "work_phone": "0769-0000", "hours": "周一至周五 9:00–18:00"}
    acts.show_card(post, **told, by=town.chenlihua, at=town.now)
    shown = queries.shown(THIRD, town.now)
    assert (shown.name, shown.phone) == ("陈丽华", "0769-0000")
    with pytest.raises(NotAllowed):
        acts.show_card(post, **told, by=town.suqing, at=town.now)
    acts.withdraw_card(post, by=town.chenlihua, at=town.now)
    assert queries.shown(THIRD, town.now).name == ""
    assert not Card.objects.exists()


def test_cards_of_posts_that_ended_are_forgotten(town: Town) -> None:
    post = post_of(town, "chenlihua")
    acts.show_card(post, shows_name=True, work_phone="", hours="", by=town.chenlihua, at=town.now)
    Post.objects.filter(pk=post.pk).update(ends_on=keeping.today(town.now))
    assert acts.forget_cards(town.now, at=town.now) == 0
    assert acts.forget_cards(town.now + timedelta(days=2), at=town.now) == 1


def net(*features: dict[str, Any]) -> dict[str, Any]:
    told = {"code": "rivers", "kind": "river", "name_zh": "河长制", "name_en": "River chiefs"}
    return {"type": "FeatureCollection", "net": told, "features": list(features)}


def part(code: str, geometry: Any = None, **facts: Any) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": {"code": code, "name": code, **facts}}


def test_a_net_lies_over_the_same_grids(town: Town) -> None:
    grid = drawing.standing(THIRD)
    told = net(
        part("R1", grid.geometry, title="河段长", username="liguoqiang", unit="449900101-D17"),
        part("R2", areas=[DONGXING]),
    )
    report = acts.import_net(told, by=town.suqing, at=town.now)
    assert (report.faults, report.added) == ((), 2)
    assert [one.code for one in queries.nets_over(THIRD)] == ["R1", "R2"]
    assert [one.code for one in queries.nets_over(FIRST)] == ["R2"]
    assert queries.nets_over(THIRD)[0].post.account.username == "liguoqiang"  # type: ignore[union-attr]
    redraw(town, drawing.split(THIRD, NEW))
    assert [one.code for one in queries.nets_over(NEW)] == ["R1", "R2"]
    assert acts.import_net(told, by=town.suqing, at=town.now).changed == 2
    assert NetPart.objects.count() == 2


def test_every_fault_of_a_net_is_named_and_nothing_is_written(town: Town) -> None:
    told = net(
        part("R1", areas=["999"]), part("R1", areas=[DONGXING], unit="nobody"), part("", areas=[DONGXING])
    )
    report = acts.import_net({**told, "net": {"code": "x", "kind": "sea"}}, by=town.suqing, at=town.now)
    assert [one.why.key.removeprefix("serving.") for one in report.faults] == [
        "net_unnamed", "net_kind", "unknown_area", "part_code", "unknown_unit", "part_code",
    ]  # fmt: skip
    assert not NetPart.objects.exists()


def test_a_net_is_imported_by_command_and_its_faults_are_said(town: Town, tmp_path: Path) -> None:
    good, bad, said = tmp_path / "good.geojson", tmp_path / "bad.geojson", StringIO()
    good.write_text(json.dumps(net(part("R1", areas=[DONGXING]))), encoding="utf-8")
    bad.write_text(json.dumps(net(part("R1", areas=["999"]))), encoding="utf-8")
    call_command("import_net", str(good), why="年度更新", stdout=said)
    with pytest.raises(CommandError):
        call_command("import_net", str(bad), stdout=said)
    assert "1 added" in said.getvalue()
    assert "no grid or division has the code 999" in said.getvalue()


def test_nets_stand_on_their_index(town: Town, settings: Any) -> None:
    made = Net.objects.create(code="n", kind="other", name_zh="网", imported_at=town.now)
    NetPart.objects.bulk_create(
        NetPart(net=made, code=str(n), name="段", areas=[f"4499001{n:08d}"]) for n in range(rows(4000))
    )
    with connection.cursor() as db:
        db.execute("analyze serving_netpart")
    queries.nets_over(THIRD)
    settings.MAP_CHECK_SECONDS = 60
    assert "serving_netpart_areas" in explain_asked(lambda: queries.nets_over(THIRD)).indexes
