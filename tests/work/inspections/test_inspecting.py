"""An inspection is kept once, its gaps become cases by themselves, and closed ones are looked at again."""

from __future__ import annotations

from pathlib import Path

import pytest

from commongrid.base.files import queries as files
from commongrid.base.files.terms import Stage
from commongrid.base.journal import queries as history
from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.cases import acts as cases
from commongrid.cases.models import Case
from commongrid.intake import queries as reports
from commongrid.intake.models import Report
from commongrid.registry.checklists import queries as checklists
from commongrid.registry.premises import acts as premises
from commongrid.work.inspections import acts, queries
from commongrid.work.inspections.models import Gap, Inspection
from commongrid.work.inspections.terms import Sent
from tests.cast import Town
from tests.work.inspections.things import FINE, HOUSE, RENTAL, place, sent, shoot

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files_go_with_the_test(settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]


def states() -> dict[str, str]:
    return dict(Gap.objects.order_by("pk").values_list("question", "state"))


def test_a_place_without_gaps_opens_nothing(town: Town) -> None:
    made = acts.make(place(), sent(town), by=town.chenlihua, at=town.now)
    assert (made.gaps, made.got, made.most) == (0, made.most, 30)
    assert not Case.objects.exists()
    assert made.answers["q07"]["photos"]
    entries = history.history("inspection", str(made.pk))
    assert [entry.kind for entry in entries] == ["inspection.made"]


def test_each_gap_opens_its_case_with_the_place_the_words_and_the_photo(town: Town) -> None:
    made = acts.make(place(), sent(town, q02="no", q15="yes"), by=town.chenlihua, at=town.now)
    gaps = queries.gap_states(made)
    assert [(gap.question, gap.case.matter.code, gap.is_at_once) for gap in gaps] == [
        ("q02", "XF-003", False),
        ("q15", "FW-003", True),
    ]
    case, report = gaps[0].case, Report.objects.get(pk=gaps[0].report_id)
    assert (case.status, case.channel, report.status) == ("waiting", "patrol", "admitted")
    assert "门能否从里面直接打开？否" in (report.words or "")
    assert [photo.stage for photo in files.photos([f"report:{report.pk}"])] == [Stage.BEFORE]
    assert reports.premises_of(case) == [place().pk]
    assert [found.pk for found in reports.at_premises([place().pk])] == [gap.report_id for gap in gaps][::-1]
    assert history.history("case", str(case.pk))[0].whys[0]["key"] == "inspections.gap"


def test_two_gaps_of_one_matter_are_one_case_that_names_both(town: Town) -> None:
    bike = sent(town, q11="yes")
    acts.make(place(), bike, by=town.chenlihua, at=town.now)
    assert Case.objects.count() == 1
    water, officer, key = place("P-010"), town.liguoqiang, "device-water"
    for question in ("q01", "q02", "q05"):
        shoot(town, key, question, by=officer)
    given = {"q01": "yes", "q02": "yes", "q03": "yes", "q04": "no", "q05": 0.0, "q06": "yes"}
    told = Sent(key, checklists.checklist("CK15").edition_id, given)
    made = acts.make(water, told, by=officer, at=town.now)
    assert made.gaps == 2
    (found,) = {gap.case_id for gap in queries.gap_states(made)}
    report = Report.objects.get(case=found)
    assert (report.words or "").count("？") == 2


def test_sent_twice_is_once(town: Town) -> None:
    told = sent(town, q02="no")
    first = acts.make(place(), told, by=town.chenlihua, at=town.now)
    again = acts.make(place(), told, by=town.chenlihua, at=town.later(minutes=1))
    assert (again.pk, Inspection.objects.count(), Case.objects.count()) == (first.pk, 1, 1)


def test_what_is_open_already_at_the_place_is_followed(town: Town) -> None:
    acts.make(place(), sent(town, q02="no"), by=town.chenlihua, at=town.now)
    town.later(days=3)
    made = acts.make(place(), sent(town, "device-0002", q02="no"), by=town.chenlihua, at=town.now)
    case = Case.objects.get()
    assert (case.reporters, queries.gap_states(made)[0].case_id) == (2, case.pk)


def test_what_is_missing_is_named_and_nothing_is_written(town: Town) -> None:
    with pytest.raises(Refused) as refused:
        acts.make(place(), sent(town, q02="no", photos=False), by=town.chenlihua, at=town.now)
    assert refused.value.why.key == "checklists.missing_photo"
    told = sent(town)
    with pytest.raises(Refused) as refused:
        acts.make(
            place(),
            told.__class__(told.key, told.edition_id, {**FINE, "q03": ""}),
            by=town.chenlihua,
            at=town.now,
        )
    assert refused.value.why.key == "checklists.missing_answer"
    assert not Inspection.objects.exists()


def test_nobody_inspects_beyond_their_grid_or_by_a_list_for_other_places(town: Town) -> None:
    with pytest.raises(NotAllowed):
        acts.make(place(), sent(town), by=town.hezhiqiang, at=town.now)
    with pytest.raises(NotAllowed):
        acts.make(place(), sent(town), by=town.huangweiming, at=town.now)
    with pytest.raises(Refused) as refused:
        queries.to_ask(place(), "CK15")
    assert refused.value.why.key == "inspections.not_for_this"


def test_settled_on_the_spot_needs_before_and_after_and_the_matters_leave(town: Town) -> None:
    told = sent(town, q02="no", settled=frozenset({"q02"}), note="当场清走杂物")
    with pytest.raises(Refused) as refused:
        acts.make(place(), told, by=town.chenlihua, at=town.now)
    assert refused.value.why.key in {"inspections.before_and_after", "inspections.not_on_the_spot"}
    shoot(town, told.key, "q02", Stage.AFTER)
    if town.item("XF-003").self_check:
        acts.make(place(), told, by=town.chenlihua, at=town.now)
        assert (Case.objects.get().status, states()) == ("closed", {"q02": "settled"})


def closed(town: Town, case: Case) -> None:
    """Its whole way, short."""
    unit = town.unit_of("liguoqiang")
    cases.assign(case, unit, by=town.zhoumin, at=town.later(minutes=5), why="归它")
    cases.take(case, by=town.liguoqiang, at=town.later(minutes=5))
    cases.report_done(case, by=town.liguoqiang, at=town.later(hours=2), why="清走了", photos=1)
    cases.pass_check(case, by=town.zhoumin, at=town.later(hours=1), why="通了", photos=1)


def test_a_closed_case_is_looked_at_again_by_its_questions_alone(town: Town) -> None:
    made = acts.make(place(), sent(town, q02="no", q15="yes"), by=town.chenlihua, at=town.now)
    case = queries.gap_states(made)[0].case
    acts.case_closed(case.pk, at=town.later(days=1))
    assert states() == {"q02": "due", "q15": "open"}
    (task,) = queries.due_here(town.chenlihua, town.today)
    assert (task.premises.code, task.checklist, task.again, task.gaps) == (HOUSE, RENTAL, made.pk, 1)
    asked = queries.to_ask(place(), RENTAL, made.pk)
    assert [question.code for question in asked.questions] == ["q02"]
    look = acts.make(place(), sent(town, "device-0009", again=made.pk), by=town.chenlihua, at=town.now)
    assert (list(look.answers), states()["q02"], queries.due_count(town.chenlihua, town.today)) == (
        ["q02"], "resolved", 0,
    )  # fmt: skip


def test_a_gap_that_is_there_again_opens_a_new_case(town: Town) -> None:
    made = acts.make(place(), sent(town, q02="no"), by=town.chenlihua, at=town.now)
    first = queries.gap_states(made)[0].case
    closed(town, first)
    acts.case_closed(first.pk, at=town.now)
    look = acts.make(
        place(), sent(town, "device-0009", q02="no", again=made.pk), by=town.chenlihua, at=town.now
    )
    assert Case.objects.count() == 2
    assert sorted(Gap.objects.values_list("state", flat=True)) == ["again", "open"]
    assert {gap.root_id for gap in Gap.objects.all()} == {made.pk}
    assert look.again_id == made.pk


def test_void_merged_and_reopened_cases_move_their_gaps(town: Town) -> None:
    made = acts.make(place(), sent(town, q02="no", q15="yes"), by=town.chenlihua, at=town.now)
    one, other = (gap.case for gap in queries.gap_states(made))
    acts.case_closed(one.pk, at=town.now)
    acts.case_reopened(one.pk, at=town.now)
    acts.case_merged(one.pk, other.pk, at=town.now)
    assert set(Gap.objects.values_list("case", "state")) == {(other.pk, "open")}
    acts.case_void(other.pk, at=town.now)
    assert set(states().values()) == {"void"}


def test_a_place_that_is_closed_is_not_asked_for(town: Town) -> None:
    one = place()
    premises.close(one.pk, one.seq, town.today, by=town.zhoumin, at=town.now, why="拆了")
    with pytest.raises(Refused) as refused:
        acts.make(place(), sent(town), by=town.chenlihua, at=town.now)
    assert refused.value.why.key == "premises.not_open"
