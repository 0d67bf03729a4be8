"""Who lacks what, whose certificate ends, one's own sittings: read by their indexes among many."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from commongrid.work.training import queries
from commongrid.work.training.models import Sitting
from commongrid.work.training.queries import holding
from tests.cast import Town, found_town
from tests.explaining import explain_asked, explain_queryset, rows
from tests.work.training.things import demand, school

pytestmark = pytest.mark.django_db

FILL = """
set local session_replication_role = replica;
insert into access_account (password, username, name, name_en, email, language, is_active, created_at)
  select '!', 'made-' || n, '某人', '', '', 'zh-hans', true, now() from generate_series(1, %(rows)s) n;
insert into units_post (account_id, role, unit_id, area, title, employment, starts_on)
  select id, case when id %% 4 = 0 then 'grid_worker' else 'officer' end, %(unit)s,
    '4499' || lpad((1 + id %% 30)::text, 5, '0') || lpad((id %% 900)::text, 6, '0'), '', '', %(today)s
  from access_account where username like 'made-%%';
insert into training_certificate (number, account_id, kind_id, exam_id, sitting_id, taught, issued_on, valid_until,
    shows_name, withdrawn_why)
  select 'Z' || lpad((id * 2 + n)::text, 11, '0'), id, %(kind)s, %(exam)s, gen_random_uuid(), '[]', %(today)s::date - 400,
    %(today)s::date + (id * 7 + n * 365)::int %% 1400 - 400, false, ''
  from access_account, generate_series(1, 2) n where username like 'made-%%';
insert into training_sitting (id, exam_id, account_id, seed, questions, answers, pass_percent, started_at, ends_at, handed_at,
    "right", passed)
  select gen_random_uuid(), %(exam)s, id, 1, '{}', '{}', 80, %(now)s::timestamptz - n * interval '1 day',
    %(now)s::timestamptz - n * interval '1 day', %(now)s::timestamptz - n * interval '1 day', 9, true
  from access_account, generate_series(1, 3) n where username like 'made-%%';
set local session_replication_role = origin;
analyze access_account, units_post, training_certificate, training_sitting;
"""


@pytest.fixture(scope="module")
def many(django_db_setup: None, django_db_blocker: Any) -> Iterator[Town]:
    """A city's staff with its certificates, gone with its transaction."""
    with django_db_blocker.unblock(), transaction.atomic():
        town = found_town()
        exam = school(town)
        facts = {
            "rows": rows(20_000), "unit": town.unit_of("chenlihua").pk, "kind": exam.kind_id, "exam": exam.pk,
            "today": timezone.localdate(town.now), "now": town.now,
        }  # fmt: skip
        with connection.cursor() as db:
            db.execute(FILL, facts)
        yield town
        transaction.set_rollback(True)


def test_who_lacks_it_reads_the_posts_of_the_area_and_their_certificates(many: Town) -> None:
    today = timezone.localdate(many.now)
    wanted, own = demand(), {"chenlihua", "hezhiqiang"}
    assert {post.account.username for post in queries.lacking(many.zhoumin, wanted, today)} >= own
    read = explain_asked(lambda: queries.lacking(many.zhoumin, wanted, today))
    assert "units_post_area" in read.indexes
    assert "training_certificate_holder" in read.indexes
    assert not read.whole & {"training_certificate", "units_post"}
    assert read.pages < 1500


def test_whose_certificate_ends_reads_the_days_that_matter(many: Town) -> None:
    read = explain_queryset(holding.ending(timezone.localdate(many.now))[:100])
    assert "training_certificate_until" in read.indexes
    assert "training_certificate" not in read.whole


def test_ones_own_stand_on_their_index(many: Town) -> None:
    mine = many.account("made-17").pk
    sittings = explain_asked(lambda: queries.sittings_of(mine))
    assert "training_sitting_own" in sittings.indexes
    assert "training_sitting" not in sittings.whole
    held = explain_asked(lambda: queries.certificates_of(mine))
    assert "training_certificate_own" in held.indexes
    assert "training_certificate" not in held.whole
    assert held.pages < 30


def test_what_is_over_and_what_is_forgotten_stand_on_their_index(many: Town) -> None:
    left = explain_queryset(queries.left_open(many.now))
    assert "training_sitting_open" in left.indexes
    old = Sitting.objects.filter(ends_at__lt=many.now - timedelta(days=80), handed_at__isnull=False)
    assert "training_sitting_ended" in explain_queryset(old).indexes
