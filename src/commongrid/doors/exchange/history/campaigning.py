"""One campaign of a small demonstration: rental buildings of the town, half of them looked at, what was found on its way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.testing import InMemoryConnector

from commongrid.base.access.terms import SYSTEM, Actor
from commongrid.base.files import acts as files
from commongrid.base.files.terms import Stage
from commongrid.cases import acts as cases
from commongrid.cases.models import Case
from commongrid.doors.exchange.history.company import Company
from commongrid.doors.exchange.history.drawing import VARIANTS, picture
from commongrid.doors.exchange.history.lots import lot
from commongrid.registry.checklists import queries as checklists
from commongrid.registry.checklists import rules as asking
from commongrid.registry.checklists.terms import Answer, AnswerKind, Checklist, Question, Sense
from commongrid.registry.places import queries as places
from commongrid.registry.premises import acts as premises
from commongrid.registry.premises.models import Premises
from commongrid.registry.premises.terms import PremisesRow
from commongrid.registry.units import queries as units
from commongrid.work.inspections import acts, queries, rules
from commongrid.work.inspections.terms import Plan, Sent

CHECKLIST, KEY = "CK01", "made-campaign-0001"
BEGAN, LASTS = timedelta(days=9), timedelta(days=35)
HOUSES_A_GRID, SPREAD = 6, 0.0009
LANES = ("一巷", "二巷", "三巷", "四巷")
GAP_IN = 0.05
MENDED, TAKEN = 0.7, 0.85
TWO_DAYS = timedelta(hours=52)
DRAWN = {"q02": "stairs", "q10": "cable", "q11": "bike", "q15": "wall"}
"""What is drawn for a question's photo; a wall for all others."""


def hold(company: Company, *, now: datetime, seed: int, houses: int = HOUSES_A_GRID) -> int:
    """Lay out the campaign and play it up to now, all or nothing; how many places were looked at. Done, it does nothing."""
    leader = next(iter(company.dispatchers[_centre(company)]))
    if any(each.name == _plan(company, now).name for each in queries.campaigns(leader)):
        return 0
    with transaction.atomic(), app.replace_connector(InMemoryConnector()):
        premises.import_premises(
            list(_houses(company, houses)), by=SYSTEM, at=now - BEGAN - LASTS, why="示意", schematic=True
        )
        campaign = acts.draft(_plan(company, now), KEY, by=leader, at=now - BEGAN)
        acts.begin(campaign, by=leader, at=now - BEGAN + timedelta(hours=1))
        while acts.lay_batch(campaign.pk, at=now - BEGAN + timedelta(hours=1)):
            pass
        found = queries.rows_of(campaign, "left", company.home).select_related("premises")
        return sum(_looked(company, each.premises, number, now, seed) for number, each in enumerate(found))


def _centre(company: Company) -> int:
    return next(
        unit
        for unit, held in company.dispatchers.items()
        if any(one.area == company.home and one.account_id in company.cast for one in held)
    )


def _plan(company: Company, now: datetime) -> Plan:
    first = (now - BEGAN).date()
    return Plan(
        name="秋冬出租屋消防专项行动",
        reason="秋冬干燥，出租屋用电用火多，逐栋查通道、烟感和电动车停放。",
        checklist=CHECKLIST,
        area=company.home,
        starts_on=first,
        ends_on=first + LASTS,
    )


def _houses(company: Company, many: int) -> Iterator[PremisesRow]:
    """Some made-up rental buildings in every grid of the town that somebody walks."""
    number = 100
    for grid in places.current_grids(company.home):
        rng = lot("house", grid.code)
        for turn in range(many):
            lon, lat = grid.lon + rng.uniform(-SPREAD, SPREAD), grid.lat + rng.uniform(-SPREAD, SPREAD)
            if places.locate(lon, lat).area_code != grid.code:
                continue
            number += 1
            lane = f"{grid.name.removesuffix('网格')}{LANES[turn % len(LANES)]}{rng.randint(1, 60)}号"
            yield PremisesRow(
                f"P-{number}", "rental_building", f"{lane}出租屋", grid.code[:12], lon, lat, lane,
                floors=rng.randint(3, 7), rooms=rng.randint(8, 30), is_rental=True, line=number,
            )  # fmt: skip


def _looked(company: Company, place: Premises, number: int, now: datetime, seed: int) -> bool:
    """One place is looked at on one of the days, or not yet; some communities have hardly begun."""
    rng = lot("look", seed, number)
    worker = company.worker(place.area, rng)
    if worker is None or rng.random() > (0.75 if place.area[:12] == company.doorstep else 0.4):
        return False
    morning = timezone.localtime(now - BEGAN).replace(hour=9, minute=0, second=0, microsecond=0)
    at = morning + timedelta(days=1 + number % 7, hours=rng.uniform(0, 8))
    checklist, key = checklists.checklist(CHECKLIST), f"made-look-{number:04d}"
    given = {each.code: _answer(each, rng) for each in checklist.questions}
    photograph(checklist, given, key, by=worker, at=at)
    told = Sent(key, checklist.edition_id, given, captured_at=at - timedelta(minutes=8))
    made = acts.make(place, told, by=worker, at=at)
    for case in {gap.case_id: gap.case for gap in queries.gap_states(made)}.values():
        _handled(company, case, rng, at, is_closed=at < now - TWO_DAYS and rng.random() < MENDED)
    return True


def _answer(question: Question, rng: Random) -> str:
    """A good answer, now and then a gap."""
    values = [option.value for option in question.offered()]
    gaps = [value for value in values if asking.is_gap(question, Answer(value))]
    good = [value for value in values if value not in gaps]
    return rng.choice(gaps if gaps and rng.random() < GAP_IN else good)


def photograph(checklist: Checklist, given: dict[str, str], key: str, *, by: Actor, at: datetime) -> None:
    """A drawing for every answer that needs a photo."""
    made = rules.inspection_id(by.account_id, key)
    for each in checklist.questions:
        needs = each.photo and asking.meets(each.photo, each, Answer(given[each.code], 0))
        if needs or each.kind == AnswerKind.PHOTO:
            is_fine = each.photo is not None and each.photo.sense == Sense.ALWAYS
            drawn = picture(DRAWN.get(each.code, "wall"), len(key + each.code) % VARIANTS, is_fine)
            files.take_in(drawn, owner=rules.photo_owner(made, each.code), stage=Stage.BEFORE, by=by, at=at)


def _handled(company: Company, case: Case, rng: Random, at: datetime, *, is_closed: bool) -> None:
    """Dispatched and taken on; or mended and closed within two days, so that its place is due to be looked at again."""
    item, path = case.matter.current, [one.code for one in places.path_of(case.area)]
    owners = units.units_for(item.department, tuple(path)) if item else []
    if not owners or owners[0].pk not in company.handlers or (not is_closed and rng.random() > TAKEN):
        return
    officer, leader = company.handler(owners[0].pk, rng), company.dispatcher(case.centre_id, rng)
    cases.assign(case, owners[0], by=leader, at=at + timedelta(minutes=20), why="按事项职责")
    cases.take(case, by=officer, at=at + timedelta(minutes=50))
    if is_closed:
        cases.report_done(case, by=officer, at=at + timedelta(hours=20), why="已整改", photos=1)
        cases.pass_check(case, by=leader, at=at + timedelta(hours=26), why="照片显示已整改", photos=1)
        acts.case_closed(case.pk, at=at + timedelta(hours=26))
