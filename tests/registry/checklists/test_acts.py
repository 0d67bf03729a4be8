"""Editions are written once, the city's switch is its own, and what the desk made is not overwritten."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from commongrid.base.access.terms import SYSTEM, Actor
from commongrid.base.journal.models import Entry
from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.registry.checklists import acts, queries
from commongrid.registry.checklists.terms import Checklist
from commongrid.registry.packs import acts as packs
from commongrid.registry.packs import shelf

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
LATER = AT + timedelta(days=1)
PACK = "pack:small-town"


@pytest.fixture
def rental() -> Checklist:
    packs.load(shelf.find("small-town"), by=SYSTEM, at=AT)
    return queries.checklist("CK01")


def reworded(checklist: Checklist) -> Checklist:
    first, *others = checklist.questions
    return replace(checklist, questions=(replace(first, zh="另一种问法？"), *others))


def test_the_pack_brings_its_checklists_and_the_epidemic_one_is_off(rental: Checklist) -> None:
    assert (rental.number, len(rental.questions), rental.origin) == (1, 15, PACK)
    assert {each.code: each.is_active for each in queries.checklists()} == {
        "CK01": True, "CK02": True, "CK03": False, "CK06": True, "CK15": True, "CK20": True,
    }  # fmt: skip
    assert [each.code for each in queries.in_use("rental_building")] == ["CK01", "CK06"]


def test_an_older_edition_keeps_its_wording(rental: Checklist) -> None:
    done = acts.publish([reworded(rental)], origin="desk", by=SYSTEM, at=LATER, why="clearer")
    assert done.revised == ("CK01",)
    assert queries.checklist("CK01").questions[0].zh == "另一种问法？"
    assert queries.checklist("CK01", AT).questions == rental.questions
    assert queries.edition_kept(rental.edition_id).questions == rental.questions
    assert [each.number for each in queries.editions("CK01")] == [2, 1]


def test_the_same_again_writes_nothing(rental: Checklist) -> None:
    before = Entry.objects.count()
    assert acts.publish([rental], origin=PACK, by=SYSTEM, at=LATER, why="again").unchanged == ("CK01",)
    assert Entry.objects.count() == before


def test_a_pack_leaves_what_the_desk_wrote(rental: Checklist) -> None:
    acts.publish([reworded(rental)], origin="desk", by=SYSTEM, at=LATER, why="clearer")
    assert acts.publish([rental], origin=PACK, by=SYSTEM, at=LATER, why="again").kept == ("CK01",)
    forced = acts.publish([rental], origin=PACK, by=SYSTEM, at=LATER, why="again", over_own=True)
    assert forced.revised == ("CK01",)
    assert queries.checklist("CK01").questions == rental.questions


def test_the_switch_is_journalled_and_outlives_the_next_edition(rental: Checklist) -> None:
    acts.switch("CK01", on=False, by=SYSTEM, at=LATER, why="under review")
    assert not queries.checklist("CK01").is_active
    entry = Entry.objects.filter(kind="checklists.switched").get()
    assert entry.data == {"code": "CK01", "on": False, "why": "under review"}
    acts.publish([reworded(rental)], origin=PACK, by=SYSTEM, at=LATER, why="new pack")
    assert not queries.checklist("CK01").is_active


@pytest.mark.parametrize(
    ("code", "on", "key"),
    [
        ("CK01", True, "checklists.already_on"),
        ("CK03", False, "checklists.already_off"),
        ("CK99", True, "checklists.unknown"),
    ],
)
def test_a_switch_that_changes_nothing_is_refused(rental: Checklist, code: str, on: bool, key: str) -> None:
    with pytest.raises(Refused) as refused:
        acts.switch(code, on=on, by=SYSTEM, at=LATER, why="once more")
    assert refused.value.why.key == key


def test_a_checklist_with_a_flaw_is_not_written(rental: Checklist) -> None:
    wrong = replace(rental, code="CK98", questions=(replace(rental.questions[0], opens="XX-999"),))
    with pytest.raises(Refused, match=r"checklists\.unknown_matter"):
        acts.publish([wrong], origin="desk", by=SYSTEM, at=LATER, why="new")
    assert len(queries.checklists()) == 6


def test_an_edition_cannot_be_slipped_in_before_the_one_in_force(rental: Checklist) -> None:
    with pytest.raises(Refused, match=r"checklists\.before_current"):
        acts.publish([reworded(rental)], origin="desk", by=SYSTEM, at=AT - timedelta(days=1), why="late")


def test_the_stranger_may_neither_publish_nor_switch(rental: Checklist) -> None:
    stranger = Actor(kind="staff", name="莫生仁")
    with pytest.raises(NotAllowed):
        acts.publish([rental], origin="desk", by=stranger, at=LATER, why="mine")
    with pytest.raises(NotAllowed):
        acts.switch("CK01", on=False, by=stranger, at=LATER, why="mine")


@pytest.mark.usefixtures("town")
def test_a_list_for_captains_is_not_offered_to_those_who_inspect() -> None:
    assert [each.code for each in queries.for_captains("rental_building")] == ["CK20"]
    assert "CK20" not in {each.code for each in queries.in_use("rental_building")}
    assert queries.for_captains("school") == []
