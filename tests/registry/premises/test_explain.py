"""Every list, search and map of premises stands on its index and reads few pages, among 80,000 generated rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection, transaction

from commongrid.base.access.terms import SYSTEM
from commongrid.registry.premises import queries
from commongrid.registry.premises.models import Premises
from commongrid.registry.premises.queries import Asked, drawing, nearness, searching, walking
from tests.explaining import Read, explain, explain_asked, explain_queryset

pytestmark = pytest.mark.django_db
EVERYWHERE, ONE_TOWN = "便利店", "榕树"
"""A word every eighth row has, and one that every row of the last town has and no other."""

FILL = """
insert into premises_premises (id, seq, head, code, kind, name, address, area, lon, lat, is_rental, credit_code,
                               state, schematic, added_at, found)
select gen_random_uuid(), 0, '', 'X' || lpad(n::text, 7, '0'), kind, name, '长路' || n || '号', area,
       113.6 + town * 0.02 + random() * 0.02, 22.9 + village * 0.02 + random() * 0.02, false, '',
       state, true, now(),
       (word || ' ''a:4499'' ''a:449900'' ''a:' || left(area, 9) || ''' ''a:' || left(area, 12) || ''' ''a:' || area
         || ''' ''e:' || area || ''' ''k:' || kind || ''' ''s:' || state || ''' ''x' || n || '''')::tsvector
from (
  select n, town, village, kind, state,
    '449900' || lpad(town::text, 3, '0') || lpad(village::text, 3, '0') || lpad((1 + n / 50 % 10)::text, 3, '0') as area,
    case when town = 16 then '榕树楼' when n % 8 = 0 then '便利店' else '楼' end as name,
    case when town = 16 then '''榕树'':1 ''树楼'':2' when n % 8 = 0 then '''便利'':1 ''利店'':2' else '''楼'':1' end as word
  from (
    select n, 1 + n / 5000 as town, 1 + n / 500 % 10 as village,
      (array['building', 'rental_building', 'three_small', 'enterprise', 'school'])[1 + n % 5] as kind,
      case when n % 50 = 0 then 'closed' else 'open' end as state
    from generate_series(0, 79999) n
  ) made
) rows
"""


@pytest.fixture(scope="module")
def crowded(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The rows for the whole module, gone with its transaction."""
    with django_db_blocker.unblock(), transaction.atomic():
        with connection.cursor() as db:
            db.execute(FILL)
            db.execute("analyze premises_premises, premises_tally")
        yield
        transaction.set_rollback(True)


@pytest.mark.usefixtures("crowded")
def test_what_a_device_holds_walks_the_list_of_its_area() -> None:
    worker = replace(SYSTEM, area="449900010005003")
    read = explain_queryset(queries.first_of(worker, 2_000))
    assert read.indexes == {"premises_premises_listed"}
    assert read.pages <= 200, read
    assert explain_asked(lambda: queries.mark_of(worker, 2_000)).indexes == {"premises_premises_listed"}


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[Read]:
    """What every statement of a search reads."""
    told: list[Read] = []
    search = searching.search

    def watched(query: str, most: int) -> list[Any]:
        with transaction.atomic(), connection.cursor() as db:
            db.execute("set local enable_seqscan = off")
            told.append(explain(searching.SEARCH, [query, most]))
            db.execute("set local enable_seqscan = on")
        return search(query, most)

    monkeypatch.setattr(searching, "search", watched)
    return told


@pytest.mark.usefixtures("crowded")
@pytest.mark.parametrize(
    "asked",
    [
        Asked(),
        Asked(area="449900010"),
        Asked(area="449900010005003", kind="school"),
        Asked(state="closed", kind="enterprise"),
        Asked(after=("449900015003002", "X0072500")),
        Asked(kind="school", after=("449900015003002", "X0072500")),
    ],
)
def test_a_list_walks_its_index(asked: Asked) -> None:
    read = explain_queryset(walking.walk(asked, queries.seen_by(SYSTEM))[:51])
    assert read.indexes <= {"premises_premises_listed", "premises_premises_kinds"}
    assert read.indexes
    assert read.pages <= 200, read


@pytest.mark.usefixtures("crowded")
@pytest.mark.parametrize(
    ("asked", "first", "pages"),
    [
        (Asked(words=EVERYWHERE), "449900001001001", 6_000),
        (Asked(words=EVERYWHERE, area="449900009004"), "449900009004001", 3_000),
        (Asked(words=ONE_TOWN), "449900016001001", 6_000),
        (Asked(words="恐龙"), None, 120),
        (Asked(words=ONE_TOWN, area="449900003"), None, 300),
        (Asked(words=EVERYWHERE, kind="school", after=("449900012001001", "X9")), "449900012001002", 6_000),
    ],
)
def test_a_search_stands_on_its_index(asked: Asked, first: str | None, pages: int, reads: list[Read]) -> None:
    found = queries.listed(asked, SYSTEM)
    assert (found[0].area if found else None) == first
    assert all(read.indexes == {"premises_premises_found"} for read in reads), reads
    assert sum(read.pages for read in reads) <= pages, [read.pages for read in reads]
    assert len(reads) <= 40


@pytest.mark.usefixtures("crowded")
@pytest.mark.parametrize(("common", "walked"), [(20_000, 1_000), (0, 100), (0, 1_000)])
def test_pages_of_a_search_are_complete_and_in_order(
    common: int, walked: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A word that is common is met by walking the list first; that changes nothing of what is found."""
    monkeypatch.setattr(searching, "COMMON", common)
    monkeypatch.setattr(searching, "WALKED", walked)
    monkeypatch.setattr(searching, "TOWN", 9 if common else 15)
    asked, seen = Asked(words=EVERYWHERE, area="449900002001"), []
    for _ in range(20):
        page = queries.listed(asked, SYSTEM, most=30)
        seen += [(one.area, one.code) for one in page[:30]]
        if len(page) <= 30:
            break
        asked = Asked(words=asked.words, area=asked.area, after=seen[-1])
    assert seen == sorted(set(seen))
    rows = walking.walk(Asked(area="449900002001"), queries.seen_by(SYSTEM)).filter(name=EVERYWHERE)
    assert len(seen) == rows.count()


@pytest.mark.usefixtures("crowded")
def test_maps_nearness_and_counts_read_what_they_show(django_assert_num_queries: Any) -> None:
    lon, lat = 113.83, 23.0
    read = explain(nearness.NEAREST, [lon - 0.001, lat - 0.001, lon + 0.001, lat + 0.001, lon, lat, 20])
    assert read.indexes == {"premises_premises_point"}
    assert read.pages <= 200
    with django_assert_num_queries(1):
        assert sum(one.n for one in queries.sums("", 9)) == 80_000 - 1_600
    summed = explain_asked(lambda: queries.sums("449900003", 12, kind="school"))
    assert summed.indexes <= {"premises_tally_sums", "premises_tally_once"}
    assert summed.indexes
    assert summed.pages <= 200, summed
    with django_assert_num_queries(1):
        assert queries.count(Asked(area="449900001", kind="school"), SYSTEM) == 1_000
    with django_assert_num_queries(1):
        queries.listed(Asked(area="449900001"), SYSTEM)


@pytest.mark.usefixtures("crowded")
def test_laying_out_walks_the_index_of_kinds() -> None:
    read = explain_queryset(queries.walked("449900010", "school", "", ("449900010003002", "X0047500"))[:2000])
    assert read.indexes == {"premises_premises_kinds"}


@pytest.mark.usefixtures("crowded")
@pytest.mark.parametrize(
    ("asked", "wide", "index"),
    [
        (Asked(), 0.01, "premises_premises_point"),
        (Asked(kind="school", area="449900012"), 0.01, "premises_premises_point"),
        (Asked(words="x4711"), 1.0, "premises_premises_found"),
        (Asked(words=ONE_TOWN), 0.01, "premises_premises_point"),
    ],
)
def test_a_map_reads_what_is_in_view(asked: Asked, wide: float, index: str) -> None:
    lon, lat = 113.83, 23.0
    with transaction.atomic(), connection.cursor() as db:
        db.execute("set local enable_seqscan = off")
        rows = drawing.boxed((lon, lat, lon + wide, lat + wide), asked, SYSTEM)[:1_501]
        read = explain_queryset(rows)
        db.execute("set local enable_seqscan = on")
    assert index in read.indexes, read
    assert not read.whole
    assert read.pages <= 3_000, read


@pytest.mark.usefixtures("crowded")
def test_parts_are_stepped_through_not_read(django_assert_num_queries: Any) -> None:
    asked = explain_asked(lambda: queries.parts("449900"))
    assert asked.indexes == {"premises_tally_once"}
    assert asked.pages <= 200, asked
    assert queries.parts("449900") == [f"449900{town:03}" for town in range(1, 17)]
    assert len(queries.parts("449900001001")) == 10
    Premises.objects.filter(area="449900001001001").update(area="449900001001")
    assert queries.parts("449900001001")[:2] == ["449900001001", "449900001001002"]
