"""Progress, lists of places and what is due stand on their indexes and read few pages, among 100,000 places."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction

from commongrid.base.access.terms import Actor
from commongrid.work.inspections import queries
from commongrid.work.inspections.models import Campaign
from commongrid.work.inspections.queries import due, progress
from tests.explaining import explain_queryset, rows

pytestmark = pytest.mark.django_db
ONE, OTHER = uuid.UUID(int=1), uuid.UUID(int=2)
WORKER = Actor("staff", area="449900003004002", unit_id=1)

FILL = """
set local session_replication_role = replica;
insert into checklists_checklist (id, seq, head, code, is_active) values (1, 0, '', 'CK01', true);
insert into inspections_campaign (id, seq, head, name, reason, checklist_id, edition_id, area, kinds, words, starts_on,
    ends_on, state, why, made_at, made_by, laid, laid_to, laid_at, moved_at)
  select ('00000000-0000-0000-0000-00000000000' || n)::uuid, 0, '', 'n', 'r', 1, 1, '', '{}', '', '2026-03-02',
         '2026-03-31', 'running', '', now(), 'x', 0, '', now(), now() from generate_series(1, 2) n;
insert into inspections_item (campaign_id, premises_id, area, code, state, inspection_id, gaps_open)
  select ('00000000-0000-0000-0000-00000000000' || 1 + n % 2)::uuid, ('00000000-0000-0000-0001-' || lpad(n::text, 12, '0'))::uuid,
    '449900' || lpad((1 + n / 4000)::text, 3, '0') || lpad((1 + n / 400 % 10)::text, 3, '0')
      || lpad((1 + n / 40 % 10)::text, 3, '0'),
    'X' || lpad(n::text, 7, '0'), case when n % 3 = 0 then 'done' else 'due' end,
    case when n % 3 = 0 then gen_random_uuid() end, case when n % 60 = 0 then 1 else 0 end
  from generate_series(0, %s) n;
insert into inspections_progress (campaign_id, area, due, done, with_gaps, gaps_open, gaps_closed)
  select campaign_id, area, count(*), 0, 0, 0, 0 from inspections_item group by 1, 2;
insert into inspections_gap (inspection_id, root_id, question, is_at_once, premises_id, area, matter_id, report_id, case_id,
    state, opened_at, closed_at)
  select gen_random_uuid(), gen_random_uuid(), 'q01', false, premises_id, area, 1, gen_random_uuid(), gen_random_uuid(),
    case when id % 10 = 0 then 'due' else 'resolved' end, now(), now() from inspections_item where gaps_open > 0;
set local session_replication_role = origin;
analyze inspections_item, inspections_progress, inspections_gap, inspections_campaign;
"""


@pytest.fixture(scope="module")
def crowded(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The rows for the whole module, gone with its transaction."""
    with django_db_blocker.unblock(), transaction.atomic():
        with connection.cursor() as db:
            db.execute(FILL.replace("%s", str(rows(100_000) - 1)))
        yield
        transaction.set_rollback(True)


@pytest.mark.usefixtures("crowded")
@pytest.mark.parametrize("which", ["left", "done", "gaps"])
def test_a_page_of_places_reads_a_page(which: str) -> None:
    found = queries.rows_of(Campaign(pk=ONE), which, "449900003", ("449900003004002", ""))[:51]
    read = explain_queryset(found)
    assert read.indexes == {f"inspections_item_{which}"}
    assert read.pages < 80


@pytest.mark.usefixtures("crowded")
def test_progress_reads_a_row_for_each_grid_and_no_place() -> None:
    read = explain_queryset(progress.rows(Campaign(pk=ONE), "449900003"))
    assert "inspections_item" not in read.whole
    assert read.pages < 60


@pytest.mark.usefixtures("crowded")
def test_what_is_due_in_a_grid_reads_its_own_places(django_assert_num_queries: Any) -> None:
    read = explain_queryset(due._left(WORKER, [ONE, OTHER])[:60])
    assert "inspections_item_left" in read.indexes
    assert not read.whole & {"inspections_item"}
    again = explain_queryset(queries.gaps_due(WORKER.area).order_by("closed_at", "id")[:60])
    assert again.indexes == {"inspections_gap_to_look_at"}
    assert again.pages < 20
    with django_assert_num_queries(3):
        queries.due_count(WORKER, date(2026, 3, 9))
