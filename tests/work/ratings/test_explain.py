"""The register and the queues stand on their indexes among 20,000 ratings and read a page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction

from commongrid.base.access.terms import Actor, Grant, Prefix
from commongrid.work.ratings import queries
from commongrid.work.ratings.models import Rating
from commongrid.work.ratings.queries import listing
from tests.explaining import explain_asked, explain_queryset, rows

pytestmark = pytest.mark.django_db
AREA, TODAY = "449900003", date(2026, 3, 2)
LEADER = Actor("staff", area=AREA, grants=(Grant("ratings.see", Prefix("area", AREA)),))

FILL = """
set local session_replication_role = replica;
insert into premises_premises (id, seq, head, code, kind, name, address, area, lon, lat, is_rental, credit_code,
    state, schematic, added_at, found)
  select gen_random_uuid(), 0, '', 'X' || lpad(n::text, 7, '0'), 'building', '楼', '长路', '449900001001001', 113.6, 22.9, false,
    '', 'open', true, now(), ''::tsvector
  from generate_series(0, {last}) n;
insert into ratings_rating (id, seq, head, premises_id, name, address, area, scheme, edition_id, findings, grade, state, proposed_at,
    proposed_by, hear_until, why, valid_from, until, failing, appealed_at, appeal_why, moved_at)
  select gen_random_uuid(), 1, '', place.id, 'N' || lpad((n * 7919 %% 20000)::text, 6, '0'), 'A' || n,
    '449900' || lpad((1 + n / 4000)::text, 3, '0') || lpad((1 + n / 400 %% 10)::text, 3, '0') || '001', (array['rental','enterprise','estate'])[1 + n %% 3], 1,
    '[]', 'safe', case when n %% 50 = 0 then 'proposed' when n %% 50 = 1 then 'not_met' else 'in_force' end,
    '2026-03-01'::timestamptz + n * interval '1 second', 1, '2026-03-05', '', '2026-03-01', '2026-03-02'::date + (n %% 365)::int,
    '[]', case when n %% 50 = 1 then now() end, '', now()
  from (select id, row_number() over (order by code) - 1 as n from premises_premises where code like 'X%%') place;
set local session_replication_role = origin;
analyze ratings_rating, premises_premises;
""".replace("%%", "%")


@pytest.fixture(scope="module")
def crowded(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The rows for the whole module, gone with its transaction."""
    with django_db_blocker.unblock(), transaction.atomic():
        with connection.cursor() as db:
            db.execute(FILL.replace("{last}", str(rows(20_000) - 1)))
        yield
        transaction.set_rollback(True)


@pytest.mark.usefixtures("crowded")
def test_a_page_of_the_register_reads_its_index() -> None:
    first = explain_asked(lambda: queries.register("rental", TODAY))
    later = explain_asked(
        lambda: queries.register("rental", TODAY, after=("N010000", "00000000-0000-0000-0000-000000000000"))
    )
    for read in (first, later):
        assert "ratings_register" in read.indexes
        assert not read.whole
        assert read.pages < 300


@pytest.mark.usefixtures("crowded")
@pytest.mark.parametrize(
    ("queue", "index"),
    [("proposed", "ratings_listed"), ("appeals", "ratings_appeals"), ("soon", "ratings_until")],
)
def test_a_queue_reads_its_index(queue: str, index: str) -> None:
    read = explain_asked(lambda: queries.listed(queue, LEADER, TODAY, 3))
    assert index in read.indexes
    assert "ratings_rating" not in read.whole


@pytest.mark.usefixtures("crowded")
def test_what_runs_out_and_what_is_of_a_place() -> None:
    over = Rating.objects.filter(state__in=listing.STANDING, until__lt=TODAY).order_by("until", "pk")[:1000]
    assert "ratings_until" in explain_queryset(over).indexes
    own = Rating.objects.filter(premises="00000000-0000-0000-0000-000000000001").order_by("-proposed_at")
    assert "ratings_of_premises" in explain_queryset(own).indexes
