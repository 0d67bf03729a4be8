"""Every list of reports stands on the index it names, among many that were decided long ago."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from commongrid.doors.desk import queues, report_lists
from commongrid.intake import queries
from commongrid.intake.models import Report
from commongrid.registry.people import acts as people
from commongrid.work.telling import queries as telling
from tests.cases import crowd
from tests.cast import START, Town, found_town
from tests.explaining import Read, explain, explain_asked, explain_queryset, rows

pytestmark = pytest.mark.django_db
ROWS = rows(12_000)
PAGES_OF_A_LIST, PAGES_OF_A_FEW = 1_500, 100
"""A page of the queue with what it shows of each report; a handful of rows by their key."""
FILL = """
insert into intake_report (id, number, seq, head, code_hash, channel, source_key, status, received_at, moved_at, anonymous,
    reported_by_name, language, lon, lat, address, area, division_id, grid_id, centre_id, matter_id, suggestion, answers,
    photos, person_id, case_id, due_at, soon_at, verified_at, finding, finding_text, decline_reason, decline_text, appealed_at,
    appeal_text, appeal_answer)
select gen_random_uuid(), 'RA' || translate(lpad(n::text, 8, '0'), '01', 'ZY'), 1, '', '', 'snap', 'made-' || n, state,
    received, received, false, '', 'zh-hans', r.lon, r.lat, r.address,
    case when n %% 3 = 0 then r.area else '44990010' || lpad((n %% 3000)::text, 7, '0') end, r.division_id, r.grid_id,
    case when n %% 3 = 0 then r.centre_id else other.id end, r.matter_id, '{}', '{}', 0, person.ids[1 + n %% array_length(person.ids, 1)],
    case when state = 'admitted' then cases.ids[1 + n %% array_length(cases.ids, 1)] end,
    case when state in ('received', 'verifying') then received + interval '1 hour' end, null,
    case when state = 'received' and n %% 400 = 0 then received + interval '30 minutes' end, '', '', '', '',
    case when state = 'declined' and n %% 1000 = 5 then received + interval '1 day' end, '', ''
from intake_report r, (select array_agg(id) ids from people_person) person, (select id from units_unit where kind = 'centre' order by id desc limit 1) other,
    (select array_agg(id) ids from cases_case) cases, generate_series(1, %(rows)s) n,
    lateral (select %(start)s::timestamptz - n * interval '20 minutes' as received,
        case when n > 12000 and n %% 20 not in (5, 7) then 'admitted' when n %% 50 = 0 then 'received' when n %% 100 = 1 then 'verifying' when n %% 20 = 5 then 'declined'
            when n %% 20 = 7 then 'withdrawn' else 'admitted' end as state) told
where r.id = %(report)s
"""


@pytest.fixture(scope="module")
def town(django_db_setup: None, django_db_blocker: Any) -> Iterator[Town]:
    with django_db_blocker.unblock(), transaction.atomic():
        town = found_town()
        case = town.case()
        crowd.fill(town, ROWS // 6)
        for last in range(50):
            people.remember(phone=f"138276051{last:02}", at=START)
        told = {"report": Report.objects.get(case=case).pk, "rows": ROWS, "start": START}
        with connection.cursor() as cursor:
            cursor.execute(FILL, told)
            cursor.execute("analyze intake_report, people_person")
        yield town
        transaction.set_rollback(True)


def every(ask: Callable[[], Any]) -> list[Read]:
    """What each statement of a question reads."""
    with CaptureQueriesContext(connection) as seen:
        ask()
    return [explain(told["sql"].replace("%", "%%"), ()) for told in seen.captured_queries]


@pytest.mark.parametrize(
    ("queue", "index"),
    [
        ("received", "intake_report_queue"),
        ("verified", "intake_report_queue"),
        ("verifying", "intake_report_queue"),
        ("appeals", "intake_report_appeals"),
    ],
)
def test_a_queue_of_reports_reads_those_that_wait_and_no_others(town: Town, queue: str, index: str) -> None:
    first = report_lists.page(queue, town.zhoumin)
    assert first.rows, "an empty queue would read nothing whatever the plan"
    reads = every(lambda: report_lists.page(queue, town.zhoumin, first.next.rpartition("=")[2]))
    assert reads
    for read in reads:
        assert index in read.indexes, read
        assert "intake_report" not in read.whole, read
        assert read.pages <= PAGES_OF_A_LIST, read


def test_the_left_column_counts_the_reports_that_wait_and_reads_no_others(town: Town) -> None:
    [read] = every(lambda: queues._reports(town.zhoumin, town.now, ""))
    assert "intake_report" not in read.whole, read
    assert {"intake_report_queue", "intake_report_appeals"} <= read.indexes, read
    assert read.pages <= PAGES_OF_A_LIST, read


def test_a_case_tells_its_reporters_without_reading_everybodys_reports(town: Town) -> None:
    case = Report.objects.filter(case__isnull=False)[0].case_id
    assert case is not None
    [read] = every(lambda: telling._reporters([case]))
    assert "intake_report_case" in read.indexes, read
    assert not read.whole & {"intake_report", "cases_case"}, read


def test_reports_of_a_case_a_number_or_a_device_are_found_by_their_index(town: Town) -> None:
    case = Report.objects.filter(case__isnull=False)[0].case
    assert case is not None
    told = Report.objects.filter(status="withdrawn")[0]
    by_key = explain_asked(lambda: queries.by_key("snap", told.source_key))
    by_number = explain_asked(lambda: queries.by_number(told.number, "wrong"))
    behind = explain_queryset(queries.reports_behind(case))
    assert "intake_report_case" in behind.indexes, behind
    assert "intake_report_once" in by_key.indexes, by_key
    for read in (behind, by_key, by_number):
        assert not read.whole & {"intake_report", "cases_case"}, read
        assert read.pages <= PAGES_OF_A_FEW, read
