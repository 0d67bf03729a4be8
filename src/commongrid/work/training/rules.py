"""Decisions about learning: which questions are drawn, how a sitting is judged, what a post lacks, when to remind."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from random import Random

from commongrid.base.verdicts import Verdict, Why
from commongrid.work.training.terms import (
    LATE_SEND,
    REMIND_DAYS,
    Answers,
    ExamPlan,
    Judged,
    Option,
    Question,
    Standing,
    Stands,
)


def draw(seed: int, pool: Iterable[int], many: int) -> tuple[int, ...]:
    """So many of a pool in a random order: the same seed and pool draw the same; all of them where there are fewer."""
    ordered = sorted(pool)
    return tuple(Random(seed).sample(ordered, min(many, len(ordered))))  # noqa: S311 (kept beside what it drew)


def shuffled(seed: int, question: Question) -> tuple[Option, ...]:
    """A question's options in the order of this sitting; true and false stay as they are."""
    options = list(question.options)
    if {one.value for one in options} != {"yes", "no"}:
        Random(f"{seed} {question.code}").shuffle(options)  # noqa: S311 (an order, not a secret)
    return tuple(options)


def needed(of: int, percent: int) -> int:
    """How many of so many questions have to be right, rounded up."""
    return -(-of * percent // 100)


def judge(questions: Sequence[Question], answers: Answers, percent: int) -> Verdict[Judged]:
    """A question counts when exactly its right options were given; what was left out is wrong."""
    wrong = frozenset(one.pk for one in questions if answers.get(one.pk, frozenset()) != one.right)
    judged = Judged(len(questions) - len(wrong), len(questions), needed(len(questions), percent), wrong)
    key = "training.passed" if judged.passed else "training.not_passed"
    return Verdict(judged, (Why(key, {"right": judged.right, "of": judged.of, "needed": judged.needed}),))


def may_sit(plan: ExamPlan, in_bank: int, today: int) -> Verdict[bool]:
    """May an exam be begun: are there questions enough, and attempts left today?"""
    if in_bank < plan.questions:
        return Verdict(
            False, (Why("training.too_few_questions", {"there": in_bank, "asked": plan.questions}),)
        )
    if today >= plan.attempts_per_day:
        return Verdict(False, (Why("training.enough_today", {"most": plan.attempts_per_day}),))
    return Verdict(True)


def is_over(ends_at: datetime, at: datetime) -> bool:
    """Is the time of a sitting over, a breath for the line left aside?"""
    return at > ends_at + LATE_SEND


def valid_until(issued_on: date, months: int) -> date:
    """The last day of a certificate: so many months on, the day before; the last of the month where there is no such day."""
    year, month = divmod(issued_on.year * 12 + issued_on.month - 1 + months, 12)
    day = min(issued_on.day, calendar.monthrange(year, month + 1)[1])
    return date(year, month + 1, day) - timedelta(days=1)


def counts_from(passed_on: date, held_until: date | None) -> date:
    """From which day a new certificate counts: whoever renews in the last two months loses no day of the old one."""
    near = passed_on + timedelta(days=REMIND_DAYS[0])
    return held_until + timedelta(days=1) if held_until and passed_on <= held_until <= near else passed_on


def due_on(post_since: date, demanded_from: date, grace_days: int) -> date:
    """The last day by which a post has to hold what is demanded: so long after whichever began later."""
    return max(post_since, demanded_from) + timedelta(days=grace_days)


def how_it_stands(held_until: date | None, due: date, on: date) -> Verdict[Stands]:
    """How a post stands to a demand on a day; `held_until` is the last day of its best certificate that was not withdrawn."""
    if held_until is not None and held_until >= on:
        is_near = (held_until - on).days <= REMIND_DAYS[0]
        standing, day = Standing.EXPIRING if is_near else Standing.HELD, held_until
    else:
        standing, day = (Standing.GRACE if on <= due else Standing.LACKING), due
    return Verdict(Stands(standing, day), (Why(f"training.is_{standing.value}", {"until": day.isoformat()}),))


def which_reminder(valid_until_day: date, on: date) -> int | None:
    """The reminder that is due on a day: the nearest of `REMIND_DAYS` that has begun; None before and after."""
    left = (valid_until_day - on).days
    return min((days for days in REMIND_DAYS if 0 <= left <= days), default=None)


def is_question(one: Question) -> Verdict[bool]:
    """Can a question be asked and judged? The why names the first thing wrong with it."""
    values = [option.value for option in one.options]
    if len(values) < 2 or len(set(values)) < len(values):
        return Verdict(False, (Why("training.options_wrong", {"code": one.code}),))
    if not one.right or not one.right <= set(values):
        return Verdict(False, (Why("training.right_unknown", {"code": one.code}),))
    if one.kind == "multiple" and len(one.right) < 2:
        return Verdict(False, (Why("training.several_needed", {"code": one.code}),))
    if one.kind != "multiple" and len(one.right) != 1:
        return Verdict(False, (Why("training.one_needed", {"code": one.code}),))
    return Verdict(True)
