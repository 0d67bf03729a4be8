from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from commongrid.base.access.models import Account
from commongrid.base.access.terms import SYSTEM, Actor
from commongrid.base.calendar.terms import Limit, Unit
from commongrid.base.journal.models import Entry
from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.registry.matters import queries as matters
from commongrid.registry.packs import acts, queries, shelf
from commongrid.registry.packs.models import Pack
from commongrid.registry.packs.terms import Rejected
from commongrid.registry.units.models import Post
from commongrid.registry.units.models import Unit as Body
from tests.registry.packs.test_reading import Edit, edit, town

__all__ = ["edit", "town"]
pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
LATER = AT + timedelta(days=1)


def test_the_small_town_stands_after_loading() -> None:
    loaded = acts.load(shelf.find("small-town"), by=SYSTEM, at=AT)
    assert {name: loaded.counts[name] for name in ("matters", "towns", "villages")} == {
        "matters": 73,
        "towns": 1,
        "villages": 3,
    }
    assert Body.objects.get(code="449900101001-JW").department == "P05"
    assert Body.objects.get(code="449900101-D17").parent == Body.objects.get(code="4499-D17")
    chen = Post.objects.get(account__username="chenlihua")
    assert (chen.role, chen.area) == ("grid_worker", "449900101001003")
    assert not Account.objects.get(username="stranger").posts.exists()
    assert matters.edition("JM-018").rows[1].department == "D09"
    assert queries.setting("rate_within_days") == 15
    assert queries.limit("verify_within") == Limit(4, Unit.WORKING_HOURS)


def test_the_cast_signs_in_only_with_a_password_given() -> None:
    acts.load(shelf.find("small-town"), by=SYSTEM, at=AT)
    assert not Account.objects.get(username="zhoumin").has_usable_password()


def test_a_password_is_for_the_cast() -> None:
    acts.load(shelf.find("small-town"), by=SYSTEM, at=AT, cast_password="commongrid-demo")
    assert Account.objects.get(username="zhoumin").check_password("commongrid-demo")


def test_the_same_files_again_change_nothing() -> None:
    acts.load(shelf.find("small-town"), by=SYSTEM, at=AT)
    entries = Entry.objects.count()
    assert acts.load(shelf.find("small-town"), by=SYSTEM, at=LATER).again
    assert Entry.objects.count() == entries
    forced = acts.load(shelf.find("small-town"), by=SYSTEM, at=LATER, again=True)
    assert (forced.matters.added, forced.matters.revised, forced.departments, forced.reasons) == (
        (),
        (),
        0,
        0,
    )
    tables = (forced.places[file] for file in ("divisions.csv", "grids.geojson", "premises.csv"))
    assert all(report.added == report.changed == 0 for report in tables)


def test_one_changed_line_is_one_new_edition(town: Path, edit: Edit) -> None:
    acts.load(town, by=SYSTEM, at=AT)
    edit("matters.csv", "Exposed litter", "Litter")
    loaded = acts.load(town, by=SYSTEM, at=LATER)
    assert loaded.matters.revised == ("SR-012",)
    assert matters.edition("SR-012").number == 2
    assert matters.edition("SR-012", at=AT).name_en == "Exposed litter"


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("pack.toml", "villages = 3", "villages = 4"),
        ("cast.csv", "449900101001003", "449900101001993"),
        ("divisions.csv", "449900101001", "44990010100"),
    ],
)
def test_a_fault_found_while_loading_takes_everything_back(
    town: Path, edit: Edit, file: str, old: str, new: str
) -> None:
    edit(file, old, new)
    with pytest.raises(Rejected) as rejected:
        acts.load(town, by=SYSTEM, at=AT)
    assert rejected.value.faults[0].file == file
    assert not Body.objects.exists()
    assert not matters.catalogue()
    assert not Pack.objects.exists()


def test_a_setting_changed_by_hand_is_checked_and_told() -> None:
    acts.load(shelf.find("small-town"), by=SYSTEM, at=AT)
    acts.set_setting("rate_within_days", 10, by=SYSTEM, at=LATER, why="shorter")
    assert queries.setting("rate_within_days") == 10
    assert Entry.objects.filter(kind="packs.setting_changed").count() == 1
    with pytest.raises(Refused):
        acts.set_setting("self_check_sample", 7, by=SYSTEM, at=LATER, why="")
    with pytest.raises(Refused, match="no_setting"):
        acts.set_setting("colour", "red", by=SYSTEM, at=LATER, why="")


def test_the_stranger_loads_nothing() -> None:
    stranger = Actor(kind="staff", name="莫生仁")
    with pytest.raises(NotAllowed):
        acts.load(shelf.find("small-town"), by=stranger, at=AT)
    with pytest.raises(NotAllowed):
        acts.set_setting("rate_within_days", 1, by=stranger, at=AT, why="")
