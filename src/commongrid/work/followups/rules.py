"""Decisions about follow-up calls: who is drawn, when a call is tried again, how it ends, what can be undone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from commongrid.base.verdicts import Verdict, Why
from commongrid.cases import rules as cases
from commongrid.work.followups.terms import (
    MOST_LINES,
    MOST_SHARES,
    UNDO,
    About,
    Heard,
    Line,
    Next,
    Plan,
    Result,
    State,
)

HOURS = (time(9, 30), time(15, 0), time(18, 30))
"""Morning, afternoon, evening: whoever was not reached in one is tried in the next."""
UNDONE = (State.SATISFIED, State.UNREACHED, State.DECLINED, State.DUE)


def percent_for(plan: Plan, about: About) -> int:
    """So many in a hundred of such cases are called: by the first share that fits, else the plan's own figure."""
    for share in plan.shares:
        fits = share.channel in ("", about.channel)
        if fits and about.matter.startswith(share.matter) and about.area.startswith(share.area):
            return share.percent
    return plan.percent


def is_called(plan: Plan, about: About, drawn_this_week: int) -> Verdict[bool]:
    """Is whoever raised the case called? Settled by the plan and the number, so that nobody can steer it."""
    if plan.always_redone and about.round > 1:
        return Verdict(True, (Why("followups.called_redone"),))
    if plan.always_urged and about.urges:
        return Verdict(True, (Why("followups.called_urged"),))
    percent = percent_for(plan, about)
    told = {"percent": percent}
    if not cases.is_sampled(f"{about.number}/followup", about.round, percent / 100):
        return Verdict(False, (Why("followups.not_drawn", told),))
    if plan.weekly_most and drawn_this_week >= plan.weekly_most:
        return Verdict(False, (Why("followups.week_is_full", {"most": plan.weekly_most}),))
    return Verdict(True, (Why("followups.called_drawn", told),))


def is_plan(plan: Plan) -> Verdict[bool]:
    """Can it be followed: shares of a hundred, tries and hours that are possible?"""
    if len(plan.shares) > MOST_SHARES:
        return Verdict(False, (Why("followups.too_many_shares", {"most": MOST_SHARES}),))
    if not all(0 <= each <= 100 for each in (plan.percent, *(one.percent for one in plan.shares))):
        return Verdict(False, (Why("followups.of_a_hundred"),))
    if not (1 <= plan.tries <= 5 and 0 <= plan.wait_hours <= 24 * 14 and 0 <= plan.weekly_most <= 10_000):
        return Verdict(False, (Why("followups.figures_cannot_be"),))
    return Verdict(True)


def is_script(lines: Iterable[Line]) -> Verdict[bool]:
    """Has it lines, each in both languages and under a code of its own?"""
    given = list(lines)
    if not 1 <= len(given) <= MOST_LINES:
        return Verdict(False, (Why("followups.lines_of_a_script", {"most": MOST_LINES}),))
    if not all(line.zh.strip() and line.en.strip() and line.code for line in given):
        return Verdict(False, (Why("followups.both_languages"),))
    if len({line.code for line in given}) < len(given):
        return Verdict(False, (Why("followups.codes_twice"),))
    return Verdict(True)


def can_be_kept(heard: Heard) -> Verdict[bool]:
    """Does what was heard say enough: words where somebody is not satisfied, a note where something follows?"""
    is_unhappy = heard.result == Result.NOT_SATISFIED
    if is_unhappy and not heard.words.strip():
        return Verdict(False, (Why("followups.say_what"),))
    if heard.then != Next.NOTHING and not is_unhappy:
        return Verdict(False, (Why("followups.nothing_follows"),))
    if heard.then != Next.NOTHING and not heard.note.strip():
        return Verdict(False, (Why("followups.say_for_the_handler"),))
    return Verdict(True)


def after_call(result: Result, tries: int, most: int) -> State:
    """Where a call stands after its `tries`-th try: not reached is tried again until `most`."""
    if result == Result.NOT_REACHED:
        return State.UNREACHED if tries >= most else State.DUE
    return State(str(result))


def next_try(local: datetime) -> datetime:
    """When somebody who was not reached is tried again: the next other hour of the day, at least two hours on."""
    for day in (0, 1):
        for hour in HOURS:
            then = datetime.combine(local.date() + timedelta(days=day), hour, local.tzinfo)
            if then >= local + timedelta(hours=2):
                return then
    raise AssertionError  # the morning after is always two hours on


def can_be_undone(state: State, called_at: datetime | None, now: datetime, *, is_own: bool) -> Verdict[bool]:
    """May a wrong tap be taken back? Within the minute, by whoever made it, where nothing has gone out to others."""
    if not is_own or called_at is None:
        return Verdict(False, (Why("followups.not_your_call"),))
    if state not in UNDONE:
        return Verdict(False, (Why("followups.has_gone_out"),))
    if now - called_at > UNDO:
        return Verdict(False, (Why("followups.too_late_to_undo"),))
    return Verdict(True)


def share(part: int, whole: int) -> int | None:
    """So many in a hundred; None where there is nothing to count."""
    return round(100 * part / whole) if whole else None


def month_of(day: datetime) -> tuple[datetime, datetime]:
    """The first moment of the month of a local moment, and of the next."""
    first = day.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return first, (first + timedelta(days=32)).replace(day=1)
