"""Work lists' sums and the map's colours stand on the indexes they name, among the rows of a large city."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection, transaction

from commongrid.base.access.terms import Actor
from commongrid.work.tallies import queries
from tests.explaining import explain_asked

pytestmark = pytest.mark.django_db
COMMUNITIES, UNITS, QUEUES = 3_000, 2_000, 6
FILL = """
insert into tallies_tally (centre_id, area, unit_id, queue, count)
select n / 100, '4499001' || lpad((n / 100)::text, 2, '0') || lpad((n % 100)::text, 3, '0'), null, (array['waiting', 'handling', 'paused', 'sent_back', 'assigned', 'checking'])[queue], 3
from generate_series(0, {communities} - 1) n, generate_series(1, {queues}) queue
union all
select null, '', n, (array['waiting', 'handling', 'paused', 'sent_back', 'assigned', 'checking'])[queue], 3 from generate_series(1, {units}) n, generate_series(1, {queues}) queue
"""


@pytest.fixture(scope="module")
def large(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        with connection.cursor() as db:
            db.execute(FILL.format(communities=COMMUNITIES, units=UNITS, queues=QUEUES))
            db.execute("analyze tallies_tally")
        yield
        transaction.set_rollback(True)


AREA, CENTRE, UNIT = (f"tallies_tally_{name}" for name in ("area", "centre", "unit"))
CITY, TOWN, COMMUNITY = "4499", "449900107", "449900107042"
NAMES = ("waiting", "handling")


def actor(role: str, area: str) -> Actor:
    return Actor(kind="staff", role=role, unit_id=7, area=area)


@pytest.mark.parametrize(
    ("ask", "indexes", "pages"),
    [
        (lambda: queries.queues(actor("dispatcher", TOWN), NAMES), {AREA, CENTRE}, 60),
        (lambda: queries.queues(actor("officer", TOWN), NAMES), {UNIT}, 10),
        (lambda: queries.by_area(actor("leader", TOWN), NAMES, TOWN, 12), {AREA}, 60),
        (lambda: queries.by_area(actor("leader", CITY), NAMES, COMMUNITY, 12), {AREA}, 10),
    ],
)  # fmt: skip
def test_sums_stand_on_their_index(
    large: None, ask: Callable[[], Any], indexes: set[str], pages: int
) -> None:
    found = explain_asked(ask)
    assert found.indexes == indexes
    assert not found.whole
    assert found.pages <= pages


def test_a_whole_city_reads_sums_and_never_a_case(large: None) -> None:
    found = explain_asked(lambda: queries.by_area(actor("leader", CITY), NAMES, CITY, 9))
    assert "cases_case" not in found.whole
    assert found.pages <= COMMUNITIES * QUEUES / 40
