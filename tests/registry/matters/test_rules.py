from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commongrid.base.calendar.terms import Limit, Unit
from commongrid.registry.matters import comparing, rules
from commongrid.registry.matters.terms import Item, text
from tests.registry.matters.things import COVER, LITTER, SPILL, USUAL, row


def test_the_only_row_needs_no_choice() -> None:
    verdict = rules.which_row(LITTER)
    assert verdict.answer is LITTER.rows[0]
    assert verdict.why[0].key == "matters.row_only"


def numbered(item: Item) -> Item:
    return replace(item, rows=tuple(replace(each, order=order) for order, each in enumerate(item.rows, 1)))


@pytest.mark.parametrize(
    ("chosen", "answers", "criterion", "why"),
    [
        (2, {"state": "missing"}, "沉陷", "matters.row_chosen"),
        (None, {"state": "missing"}, "缺失", "matters.row_answered"),
        (None, {"state": "sunken"}, "沉陷", "matters.row_answered"),
        (None, {"state": "noisy"}, "其他", "matters.row_first"),
        (None, {}, "其他", "matters.row_first"),
        (9, {"state": "sunken"}, "沉陷", "matters.row_answered"),
    ],
)
def test_rows_by_choice_then_answers_then_the_unconditional_one(
    chosen: int | None, answers: dict[str, str], criterion: str, why: str
) -> None:
    verdict = rules.which_row(numbered(COVER), chosen=chosen, answers=answers)
    assert (verdict.answer.criterion_zh, verdict.why[0].key) == (criterion, why)


@given(hours=st.floats(0.02, 8), unit=st.sampled_from(Unit))
def test_dispatching_is_in_hours_whatever_the_handling_is_in(hours: float, unit: Unit) -> None:
    limit = rules.dispatch_limit(hours, unit)
    assert limit.amount == hours
    assert limit.unit == (Unit.URGENT_HOURS if unit == Unit.URGENT_HOURS else Unit.WORKING_HOURS)


def test_stages_a_row_says_nothing_about_take_what_is_usual_for_its_kind() -> None:
    urgent = rules.stage_limits(
        Limit(2, Unit.URGENT_HOURS), USUAL, dispatch_hours=0.1, accept=None, check=None
    )
    assert urgent.dispatch == Limit(0.1, Unit.URGENT_HOURS)
    assert (urgent.accept, urgent.check) == (USUAL.urgent.accept, USUAL.urgent.check)
    own = Limit(3, Unit.WORKING_DAYS)
    slow = rules.stage_limits(
        Limit(30, Unit.NATURAL_DAYS), USUAL, dispatch_hours=None, accept=None, check=own
    )
    assert (slow.dispatch, slow.accept, slow.check) == (USUAL.ordinary.dispatch, USUAL.ordinary.accept, own)


def test_likeness_falls_from_the_same_to_strangers() -> None:
    other_class = replace(SPILL, subclass_zh="水岸")
    near = [rules.likeness(LITTER, other) for other in (LITTER, SPILL, other_class, COVER)]
    assert near == sorted(near, reverse=True)
    assert len(set(near)) == 4
    assert rules.is_similar(LITTER, SPILL).answer
    assert not rules.is_similar(LITTER, other_class).answer


@pytest.mark.parametrize(
    ("item", "fault"),
    [
        (replace(LITTER, name_zh=" "), "matters.empty"),
        (replace(LITTER, rows=()), "matters.no_rows"),
        (replace(LITTER, confidential=True), "matters.confidential_and_public"),
        (replace(LITTER, department="D99"), "matters.unknown_department"),
        (replace(LITTER, rows=(row(department="D99"),)), "matters.unknown_department"),
        (replace(LITTER, rows=(row(amount=0),)), "matters.limit_not_positive"),
        (replace(LITTER, rows=(row(when={"colour": "red"}),)), "matters.unknown_question"),
    ],
)
def test_what_keeps_an_item_from_being_published(item: Item, fault: str) -> None:
    assert fault in {why.key for why in rules.faults(item, {"D17"})}


def test_a_sound_item_has_no_faults() -> None:
    assert rules.faults(COVER, {"D11"}) == ()


def test_changes_name_the_field_and_the_row() -> None:
    longer = replace(LITTER, name_en="Litter", rows=(row(amount=8),), number=7)
    changes = {change.field: (change.before, change.after) for change in comparing.changes(LITTER, longer)}
    assert changes == {
        "name_en": ("Exposed litter", "Litter"),
        "rows.1.handle": ("4 working_hours", "8 working_hours"),
    }


def test_a_row_more_is_told_as_its_fields() -> None:
    more = replace(LITTER, rows=(row(), row("主干道")))
    changes = comparing.changes(LITTER, more)
    assert {change.field.rsplit(".", 1)[0] for change in changes} == {"rows.2"}
    assert all(change.before is None for change in changes)


def test_sorting_out_keeps_what_the_city_wrote() -> None:
    there = {"SR-012": replace(LITTER, number=2, origin=comparing.DESK), "SR-015": replace(SPILL, number=1)}
    new = [replace(LITTER, name_en="Rubbish"), SPILL, COVER]
    found = comparing.sort_out(new, there, over_own=False)
    assert [len(each) for each in (found.added, found.revised, found.unchanged, found.kept)] == [1, 0, 1, 1]
    over = comparing.sort_out(new, there, over_own=True)
    assert [item.number for item in over.revised] == [2]


def test_missing_english_is_said_in_chinese_and_says_so() -> None:
    assert text("井盖", "Cover", "en") == text("", "Cover", "zh-hans")
    assert text("井盖", "", "en").lang == "zh-Hans"
    assert text("井盖", "Cover", "zh-hans").words == "井盖"
