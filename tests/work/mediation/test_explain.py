"""A post's matters, a person's, and those of a case stand on their indexes among 20,000 matters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction

from commongrid.base.access.terms import Actor, Grant, Has
from commongrid.work.mediation import queries
from tests.explaining import explain_asked, rows

pytestmark = pytest.mark.django_db
REACH = (Grant("mediation.see", Has("sitting_ids", 17)), Grant("mediation.see", Has("heading_ids", 17)))
LIN = Actor("staff", post_id=17, grants=REACH)

FILL = """
set local session_replication_role = replica;
create temp table lots on commit drop as
  select n, ('00000000-0000-0000-0003-' || lpad(n::text, 12, '0'))::uuid as id from generate_series(0, %s) n;
insert into mediation_mediation (id, seq, head, number, body_id, area, topic, origin, course, "case", number_in, state,
    sitting_ids, heading_ids, asked_at, due_at, pauses, steps, ending)
  select id, 1, '', 'N' || n, 1, '449900101001', 'wages', 'portal', 'people', case when n % 50 = 0 then 'C' || n else '' end, '',
    'accepted', array[n % 400], array[1000 + n % 100], '2026-03-02'::timestamptz + n * interval '1 second', now(), '[]', '[]', '' from lots;
insert into mediation_party (id, mediation_id, side, person_id, consent, consent_at, consent_by, online, recording, scope)
  select gen_random_uuid(), id, 'applicant', id, 'yes', now(), 'party', false, false, '' from lots;
set local session_replication_role = origin;
analyze mediation_mediation, mediation_party;
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
    ("ask", "indexes"),
    [
        (lambda: queries.listed(LIN, "open"), {"mediation_by_table", "mediation_by_heads"}),
        (lambda: queries.counts(LIN), {"mediation_by_table", "mediation_by_heads"}),
        (lambda: queries.exists_for("C50"), {"mediation_of_case"}),
        (lambda: queries.by_number("N77"), {"mediation_mediation_number_key"}),
    ],
)
def test_it_stands_on_its_indexes(ask: Any, indexes: set[str]) -> None:
    read = explain_asked(ask)
    assert "mediation_mediation" not in read.whole
    assert {name for name in read.indexes if name.startswith("mediation_")} >= {
        name for name in indexes if not name.endswith("_key")
    }


@pytest.mark.usefixtures("crowded")
def test_a_persons_matters_stand_on_their_keys() -> None:
    read = explain_asked(lambda: queries.of_person(UUID("00000000-0000-0000-0003-000000000005")))
    assert "mediation_mediation" not in read.whole
    assert "mediation_party" not in read.whole
