"""Counting by hand, from the journal and the stored clocks, without any of the figures' own code.

A deadline is taken from the segments of the case's clock, which are worked out from calendar and limits; a turn is
read from a slice of the journal; a sum is made by asking of every area, day and key in turn.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from commongrid.base.journal.terms import Recorded
from commongrid.cases import clocks
from commongrid.cases.models import Case
from commongrid.registry.units.models import Unit

ZONE = ZoneInfo("Asia/Shanghai")


@dataclass
class Mark:
    """Something counts once, on a day, for a place and its keys."""

    measure: str
    day: date
    area: str
    matter: int | None
    unit: int | None
    channel: str


@dataclass
class Round:
    entries: list[Recorded]
    area: str
    matter: int
    channel: str
    number: int
    segments: list[Any] = field(default_factory=list)
    next: Recorded | None = None
    rated: list[Recorded] = field(default_factory=list)

    def of(self, *kinds: str) -> list[Recorded]:
        return [entry for entry in self.entries if entry.kind.removeprefix("case.") in kinds]

    @property
    def unit(self) -> int | None:
        unit = None
        for entry in self.of("assigned", "settled", "sent_back", "taken_back"):
            given = {"case.assigned": "lead", "case.settled": "unit"}.get(entry.kind)
            unit = entry.data[given] if given else None
        return unit


def day(at: datetime) -> date:
    return at.astimezone(ZONE).date()


def rounds(entries: list[Recorded]) -> list[Round]:
    found: list[Round] = []
    case = Case.objects.get(pk=entries[0].subject_id)
    told = clocks.from_text(case.clock).segments
    for entry in entries:
        if entry.kind in ("case.opened", "case.settled"):
            found.append(Round([], entry.data["area"][:12], entry.data["matter"], entry.data["channel"], 1))
        elif entry.kind == "case.reopened":
            last = found[-1]
            last.next = entry
            found.append(Round([], last.area, last.matter, last.channel, last.number + 1))
        now = found[-1]
        now.entries.append(entry)
        if entry.kind == "case.corrected":
            now.area = entry.data.get("area", now.area)[:12]
            now.matter = entry.data.get("matter", now.matter)
    for one in found:
        one.segments = [segment for segment in told if segment.round == one.number]
    return found


def due(one: Round) -> tuple[date | None, date | None, bool]:
    """(due_on, owed_on, handled in time) by the last handle segment."""
    if one.of("settled"):
        on = day(one.entries[0].at)
        return on, on, True
    handles = [segment for segment in one.segments if segment.stage == "handle"]
    if not handles or handles[-1].due_at is None or handles[-1].ended_by == "case.sent_back":
        return None, None, False
    last = handles[-1]
    limit, closed, checked = last.due_at, one.of("check_passed"), last.ended_at
    if closed:
        in_time = checked <= limit
        return day(min(checked, limit)), day(min(closed[-1].at, limit)), in_time
    is_check = (
        bool(last.pauses) and last.pauses[-1].is_check and last.pauses[-1].until in (None, last.ended_at)
    )
    stopped = (
        last.pauses[-1].since if last.pauses and last.pauses[-1].until in (None, last.ended_at) else None
    )
    if last.ended_at is not None:  # void or merged
        late = (stopped or last.ended_at) > limit
        done_on = day(stopped) if is_check and stopped and stopped <= limit else None
        return (day(limit) if late else done_on), (day(limit) if late else None), bool(done_on)
    if is_check and stopped:
        return day(min(stopped, limit)), day(limit), stopped <= limit
    on = None if stopped and stopped <= limit else day(limit)
    return on, on, False


def of_turn(one: Round) -> Iterator[tuple[str, date | None]]:
    yield "begun", day(one.entries[0].at)
    yield "opened", day(one.entries[0].at) if one.number == 1 else None
    due_on, owed_on, in_time = due(one)
    yield "due", due_on
    yield "handled_in_time", due_on if in_time else None
    yield "owed", owed_on
    ends = one.of("check_passed", "settled", "merged", "voided")
    ended_on = day(ends[0].at) if ends else None
    yield "ended", ended_on
    yield "voided", ended_on if one.of("voided") else None
    yield "merged", ended_on if one.of("merged") else None
    rated = one.of("rated")
    yield "rated", day(rated[-1].at) if rated else None
    yield "satisfied", day(rated[-1].at) if rated and rated[-1].data["satisfied"] else None
    yield "reopened", day(one.next.at) if one.next else None
    if one.of("check_passed", "settled"):
        yield from ((name, ended_on) for name in at_closing(one, ends[0], owed_on))
        limit = [segment.due_at for segment in one.segments if segment.stage == "handle"]
        kept = one.of("settled") or (limit and limit[-1] and ends[0].at <= limit[-1])
        yield "closed_in_time", owed_on if kept else None


def at_closing(one: Round, closing: Recorded, owed_on: date | None) -> Iterator[str]:
    before = [entry for entry in one.entries if entry.seq <= closing.seq]
    kinds = {entry.kind.removeprefix("case.") for entry in before}
    settled = "settled" in kinds
    wrong = counted(one)
    yield "closed"
    if not settled:
        yield "worked"
        yield "sent_back" if wrong else "right_first"
    yield from (
        name for name, kind in {"reworked": "check_failed", "settled": "settled"}.items() if kind in kinds
    )
    yield from kinds & {"paused", "extended", "supervised", "urged"}
    if day(one.entries[0].at) == day(closing.at):
        yield "same_day"
    if Unit.objects.get(pk=one.unit).level == "community":
        yield "in_community"
    if closing.data.get("self_check"):
        yield "self_checked"


def counted(one: Round) -> list[Recorded]:
    row, found = 0, []
    for entry in one.of("sent_back"):
        if entry.data["in_a_row"] > row:
            found.append(entry)
        row = entry.data["in_a_row"]
    return found


PLAIN = {"paused": "pauses", "extended": "extensions", "urged": "urges", "supervised": "supervisions"}


def of_happenings(  # noqa: C901 (read it beside the table of acts)
    entries: list[Recorded], turn: Round
) -> Iterator[tuple[str, date, int | None]]:
    unit: int | None = None
    for entry in turn.entries:
        kind = entry.kind.removeprefix("case.")
        later = [one for one in entries if one.seq > entry.seq]
        if kind == "assigned":
            unit = entry.data["lead"]
        if kind == "settled":
            unit = entry.data["unit"]
        if kind in PLAIN:
            yield PLAIN[kind], day(entry.at), unit
        if kind == "sent_back" and entry in counted(turn):
            yield "send_backs", day(entry.at), unit
        if kind in ("sent_back", "taken_back"):
            unit = None
        if kind == "supervised":
            answers = [one.at for one in later if one.kind == "case.supervision_answered"]
            yield from owed("supervisions", datetime.fromisoformat(entry.data["answer_due"]), answers, unit)
        if kind == "whistled":
            yield from of_whistle(entry, later)
        if kind == "escalated":
            yield "hand_ups", day(entry.at), entry.data["from"]
        if kind == "delegated" and came_back(entries, entry):
            yield "hand_backs", day(entry.at), entry.data["from"]


def came_back(entries: list[Recorded], entry: Recorded) -> bool:
    """Was the last that passed between this centre and those above that it gave the case up?"""
    centre, told = entry.data["centre"], False
    for one in entries:
        if one.seq >= entry.seq:
            break
        if one.kind == "case.escalated" and one.data["from"] == centre:
            told = True
        if one.kind == "case.delegated" and one.data["centre"] == centre:
            told = False
    return told


def of_whistle(entry: Recorded, later: list[Recorded]) -> Iterator[tuple[str, date, int | None]]:
    for called in entry.data["units"]:
        yield "whistles", day(entry.at), called
        answers = [one for one in later if one.kind == "case.whistle_answered" and one.data["arrived"]]
        arrived = [one.at for one in answers if one.data["unit"] == called]
        yield from owed("whistles", datetime.fromisoformat(entry.data["by_when"]), arrived, called)


def owed(
    name: str, limit: datetime, answers: list[datetime], unit: int | None
) -> Iterator[tuple[str, date, int | None]]:
    first = min(answers, default=None)
    yield f"{name}_owed", day(min(first, limit) if first else limit), unit
    if first and first <= limit:
        yield f"{name}_kept", day(first), unit


def of_voice(entries: list[Recorded]) -> Iterator[Mark]:  # noqa: C901 (read it beside the table of acts)
    first = entries[0]
    area, matter = (first.data["area"] or "")[:12], first.data["matter"]
    limit, looking, found = first.data["due_at"], None, []
    found.append(("reports", day(first.at)))
    for entry in entries[1:]:
        kind, data = entry.kind.removeprefix("report."), entry.data
        matter = data.get("matter") or matter
        area = (data.get("area") or area)[:12]
        in_time = limit is None or entry.at <= datetime.fromisoformat(limit)
        if kind == "sent_to_verify":
            looking = datetime.fromisoformat(data["due_at"])
            found = [one for one in found if one[0] not in ("verify_owed", "verified_in_time")]
        if (
            looking
            and kind != "sent_to_verify"
            and kind in ("verified", "admitted", "followed", "declined", "withdrawn")
        ):
            if kind == "verified":
                found.append(("verify_owed", day(min(entry.at, looking))))
                found += [("verified_in_time", day(entry.at))] if entry.at <= looking else []
            elif entry.at > looking:
                found.append(("verify_owed", day(looking)))
            looking = None
        if kind == "withdrawn":
            found.append(("withdrawn", day(entry.at)))
        if kind in ("admitted", "followed", "declined"):
            found.append(("decided", day(entry.at)))
            found.append(("declined" if kind == "declined" else "valid", day(entry.at)))
            found += [("filed_in_time", day(entry.at))] if in_time and kind != "declined" else []
        if kind == "appeal_answered" and data["upheld"]:
            found = [one for one in found if one[0] not in ("decided", "declined")]
        limit = data.get("due_at", limit)
    if looking:
        found.append(("verify_owed", day(looking)))
    return (Mark(name, on, area, matter, None, first.data["channel"]) for name, on in found)


def marks(entries: Iterable[Recorded]) -> Iterator[Mark]:
    """Everything that counts, once each."""
    for (kind, _), group in groupby(entries, key=lambda entry: (entry.subject_kind, entry.subject_id)):
        told = list(group)
        if kind == "report":
            yield from of_voice(told)
            continue
        for one in rounds(told):
            place = (one.area, one.matter)
            for name, on in of_turn(one):
                if on:
                    yield Mark(name, on, *place, one.unit, one.channel)
            for name, on, unit in of_happenings(told, one):
                yield Mark(name, on, *place, unit, one.channel)


def stages(entries: Iterable[Recorded]) -> Counter[tuple[str, date, str, int]]:
    """(town, day of closing, stage, seconds) → how many, from the segments of the clocks."""
    found: Counter[tuple[str, date, str, int]] = Counter()
    for (kind, _), group in groupby(entries, key=lambda entry: (entry.subject_kind, entry.subject_id)):
        for one in rounds(list(group)) if kind == "case" else ():
            closing = one.of("check_passed")
            if not closing:
                continue
            took: Counter[str] = Counter({"whole": int((closing[0].at - one.entries[0].at).total_seconds())})
            for segment in one.segments:
                held = [(hold.since, hold.until) for hold in segment.pauses]
                begins = [segment.started_at, *(until for _, until in held)]
                ends = [*(since for since, _ in held), segment.ended_at]
                for begin, end in zip(begins, ends, strict=True):
                    took[str(segment.stage)] += int((end - begin).total_seconds())
            for stage, seconds in took.items():
                found[one.area[:9], day(closing[0].at), stage, seconds] += 1
    return found
