"""What is counted: every measure once, as data. The same line makes the sums, the rebuild and the drill-down. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from commongrid.insight.figures.terms import Cut

TURN, HAPPENING, VOICE = "turn", "happening", "voice"


@dataclass(frozen=True, slots=True)
class Measure:
    """How many rows of a table have `slot` (a day) in a period and meet `condition` (SQL over the row; "": all)."""

    name: str
    table: str
    slot: str
    condition: str = ""


CLOSED = "ending = 'closed'"
WORKED = f"{CLOSED} and not settled"

MEASURES: dict[str, Measure] = {
    measure.name: measure
    for measure in (
        Measure("opened", TURN, "opened_on", "round = 1"),
        Measure("begun", TURN, "opened_on"),
        Measure("due", TURN, "due_on"),
        Measure("handled_in_time", TURN, "due_on", "handled_in_time"),
        Measure("owed", TURN, "owed_on"),
        Measure("closed_in_time", TURN, "owed_on", "closed_in_time"),
        Measure("ended", TURN, "ended_on"),
        Measure("closed", TURN, "ended_on", CLOSED),
        Measure("voided", TURN, "ended_on", "ending = 'void'"),
        Measure("merged", TURN, "ended_on", "ending = 'merged'"),
        Measure("worked", TURN, "ended_on", WORKED),
        Measure("right_first", TURN, "ended_on", f"{WORKED} and send_backs = 0"),
        Measure("sent_back", TURN, "ended_on", f"{WORKED} and send_backs > 0"),
        Measure("reworked", TURN, "ended_on", f"{CLOSED} and reworks > 0"),
        Measure("paused", TURN, "ended_on", f"{CLOSED} and paused"),
        Measure("extended", TURN, "ended_on", f"{CLOSED} and extended"),
        Measure("supervised", TURN, "ended_on", f"{CLOSED} and supervised"),
        Measure("urged", TURN, "ended_on", f"{CLOSED} and urged"),
        Measure("same_day", TURN, "ended_on", f"{CLOSED} and same_day"),
        Measure("settled", TURN, "ended_on", f"{CLOSED} and settled"),
        Measure("in_community", TURN, "ended_on", f"{CLOSED} and in_community"),
        Measure("self_checked", TURN, "ended_on", f"{CLOSED} and self_check"),
        Measure("rated", TURN, "rated_on"),
        Measure("satisfied", TURN, "rated_on", "satisfied"),
        Measure("reopened", TURN, "reopened_on"),
        Measure("send_backs", HAPPENING, "happened_on", "kind = 'sent_back' and counts"),
        Measure("pauses", HAPPENING, "happened_on", "kind = 'paused'"),
        Measure("extensions", HAPPENING, "happened_on", "kind = 'extended'"),
        Measure("urges", HAPPENING, "happened_on", "kind = 'urged'"),
        Measure("supervisions", HAPPENING, "happened_on", "kind = 'supervised'"),
        Measure("supervisions_owed", HAPPENING, "owed_on", "kind = 'supervised'"),
        Measure("supervisions_kept", HAPPENING, "owed_on", "kind = 'supervised' and in_time"),
        Measure("whistles", HAPPENING, "happened_on", "kind = 'whistled'"),
        Measure("whistles_owed", HAPPENING, "owed_on", "kind = 'whistled'"),
        Measure("whistles_kept", HAPPENING, "owed_on", "kind = 'whistled' and in_time"),
        Measure("hand_ups", HAPPENING, "happened_on", "kind = 'escalated'"),
        Measure("hand_backs", HAPPENING, "happened_on", "kind = 'delegated' and counts"),
        Measure("reports", VOICE, "received_on"),
        Measure("verify_owed", VOICE, "verify_on"),
        Measure("verified_in_time", VOICE, "verify_on", "verified_in_time"),
        Measure("decided", VOICE, "decided_on", "outcome in ('admitted', 'followed', 'declined')"),
        Measure("valid", VOICE, "decided_on", "outcome in ('admitted', 'followed')"),
        Measure("declined", VOICE, "decided_on", "outcome = 'declined'"),
        Measure("withdrawn", VOICE, "decided_on", "outcome = 'withdrawn'"),
        Measure("filed_in_time", VOICE, "decided_on", "filed_in_time"),
    )
}
LEVELS: dict[Cut, tuple[int, ...]] = {
    Cut.TOTAL: (0, 4, 6, 9, 12),
    Cut.MATTER: (0, 4, 9),
    Cut.UNIT: (0, 9),
    Cut.CHANNEL: (0, 4, 9),
}
"""Digits of the areas that each cut keeps sums for; six digits where the city has counties.

What is finer has so few facts in a year that they are counted when asked for: a sum for each of them would cost
every entry more than it spares a reader.
"""
SPREADS: dict[Cut, tuple[int, ...]] = {Cut.TOTAL: (0, 4, 6, 9), Cut.UNIT: (0,)}
"""The same for how long stages took, by month."""
DAILY = (Cut.TOTAL, 9)
"""Durations are kept by day down to the town; the loose days of a unit are few facts, read by its index."""
COLUMNS: dict[Cut, str] = {Cut.MATTER: "matter_id", Cut.UNIT: "unit_id", Cut.CHANNEL: "channel"}
"""The column of a fact that a cut goes by."""


def of(table: str) -> list[Measure]:
    """The measures of one table of facts, in their order."""
    return [measure for measure in MEASURES.values() if measure.table == table]


def slots(table: str) -> list[str]:
    """The days of a fact that something counts by."""
    return list(dict.fromkeys(measure.slot for measure in of(table)))


def cuts(table: str) -> list[Cut]:
    """By what the facts of a table can be cut: a report has no unit."""
    return [cut for cut in Cut if not (table == VOICE and cut is Cut.UNIT)]
