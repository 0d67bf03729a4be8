"""Every list of cases stands on the index it names, on a table big enough to matter."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet

from commongrid.cases import queries
from commongrid.cases.models import IS_OPEN, Case
from commongrid.intake import nearness
from commongrid.intake import queries as intake
from tests.cast import START, Town

pytestmark = pytest.mark.django_db
ROWS = 60_000

FILL = """
insert into cases_case (id, number, seq, head, title, status, round, moved_at, opened_at, closed_at, matter_id,
    edition_id, row_id, is_public, confidential, channel, area, division_id, grid_id, lon, lat, cell, address, centre_id,
    lead_unit_id, unit_ids, called_ids, stage, due_at, soon_at, clock, reporters, send_backs, sent_back_times, reworks,
    redos, urges, sampled, supervision, settled, search)
select gen_random_uuid(), 'N' || lpad(n::text, 9, '0'), 1, '', c.title || n,
    case when n %% 20 = 0 then 'waiting' when n %% 20 = 1 then 'handling' when n %% 40 = 2 then 'paused' else 'closed' end,
    1, c.moved_at, c.opened_at - n * interval '3 minutes',
    case when n %% 20 > 2 or n %% 40 = 22 then c.opened_at - n * interval '2 minutes' end,
    c.matter_id, c.edition_id, c.row_id, true, false, c.channel,
    case when n %% 300 = 0 then '449900101001003' else '44990010' || lpad((n %% 3000)::text, 7, '0') end, c.division_id,
    c.grid_id, c.lon + n * 1e-7, c.lat, c.cell + n %% 997, c.address, units[1 + n %% array_length(units, 1)],
    units[1 + n %% array_length(units, 1)], array[units[1 + n %% array_length(units, 1)]], '{}', 'handle',
    c.opened_at - n * interval '3 minutes' + interval '5 days', null, '{}', 1, (n %% 7 = 0)::int, 0, 0, 0, 0, false,
    '', false, to_tsvector('simple', 'w' || n || ' 井盖')
from cases_case c, generate_series(1, %s) n, (select array_agg(id) units from units_unit) u
where c.id = %s
"""


@pytest.fixture
def many(town: Town) -> Town:
    """The town with sixty thousand cases, most of them closed."""
    case = town.case()
    with connection.cursor() as cursor:
        cursor.execute(FILL, [ROWS, case.pk])
        cursor.execute("analyze cases_case")
    return town


def plan(cases: QuerySet[Any]) -> dict[str, Any]:
    """PostgreSQL's plan of a query that was run, as JSON."""
    sql, params = cases.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"explain (analyze, buffers, format json) {sql}", params)
        found = cursor.fetchone()[0]
    told: dict[str, Any] = (json.loads(found) if isinstance(found, str) else found)[0]["Plan"]
    return told


def indexes(node: dict[str, Any]) -> set[str]:
    """Names of all indexes a plan uses."""
    used = {node["Index Name"]} if "Index Name" in node else set()
    return used.union(*(indexes(child) for child in node.get("Plans", ())))


def scans_all(node: dict[str, Any]) -> bool:
    whole = node["Node Type"] == "Seq Scan" and node.get("Relation Name") == "cases_case"
    return whole or any(scans_all(child) for child in node.get("Plans", ()))


def stands_on(cases: QuerySet[Any], *named: str, buffers: int = 400) -> None:
    """The query uses one of the named indexes, never reads the whole table, and touches few pages."""
    told = plan(cases)
    assert not scans_all(told), json.dumps(told, indent=1)
    assert indexes(told) & set(named), indexes(told)
    read = told["Shared Hit Blocks"] + told["Shared Read Blocks"]
    assert read <= buffers, f"{read} pages read: {sorted(indexes(told))}"


def test_every_list_stands_on_its_index(many: Town) -> None:
    cases = Case.objects.all()
    stands_on(
        cases.filter(number="N000003000"),
        "cases_case_number_key",
        "cases_case_number_980c9551_like",
        buffers=12,
    )
    stands_on(cases.order_by("-opened_at", "-id")[:51], "cases_case_opened", buffers=250)
    stands_on(cases.order_by("-closed_at", "-id")[:51], "cases_case_closed", buffers=250)
    waiting = cases.filter(IS_OPEN, status="waiting").order_by("due_at", "id")[:51]
    stands_on(waiting, "cases_case_due", "cases_case_centre_queue", buffers=200)
    late = queries.late(START - timedelta(days=118)).order_by("status", "due_at")[:50]
    stands_on(late, "cases_case_due")
    of_unit = cases.filter(IS_OPEN, unit_ids__contains=[many.unit_of("liguoqiang").pk])
    stands_on(of_unit, "cases_case_units", buffers=1200)
    of_grid = cases.filter(area__startswith="449900101001003", status="waiting")
    stands_on(of_grid, "cases_case_area", buffers=600)
    stands_on(queries.matching(cases, "w4711"), "cases_case_search", buffers=300)
    near = intake.in_cells(list(nearness.cells_near(*many.spot(), 250)), START - timedelta(days=400))
    stands_on(near, "cases_case_near", buffers=1500)
    the_thousandth_page_costs_what_the_first_does()


def the_thousandth_page_costs_what_the_first_does() -> None:
    first = queries.page(Case.objects.all(), "opened", size=50)
    assert first.after
    far = (START - timedelta(minutes=3 * 50_000)).isoformat() + f"~{first.cases[0].pk}"
    told = [plan(queries.ordered(Case.objects.all(), "opened", after)[:51]) for after in (first.after, far)]
    near_read, far_read = (each["Shared Hit Blocks"] + each["Shared Read Blocks"] for each in told)
    assert far_read <= 2 * near_read + 50, (near_read, far_read)
