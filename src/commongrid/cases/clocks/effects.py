"""What each journal entry does to the clocks of its case. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from commongrid.base.calendar.days import Calendar
from commongrid.cases.clocks import turning
from commongrid.cases.clocks.changing import absorbed, corrected, relimited
from commongrid.cases.clocks.segments import Clocks, Hold, Segment, Stage, Step, recount
from commongrid.cases.clocks.stored import read_moment, read_moments

type Effect = Callable[[Clocks, Calendar, Step], Clocks]


def _opened(clocks: Clocks, calendar: Calendar, step: Step) -> Clocks:
    """立案: a first round, by the limits the entry names."""
    clocks = turning.with_limits_of(clocks, step)._replace(
        fixed=read_moments(step.data.get("fixed")),
        round=clocks.round + 1,
    )
    return turning.start(turning.end_all(clocks, calendar, step), calendar, Stage.DISPATCH, step)


def _reopened(clocks: Clocks, calendar: Calendar, step: Step) -> Clocks:
    """重办: a new round; new limits if the entry names some. Old promises are gone."""
    return _opened(clocks._replace(handle_by=None), calendar, step)


def _settled(clocks: Clocks, _calendar: Calendar, step: Step) -> Clocks:
    """当场办结: a round in which no clock ever ran."""
    return turning.with_limits_of(clocks, step)._replace(round=clocks.round + 1)


def _sent_to_verify(clocks: Clocks, calendar: Calendar, step: Step) -> Clocks:
    clocks = turning.with_limits_of(clocks, step)._replace(round=max(clocks.round, 1))
    return turning.start(turning.end_all(clocks, calendar, step), calendar, Stage.VERIFY, step)


def _assigned(clocks: Clocks, calendar: Calendar, step: Step) -> Clocks:
    """派遣, again while assigned too: a new accept segment. The entry may promise a moment for handling."""
    fixed = {**clocks.fixed, **read_moments(step.data.get("fixed"))}
    return turning.start(
        turning.end_all(clocks._replace(fixed=fixed), calendar, step), calendar, Stage.ACCEPT, step
    )


def _taken(clocks: Clocks, calendar: Calendar, step: Step) -> Clocks:
    return turning.start(turning.end_all(clocks, calendar, step), calendar, Stage.HANDLE, step)


def _taken_back(clocks: Clocks, calendar: Calendar, step: Step) -> Clocks:
    """撤回派遣: the dispatch clock counts on from where it began, so dispatching and taking back gains no time."""
    ended = turning.end_all(clocks, calendar, step)
    dispatched = [one for one in ended.segments if one.stage is Stage.DISPATCH]
    again = [one._replace(started_at=step.at, ended_at=None, ended_by="") for one in dispatched[-1:]]
    return ended._replace(segments=(*ended.segments, *again))


def _sent_back(clocks: Clocks, calendar: Calendar, step: Step) -> Clocks:
    return turning.start(turning.end_all(clocks, calendar, step), calendar, Stage.DISPATCH, step)


def _paused(clocks: Clocks, calendar: Calendar, step: Step) -> Clocks:
    return turning.on_handle(clocks, lambda handle: turning.stop(calendar, handle, Hold(step.at)))


def _resumed(clocks: Clocks, calendar: Calendar, step: Step) -> Clocks:
    return turning.on_handle(clocks, lambda handle: turning.go_on(calendar, handle, step.at))


def _extended(clocks: Clocks, calendar: Calendar, step: Step) -> Clocks:
    """延期: the deadline becomes the moment granted; pauses after the grant push it by their own time."""
    due = read_moment(step.data["due"])
    return turning.on_handle(
        clocks, lambda handle: recount(calendar, handle._replace(fixed_due=due, fixed_at=step.at))
    )


def _reported_done(clocks: Clocks, calendar: Calendar, step: Step) -> Clocks:
    """反馈: handling stands still while it is checked."""
    clocks = turning.on_handle(
        clocks, lambda handle: turning.stop(calendar, handle, Hold(step.at, is_check=True))
    )
    return turning.start(clocks, calendar, Stage.CHECK, step)


def _check_failed(clocks: Clocks, calendar: Calendar, step: Step) -> Clocks:
    ended = turning.map_open(
        clocks, lambda one: turning.end(calendar, one, step) if one.stage is Stage.CHECK else one
    )
    return turning.on_handle(ended, lambda handle: turning.go_on(calendar, handle, step.at))


def _check_passed(clocks: Clocks, calendar: Calendar, step: Step) -> Clocks:
    """核查通过: handling ended when it was reported done, whatever the check took."""

    def end(one: Segment) -> Segment:
        if one.stage is Stage.HANDLE and one.held_since and one.pauses[-1].is_check:
            return one._replace(pauses=one.pauses[:-1], ended_at=one.held_since, ended_by=step.kind)
        return turning.end(calendar, one, step)

    return turning.map_open(clocks, end)


def _stopped(clocks: Clocks, calendar: Calendar, step: Step) -> Clocks:
    return turning.end_all(clocks, calendar, step)


EFFECTS: Mapping[str, Effect] = {
    "report.sent_to_verify": _sent_to_verify,
    "report.verified": _stopped,
    "report.admitted": _stopped,
    "report.followed": _stopped,
    "report.declined": _stopped,
    "report.withdrawn": _stopped,
    "case.opened": _opened,
    "case.settled": _settled,
    "case.assigned": _assigned,
    "case.taken": _taken,
    "case.taken_back": _taken_back,
    "case.sent_back": _sent_back,
    "case.paused": _paused,
    "case.resumed": _resumed,
    "case.extended": _extended,
    "case.reported_done": _reported_done,
    "case.check_failed": _check_failed,
    "case.check_passed": _check_passed,
    "case.reopened": _reopened,
    "case.merged": _stopped,
    "case.voided": _stopped,
    "case.absorbed": absorbed,
    "case.corrected": corrected,
    "case.relimited": relimited,
}
