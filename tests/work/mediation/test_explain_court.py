"""A judge's queue, one ruling by number, agreements and what is owed stand on their indexes among thousands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction

from commongrid.base.access.terms import Actor, Grant, Has
from commongrid.work.mediation import queries
from commongrid.work.mediation.models import Agreement, Mediation
from tests.explaining import explain_asked, rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("crowded")]
JUDGE = Actor("staff", post_id=17, grants=(Grant("court.see", Has("sitting_ids", 17)),))
START = datetime(2026, 3, 2, tzinfo=UTC)
FIFTH = UUID("00000000-0000-0000-0005-000000000005")

FILL = """
set local session_replication_role = replica;
create temp table lots on commit drop as
  select n, ('00000000-0000-0000-0005-' || lpad(n::text, 12, '0'))::uuid as id from generate_series(0, %s) n;
insert into mediation_agreement (id, mediation_id, number, form, drawn_at, mediator_name, effective_at, sha256)
  select id, id, 'A' || n, 'written', '2026-03-02', '', '2026-03-02', '' from lots;
insert into mediation_clause (id, mediation_id, "order", who_id) select id, id, 1, id from lots;
insert into mediation_signature (id, agreement_id, party_id, how, sha256, by_agent, signed_at)
  select id, id, id, 'paper', '', false, '2026-03-02' from lots;
insert into mediation_party (id, mediation_id, side, consent, consent_at, consent_by, online, recording, scope)
  select id, id, 'applicant', 'yes', now(), 'party', false, false, '' from lots;
insert into mediation_confirmation (id, seq, head, number, agreement_id, court_id, ground, stage, property_wanted, sitting_ids,
    drafted_at, due_at, applied_at, next_due_at, extended, checks, slot_place, heard_how, reason, court_number, judge_name, delivered_at)
  select id, 1, '', 'C' || n, id, 1, 'body', 'filed', false, array[n % 400], '2026-03-02', '2026-04-01', '2026-03-02',
    '2026-03-17'::timestamptz + n * interval '1 minute', false, '{}', '', '', '', '', '',
    case when n % 50 = 0 then '2026-03-02'::timestamptz + n * interval '1 minute' end from lots;
insert into mediation_instalment (id, agreement_id, clause_id, debtor_id, creditor_id, nth, due_at, state, done_at)
  select id, id, id, id, id, 1, '2026-03-02'::timestamptz + n * interval '1 hour', case when n % 20 = 0 then 'owed' else 'done' end,
    case when n % 20 = 0 then null else now() end from lots;
set local session_replication_role = origin;
analyze mediation_agreement, mediation_clause, mediation_signature, mediation_party, mediation_confirmation, mediation_instalment;
"""


@pytest.fixture(scope="module")
def crowded(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The rows for the whole module, gone with its transaction."""
    with django_db_blocker.unblock(), transaction.atomic():
        with connection.cursor() as db:
            db.execute(FILL.replace("%s", str(rows(10_000) - 1)))
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("ask", "table"),
    [
        (lambda: queries.at_court(JUDGE, "open"), "confirmation"),
        (lambda: queries.court_counts(JUDGE), "confirmation"),
        (lambda: queries.confirmation("C77"), "confirmation"),
        (lambda: queries.genuine_ruling("C77"), "confirmation"),
        (lambda: queries.confirmation_of(Agreement(pk=FIFTH)), "confirmation"),
        (lambda: queries.measured(START, START + timedelta(hours=5)), "confirmation"),
        (lambda: queries.agreement_of(Mediation(pk=FIFTH)), "agreement"),
        (lambda: queries.genuine("A77"), "agreement"),
        (lambda: queries.terms(Mediation(pk=FIFTH)), "clause"),
        (lambda: queries.signers(Mediation(pk=FIFTH)), "party"),
        (lambda: list(Agreement(pk=FIFTH).signatures.all()), "signature"),
        (lambda: queries.instalments(Agreement(pk=FIFTH)), "instalment"),
    ],
)
def test_it_reads_no_table_whole(ask: Any, table: str) -> None:
    assert f"mediation_{table}" not in explain_asked(ask).whole


@pytest.mark.parametrize("ask", [queries.due_soon, queries.overdue])
def test_what_is_due_or_late_is_found_by_its_day(ask: Any) -> None:
    read = explain_asked(lambda: ask(START + timedelta(days=1)))
    assert "mediation_instalment" not in read.whole
    assert "mediation_instalment_due" in read.indexes
