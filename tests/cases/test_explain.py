"""Every list of cases stands on the indexes it names and reads a limited number of pages, on a table big enough to matter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from commongrid.cases import queries
from commongrid.cases.models import IS_OPEN, Case
from commongrid.cases.queries import asking, boxes, gathering
from commongrid.cases.queries.asking import Asked
from commongrid.intake import nearness
from commongrid.intake import queries as intake
from tests.cases import crowd
from tests.cast import START, Town, found_town
from tests.explaining import Read, explain, explain_queryset

OPENED, CLOSED, NEXT_DUE, FOUND = (f"cases_case_{name}" for name in ("opened", "closed", "next_due", "found"))
pytestmark = pytest.mark.django_db
ASKED = Asked()
DENSE, SPARSE, COUNT, MAP = 400, 2_500, 6_000, 12_000
"""Pages: the answer stands among the newest rows; it has to be looked for; a thousand of it are counted; two thousand of it drawn."""


@pytest.fixture(scope="module")
def crowded(django_db_setup: None, django_db_blocker: Any) -> Iterator[Town]:
    """Thirty thousand cases of six years for the whole module, gone with its transaction."""
    with django_db_blocker.unblock(), transaction.atomic():
        town = found_town()
        crowd.fill(town)
        yield town
        transaction.set_rollback(True)


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[Read]:
    """What every statement of a search reads, while it runs."""
    told: list[Read] = []
    ask = gathering._Search._ask

    def watched(self: Any, sql: str, params: list[Any]) -> list[Any]:
        told.append(explain(sql, params))
        return ask(self, sql, params)

    monkeypatch.setattr(gathering._Search, "_ask", watched)
    return told


def searches(town: Town) -> list[tuple[Asked, str, int]]:
    """The planner's worst cases among them: rare words by date, frequent words in a quiet place, nothing at all."""
    unit = town.unit_of("liguoqiang").pk
    within, saying = asking.within, asking.saying
    closed = asking.in_queue(ASKED, "closed")
    long_ago = asking.opened_between(ASKED, START - timedelta(days=1500), START - timedelta(days=1490))
    return [
        (ASKED, "opened", DENSE),
        (closed, "closed", DENSE),
        (asking.in_queue(ASKED, "open"), "due", 1_500),
        (saying(ASKED, crowd.OFTEN), "opened", DENSE),
        (saying(ASKED, crowd.SELDOM), "opened", SPARSE),
        (saying(ASKED, "恐龙"), "opened", SPARSE),
        (saying(ASKED, crowd.NEVER), "opened", SPARSE),
        (saying(within(ASKED, crowd.QUIET), crowd.OFTEN), "opened", SPARSE),
        (saying(within(ASKED, crowd.CROWDED), crowd.SELDOM), "opened", SPARSE),
        (within(closed, crowd.QUIET), "closed", SPARSE),
        (asking.of_unit(closed, unit), "closed", SPARSE),
        (within(asking.in_queue(ASKED, "waiting"), crowd.QUIET), "due", SPARSE),
        (asking.in_queue(ASKED, "supervised"), "due", SPARSE),
        (asking.due_before(ASKED, START - timedelta(days=1_000)), "opened", SPARSE),
        (saying(long_ago, crowd.OFTEN), "opened", DENSE),
        (within(long_ago, crowd.QUIET), "closed", SPARSE),
        (asking.by_channel(saying(ASKED, crowd.OFTEN), "phone"), "opened", SPARSE),
    ]


def test_every_search_stands_on_its_indexes_and_reads_little(crowded: Town, reads: list[Read]) -> None:
    for number, (asked, order, most) in enumerate(searches(crowded)):
        reads.clear()
        gathering.gather(asked, gathering.ORDERS[order])
        walked = {"opened": OPENED, "closed": CLOSED, "due": NEXT_DUE}[order]
        assert all(read.indexes and read.indexes <= {walked, FOUND} for read in reads), (number, reads)
        assert sum(read.pages for read in reads) <= most, (number, [read.pages for read in reads])
        assert len(reads) <= 12, (number, len(reads))


def test_a_count_reads_no_more_than_it_counts(crowded: Town, reads: list[Read]) -> None:
    for asked in (ASKED, asking.saying(ASKED, crowd.OFTEN), asking.within(ASKED, "449900101")):
        reads.clear()
        queries.count(asked, "opened")
        assert sum(read.pages for read in reads) <= COUNT


def test_phrase_that_is_nowhere_stops_at_the_budget(
    crowded: Town, reads: list[Read], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gathering, "BUDGET", 3_000)
    found = gathering.gather(asking.saying(ASKED, crowd.NO_PHRASE), gathering.ORDERS["opened"])
    assert found.until is not None
    assert sum(read.pages for read in reads) <= 8_000


def test_the_thousandth_page_costs_what_the_first_does(crowded: Town, reads: list[Read]) -> None:
    far = (START - timedelta(minutes=100 * 25_000), gathering.LEAST)
    for asked in (ASKED, asking.saying(ASKED, crowd.OFTEN), asking.within(ASKED, crowd.CROWDED)):
        read = []
        for after in (None, far):
            reads.clear()
            gathering.gather(asked, gathering.ORDERS["opened"], after)
            read.append(sum(one.pages for one in reads))
        assert read[1] <= 2 * read[0] + 50, read


def test_a_map_reads_what_it_shows_and_not_the_city(crowded: Town, reads: list[Read]) -> None:
    lon, lat = crowded.spot()
    for half, queue, order in ((0.005, "open", "due"), (0.005, "closed", "closed"), (0.06, "open", "due")):
        reads.clear()
        asked = boxes.within(asking.in_queue(ASKED, queue), lon - half, lat - half, lon + half, lat + half)
        gathering.gather(asked, gathering.ORDERS[order], most=2_001)
        walked = {"due": NEXT_DUE, "closed": CLOSED}[order]
        assert all(read.indexes and read.indexes <= {walked, FOUND} for read in reads), (queue, half, reads)
        assert sum(read.pages for read in reads) <= MAP, (queue, half, [read.pages for read in reads])
    reads.clear()
    far = boxes.within(asking.in_queue(ASKED, "open"), lon + 1, lat, lon + 1.01, lat + 0.01)
    gathering.gather(far, gathering.ORDERS["due"], most=2_001)
    assert sum(read.pages for read in reads) <= SPARSE


def test_a_number_and_its_beginning_stand_on_the_unique_index(crowded: Town, reads: list[Read]) -> None:
    case = Case.objects.order_by("-opened_at")[5]
    for typed in (case.number, case.number[:6]):
        reads.clear()
        asked = replace(
            ASKED, few=asking.Q(number__startswith=typed) if len(typed) < 10 else asking.Q(number=typed)
        )
        gathering.gather(asked, gathering.ORDERS["opened"])
        assert all("cases_case_number" in name for read in reads for name in read.indexes)
        assert sum(read.pages for read in reads) <= 700


def stands_on(found: Any, *named: str, pages: int) -> None:
    read = explain_queryset(found)
    assert "cases_case" not in read.whole
    assert read.indexes & set(named), read.indexes
    assert read.pages <= pages, read


def test_what_waits_stands_on_its_index(crowded: Town) -> None:
    cases = Case.objects.all()
    late = queries.late(START - timedelta(days=2_000)).order_by("status", "due_at")[:50]
    stands_on(late, "cases_case_due", NEXT_DUE, pages=400)
    of_unit = cases.filter(IS_OPEN, unit_ids__contains=[crowded.unit_of("liguoqiang").pk])
    stands_on(of_unit, "cases_case_units", pages=1_200)
    stands_on(cases.filter(area__startswith=crowd.QUIET, status="waiting"), "cases_case_area", pages=600)
    near = intake.in_cells(list(nearness.cells_near(*crowded.spot(), 250)), START - timedelta(days=400))
    stands_on(near, "cases_case_near", pages=1_500)
