"""Lists of captains stand on their indexes among 20,000 rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction

from commongrid.base.access.terms import Actor, Grant, Prefix
from commongrid.work.captains.models import Captaincy, Rooms, SelfCheck, SelfGap, TaskItem
from commongrid.work.captains.queries.serving import within
from tests.explaining import explain_queryset, rows

pytestmark = pytest.mark.django_db
AREA = "449900003004"
LEADER = Actor("staff", area=AREA, grants=(Grant("captains.see", Prefix("area", AREA)),))

FILL = """
set local session_replication_role = replica;
create temp table lots on commit drop as select n, ('00000000-0000-0000-0001-' || lpad(n::text, 12, '0'))::uuid as id,
  '449900' || lpad((1 + n / 4000)::text, 3, '0') || lpad((1 + n / 400 % 10)::text, 3, '0') || lpad((1 + n / 40 % 10)::text, 3, '0') as area
  from generate_series(0, %s) n;
insert into captains_captaincy (id, seq, head, premises_id, area, person_id, account_id, post_id, capacity, origin, state, asked_at,
    starts_on, ends_on, reason, why)
  select id, 1, '', id, area, gen_random_uuid(), 1, n / 2, 'owner', 'applied', case when n % 20 = 0 then 'applied' else 'serving' end,
    '2026-03-02'::timestamptz + n * interval '1 second', '2026-03-02', '2028-03-01', '', '' from lots;
insert into captains_rooms (premises_id, post_id, floors, let, vacant, own, confirmed_at, until, is_latest, key)
  select id, n / 2, '[]', 1, 0, 0, now(), '2026-04-01'::date + (n % 60)::int, true, 'k' from lots;
insert into captains_selfcheck (id, premises_id, area, post_id, edition_id, answers, gaps, "on", sent_at)
  select id, id, area, n / 2, 1, '{}', 0, '2026-03-01', now() from lots;
insert into captains_selfgap (look_id, premises_id, question, way, by_day, state, opened_at)
  select id, id, 'q01', 'mend', '2026-03-05'::date + (n % 60)::int, case when n % 10 = 0 then 'open' else 'mended' end, now() from lots;
insert into captains_taskitem (task_id, premises_id, area, state, note)
  select ('00000000-0000-0000-0002-' || lpad((n % 50)::text, 12, '0'))::uuid, id, area, 'due', '' from lots;
set local session_replication_role = origin;
analyze captains_captaincy, captains_rooms, captains_selfcheck, captains_selfgap, captains_taskitem;
"""


@pytest.fixture(scope="module")
def crowded(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The rows for the whole module, gone with its transaction."""
    with django_db_blocker.unblock(), transaction.atomic():
        with connection.cursor() as db:
            db.execute(FILL.replace("%s", str(rows(20_000) - 1)))
        yield
        transaction.set_rollback(True)


@pytest.mark.usefixtures("crowded")
@pytest.mark.parametrize(
    ("found", "index"),
    [
        (
            within(Captaincy.objects.filter(state="applied"), LEADER).order_by("asked_at", "id")[:51],
            "captains_captaincy_listed",
        ),
        (Captaincy.objects.filter(person="00000000-0000-0000-0000-000000000001"), "captains_captaincy_of"),
        (Captaincy.objects.filter(state="serving", ends_on__lt=date(2026, 1, 1)), "captains_captaincy_term"),
        (Rooms.objects.filter(is_latest=True, until=date(2026, 4, 3))[:20], "captains_rooms_until"),
        (
            SelfCheck.objects.filter(premises="00000000-0000-0000-0001-000000000007").order_by("-sent_at")[
                :6
            ],
            "captains_check_of_premises",
        ),
        (
            SelfGap.objects.filter(premises="00000000-0000-0000-0001-000000000010", state="open"),
            "captains_gap_premises",
        ),
        (
            TaskItem.objects.filter(premises="00000000-0000-0000-0001-000000000007", state="due"),
            "captains_item_premises",
        ),
    ],
)
def test_a_list_reads_its_index_and_few_pages(found: Any, index: str) -> None:
    read = explain_queryset(found)
    assert not read.whole
    assert index in read.indexes
    assert read.pages < 300
