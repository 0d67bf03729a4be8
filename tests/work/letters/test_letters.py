"""A letter from writing to answering, and what becomes public of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from commongrid.base.journal.models import Entry
from commongrid.base.notices.models import Notice
from commongrid.base.privacy.ids import uuid7
from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.intake import acts as intake
from commongrid.intake import queries as reports
from commongrid.intake.models import Report
from commongrid.registry.people.models import Person
from commongrid.work.letters import acts, queries
from commongrid.work.letters.models import Letter, Publication
from commongrid.work.letters.personal import LettersOfPerson
from commongrid.work.letters.queries import Asked
from tests.cast import Town
from tests.work.letters.things import ANSWER, CANARIES, answered, box, clean, published, written

pytestmark = pytest.mark.django_db


def test_one_drafts_another_approves_and_the_writer_rates(town: Town) -> None:
    letter = written(town)
    assert letter.report.channel == "secretary"
    assert letter.due_at - letter.written_at >= timedelta(days=5)
    acts.draft(letter, ANSWER, town.item(), by=town.zhoumin, at=town.later(hours=1))
    with pytest.raises(Refused, match=r"letters\.own_words"):
        acts.approve(letter, by=town.zhoumin, at=town.now)
    acts.send_back(letter, by=town.liangyong, at=town.now, why="写明谁来整改")
    assert letter.note == "写明谁来整改"
    acts.draft(letter, ANSWER, town.item(), by=town.zhoumin, at=town.now)
    acts.approve(letter, by=town.liangyong, at=town.later(hours=1))
    letter = queries.of_report(letter.report_id) or letter
    assert (letter.state, letter.answer) == ("answered", ANSWER)
    case = letter.report.case
    assert case is not None
    assert (case.status, case.lead_unit_id) == ("closed", letter.box.unit_id)
    assert Notice.objects.filter(kind="letters.told_answered", person_id=letter.report.person_id).count() == 1
    reporter = reports.reporter(letter.report.person_id, [letter.report])

    assert any(grant.ability == "cases.rate" for grant in reporter.grants)
    with pytest.raises(Refused, match=r"letters\.answered_already"):
        acts.draft(letter, "再答一次", None, by=town.zhoumin, at=town.now)


def test_only_the_office_addressed_may_read_and_answer(town: Town) -> None:
    letter = written(town)
    for stranger in (town.huangweiming, town.liguoqiang, town.guojian, town.chenlihua):
        assert not queries.listed(stranger, "open").exists()
        with pytest.raises(NotAllowed):
            acts.draft(letter, ANSWER, town.item(), by=stranger, at=town.now)
    assert list(queries.listed(town.zhoumin, "open")) == [letter]
    assert queries.counts(town.zhoumin)["open"] == 1


def test_a_second_unit_may_approve_where_one_person_sits(town: Town) -> None:
    found = box(town, code="village", area="449900101001", unit="449900101001-JW", second_unit="449900101-ZW")
    letter = written(town, found)
    acts.draft(letter, ANSWER, town.item(), by=town.huangweiming, at=town.now)
    assert acts.approve(letter, by=town.liangyong, at=town.now).state == "answered"


def test_what_needs_work_goes_round_the_loop_and_is_still_answered(town: Town) -> None:
    letter = written(town)
    case = acts.take_on(letter, town.item(), by=town.zhoumin, at=town.now)
    with pytest.raises(Refused, match=r"letters\.is_a_case"):
        acts.take_on(letter, town.item(), by=town.zhoumin, at=town.now)
    acts.draft(letter, ANSWER, None, by=town.zhoumin, at=town.now)
    acts.approve(letter, by=town.liangyong, at=town.now)
    case.refresh_from_db()
    assert (letter.state, case.status) == ("answered", "waiting")


def test_a_letter_taken_back_is_owed_nothing(town: Town) -> None:
    letter = written(town)
    intake.withdraw(letter.report, by=reports.reporter(letter.report.person_id, [letter.report]), at=town.now)
    assert not queries.listed(town.zhoumin, "open").exists()
    with pytest.raises(Refused, match=r"letters\.gone"):
        acts.draft(letter, ANSWER, town.item(), by=town.zhoumin, at=town.now)


def test_the_same_key_is_one_letter_and_a_shut_box_takes_none(town: Town) -> None:
    found = box(town)
    draft = intake.Draft(channel="secretary", key="twice-twice", words="路灯不亮", area="449900101")
    first = acts.write(found, draft, by=reports.reporter(), at=town.now)
    again = acts.write(found, draft, by=reports.reporter(), at=town.now)
    assert (first[1].pk, again[0].is_new) == (again[1].pk, False)
    acts.switch_box(found, on=False, days=5, source="演示", by=town.suqing, at=town.now, why="停用")
    with pytest.raises(Refused, match=r"letters\.box_is_shut"):
        written(town, found)
    with pytest.raises(NotAllowed):
        acts.switch_box(found, on=True, days=5, source="演示", by=town.zhoumin, at=town.now, why="启用")
    with pytest.raises(Refused, match=r"letters\.limit_without_source"):
        acts.switch_box(found, on=True, days=3, source=" ", by=town.suqing, at=town.now, why="缩短")


def test_nothing_is_public_without_the_writer_and_a_second_person(town: Town) -> None:
    letter = answered(town, agreed=None)
    with pytest.raises(Refused, match=r"letters\.writer_does_not_agree"):
        acts.redact(letter, clean(), by=town.zhoumin, at=town.now)
    writer = reports.reporter(letter.report.person_id, [letter.report])
    acts.agree(letter, yes=True, by=writer, at=town.now)
    with pytest.raises(NotAllowed):
        acts.agree(letter, yes=True, by=reports.reporter(), at=town.now)
    found = acts.redact(letter, clean(), by=town.zhoumin, at=town.now)
    with pytest.raises(Refused, match=r"letters\.own_words"):
        acts.publish(found, letter, by=town.zhoumin, at=town.now)
    found = acts.refuse(found, letter, by=town.liangyong, at=town.now, why="标题再宽一些")
    assert not queries.published(Asked())[0]
    letter = queries.find(letter.pk) or letter
    found = acts.redact(letter, clean(title="楼道里充电"), by=town.zhoumin, at=town.now)
    acts.publish(found, letter, by=town.liangyong, at=town.now)
    assert [one.title for one in queries.published(Asked(words="楼道"))[0]] == ["楼道里充电"]


@pytest.mark.parametrize("left", ["电话13800007777", "陈小明说", "3栋502室"])
def test_what_is_the_writers_own_can_not_be_left_in(town: Town, left: str) -> None:
    letter = answered(town)
    made = clean(question=f"楼道充电，{left}，有焦味", looked=True)
    if left == "陈小明说":
        person = Person.objects.get(pk=letter.report.person_id)
        person.name = "陈小明"
        person.save()
    with (
        pytest.raises(Refused, match=r"letters\.(writers_own_left|still_marked)")
        if left != "3栋502室"
        else pytest.raises(Refused)
    ):
        acts.redact(letter, made, by=town.zhoumin, at=town.now)


def test_a_public_number_stays_when_somebody_has_looked(town: Town) -> None:
    letter = answered(town)
    made = clean(answer="咨询请打0769-22221111")
    with pytest.raises(Refused, match=r"letters\.still_marked"):
        acts.redact(letter, made, by=town.zhoumin, at=town.now)
    assert acts.redact(letter, clean(answer=made.answer, looked=True), by=town.zhoumin, at=town.now)


def test_what_was_cut_is_neither_found_nor_recorded(town: Town) -> None:
    found = published(town)
    for canary in CANARIES:
        assert not queries.published(Asked(words=canary))[0]
        assert not Entry.objects.filter(data__icontains=canary).exists()
        assert not Entry.objects.filter(whys__icontains=canary).exists()
    row = Publication.objects.filter(pk=found.pk).extra(select={"words": "search::text"})[0]
    told: Any = row
    assert "楼道" in told.words
    assert not any(canary in told.words for canary in CANARIES)
    assert not Entry.objects.filter(data__icontains="焦味").exists()


def test_taken_down_by_the_office_or_the_writer_it_is_gone_at_once(town: Town) -> None:
    found = published(town)
    letter = queries.find(found.letter_id)
    assert letter is not None
    acts.agree(letter, yes=False, by=reports.reporter(letter.report.person_id, [letter.report]), at=town.now)
    gone = Publication.objects.get(pk=found.pk)
    assert (gone.state, gone.title, gone.question, gone.search) == ("down", None, None, None)
    assert queries.find_public(found.pk) is None
    other = published(town)
    acts.take_down(
        other, queries.find(other.letter_id) or letter, by=town.liangyong, at=town.now, why="表述有误"
    )
    assert not queries.published(Asked())[0]


def test_answers_are_forgotten_after_their_time_and_with_their_letter(town: Town) -> None:
    found = published(town)
    letter = Letter.objects.get(pk=found.letter_id)
    person = letter.report.person_id
    assert person is not None
    assert LettersOfPerson().data(person).rows[0]["words"] == ANSWER
    Report.objects.filter(pk=letter.report_id).update(person=None, words=None)
    assert LettersOfPerson().forget(uuid7(town.now), town.now) == 2
    letter.refresh_from_db()
    assert letter.answer is None
    later = published(town)
    assert acts.expire_answers(town.now + timedelta(days=1), at=town.now) == 1
    assert acts.expire_public(town.now + timedelta(days=1), at=town.now) == 1
    assert Publication.objects.get(pk=later.pk).state == "down"
