"""What is drawn, judged, demanded and reminded of, tried with made-up values."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commongrid.work.training import numbers, rules, texts
from commongrid.work.training.terms import (
    YES_NO,
    Content,
    ExamPlan,
    Option,
    Question,
    QuestionKind,
    Standing,
)

ABC = tuple(Option(value, value, value) for value in "abcd")


def question(pk: int = 1, kind: QuestionKind = QuestionKind.SINGLE, right: str = "a") -> Question:
    return Question(f"q{pk}", kind, "问", "ask", ABC, frozenset(right), pk=pk)


def content(zh: str, en: str = "") -> Content:
    return Content("名", "Name", "", "", 10, (), zh, en)


@given(st.integers(), st.sets(st.integers(), max_size=40), st.integers(0, 50))
def test_the_same_seed_draws_the_same_and_nothing_twice(seed: int, pool: set[int], many: int) -> None:
    drawn = rules.draw(seed, pool, many)
    assert drawn == rules.draw(seed, list(pool), many)
    assert len(set(drawn)) == len(drawn) == min(many, len(pool))
    assert set(drawn) <= pool


@given(st.integers())
def test_options_are_shuffled_but_true_and_false_stay(seed: int) -> None:
    assert set(rules.shuffled(seed, question())) == set(ABC)
    told = Question("t", QuestionKind.TRUE_FALSE, "问", "ask", YES_NO, frozenset({"yes"}))
    assert rules.shuffled(seed, told) == YES_NO


@given(st.integers(1, 200), st.integers(1, 100))
def test_the_mark_is_rounded_up_and_never_beyond_all(of: int, percent: int) -> None:
    least = rules.needed(of, percent)
    assert 1 <= least <= of
    assert least * 100 >= of * percent


def test_only_exactly_the_right_options_count() -> None:
    asked = [question(1), question(2, QuestionKind.MULTIPLE, "ab"), question(3)]
    verdict = rules.judge(asked, {1: frozenset("a"), 2: frozenset("abc")}, 60)
    assert verdict.answer.wrong == {2, 3}
    assert not verdict.answer.passed
    assert verdict.why[0].facts == {"right": 1, "of": 3, "needed": 2}
    assert rules.judge(asked, {1: frozenset("a"), 2: frozenset("ab")}, 60).answer.passed


def test_an_exam_needs_questions_enough_and_an_attempt_left() -> None:
    plan = ExamPlan("e", "考", "Exam", ("c",), "k", 10, 30, 80, 2)
    assert rules.may_sit(plan, 10, 1).answer
    assert rules.may_sit(plan, 9, 0).why[0].key == "training.too_few_questions"
    assert rules.may_sit(plan, 10, 2).why[0].key == "training.enough_today"


@pytest.mark.parametrize(
    ("issued", "months", "last"),
    [
        (date(2026, 3, 2), 24, date(2028, 3, 1)),
        (date(2024, 2, 29), 12, date(2025, 2, 27)),
        (date(2026, 8, 31), 6, date(2027, 2, 27)),
        (date(2026, 12, 1), 1, date(2026, 12, 31)),
    ],
)
def test_a_certificate_ends_the_day_before(issued: date, months: int, last: date) -> None:
    assert rules.valid_until(issued, months) == last


def test_who_renews_in_the_last_two_months_loses_no_day() -> None:
    on = date(2026, 3, 2)
    assert rules.counts_from(on, None) == on
    assert rules.counts_from(on, on + timedelta(days=30)) == on + timedelta(days=31)
    assert rules.counts_from(on, on + timedelta(days=61)) == on
    assert rules.counts_from(on, on - timedelta(days=1)) == on


@pytest.mark.parametrize(
    ("held", "standing"),
    [(None, Standing.LACKING), (-1, Standing.LACKING), (0, Standing.EXPIRING), (61, Standing.HELD)],
)
def test_how_a_post_stands(held: int | None, standing: Standing) -> None:
    on = date(2026, 3, 2)
    until = None if held is None else on + timedelta(days=held)
    assert rules.how_it_stands(until, on - timedelta(days=1), on).answer.standing == standing
    if until is None:
        assert rules.how_it_stands(until, on, on).answer.standing == Standing.GRACE


def test_grace_counts_from_the_post_or_the_demand_whichever_is_later() -> None:
    early, late = date(2026, 1, 1), date(2026, 3, 1)
    assert rules.due_on(early, late, 30) == rules.due_on(late, early, 30) == date(2026, 3, 31)


@pytest.mark.parametrize(("left", "days"), [(61, None), (60, 60), (15, 60), (14, 14), (0, 14), (-1, None)])
def test_the_nearest_reminder_is_due(left: int, days: int | None) -> None:
    on = date(2026, 3, 2)
    assert rules.which_reminder(on + timedelta(days=left), on) == days


def test_time_is_over_a_breath_after_its_end() -> None:
    ends = datetime(2026, 3, 2, 9, tzinfo=UTC)
    assert not rules.is_over(ends, ends + timedelta(seconds=20))
    assert rules.is_over(ends, ends + timedelta(seconds=21))


@pytest.mark.parametrize(
    ("one", "key"),
    [
        (question(right="x"), "training.right_unknown"),
        (question(right="ab"), "training.one_needed"),
        (question(kind=QuestionKind.MULTIPLE, right="a"), "training.several_needed"),
        (Question("q", QuestionKind.SINGLE, "问", "", ABC[:1], frozenset("a")), "training.options_wrong"),
    ],
)
def test_what_is_wrong_with_a_question_is_named(one: Question, key: str) -> None:
    assert rules.is_question(one).why[0].key == key


@given(st.integers(0, numbers.SIZE - 1), st.sampled_from(numbers.SIGNS))
def test_a_number_knows_a_wrong_sign_and_a_swap(place: int, sign: str) -> None:
    number = numbers.make()
    assert numbers.read(f" {numbers.spoken(number).lower()} ") == number
    wrong = number[:place] + sign + number[place + 1 :]
    assert numbers.read(wrong) == (number if wrong == number else "")
    swapped = number[:place] + number[place : place + 2][::-1] + number[place + 2 :]
    assert numbers.read(swapped) == (number if swapped == number else "")
    assert numbers.read("不是编号") == ""


def test_a_text_is_cut_into_pages_at_its_titles() -> None:
    pages = texts.pages("# 一\n\n甲\n\n## 小标题\n\n- 乙\n# 二\n丙")
    assert [page.title for page in pages] == ["一", "二"]
    assert pages[0].text.startswith("甲\n\n## 小标题")
    assert not list(texts.faults(content("# 一\n甲", "# One\na")))


@pytest.mark.parametrize(
    ("zh", "en", "key"),
    [
        ("没有标题", "", "training.no_pages"),
        ("前言\n# 一\n甲", "", "training.text_before_title"),
        ("# 一\n甲", "# One\na\n# Two\nb", "training.pages_differ"),
        ("# 一\n", "", "training.empty_page"),
        ("# 一\n甲\n" * 41, "", "training.too_many_pages"),
    ],
)
def test_what_keeps_a_course_from_being_published_is_named(zh: str, en: str, key: str) -> None:
    assert key in {why.key for why in texts.faults(content(zh, en))}
