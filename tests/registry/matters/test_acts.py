from dataclasses import replace
from datetime import timedelta

import pytest

from commongrid.base.access.terms import SYSTEM, Actor
from commongrid.base.calendar.terms import Limit, Unit
from commongrid.base.journal.models import Entry
from commongrid.base.verdicts import NotAllowed, Outrun, Refused
from commongrid.registry.matters import acts, queries
from commongrid.registry.matters.models import Edition
from commongrid.registry.matters.terms import Distinction, ReasonKind
from tests.registry.matters.things import COVER, LITTER, MONDAY, SPILL, USUAL, lay_out, row

pytestmark = pytest.mark.django_db
STRANGER = Actor(kind="staff", name="莫生仁")
TUESDAY = MONDAY + timedelta(days=1)


def kinds() -> list[str]:
    return list(Entry.objects.filter(subject_kind="catalogue").order_by("seq").values_list("kind", flat=True))


def test_publishing_many_gives_each_its_first_edition() -> None:
    lay_out(LITTER, SPILL, COVER)
    assert [item.code for item in queries.catalogue()] == ["BJ1-003", "SR-012", "SR-015"]
    cover = queries.edition("BJ1-003")
    assert cover.number == 1
    assert [each.order for each in cover.rows] == [1, 2, 3]
    assert cover.rows[0].limits.handle == Limit(2, Unit.URGENT_HOURS)
    assert cover.rows[0].limits.accept == USUAL.urgent.accept
    assert cover.rows[0].when == {"state": "missing"}


def test_publishing_again_makes_editions_only_where_something_changed() -> None:
    lay_out(LITTER, COVER)
    changed = replace(LITTER, rows=(row(amount=2),))
    done = acts.publish_editions([changed, COVER], origin="pack:test", by=SYSTEM, at=TUESDAY, why="again")
    assert (done.added, done.revised, done.unchanged) == ((), ("SR-012",), ("BJ1-003",))
    assert queries.edition("SR-012").number == 2
    assert queries.edition("BJ1-003").number == 1
    entries = len(kinds())
    acts.publish_editions([changed, COVER], origin="pack:test", by=SYSTEM, at=TUESDAY, why="again")
    assert len(kinds()) == entries


def test_a_case_keeps_its_edition_and_row() -> None:
    lay_out(LITTER)
    before = queries.edition("SR-012")
    acts.revise("SR-012", {"rows": (row(amount=8),)}, number=1, by=SYSTEM, at=TUESDAY, why="longer")
    kept = queries.edition_kept(before.edition_id)
    assert kept.row(before.rows[0].id).limits.handle.amount == 4
    assert queries.edition("SR-012").rows[0].limits.handle.amount == 8
    assert queries.edition("SR-012", at=MONDAY).number == 1
    assert [item.number for item in queries.catalogue(MONDAY)] == [1]
    assert [item.number for item in queries.editions("SR-012")] == [2, 1]


def test_before_the_first_edition_there_is_no_matter() -> None:
    lay_out(LITTER)
    with pytest.raises(Refused, match="not_yet"):
        queries.edition("SR-012", at=MONDAY - timedelta(days=1))


def test_the_second_of_two_editors_is_told() -> None:
    lay_out(LITTER)
    acts.revise("SR-012", {"name_en": "Litter"}, number=1, by=SYSTEM, at=TUESDAY, why="shorter")
    with pytest.raises(Outrun) as outrun:
        acts.revise("SR-012", {"name_en": "Rubbish"}, number=1, by=SYSTEM, at=TUESDAY, why="plainer")
    assert dict(outrun.value.why.facts) == {"code": "SR-012", "seen": 1, "current": 2}
    assert queries.edition("SR-012").name_en == "Litter"


def test_a_preview_writes_nothing() -> None:
    lay_out(LITTER)
    changes = acts.preview("SR-012", {"rewardable": True})
    assert [(change.field, change.after) for change in changes] == [("rewardable", True)]
    assert Edition.objects.count() == 1


def test_nothing_changed_is_no_edition() -> None:
    lay_out(LITTER)
    with pytest.raises(Refused, match="nothing_changed"):
        acts.revise("SR-012", {"name_zh": "暴露垃圾"}, number=1, by=SYSTEM, at=TUESDAY, why="")


def test_the_past_is_not_rewritten() -> None:
    lay_out(LITTER)
    with pytest.raises(Refused, match="before_current"):
        acts.revise("SR-012", {"name_en": "L"}, number=1, by=SYSTEM, at=MONDAY - timedelta(days=1), why="")


def test_a_faulty_item_publishes_nothing_at_all() -> None:
    lay_out(LITTER)
    with pytest.raises(Refused, match="unknown_department"):
        acts.publish_editions(
            [SPILL, replace(COVER, department="D99")], origin="pack:test", by=SYSTEM, at=TUESDAY, why=""
        )
    assert [item.code for item in queries.catalogue()] == ["SR-012"]


def test_what_the_city_edited_survives_the_pack() -> None:
    lay_out(LITTER)
    acts.revise("SR-012", {"name_en": "Rubbish"}, number=1, by=SYSTEM, at=TUESDAY, why="ours")
    newer = replace(LITTER, name_en="Litter")
    done = acts.publish_editions([newer], origin="pack:test", by=SYSTEM, at=TUESDAY, why="")
    assert done.kept == ("SR-012",)
    assert queries.edition("SR-012").name_en == "Rubbish"
    acts.publish_editions([newer], origin="pack:test", by=SYSTEM, at=TUESDAY, why="", over_own=True)
    assert queries.edition("SR-012").name_en == "Litter"


def test_switching_off_takes_a_matter_out_of_use_but_not_away() -> None:
    lay_out(LITTER, SPILL)
    acts.switch("SR-012", on=False, by=SYSTEM, at=TUESDAY, why="not here")
    assert [item.code for item in queries.catalogue()] == ["SR-015"]
    assert not queries.edition("SR-012").active
    assert not queries.search("暴露垃圾")
    with pytest.raises(Refused, match="already_off"):
        acts.switch("SR-012", on=False, by=SYSTEM, at=TUESDAY, why="")
    acts.switch("SR-012", on=True, by=SYSTEM, at=TUESDAY, why="again")
    assert len(queries.catalogue()) == 2


def test_every_change_is_told_in_the_journal() -> None:
    lay_out(LITTER)
    acts.revise("SR-012", {"name_en": "Litter"}, number=1, by=SYSTEM, at=TUESDAY, why="shorter")
    acts.switch("SR-012", on=False, by=SYSTEM, at=TUESDAY, why="")
    assert kinds() == [
        "matters.catalogue_begun",
        "matters.departments_set",
        "matters.usual_limits_set",
        "matters.published",
        "matters.revised",
        "matters.switched",
    ]


def reason(code: str, zh: str) -> dict[str, object]:
    return {"kind": "decline", "code": code, "zh": zh, "en": zh, "counts": True, "confidence": "seen"}


def test_a_reason_left_out_is_switched_off_and_still_known() -> None:
    lay_out()
    acts.set_reasons([reason("DR01", "不受理"), reason("DR02", "请拨 110")], by=SYSTEM, at=MONDAY)
    assert acts.set_reasons([reason("DR01", "不受理")], by=SYSTEM, at=TUESDAY) == 1
    assert [each.code for each in queries.reasons(ReasonKind.DECLINE)] == ["DR01"]
    assert queries.reason(ReasonKind.DECLINE, "DR02").zh == "请拨 110"
    assert acts.set_reasons([reason("DR01", "不受理")], by=SYSTEM, at=TUESDAY) == 0


def test_the_stranger_may_change_nothing() -> None:
    lay_out(LITTER)
    with pytest.raises(NotAllowed):
        acts.revise("SR-012", {"name_en": "x"}, number=1, by=STRANGER, at=TUESDAY, why="")
    with pytest.raises(NotAllowed):
        acts.publish_editions([SPILL], origin="pack:test", by=STRANGER, at=TUESDAY, why="")
    with pytest.raises(NotAllowed):
        acts.switch("SR-012", on=False, by=STRANGER, at=TUESDAY, why="")
    with pytest.raises(NotAllowed):
        acts.set_reasons([], by=STRANGER, at=TUESDAY)


def test_similar_by_code() -> None:
    lay_out(LITTER, SPILL, COVER)
    assert queries.is_similar("SR-012", "SR-015").answer
    assert not queries.is_similar("SR-012", "BJ1-003").answer
    assert not queries.is_similar("SR-012", "XX-1").answer


def test_the_row_for_a_report() -> None:
    lay_out(COVER)
    assert queries.row_for("BJ1-003", answers={"state": "missing"}).answer.limits.handle.amount == 2
    assert queries.row_for("BJ1-003", chosen=2).answer.criterion_zh == "沉陷"


def test_the_kept_catalogue_costs_no_query(django_assert_num_queries: object) -> None:
    lay_out(LITTER)
    queries.edition("SR-012")
    with django_assert_num_queries(0):  # type: ignore[operator]
        queries.edition("SR-012")


def test_how_matters_are_told_apart_is_kept_and_a_pack_leaves_the_desks_words() -> None:
    lay_out(LITTER, replace(LITTER, code="SR-013", name_zh="暴露垃圾堆"))
    from_pack = Distinction(("SR-012", "SR-013"), "看多少", "See how much")
    assert acts.set_distinctions([from_pack], origin="pack:x", by=SYSTEM, at=MONDAY) == 1
    assert acts.set_distinctions([from_pack], origin="pack:x", by=SYSTEM, at=MONDAY) == 0
    ((_pair, apart),) = queries.near_copies()
    assert apart
    assert apart.zh == "看多少"
    acts.tell_apart(Distinction(("SR-013", "SR-012"), "看有没有人管"), by=SYSTEM, at=MONDAY)
    assert [each.zh for each in queries.distinctions()] == ["看有没有人管"]
    assert acts.set_distinctions([from_pack], origin="pack:x", by=SYSTEM, at=MONDAY) == 0
    assert Entry.objects.filter(kind="matters.told_apart").count() == 2


def test_a_distinction_that_left_the_pack_is_gone() -> None:
    lay_out(LITTER, replace(LITTER, code="SR-013", name_zh="暴露垃圾堆"))
    told = Distinction(("SR-012", "SR-013"), "看多少")
    acts.set_distinctions([told], origin="pack:x", by=SYSTEM, at=MONDAY)
    assert acts.set_distinctions([], origin="pack:x", by=SYSTEM, at=MONDAY) == 1
    assert queries.distinctions() == ()


@pytest.mark.parametrize(
    ("codes", "zh", "key"),
    [
        (("SR-012",), "看", "nothing_told_apart"),
        (("SR-012", "XX-1"), "看", "unknown"),
        (("SR-012", "SR-012"), "看", "nothing_told_apart"),
    ],
)
def test_telling_apart_needs_two_matters_and_words(codes: tuple[str, ...], zh: str, key: str) -> None:
    lay_out(LITTER)
    with pytest.raises(Refused, match=key):
        acts.tell_apart(Distinction(codes, zh), by=SYSTEM, at=MONDAY)


def test_the_stranger_tells_nothing_apart() -> None:
    with pytest.raises(NotAllowed):
        acts.tell_apart(Distinction(("SR-012", "SR-013"), "看"), by=STRANGER, at=MONDAY)
