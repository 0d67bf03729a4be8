"""Who hears of what: one table from journal kinds to lines, and who a group is. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from commongrid.base.notices.terms import Message
from commongrid.base.verdicts import Why
from commongrid.work.telling.terms import Group, Heard, Line, Page, Reporter, Seat, Thing

UNIT_ROLES = frozenset({"officer", "mediator"})
FIELD_ROLES = frozenset({"grid_worker", "grid_leader"})

TABLE: dict[str, tuple[Line, ...]] = {
    "report.received": (Line(Group.CENTRE, "telling.report_received", Page.DESK_REPORT),),
    "report.sent_to_verify": (Line(Group.FIELD, "telling.to_verify", Page.FIELD_VERIFY),),
    "report.verified": (Line(Group.CENTRE, "telling.verified", Page.DESK_REPORT),),
    "report.appealed": (Line(Group.CENTRE, "telling.appealed", Page.DESK_REPORT),),
    "report.admitted": (Line(Group.REPORTERS, "telling.admitted", Page.MY_REPORT),),
    "report.followed": (Line(Group.REPORTERS, "telling.followed", Page.MY_REPORT),),
    "report.declined": (Line(Group.REPORTERS, "telling.declined", Page.MY_REPORT),),
    "report.appeal_answered": (Line(Group.REPORTERS, "telling.appeal_answered", Page.MY_REPORT),),
    "case.assigned": (Line(Group.UNITS, "telling.assigned", Page.DESK_CASE),),
    "case.escalated": (Line(Group.CENTRE, "telling.handed_over", Page.DESK_CASE),),
    "case.delegated": (Line(Group.CENTRE, "telling.handed_over", Page.DESK_CASE),),
    "case.taken_back": (Line(Group.UNITS, "telling.taken_back", Page.DESK),),
    "case.sent_back": (Line(Group.CENTRE, "telling.sent_back", Page.DESK_CASE),),
    "case.pause_asked": (Line(Group.CENTRE, "telling.asked", Page.DESK_CASE),),
    "case.extension_asked": (Line(Group.CENTRE, "telling.asked", Page.DESK_CASE),),
    "case.ask_refused": (Line(Group.UNITS, "telling.ask_refused", Page.DESK_CASE),),
    "case.extended": (Line(Group.UNITS, "telling.extended", Page.DESK_CASE),),
    "case.paused": (Line(Group.UNITS, "telling.paused", Page.DESK_CASE),),
    "case.resumed": (Line(Group.UNITS, "telling.resumed", Page.DESK_CASE),),
    "case.part_done": (Line(Group.UNITS, "telling.part_done", Page.DESK_CASE),),
    "case.reported_done": (Line(Group.FIELD, "telling.to_check", Page.FIELD_CHECK),),
    "case.check_failed": (Line(Group.UNITS, "telling.check_failed", Page.DESK_CASE),),
    "case.check_passed": (Line(Group.REPORTERS, "telling.closed", Page.MY_REPORT),),
    "case.reopened": (
        Line(Group.CENTRE, "telling.reopened_staff", Page.DESK_CASE),
        Line(Group.REPORTERS, "telling.reopened", Page.MY_REPORT),
    ),
    "case.merged": (Line(Group.UNITS, "telling.merged_staff", Page.DESK),),
    "case.voided": (
        Line(Group.UNITS, "telling.voided_staff", Page.DESK),
        Line(Group.REPORTERS, "telling.voided", Page.MY_REPORT),
    ),
    "case.commented": (Line(Group.REPORTERS, "telling.commented", Page.MY_REPORT),),
    "case.urged": (Line(Group.HOLDER, "telling.urged", Page.DESK_CASE),),
    "case.supervised": (Line(Group.HOLDER, "telling.supervised", Page.DESK_CASE),),
    "case.supervision_answered": (Line(Group.SUPERVISORS, "telling.answered", Page.DESK_CASE),),
    "case.whistled": (Line(Group.CALLED, "telling.whistled", Page.DESK_CALL),),
    "case.task_agreed": (Line(Group.CALLED, "telling.task_agreed", Page.DESK_CALL),),
    "deadlines.soon": (Line(Group.HOLDER, "telling.soon", Page.DESK_CASE),),
    "deadlines.late": (
        Line(Group.HOLDER, "telling.late", Page.DESK_CASE),
        Line(Group.CENTRE, "telling.late", Page.DESK_CASE),
        Line(Group.LEADERS, "telling.late", Page.DESK_CASE),
    ),
    "deadlines.report_late": (Line(Group.CENTRE, "telling.report_late", Page.DESK_REPORT),),
}
WATCHED = Line(Group.WATCHERS, "telling.watched", Page.DESK_CASE)


def lines(heard: Heard) -> tuple[Line, ...]:
    """The lines of the table that fit an entry; watchers hear of everything about a case, last."""
    found = TABLE.get(heard.kind, ())
    if heard.kind == "case.commented" and not heard.data.get("public"):
        found = ()
    if heard.kind == "case.urged" and heard.by_system:
        found = ()  # the deadline that came near tells the same people
    return (*found, WATCHED) if heard.kind.startswith("case.") else found


def messages(heard: Heard, thing: Thing, seats: Sequence[Seat]) -> Iterator[Message]:
    """Whom one entry is told to and how: nobody twice, and never whoever did it."""
    told = {heard.by_account} if heard.by_account else set()
    for line in lines(heard):
        if line.group == Group.REPORTERS:
            yield from _to_reporters(heard, line, thing)
            continue
        accounts = members(line.group, thing, seats) - told
        told |= accounts
        if accounts:
            path = line.page.format(number=thing.number)
            about = f"{thing.kind}:{thing.number}"
            yield Message(Why(line.key, thing.facts), about, path, heard.key, heard.at, accounts)


def _to_reporters(heard: Heard, line: Line, thing: Thing) -> Iterator[Message]:
    for one in thing.reporters:
        if str(one.person_id) != heard.by_person:
            yield _to_reporter(heard, line, thing, one)


def _to_reporter(heard: Heard, line: Line, thing: Thing, one: Reporter) -> Message:
    facts = {**thing.facts, "number": one.number}
    path, about = line.page.format(number=one.number), f"report:{one.number}"
    return Message(
        Why(line.key, facts), about, path, heard.key, heard.at, persons={one.person_id: one.channel}
    )


def members(group: Group, thing: Thing, seats: Sequence[Seat]) -> frozenset[int]:
    """The accounts of a group around one case or report. Those who walk the grid: the closest area that has any."""
    if group == Group.WATCHERS:
        return thing.watchers
    if group == Group.FIELD:
        return _closest(seats, thing.area)
    if group == Group.SUPERVISORS:
        here = [seat for seat in seats if thing.area.startswith(seat.area)]
        return frozenset(seat.account_id for seat in here if seat.role == "supervisor")
    units, roles = _posts(group, thing)
    held = [seat for seat in seats if seat.unit_id in units and seat.role in roles]
    return frozenset(seat.account_id for seat in (_on_call(held) if group == Group.CALLED else held))


def _on_call(held: Sequence[Seat]) -> list[Seat]:
    """Of each unit called: whoever is on duty, with who leads it; everybody where nobody is."""
    staffed = {seat.unit_id for seat in held if seat.is_on}
    return [seat for seat in held if seat.is_on or seat.unit_id not in staffed or seat.role not in UNIT_ROLES]


def _posts(group: Group, thing: Thing) -> tuple[set[int], set[str]]:
    """Units and roles that make up a group; whoever holds such a post belongs to it."""
    lead = thing.lead_unit_id
    if group == Group.CENTRE or (group == Group.HOLDER and lead is None):
        return {thing.centre_id}, {"dispatcher"}
    if group == Group.CALLED:
        return set(thing.unit_ids), {*UNIT_ROLES, "leader", "secretary"}
    if group == Group.UNITS:
        return set(thing.unit_ids), set(UNIT_ROLES)
    return {lead} if lead else set(), {"leader"} if group == Group.LEADERS else set(UNIT_ROLES)


def _closest(seats: Sequence[Seat], area: str) -> frozenset[int]:
    walking = [
        seat for seat in seats if seat.role in FIELD_ROLES and seat.area and area.startswith(seat.area)
    ]
    closest = max((len(seat.area) for seat in walking), default=0)
    return frozenset(seat.account_id for seat in walking if len(seat.area) == closest)
