"""History that is brought in is what the real acts would have written: rows, entries, digests, everything beside."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.forms.models import model_to_dict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commongrid.base.access.terms import Actor
from commongrid.base.calendar import queries as calendars
from commongrid.base.journal import acts as journal
from commongrid.base.journal import sealing
from commongrid.base.privacy.ids import uuid7
from commongrid.base.verdicts import Refused
from commongrid.cases import acts, past
from commongrid.cases.models import Assignment, Case, Comment, Rating, Request, Supervision
from commongrid.cases.terms import Ask
from commongrid.intake import queries as intake
from commongrid.intake.queries import reporter
from commongrid.registry.units.models import Unit
from tests.cast import START, Town

pytestmark = pytest.mark.django_db
BESIDE = (Assignment, Comment, Rating, Request, Supervision)
RESIDENT = UUID(int=7)


def opening(town: Town, **told: Any) -> acts.Opening[Unit]:
    item = town.item()
    lon, lat = town.spot()
    place = intake.place(lon, lat)
    facts = {
        "item": item, "row": item.rows[0], "title": "路面塌了一个坑", "area": place.area, "grid_id": place.grid_id,
        "division_id": place.division_id or "", "centre": Unit.objects.get(pk=place.centre_id), "channel": "snap",
        "letters": place.letters, "lon": lon, "lat": lat, "cell": intake.cell(lon, lat), "address": "东兴路12号",
        "words": "坑 pothole",
    }  # fmt: skip
    return acts.Opening(**{**facts, **told})


def party(unit: Unit) -> past.Party:
    return past.Party(unit.pk, unit.name_zh, calendars.calendar(), unit.level)


class Both:
    """One story told twice: by the real acts, whose refusals are left out, then in memory."""

    def __init__(self, town: Town, case_id: UUID) -> None:
        self.town, self.id = town, case_id
        self.opening = opening(town)
        opener = replace(town.zhoumin, grants=(*town.zhoumin.grants, acts_open()))
        self.real = acts.open_case(self.opening, by=opener, at=START, why="看过了", case_id=case_id)
        told = past.teller(opener)
        office = calendars.calendar()
        self.past = past.open_case(self.opening, case_id, office=office, by=told, at=START, why="看过了")
        self.done: list[str] = []

    def do(self, name: str, *args: Any, by: Actor, at: Any, **told: Any) -> None:
        try:
            with transaction.atomic():
                getattr(acts, name)(self.real, *args, by=by, at=at, **told)
        except Refused:
            self.real = Case.objects.select_related("lead_unit", "centre").get(pk=self.id)
            return
        self.done.append(name)
        args, told = tuple(map(_plain, args)), {key: _plain(value) for key, value in told.items()}
        if name == "send_back":
            told["last_resort"] = Unit.objects.filter(is_last_resort=True).first()
        getattr(past, name)(self.past, *args, by=past.teller(by), at=at, **told)


def acts_open() -> Any:
    from commongrid.base.access.terms import EVERYTHING, Grant

    return Grant("cases.open", EVERYTHING)


def _plain(value: Any) -> Any:
    if isinstance(value, Unit):
        return party(value)
    if isinstance(value, acts.Marks):
        return (value.speed, value.result, value.manner, value.feedback)
    return [_plain(each) for each in value] if isinstance(value, list | tuple) else value


def written(case_id: UUID) -> dict[str, Any]:
    """All there is of a case, without what PostgreSQL numbers itself."""
    row = Case.objects.get(pk=case_id)
    found: dict[str, Any] = {each.name: getattr(row, each.attname) for each in Case._meta.concrete_fields}
    found["head"] = bytes(found["head"])
    with connection.cursor() as db:
        db.execute(
            "select kind, seq, at, actor::text, data::text, whys::text, previous, digest from journal_entry"
            " where subject_id = %s order by seq",
            [str(case_id)],
        )
        found["entries"] = [tuple(map(_bytes, entry)) for entry in db.fetchall()]
    for model in BESIDE:
        rows = [model_to_dict(each, exclude=["id"]) for each in model.objects.filter(case=case_id)]
        found[model.__name__] = sorted(rows, key=str)
    return found


def _bytes(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


def told_twice(town: Town, moves: list[tuple[str, str, int, int]]) -> list[str]:
    case_id = uuid7(START)
    at = START
    with transaction.atomic():
        both = Both(town, case_id)
        for name, who, minutes, n in moves:
            at += timedelta(minutes=minutes)
            step(both, name, person(town, both.real, who), at, n)
        wanted = written(case_id)
        transaction.set_rollback(True)
    with transaction.atomic():
        acts.bring_in([both.past], at=at, draw=lambda _: DRAWN)
        found = written(case_id)
        assert sealing.first_broken_entry() is None
        transaction.set_rollback(True)
    assert found == wanted
    return both.done


DRAWN = 4711


@pytest.fixture(autouse=True)
def _one_draw(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both tellings draw the same number."""
    monkeypatch.setattr(secrets, "randbelow", lambda _: DRAWN)


def person(town: Town, case: Case, who: str) -> Actor:
    if who == "resident":
        from commongrid.intake import grants

        return replace(reporter(RESIDENT), grants=grants.of_reporter([], [case.pk]))
    return town.actors[who]


def step(both: Both, name: str, by: Actor, at: Any, n: int) -> None:
    town = both.town
    urban, utility = town.unit_of("liguoqiang"), town.unit_of("wuminyi")
    until = at + timedelta(hours=1 + n * 24)
    marks = acts.Marks(5, 1 + n % 5, 4, 4)
    told: dict[str, tuple[tuple[Any, ...], dict[str, Any]]] = {
        "assign": (((urban, utility)[n % 2],), {"joint": [[], [utility]][n // 2 % 2], "why": "归它管"}),
        "escalate": ((town.unit_of("guojian"),), {"why": "镇里办不了"}),
        "delegate": ((town.unit_of("zhoumin"),), {"why": "请镇里办"}),
        "take": ((), {}),
        "send_back": ((), {"reason": "SB01", "why": "不归我们"}),
        "transfer": ((town.account("liguoqiang").pk, "李国强"), {}),
        "ask_pause": ((), {"until": until, "reason": "等料", "why": "等井盖到货"}),
        "ask_extend": ((), {"until": until + timedelta(days=5), "reason": "工期", "why": "要封路"}),
        "refuse_ask": ((), {"ask": list(Ask)[n % 2], "why": "不同意"}),
        "pause": ((), {"until": until, "reason": "等料", "why": "等料"}),
        "resume": ((), {}),
        "extend": ((), {"due": until + timedelta(days=5), "reason": "工期", "why": "同意"}),
        "report_part": ((), {"why": "协办部分好了"}),
        "report_done": ((), {"why": "换好了\t\\ 完", "photos": n % 3}),
        "pass_check": ((), {"why": "好了"}),
        "fail_check": ((), {"why": "还松"}),
        "rate": ((marks,), {"solved": n % 2 == 0, "rater": f"r{n}", "text": "一行\n两行\t"}),
        "reopen": ((), {"why": "又坏了"}),
        "void": ((), {"reason": "VO01", "why": "重复"}),
        "supervise": ((), {"level": "yellow", "text": "请答复", "answer_due_at": until}),
        "answer_supervision": ((), {"text": "明天办好"}),
        "urge": ((), {}),
        "comment": (("看过了",), {"is_public": bool(n % 2)}),
    }
    args, words = told[name]
    both.do(name, *args, by=by, at=at, **words)


NAMES = [
    "assign", "escalate", "delegate", "take", "send_back", "transfer", "ask_pause", "ask_extend", "refuse_ask", "pause",
    "resume", "extend", "report_part", "report_done", "pass_check", "fail_check", "rate", "reopen", "void", "supervise",
    "answer_supervision", "urge", "comment",
]  # fmt: skip
WHO = {
    "assign": "zhoumin", "escalate": "zhoumin", "delegate": "guojian", "pause": "zhoumin", "extend": "zhoumin",
    "refuse_ask": "zhoumin", "pass_check": "chenlihua", "fail_check": "chenlihua", "rate": "resident", "void": "zhoumin",
    "supervise": "liangyong", "reopen": "liangyong", "urge": "zhoumin", "comment": "zhoumin", "report_part": "wuminyi",
}  # fmt: skip
FORWARD = ["assign", "take", "report_done", "pass_check"]
moves = st.tuples(
    st.one_of(st.sampled_from(NAMES), st.sampled_from(FORWARD)),
    st.integers(0, 60 * 24 * 4),
    st.integers(0, 7),
)


def test_a_whole_life_is_the_same_both_ways(town: Town) -> None:
    story = [
        ("assign", 2), ("send_back", 0), ("assign", 0), ("take", 0), ("ask_pause", 1), ("pause", 1), ("resume", 0),
        ("ask_extend", 60), ("extend", 70), ("transfer", 0), ("supervise", 1), ("answer_supervision", 0), ("urge", 0),
        ("report_done", 1), ("fail_check", 0), ("report_done", 2), ("pass_check", 0), ("comment", 1), ("rate", 1),
        ("assign", 0), ("take", 0), ("report_done", 1), ("pass_check", 0), ("rate", 3), ("assign", 0),
    ]  # fmt: skip
    done = told_twice(town, [(name, WHO.get(name, "liguoqiang"), 50, n) for name, n in story])
    assert done == [name for name, _ in story]


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(moves, max_size=14))
def test_any_story_is_the_same_both_ways(town: Town, told: list[tuple[str, int, int]]) -> None:
    told_twice(town, [(name, WHO.get(name, "liguoqiang"), minutes, n) for name, minutes, n in told])


def test_settled_on_the_spot_is_the_same_both_ways(town: Town) -> None:
    case_id, unit = uuid7(START), town.unit_of("chenlihua")
    by = town.chenlihua
    with transaction.atomic():
        acts.settle(opening(town), unit, by=by, at=START, why="已换好", case_id=case_id)
        wanted = written(case_id)
        transaction.set_rollback(True)
    told = past.settle(
        opening(town),
        party(unit),
        case_id,
        office=calendars.calendar(),
        by=past.teller(by),
        at=START,
        why="已换好",
    )
    acts.bring_in([told], at=START, draw=lambda _: DRAWN)
    assert written(case_id) == wanted


def brought(town: Town, count: int, at: Any = START) -> list[Case]:
    told = [
        past.open_case(
            opening(town), uuid7(at), office=calendars.calendar(), by=past.teller(town.zhoumin), at=at
        )
        for _ in range(count)
    ]
    draws = iter([1, 1, 1, *range(1, 1000)])
    acts.bring_in(told, at=at, draw=lambda _: next(draws))
    return list(Case.objects.filter(pk__in=[case.id for case in told]))


def test_numbers_are_drawn_again_until_each_has_its_own(town: Town) -> None:
    first, second = brought(town, 3), brought(town, 3)
    assert len({case.number for case in first + second}) == 6


def test_history_is_recorded_when_it_happened_and_no_reader_hears_it(town: Town) -> None:
    from commongrid.base.journal import queries
    from commongrid.base.journal.models import Cursor, Entry

    heard = len(queries.tail(Cursor(name="x"), 10_000))
    journal.make_months(START - timedelta(days=400), START)
    case = brought(town, 1, START - timedelta(days=400))[0]
    entry = Entry.objects.get(subject_id=str(case.pk))
    assert (entry.era, entry.recorded_at) == (0, case.opened_at)
    assert queries.in_no_month() == 0
    assert len(queries.tail(Cursor(name="x"), 10_000)) == heard
    assert queries.lag(Cursor(name="x", xid=2**62), START) == 0


def test_after_a_seal_history_is_recorded_as_it_comes_in_and_the_seals_hold(town: Town) -> None:
    from zoneinfo import ZoneInfo

    from django.utils import timezone

    from commongrid.base.journal.models import Entry

    zone = ZoneInfo("Asia/Shanghai")
    long_ago = START - timedelta(days=400)
    journal.seal(long_ago.date(), zone=zone, at=START)
    case = brought(town, 1, long_ago)[0]
    entry = Entry.objects.get(subject_id=str(case.pk))
    assert entry.at == long_ago
    assert entry.recorded_at > timezone.now() - timedelta(hours=1)
    assert sealing.first_broken_entry() is None
    assert sealing.first_broken_seal(zone) is None
