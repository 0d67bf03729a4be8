"""How a made-up case ends: reported done, looked at, rated, and now and then begun again."""

from __future__ import annotations

from datetime import timedelta

from commongrid.base.access.terms import SYSTEM, Actor
from commongrid.cases import acts
from commongrid.cases import rules as case_rules
from commongrid.cases.models import Case
from commongrid.cases.terms import Status
from commongrid.doors.exchange.history import photos, reporting, words
from commongrid.doors.exchange.history.life import Life
from commongrid.intake import queries


def officer(life: Life, case: Case) -> Actor:
    if case.lead_unit_id not in life.company.handlers:
        return SYSTEM
    return life.company.handler(case.lead_unit_id, life.rng)


def handler(life: Life, case: Case) -> Actor:
    mates = life.company.handlers.get(case.lead_unit_id or 0, [])
    return next((actor for actor in mates if actor.account_id == case.handler_id), officer(life, case))


def checked(life: Life, case: Case) -> bool:
    """Reported done and looked at; again as long as the check fails. True when it is closed."""
    fails = life.chance(0.07)
    while True:
        by = handler(life, case)
        at = life.go_on(case.due_at)
        for unit_id in [each for each in case.unit_ids if each != case.lead_unit_id]:
            acts.report_part(
                case, by=life.company.handler(unit_id, life.rng), at=at, why=words.done(life.rng, life.item)
            )
        shown = photos.after(life, case, by)
        needed = case_rules.photos_needed(life.item.evidence_zh)
        acts.report_done(case, by=by, at=at, why=words.done(life.rng, life.item), photos=max(shown, needed))
        life.reached("checking")
        checker = life.company.worker(case.area, life.rng) or life.company.dispatcher(
            case.centre_id, life.rng
        )
        at = life.go_on(case.due_at)
        if not fails:
            acts.pass_check(case, by=checker, at=at, why=words.staff(life.rng, "passed"), photos=1)
            return True
        fails = False
        acts.fail_check(case, by=checker, at=at, why=words.staff(life.rng, "failed"), photos=1)


def after_closing(life: Life, case: Case) -> bool:
    """Rated by who raised it, perhaps reopened; True when another round begins."""
    life.reached("closed")
    photos.publish(life, case)
    if life.report and life.report.channel in reporting.RESIDENTS and life.rng.random() < 0.5:
        mine = queries.reporter(life.person, [life.report])
        solved = life.rng.random() > 0.09
        marks = acts.Marks(
            *(life.rng.choices((5, 4, 3, 2), (6, 3, 1, 0) if solved else (0, 1, 3, 3))[0] for _ in range(4))
        )
        rater = str(life.person or life.report.pk)
        at = life.go_on(life.at + timedelta(days=4))
        acts.rate(
            case, marks, solved=solved, rater=rater, by=mine, at=at, text=words.rating(life.rng, solved)
        )
        return case.status == Status.WAITING
    boss = life.company.over("supervisor", case.area, life.rng)
    if life.rng.random() < 0.012 and boss:
        acts.reopen(
            case, by=boss, at=life.go_on(life.at + timedelta(days=3)), why=words.staff(life.rng, "reopen")
        )
        return True
    return False
