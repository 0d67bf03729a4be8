"""Every query stands on the index it names and reads no more than it says, in a table big enough to matter."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection, transaction

from commongrid.insight.figures import queries
from commongrid.insight.figures.queries import Scope
from commongrid.insight.figures.terms import Cut, Period
from tests.explaining import rows

pytestmark = pytest.mark.django_db

FACTS = rows(300_000)
CITY, TOWN, COMMUNITY = "4499", "449900105", "449900105003"
MARCH, WEEK = Period(date(2026, 3, 1), date(2026, 3, 31)), Period(date(2026, 3, 2), date(2026, 3, 8))
YEAR, LOOSE = Period(date(2026, 1, 1), date(2026, 12, 31)), Period(date(2026, 2, 3), date(2026, 4, 20))
SHARES = ["handled_on_time", "closed_rate", "satisfied", "valid_share", "opened"]
AT = datetime(2026, 6, 1, tzinfo=UTC)

TURNS = f"""
insert into figures_turn (case_id, round, seq, area, matter_id, unit_id, channel, opened_at, opened_on, due_on, owed_on,
    ended_on, rated_on, reopened_on, ending, handled_in_time, closed_in_time, same_day, settled, in_community, self_check,
    paused, extended, supervised, urged, satisfied, send_backs, reworks, handle_s, whole_s, phase, in_a_row)
select lpad(to_hex(n), 32, '0')::uuid, 1, 5, '4499001' || lpad((n % 20)::text, 2, '0') || lpad((n / 20 % 10)::text, 3, '0'),
    n % 97, n % 331, (array['snap', 'phone', '12345'])[n % 3 + 1], now(), day, day + 2, day + 3, day + 3, day + 4, null,
    'closed', n % 9 > 0, true, false, false, false, false, false, false, false, false, true, 0, 0, 3600 * (n % 50), 90000,
    '', 0
from (select n, date '2026-01-01' + n * 365 / {FACTS} as day from generate_series(0, {FACTS - 1}) as n) as made
"""
SUMS = """
insert into figures_cell (cut, grain, starts_on, area, key, opened, begun, closed, due, handled_in_time, decided, valid)
select cut, 'day', day::date, area, key, 3, 3, 2, 2, 1, 3, 2
from generate_series(timestamp '2026-01-01', '2026-12-31', '1 day') as day, (
    select 'total' as cut, area, '' as key from places union all
    select 'matter', area, key::text from places, generate_series(1, 9) as key where length(area) < 12 union all
    select 'channel', area, key from places, unnest(array['snap', 'phone', '12345']) as key where length(area) < 12
) as cells order by 1, 2, 3, 4, 5
"""
PLACES = """
with towns as (select '4499001' || lpad(n::text, 2, '0') as area from generate_series(0, 19) as n),
places as (
    select '' as area union all select '4499' union all select area from towns
    union all select area || lpad(n::text, 3, '0') from towns, generate_series(0, 9) as n
)
"""
MONTHS = """
insert into figures_cell (cut, grain, starts_on, area, key, opened, begun, closed, due, handled_in_time, decided, valid)
select cut, 'month', date_trunc('month', starts_on)::date, area, key, 90, 90, 60, 60, 30, 90, 60
from figures_cell group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5
"""
SPREADS = """
insert into figures_spread (cut, grain, starts_on, area, key, handle_s, whole_s)
select cut, grain, starts_on, area, key, '{"90": 3, "101": 2}', '{"110": 5}'
from figures_cell where cut = 'total' and length(area) < 12
"""


@pytest.fixture(scope="module")
def year(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A year of a city of twenty towns, made once and undone at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        with connection.cursor() as db:
            db.execute("select indexname, indexdef from pg_indexes where tablename = 'figures_turn'")
            indexes = [told for told in db.fetchall() if told[0] != "figures_turn_pkey"]
            for name, _ in indexes:
                db.execute(f"drop index {name}")
            for sql in (TURNS, SUMS.replace("\nselect", PLACES + "select", 1), MONTHS, SPREADS):
                db.execute(sql)
            for _, definition in indexes:  # sorted at once they take a tenth of the time
                db.execute(definition)
            db.execute("analyze figures_turn; analyze figures_cell; analyze figures_spread")
        yield
        transaction.set_rollback(True)


def asked(ask: Callable[[], Any]) -> list[tuple[str, Any]]:
    """The statements a query sends."""
    seen: list[tuple[str, Any]] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        seen.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        ask()
    return seen


def plan(sql: str, params: Any) -> tuple[set[str], set[str], int]:
    """Indexes used, tables read from end to end, buffers touched."""
    with connection.cursor() as db:
        db.execute(f"explain (analyze, buffers, format json) {sql}", params)
        told = db.fetchone()[0]
    top = (json.loads(told) if isinstance(told, str) else told)[0]["Plan"]
    nodes = list(walk(top))
    scanned = {node["Relation Name"] for node in nodes if node["Node Type"].endswith("Seq Scan")}
    return (
        {node["Index Name"] for node in nodes if "Index Name" in node},
        {name for name in scanned if name.startswith(("figures_", "cases_"))},
        top["Shared Hit Blocks"] + top["Shared Read Blocks"],
    )


def walk(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for inner in node.get("Plans", ()):
        yield from walk(inner)


CELLS, STAGES = {"figures_cell_pkey"}, {"figures_spread_pkey"}
ASKED: dict[str, tuple[Callable[[], Any], set[str], int]] = {
    "a month of the city": (lambda: queries.compared(SHARES, Scope(CITY), MARCH), CELLS, 40),
    "a month of a community": (lambda: queries.compared(SHARES, Scope(COMMUNITY), MARCH), CELLS, 40),
    "loose days of the city": (lambda: queries.values(SHARES, Scope(), LOOSE), CELLS, 250),
    "a year by day": (lambda: queries.series(SHARES, Scope(TOWN), YEAR), CELLS, 2500),
    "a year by month": (lambda: queries.series(SHARES, Scope(TOWN), YEAR, "month"), CELLS, 100),
    "a month by town": (lambda: queries.by_division(SHARES, CITY, 9, MARCH), CELLS, 300),
    "a month by community": (lambda: queries.by_division(SHARES, TOWN, 12, MARCH), CELLS, 40),
    "a month by matter": (lambda: queries.by_key(["opened"], CITY, Cut.MATTER, MARCH), CELLS, 40),
    "one matter in a town": (
        lambda: queries.values(["opened"], Scope(TOWN, Cut.MATTER, "7"), MARCH),
        CELLS,
        20,
    ),
    "one matter in a community": (
        lambda: queries.values(["opened"], Scope(COMMUNITY, Cut.MATTER, "7"), MARCH),
        {"figures_turn_area_opened"},
        450,
    ),
    "what is normal": (lambda: queries.usual("opened", Scope(CITY), WEEK), CELLS, 400),
    "stages of the city": (lambda: queries.values(["handle_p90"], Scope(CITY), MARCH), STAGES, 20),
    "stages of a year": (lambda: queries.values(["handle_p90"], Scope(), YEAR), STAGES, 100),
    "stages of a community": (
        lambda: queries.values(["handle_p90"], Scope(COMMUNITY), MARCH),
        {"figures_turn_area_ended"},
        450,
    ),
    "behind a city's figure": (
        lambda: queries.page("closed", Scope(CITY), MARCH),
        {"figures_turn_ended"},
        150,
    ),
    "behind a town's": (lambda: queries.page("closed", Scope(TOWN), MARCH), {"figures_turn_area_ended"}, 250),
    "behind a community's": (
        lambda: queries.page("due", Scope(COMMUNITY), MARCH),
        {"figures_turn_area_due"},
        150,
    ),
    "behind a unit's": (
        lambda: queries.page("due", Scope("", Cut.UNIT, "7"), MARCH),
        {"figures_turn_unit_due"},
        150,
    ),
    "behind a matter's": (
        lambda: queries.page("opened", Scope(CITY, Cut.MATTER, "7"), MARCH),
        {"figures_turn_matter_opened"},
        150,
    ),
}


@pytest.mark.parametrize("name", ASKED)
def test_a_query_stands_on_its_index(year: None, name: str) -> None:
    ask, wanted, ceiling = ASKED[name]
    statements = asked(ask)
    assert len(statements) == 1
    indexes, scanned, buffers = plan(*statements[0])
    assert not scanned
    assert indexes == wanted
    assert buffers <= ceiling


def test_the_thousandth_page_costs_what_the_first_does(year: None) -> None:
    first = queries.page("closed", Scope(CITY), MARCH)
    far = queries.facts("closed", Scope(CITY), MARCH).order_by("ended_on", "case_id", "round")[20_000]
    key = f"{far.ended_on}~{far.case_id}~{far.round}"
    _, scanned, buffers = plan(*asked(lambda: queries.page("closed", Scope(CITY), MARCH, key))[0])
    assert not scanned
    assert buffers <= 150
    assert len(first.rows) == 50
    assert first.after
