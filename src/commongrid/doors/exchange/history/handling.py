"""A made-up case on its way round the loop, through the real acts."""

from __future__ import annotations

from datetime import timedelta

from commongrid.base.access.terms import Actor
from commongrid.base.verdicts import Refused
from commongrid.cases import acts
from commongrid.cases.models import Case
from commongrid.cases.terms import Ask, Status
from commongrid.doors.exchange.history import closing, oversight, reporting, words
from commongrid.doors.exchange.history.life import EnoughError, Life
from commongrid.intake import acts as intake
from commongrid.intake import queries
from commongrid.registry.units import queries as units
from commongrid.registry.units.models import Unit
from commongrid.work.dispatch import acts as dispatch
from commongrid.work.dispatch.models import Proposal

SEND_BACKS = {"SB01": 4, "SB02": 2, "SB05": 2, "SB07": 3, "SB09": 1}


def live(life: Life, case: Case) -> None:
    """From waiting on, round after round, until it is closed for good or now is reached."""
    life.case = case
    dispatch.dispatch(case, at=life.at)
    if life.chance(0.006) and _voided(life, case):
        return
    if life.chance(0.012):
        _merged(life, case)
    for _ in range(4):
        _one_round(life, case)
        if not closing.after_closing(life, case):
            return
        dispatch.dispatch(case, at=life.at)


def _one_round(life: Life, case: Case) -> None:
    backs = life.rng.choices((0, 1, 2, 3), (920, 62, 10, 8))[0]
    if life.plot.stop:
        backs = 1 if life.plot.stop == "sent_back" else 0
    while True:
        _assign(life, case)
        if backs and case.lead_unit and not case.lead_unit.is_last_resort:
            backs -= 1
            _send_back(life, case)
            continue
        _take(life, case)
        _in_hand(life, case)
        if closing.checked(life, case):
            return


def _assign(life: Life, case: Case) -> None:
    if case.status != Status.WAITING:
        life.reached("assigned")
        return
    if not life.plot.stop and life.chance(0.012):
        oversight.hand_up_and_down(life, case)
    life.reached("waiting")
    by = life.company.dispatcher(case.centre_id, life.rng)
    proposal = Proposal.objects.select_related("unit").filter(case=case).first()
    at = life.go_on(case.due_at)
    if proposal and proposal.unit and proposal.unit_id in life.company.handlers:
        joint = _joint(life, case, proposal.unit) if life.chance(0.04) else []
        if joint:
            why = words.staff(life.rng, "joint")
            acts.assign(case, proposal.unit, joint=joint, by=by, at=at, why=why)
            dispatch.answered(case, "taken", at=at)
        else:
            dispatch.take_proposal(case, by=by, at=at)
    else:
        acts.assign(case, _last_resort(case), by=by, at=at, why=words.staff(life.rng, "last_resort"))
        dispatch.answered(case, "other", at=at)
    life.reached("assigned")


def _joint(life: Life, case: Case, lead: Unit) -> list[Unit]:
    mates = units.dispatchable(case.area).filter(level=lead.level, kind=lead.kind).exclude(pk=lead.pk)
    able = [unit for unit in mates if unit.pk in life.company.handlers]
    return [life.rng.choice(able)] if able else []


def _last_resort(case: Case) -> Unit:
    found = units.last_resort(queries.path_of(case.area))
    if found is None:
        raise EnoughError
    return found


def _send_back(life: Life, case: Case) -> None:
    at = life.go_on(case.due_at)
    reason = life.rng.choices([*SEND_BACKS], [*SEND_BACKS.values()])[0]
    acts.send_back(
        case,
        reason=reason,
        by=closing.officer(life, case),
        at=at,
        why=words.staff(life.rng, "sent_back"),
    )
    life.reached("sent_back")
    dispatch.dispatch(case, at=at)


def _take(life: Life, case: Case) -> None:
    at = life.go_on(case.due_at)
    acts.take(case, by=closing.officer(life, case), at=at)


def _in_hand(life: Life, case: Case) -> None:
    by = closing.handler(life, case)
    if life.chance(0.16):
        reporting.follow(life, case)
    if life.chance(0.03) and (mate := life.company.colleague(by)) and mate.account_id:
        why = words.staff(life.rng, "transfer_why")
        acts.transfer(case, mate.account_id, mate.name, by=by, at=life.go_on(case.due_at, 0.02, 0.2), why=why)
    oversight.while_in_hand(life, case)
    if life.chance(0.05, "paused"):
        _paused(life, case, by)
    if life.chance(0.06, "asked"):
        _extended(life, case, by)
    life.reached("handling")


def _paused(life: Life, case: Case, by: Actor) -> None:
    at = life.go_on(case.due_at, 0.05, 0.4)
    until = at + timedelta(days=life.rng.randint(2, 9))
    why = words.staff(life.rng, "pause_why")
    acts.ask_pause(case, by=by, at=at, until=until, reason="PA01", why=why)
    boss = life.company.dispatcher(case.centre_id, life.rng)
    acts.pause(case, by=boss, at=life.go_on(at + timedelta(hours=3)), until=until, reason="PA01", why=why)
    life.reached("paused")
    acts.resume(case, by=by, at=life.go_on(until, 0.6, 1.0))


def _extended(life: Life, case: Case, by: Actor) -> None:
    due = case.due_at
    if due is None or life.at >= due:
        return
    at = life.go_on(due, 0.3, 0.8)
    if at >= due:
        return
    until = due + timedelta(days=life.rng.randint(1, 5))
    why = words.staff(life.rng, "extend_why")
    acts.ask_extend(case, by=by, at=at, until=until, reason="EX02", why=why)
    life.reached("asked")
    boss = life.company.dispatcher(case.centre_id, life.rng)
    at = life.go_on(at + timedelta(hours=4))
    if life.rng.random() < 0.75:
        acts.extend(case, by=boss, at=at, due=max(until, at + timedelta(hours=8)), reason="EX02", why=why)
    else:
        acts.refuse_ask(case, ask=Ask.EXTEND, by=boss, at=at, why=words.staff(life.rng, "refuse_why"))


def _voided(life: Life, case: Case) -> bool:
    if case.status != Status.WAITING:
        return False
    by = life.company.dispatcher(case.centre_id, life.rng)
    acts.void(case, by=by, at=life.go_on(case.due_at), reason="VO02", why=words.staff(life.rng, "void"))
    return True


def _merged(life: Life, case: Case) -> None:
    """A second report was opened as a case of its own before anybody saw that it is the same."""
    report = reporting.receive(life, words.seen(life.rng, "more"), "-twin")
    by = life.company.dispatcher(case.centre_id, life.rng)
    try:
        other = intake.admit(report, life.item, by=by, at=life.at)
        acts.merge(other, case, by=by, at=life.at + timedelta(minutes=1), why=words.staff(life.rng, "merge"))
        life.at += timedelta(minutes=1)
    except Refused:
        return
