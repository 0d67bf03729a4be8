"""What happens to one simulated case, from opening to the end or to the last moment of the simulation."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from commongrid.cases import past
from commongrid.cases.acts import Opening
from commongrid.cases.past import Past, Teller
from commongrid.cases.terms import Ask, Status
from commongrid.doors.exchange.history import words
from commongrid.doors.exchange.simulation.crowd import Crowd, House
from commongrid.registry.units.models import Unit

CHANCE = {
    "void": 0.03, "settled": 0.06, "hand_up": 0.012, "send_back": 0.07, "transfer": 0.5, "join": 0.3, "urge": 0.14,
    "supervise": 0.022, "pause": 0.03, "extend": 0.045, "comment": 0.28, "fail": 0.06, "rate": 0.42, "unsolved": 0.05,
    "reopen": 0.006,
}  # fmt: skip
LATE = 0.05
"""The share of handlings that end after their deadline, at an average pace."""
AT_LEAST, UNBOUND = 240, 6 * 3600
"""Seconds a step takes at the least, and about how many where there is no deadline."""
NIGHT_WORK = 6 * 3600
"""What is due in less than this is done at night too."""
DAY, MORNING, EVENING = 86_400, 7 * 3600, 22 * 3600
ROUNDS = 3


class Ended(Exception):
    """The simulation's last moment has come: the case stays as it is."""


@dataclass(slots=True)
class Fate:
    """One case on its way; `east` is how far local time is ahead of UTC, in seconds."""

    rng: Random
    crowd: Crowd
    opening: Opening[Unit]
    until: datetime
    east: int
    case: Past | None = None

    def happens(self, what: str) -> bool:
        return self.rng.random() < CHANCE[what]

    def said(self, what: str) -> str:
        said: list[str] = words.said()["staff"][what]
        return said[int(self.rng.random() * len(said))]

    def one(self, people: tuple[Teller, ...]) -> Teller:
        return people[int(self.rng.random() * len(people))]

    def later(self, low: float, high: float, pace: float = 1.0, late: float = 0.0) -> datetime:
        """The moment after a likely part of the time to the deadline; raises Ended past the last moment."""
        case = self.lived
        at, due = case.moved_at, case.due_at
        left = max((due - at).total_seconds(), AT_LEAST) if due else UNBOUND
        share = low + (high - low) * min(self.rng.random() ** 2.4 * pace, 0.98)
        if late and self.rng.random() < late * pace:
            share = 1.02 + self.rng.random() * 0.6
        then = at + timedelta(seconds=int(left * share) + AT_LEAST // 4)
        if left > NIGHT_WORK:
            then = self._by_day(then)
        if then > self.until:
            raise Ended
        return then

    def _by_day(self, at: datetime) -> datetime:
        second = (at.hour * 3600 + at.minute * 60 + at.second + self.east) % DAY
        if MORNING <= second < EVENING:
            return at
        wait = (MORNING - second) % DAY
        return at + timedelta(seconds=wait + int(self.rng.random() * 7200))

    @property
    def lived(self) -> Past:
        if self.case is None:
            raise Ended
        return self.case


def lived(fate: Fate, case_id: UUID, at: datetime) -> Past:
    """The whole story of a case that is opened `at`, as far as it goes."""
    crowd, opening = fate.crowd, fate.opening
    centre = crowd.houses[opening.centre.pk]
    if fate.happens("settled"):
        by = fate.one(centre.people)
        return past.settle(
            opening, centre.unit, case_id, office=crowd.office, by=by, at=at, why=fate.said("settled")
        )
    opener = crowd.system if fate.rng.random() < 0.6 else fate.one(centre.people)
    fate.case = past.open_case(opening, case_id, office=crowd.office, by=opener, at=at)
    with suppress(Ended):
        _rounds(fate, centre)
    return fate.case


def _rounds(fate: Fate, centre: House) -> None:
    case = fate.lived
    lead = fate.crowd.lead(fate.opening.item, fate.opening.area)
    if fate.happens("void"):
        by = fate.one(centre.people)
        past.void(case, reason="VO02", by=by, at=fate.later(0.05, 0.6), why=fate.said("void"))
        return
    for _ in range(ROUNDS):
        if fate.happens("hand_up"):
            _hand_up_and_down(fate, centre)
        _one_round(fate, centre, lead)
        _afterwards(fate, centre)
        if case.status is Status.CLOSED:
            return


def _hand_up_and_down(fate: Fate, centre: House) -> None:
    above = fate.crowd.city
    if above is None or above is centre:
        return
    why, at = fate.said("escalated"), fate.later(0.05, 0.3)
    past.escalate(fate.lived, above.unit, by=fate.one(centre.people), at=at, why=why)
    why, at = fate.said("delegated"), fate.later(0.05, 0.4)
    past.delegate(fate.lived, centre.unit, by=fate.one(above.people), at=at, why=why)


def _one_round(fate: Fate, centre: House, lead: House) -> None:
    case = fate.lived
    while True:
        by, at = fate.one(centre.people), fate.later(0.02, 0.8)
        past.assign(case, lead.unit, by=by, at=at, why="")
        if not (fate.happens("send_back") and not lead.unit.is_last_resort):
            break
        last = fate.crowd.last_resort(fate.opening.area)
        unit = last.unit if last else None
        past.send_back(
            case,
            reason="SB01",
            by=fate.one(lead.people),
            at=fate.later(0.05, 0.9),
            why=fate.said("sent_back"),
            last_resort=unit,
        )
        lead = last if last and case.send_backs > 1 else lead
    handler = fate.one(lead.people)
    past.take(case, by=handler, at=fate.later(0.02, 0.9, lead.pace, LATE / 2))
    _in_hand(fate, centre, lead, handler)
    _looked_at(fate, centre, lead, handler)


def _in_hand(fate: Fate, centre: House, lead: House, handler: Teller) -> None:
    case = fate.lived
    if fate.happens("transfer"):
        mate = fate.one(lead.people)
        past.transfer(case, None, mate.name, by=handler, at=fate.later(0.01, 0.1))
    if fate.happens("join"):
        past.join(
            case, by=fate.crowd.system, at=fate.later(0.02, 0.4), report="", channel=fate.opening.channel
        )
    if fate.happens("urge"):
        past.urge(case, by=fate.one(centre.people), at=fate.later(0.1, 0.7), why=fate.said("urge"))
    if fate.happens("comment"):
        is_public = fate.rng.random() < 0.5
        text = fate.said("comment_public" if is_public else "comment")
        past.comment(case, text, is_public=is_public, by=handler, at=fate.later(0.02, 0.4))
    if fate.happens("supervise"):
        _supervised(fate, centre, lead)
    if fate.happens("pause"):
        _paused(fate, centre, handler)
    if fate.happens("extend"):
        _extended(fate, centre, handler)


def _supervised(fate: Fate, centre: House, lead: House) -> None:
    at = fate.later(0.2, 0.8)
    due = at + timedelta(hours=24)
    text = fate.said("supervise")
    past.supervise(
        fate.lived, level="yellow", text=text, answer_due_at=due, by=fate.one(centre.people), at=at
    )
    at = fate.later(0.05, 0.5)
    past.answer_supervision(fate.lived, by=fate.one(lead.people), at=at, text=fate.said("answer"))


def _paused(fate: Fate, centre: House, handler: Teller) -> None:
    case, at, why = fate.lived, fate.later(0.05, 0.4), fate.said("pause_why")
    until = at + timedelta(days=2 + int(fate.rng.random() * 7))
    past.ask_pause(case, by=handler, at=at, until=until, reason="PA01", why=why)
    granted = min(fate.later(0.05, 0.3), at + timedelta(days=1))
    past.pause(case, by=fate.one(centre.people), at=granted, until=until, reason="PA01", why=why)
    if until > fate.until:
        raise Ended
    past.resume(case, by=handler, at=until)


def _extended(fate: Fate, centre: House, handler: Teller) -> None:
    case, due = fate.lived, fate.lived.due_at
    if due is None:
        return
    at, why = fate.later(0.3, 0.8), fate.said("extend_why")
    if at >= due:
        return
    until = due + timedelta(days=1 + int(fate.rng.random() * 4))
    past.ask_extend(case, by=handler, at=at, until=until, reason="EX02", why=why)
    at = fate.later(0.05, 0.6)
    if fate.rng.random() < 0.75:
        past.extend(case, by=fate.one(centre.people), at=at, due=until, reason="EX02", why=why)
    else:
        past.refuse_ask(case, ask=Ask.EXTEND, by=fate.one(centre.people), at=at, why=fate.said("refuse_why"))


def _looked_at(fate: Fate, centre: House, lead: House, handler: Teller) -> None:
    case = fate.lived
    fails = fate.happens("fail")
    while True:
        at = fate.later(0.05, 0.9, lead.pace, LATE)
        past.report_done(case, by=handler, at=at, why=words.done(fate.rng, fate.opening.item), photos=1)
        by, at = fate.one(centre.people), fate.later(0.03, 0.8)
        if not fails:
            past.pass_check(case, by=by, at=at, photos=1)
            return
        fails = False
        past.fail_check(case, by=by, at=at, why=fate.said("failed"), photos=1)


def _afterwards(fate: Fate, centre: House) -> None:
    case = fate.lived
    if fate.happens("rate"):
        solved = not fate.happens("unsolved")
        best = 5 - int(fate.rng.random() ** 3 * 3) if solved else 2
        marks = (best, best if solved else 1, min(best + 1, 5), best)
        text = "" if solved and fate.rng.random() < 0.8 else words.rating(fate.rng, solved)
        rater = f"r{case.id.int & 0xFFFFFFFF:x}"
        at = fate.later(0.2, 4.0)
        past.rate(case, marks, solved=solved, rater=rater, by=fate.crowd.resident, at=at, text=text)
    elif fate.happens("reopen"):
        at = fate.later(1.0, 9.0)
        past.reopen(case, by=fate.one(centre.people), at=at, why=fate.said("reopen"))
