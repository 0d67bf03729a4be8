"""What is due in a grid, what is overdue in a town, and how areas stand read their own rows and never all places."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction

from commongrid.work.patrol import queries
from commongrid.work.patrol.models import CheckIn, Demand
from commongrid.work.patrol.queries import coverage, due
from tests.explaining import explain_asked, explain_queryset, rows

pytestmark = pytest.mark.django_db
TODAY, GRID, TOWN = date(2026, 3, 9), "449900003004002", "449900003"
DEMAND = uuid.UUID(int=1)

FILL = """
insert into patrol_demand (id, seq, head, code, zh, en, area, what, kinds, facet, every_days, per, step_days, minutes, who,
    checklist, matters, confidence, source, origin, starts_on, made_at, made_by)
  values ('00000000-0000-0000-0000-000000000001', 0, '', 'X1', 'x', '', '', 'premises', '{site}', '', 30, '', 30, 10, '', '',
    '{}', 'proposal', '', 'desk', '2026-01-01', now(), 'x');
insert into patrol_due (demand_id, code, area, visited_on, due_on)
  select '00000000-0000-0000-0000-000000000001', 'X' || lpad(n::text, 7, '0'),
    '449900' || lpad((1 + n / 4000)::text, 3, '0') || lpad((1 + n / 400 % 10)::text, 3, '0')
      || lpad((1 + n / 40 % 10)::text, 3, '0'),
    case when n % 3 > 0 then date '2026-02-07' + n % 30 end, date '2026-03-07' + n % 30
  from generate_series(0, %s) n;
set local session_replication_role = replica;
insert into patrol_checkin (id, code, name, area, post_id, post_words, way, band, reason, note, photos, sent_at)
  select gen_random_uuid(), code, 'x', area, 1 + id %% 500, 'x', 'photo', 'unknown', '', '', 1, now() - id * interval '1 minute'
  from patrol_due limit 30000;
set local session_replication_role = origin;
analyze patrol_due, patrol_tally, patrol_demand, patrol_checkin;
"""


@pytest.fixture(scope="module")
def crowded(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The rows for the whole module, gone with its transaction; the tallies come by the triggers."""
    with django_db_blocker.unblock(), transaction.atomic():
        with connection.cursor() as db:
            db.execute(FILL.replace("%%", "%").replace("%s", str(rows(100_000) - 1)))
        yield
        transaction.set_rollback(True)


@pytest.mark.usefixtures("crowded")
def test_what_is_due_in_a_grid_reads_the_grid() -> None:
    found = due.due_rows(GRID, TODAY).filter(demand__in=[DEMAND]).order_by("due_on", "code")[:240]
    read = explain_queryset(found)
    assert read.indexes <= {"patrol_due_listed", "patrol_due_demand"}
    assert read.indexes
    assert read.pages < 12


@pytest.mark.usefixtures("crowded")
@pytest.mark.parametrize(("area", "most"), [(GRID, 10), (TOWN, 40)])
def test_a_count_of_what_is_due_reads_days_and_no_place(area: str, most: int) -> None:
    read = explain_asked(lambda: queries.due_count(area, TODAY))
    assert read.indexes == {"patrol_tally_once"}
    assert read.pages < most


@pytest.mark.usefixtures("crowded")
@pytest.mark.parametrize(
    ("area", "size", "most"), [("4499", 9, 180), (TOWN, 12, 80), ("449900003004", 15, 80)]
)
def test_how_areas_stand_reads_one_level_of_counts(area: str, size: int, most: int) -> None:
    read = explain_asked(lambda: coverage.by_part(area, size, TODAY))
    assert not read.whole & {"patrol_due"}
    assert "patrol_due_listed" not in read.indexes
    assert read.pages < most


@pytest.mark.usefixtures("crowded")
def test_a_page_of_what_is_overdue_reads_a_page() -> None:
    read = explain_queryset(queries.overdue_here(TOWN, TODAY)[:70])
    assert "patrol_due_listed" in read.indexes
    assert not read.whole & {"patrol_due"}
    assert read.pages < 150


@pytest.mark.usefixtures("crowded")
def test_the_map_of_a_grid_reads_the_grid() -> None:
    read = explain_queryset(coverage.rows_of(GRID)[:2000])
    assert not read.whole & {"patrol_due"}
    assert read.pages < 60


@pytest.mark.usefixtures("crowded")
def test_what_is_asked_at_one_place_reads_that_place() -> None:
    for ask in (lambda: queries.asked_at("X0000007", TODAY), lambda: queries.grid_stands(GRID, TODAY)):
        read = explain_asked(ask)
        assert "patrol_due_once" in read.indexes
        assert read.pages < 12


@pytest.mark.usefixtures("crowded")
def test_what_is_kept_about_somebody_reads_theirs() -> None:
    read = explain_queryset(queries.checkins_of([7])[:100])
    assert read.indexes == {"patrol_checkin_of_post"}
    assert read.pages < 120
    assert CheckIn.objects.exists()


@pytest.mark.usefixtures("crowded")
def test_counts_and_places_agree() -> None:
    assert queries.total("449900003", TODAY).all == due.due_rows("449900003", date(2030, 1, 1)).count()
    assert queries.total("449900003", TODAY).overdue == queries.overdue_here("449900003", TODAY).count()
    assert Demand.objects.count() == 1
