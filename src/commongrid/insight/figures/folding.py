"""From journal entries to facts: `fold` takes whole histories, `advance` one entry more; they always agree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import copy
from zoneinfo import ZoneInfo

from django.conf import settings

from commongrid.base.journal.terms import Recorded
from commongrid.insight.figures import happening, turning, voicing
from commongrid.insight.figures.terms import Facts, Happening, Turn, Voice
from commongrid.insight.figures.turning import Step


def fold(entries: Sequence[Recorded]) -> Facts:
    """The facts of one or several subjects (cases and reports), each with its entries in order of seq."""
    drafts: dict[str, Draft] = {}
    zone = city_zone()
    for entry in entries:
        draft = drafts.get(entry.subject_id)
        if draft is None:
            draft = drafts[entry.subject_id] = Draft(Facts(), zone)
        draft.add(entry)
    return together(draft.facts() for draft in drafts.values())


def advance(facts: Facts, entry: Recorded) -> Facts:
    """The facts of one subject after one entry more; one that was counted already changes nothing."""
    draft = Draft(facts, city_zone())
    draft.add(entry)
    return draft.facts()


def together(every: Iterable[Facts]) -> Facts:
    """The facts of several subjects as one."""
    turns: list[Turn] = []
    happenings: list[Happening] = []
    voices: list[Voice] = []
    for facts in every:
        turns += facts.turns
        happenings += facts.happenings
        voices += facts.voices
    return Facts(tuple(turns), tuple(happenings), tuple(voices))


def changed(before: Facts, after: Facts) -> Facts:
    """Only the rows that are new or not as they were."""
    turns = {(row.case_id, row.round): row for row in before.turns}
    happenings = {(row.case_id, row.seq, row.nth): row for row in before.happenings}
    voices = {row.report_id: row for row in before.voices}
    return Facts(
        tuple(row for row in after.turns if row != turns.get((row.case_id, row.round))),
        tuple(row for row in after.happenings if row != happenings.get((row.case_id, row.seq, row.nth))),
        tuple(row for row in after.voices if row != voices.get(row.report_id)),
    )


class Draft:
    """The facts of one subject while entries are added."""

    __slots__ = ("happenings", "seq", "turns", "voices", "zone")

    def __init__(self, facts: Facts, zone: ZoneInfo) -> None:
        self.turns = [copy(turn) for turn in facts.turns]
        self.happenings = [copy(one) for one in facts.happenings]
        self.voices = [copy(voice) for voice in facts.voices]
        self.seq = max([*(turn.seq for turn in self.turns), *(voice.seq for voice in self.voices)], default=0)
        self.zone = zone

    def add(self, entry: Recorded) -> None:
        """One entry more. Those of other subjects than cases and reports, and those counted already, are passed over."""
        if entry.seq <= self.seq:
            return
        self.seq = entry.seq
        step = Step(entry.subject_id, entry.seq, entry.kind, entry.at, self.zone, entry.data)
        if entry.subject_kind == "case":
            if self.turns:
                happening.advance(self.happenings, self.turns[-1], step)
            turning.advance(self.turns, step)
        elif entry.kind == "report.received":
            self.voices.append(voicing.received(step))
        elif entry.subject_kind == "report":
            voicing.advance(self.voices[-1], step)

    def facts(self) -> Facts:
        if self.turns and not self.turns[-1].ending:
            turning.set_days(self.turns[-1], self.zone)
        return Facts(tuple(self.turns), tuple(self.happenings), tuple(self.voices))


def city_zone() -> ZoneInfo:
    """The city's time zone; a fact's days are counted in it."""
    return ZoneInfo(settings.TIME_ZONE)
