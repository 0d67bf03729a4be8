"""What happens beside the loop: comments, urging, supervision, whistles, handing up and down."""

from __future__ import annotations

from datetime import timedelta

from commongrid.base.access.terms import Actor
from commongrid.cases import acts
from commongrid.cases.models import Case
from commongrid.doors.exchange.history import words
from commongrid.doors.exchange.history.life import Life
from commongrid.intake import queries
from commongrid.registry.units import queries as units
from commongrid.registry.units.models import Unit
from commongrid.registry.units.terms import Level
from commongrid.work.dispatch import acts as dispatch


def while_in_hand(life: Life, case: Case) -> None:
    """Each of them now and then, in an order that could have been."""
    if life.chance(0.14):
        _comment(life, case)
    if life.chance(0.05):
        by = life.company.dispatcher(case.centre_id, life.rng)
        acts.urge(case, by=by, at=life.go_on(case.due_at, 0.2, 0.5), why=words.staff(life.rng, "urge"))
    if life.chance(0.03, "supervised"):
        _supervise(life, case)
    if life.chance(0.012, "whistled"):
        _whistle(life, case)


def _comment(life: Life, case: Case) -> None:
    by = life.company.dispatcher(case.centre_id, life.rng)
    is_public = life.rng.random() < 0.4
    text = words.staff(life.rng, "comment_public" if is_public else "comment")
    acts.comment(case, text, is_public=is_public, by=by, at=life.go_on(case.due_at, 0.02, 0.2))


def _supervise(life: Life, case: Case) -> None:
    boss = life.company.over("supervisor", case.area, life.rng)
    if boss is None:
        return
    at = life.go_on(case.due_at, 0.1, 0.5)
    level = life.rng.choice(("yellow", "yellow", "red"))
    acts.supervise(
        case,
        level=level,
        text=words.staff(life.rng, "supervise"),
        answer_due_at=at + timedelta(hours=24 if level == "yellow" else 6),
        by=boss,
        at=at,
    )
    life.reached("supervised")
    handlers = life.company.handlers.get(case.lead_unit_id or 0)
    if handlers and life.rng.random() < 0.85:
        at = life.go_on(at + timedelta(hours=5))
        acts.answer_supervision(
            case, by=life.company.one(handlers, life.rng), at=at, text=words.staff(life.rng, "answer")
        )


def _whistle(life: Life, case: Case) -> None:
    boss = life.company.over("secretary", case.area, life.rng)
    boss = boss or life.company.dispatcher(case.centre_id, life.rng)
    able = [unit for unit in units.dispatchable(case.area) if unit.pk in life.company.handlers]
    if not able:
        return
    at = life.go_on(case.due_at, 0.05, 0.4)
    called = life.rng.sample(able, min(2, len(able)))
    acts.whistle(
        case, called, place=case.address or case.title, by_when=at + timedelta(hours=3), by=boss, at=at,
        why=words.staff(life.rng, "whistle"),
    )  # fmt: skip
    first = life.company.handler(called[0].pk, life.rng)
    acts.answer_whistle(case, arrived=not life.plot.stop, by=first, at=life.go_on(at + timedelta(hours=2)))
    if not life.plot.stop:
        _agree(life, case, called[0], boss)
    life.reached("whistled")


def _agree(life: Life, case: Case, unit: Unit, boss: Actor) -> None:
    """What was agreed on the spot, and how the caller found the unit's coming."""
    at = life.at
    acts.agree_task(
        case, unit, text=words.staff(life.rng, "agreed"), due_at=at + timedelta(days=2), by=boss, at=at
    )
    acts.rate_called(case, unit, stars=life.rng.choice((3, 4, 5)), by=boss, at=at)


def hand_up_and_down(life: Life, case: Case) -> None:
    """The town hands the case up to the city, which hands it down again."""
    town, city = case.centre, units.centre_for(queries.path_of(case.area), Level.CITY)
    if city is None or city.pk == town.pk or city.pk not in life.company.dispatchers:
        return
    by = life.company.dispatcher(town.pk, life.rng)
    acts.escalate(
        case, city, by=by, at=life.go_on(case.due_at, 0.05, 0.3), why=words.staff(life.rng, "escalated")
    )
    above = life.company.dispatcher(city.pk, life.rng)
    acts.delegate(
        case, town, by=above, at=life.go_on(case.due_at, 0.05, 0.4), why=words.staff(life.rng, "delegated")
    )
    dispatch.dispatch(case, at=life.at)
