"""Learning, sitting and holding by the real acts: once, one's own, in time, and only the certificate is told."""

from __future__ import annotations

import pytest

from commongrid.base.access.terms import SYSTEM
from commongrid.base.journal import queries as history
from commongrid.base.journal.models import Entry
from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.work.training import acts, queries
from commongrid.work.training.models import Certificate, Progress, Sitting
from tests.cast import Town
from tests.work.training.things import COURSE, right, school, wrong

pytestmark = pytest.mark.django_db


def test_begun_twice_is_one_sitting_with_the_same_questions(town: Town) -> None:
    exam = school(town)
    one = acts.begin(exam, by=town.chenlihua, at=town.now, seed=7)
    again = acts.begin(exam, by=town.chenlihua, at=town.later(minutes=5))
    assert again.pk == one.pk
    assert len(one.questions) == exam.questions == 10
    other = acts.begin(exam, by=town.hezhiqiang, at=town.now, seed=7)
    assert other.questions == one.questions
    assert acts.begin(exam, by=town.zhoumin, at=town.now, seed=8).questions != one.questions


def test_answers_are_kept_as_they_come_and_handed_in_once(town: Town) -> None:
    exam = school(town)
    sitting = acts.begin(exam, by=town.chenlihua, at=town.now)
    answers = dict(right(sitting))
    first, *rest = answers
    acts.save(
        sitting, {first: answers[first], 0: frozenset("a")}, by=town.chenlihua, at=town.later(minutes=1)
    )
    done = acts.hand_in(
        sitting, {pk: answers[pk] for pk in rest}, by=town.chenlihua, at=town.later(minutes=9)
    )
    assert (done.right, done.passed) == (10, True)
    again = acts.hand_in(sitting, wrong(sitting), by=town.chenlihua, at=town.later(minutes=1))
    assert (again.right, again.handed_at) == (10, done.handed_at)
    assert Certificate.objects.count() == 1
    with pytest.raises(Refused, match=r"training\.handed_in"):
        acts.save(sitting, answers, by=town.chenlihua, at=town.now)


def test_when_the_time_is_over_what_was_given_counts(town: Town) -> None:
    exam = school(town)
    sitting = acts.begin(exam, by=town.chenlihua, at=town.now)
    answers = right(sitting)
    acts.save(sitting, dict(list(answers.items())[:8]), by=town.chenlihua, at=town.later(minutes=29))
    late = town.later(minutes=3)
    with pytest.raises(Refused, match=r"training\.time_over"):
        acts.save(sitting, answers, by=town.chenlihua, at=late)
    assert acts.end_what_is_over(by=SYSTEM, at=late) == 1
    done = Sitting.objects.get()
    assert (done.right, done.passed, done.handed_at) == (8, True, done.ends_at)
    assert acts.end_what_is_over(by=SYSTEM, at=late) == 0
    assert Certificate.objects.get().account_id == town.chenlihua.account_id


def test_nobody_answers_for_another_and_nobody_reads_another(town: Town) -> None:
    sitting = acts.begin(school(town), by=town.chenlihua, at=town.now)
    with pytest.raises(NotAllowed):
        acts.hand_in(sitting, right(sitting), by=town.hezhiqiang, at=town.now)
    with pytest.raises(Sitting.DoesNotExist):
        queries.sitting(sitting.pk, town.hezhiqiang.account_id)
    with pytest.raises(NotAllowed):
        acts.begin(queries.exam("grid-worker"), by=SYSTEM, at=town.now)


def test_so_many_attempts_a_day(town: Town) -> None:
    exam = school(town)
    for _attempt in range(exam.attempts_per_day):
        sitting = acts.begin(exam, by=town.chenlihua, at=town.later(minutes=10))
        acts.hand_in(sitting, wrong(sitting), by=town.chenlihua, at=town.later(minutes=1))
    with pytest.raises(Refused, match=r"training\.enough_today"):
        acts.begin(exam, by=town.chenlihua, at=town.now)
    assert acts.begin(exam, by=town.chenlihua, at=town.later(days=1)).handed_at is None


def test_a_failure_stands_in_no_journal(town: Town) -> None:
    exam = school(town)
    before = Entry.objects.count()
    sitting = acts.begin(exam, by=town.chenlihua, at=town.now)
    acts.hand_in(sitting, wrong(sitting), by=town.chenlihua, at=town.later(minutes=1))
    assert Entry.objects.count() == before
    again = acts.begin(exam, by=town.chenlihua, at=town.now)
    acts.hand_in(again, right(again), by=town.chenlihua, at=town.later(minutes=1))
    number = Certificate.objects.get().number
    (told,) = history.history("certificate", number)
    assert set(told.data) == {"holder", "kind_zh", "kind_en", "until"}


def test_a_question_that_changed_is_judged_as_it_was_asked(town: Town) -> None:
    exam = school(town)
    sitting = acts.begin(exam, by=town.chenlihua, at=town.now)
    answers = right(sitting)
    acts.set_questions(
        COURSE, queries.bank([queries.course(COURSE).pk])[:3], by=town.suqing, at=town.now, why="精简"
    )
    assert acts.hand_in(sitting, answers, by=town.chenlihua, at=town.later(minutes=2)).right == 10
    with pytest.raises(Refused, match=r"training\.too_few_questions"):
        acts.begin(exam, by=town.hezhiqiang, at=town.now)


def test_pages_are_done_once_and_no_answer_of_a_quiz_is_kept(town: Town) -> None:
    school(town)
    edition = queries.current_of(COURSE)
    assert edition is not None
    for number in (2, 1, 2):
        acts.read_page(edition, number, by=town.chenlihua, at=town.later(minutes=1))
    acts.finish_quiz(edition, by=town.chenlihua, at=town.now)
    kept = Progress.objects.get()
    assert (kept.pages, kept.quiz_at) == ([1, 2], town.now)
    with pytest.raises(Refused, match=r"training\.no_page"):
        acts.read_page(edition, 99, by=town.chenlihua, at=town.now)


def test_answers_go_after_their_days(town: Town) -> None:
    exam = school(town)
    sitting = acts.begin(exam, by=town.chenlihua, at=town.now)
    acts.hand_in(sitting, right(sitting), by=town.chenlihua, at=town.later(minutes=1))
    assert acts.forget_sittings(town.now, at=town.now) == 0
    assert acts.forget_sittings(town.later(days=90), at=town.now) == 1
    held = Certificate.objects.get()
    assert acts.forget_certificates(town.now, at=town.now) == 0
    assert acts.forget_certificates(town.later(days=1000), at=town.now) == 1
    assert held.number
