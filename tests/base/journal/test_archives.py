"""A month leaves for a file and comes back; what is left and the file itself are proved."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from commongrid.base.calendar import queries as calendars
from commongrid.base.journal import acts, archives, queries, sealing
from commongrid.base.privacy.ids import uuid7
from commongrid.base.verdicts import Refused
from commongrid.cases import acts as cases
from commongrid.cases import past
from commongrid.cases.models import Case
from tests.cases.test_bringing import opening, party
from tests.cast import Town

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("Asia/Shanghai")
BEGUN = datetime(2024, 3, 20, 2, tzinfo=UTC)
NOW = datetime(2024, 6, 1, 2, tzinfo=UTC)
MARCH = date(2024, 3, 1)


@pytest.fixture
def case(town: Town) -> Case:
    """Opened in March, closed in April; both months sealed."""
    acts.make_months(BEGUN, NOW)
    told = past.open_case(
        opening(town), uuid7(BEGUN), office=calendars.calendar(), by=past.teller(town.zhoumin), at=BEGUN
    )
    officer, later = past.teller(town.liguoqiang), BEGUN + timedelta(days=20)
    past.assign(told, party(town.unit_of("liguoqiang")), by=past.teller(town.zhoumin), at=BEGUN, why="归它管")
    past.take(told, by=officer, at=BEGUN + timedelta(days=1))
    past.report_done(told, by=officer, at=later, why="换好了")
    past.pass_check(told, by=past.teller(town.chenlihua), at=later)
    cases.bring_in([told], at=NOW)
    for day in sealing.unsealed_days(date(2024, 5, 2), BEGUN.date()):
        acts.seal(day, zone=ZONE, at=NOW)
    return Case.objects.get(pk=told.id)


def whole() -> bool:
    return not (
        sealing.first_broken_entry()
        or sealing.first_broken_end()
        or sealing.first_broken_seal(ZONE)
        or sealing.first_broken_archive()
    )


def test_a_month_goes_and_comes_back(case: Case, tmp_path: Path) -> None:
    before = queries.history("case", str(case.pk))
    kept = acts.archive(MARCH, tmp_path, at=NOW)
    left = queries.history("case", str(case.pk))
    assert (kept.entries, [entry.seq for entry in left]) == (3, [4, 5])
    assert whole()
    path = Path(kept.file)
    told = [archives.recorded(each) for each in archives.read(path, ("case", str(case.pk)))]
    assert told + left == before
    out = StringIO()
    call_command("read_archive", path, case=case.number, stdout=out)
    assert "case.opened" in out.getvalue()
    assert list(Case.objects.filter(number=case.number)) == [case]
    assert acts.restore(path, at=NOW) == 3
    assert queries.history("case", str(case.pk)) == before
    assert whole()


def test_a_changed_or_lost_archive_is_found(case: Case, tmp_path: Path) -> None:
    path = Path(acts.archive(MARCH, tmp_path, at=NOW).file)
    rows = list(archives.read(path))
    archives.write(path, [rows[0]._replace(data='{"a":1}'), *rows[1:]], MARCH)
    fault = sealing.first_broken_archive()
    assert fault is not None
    assert (fault.what, fault.seq) == ("changed", 1)
    archives.write(path, rows[1:], MARCH)
    with pytest.raises(Refused, match="archive_differs"):
        acts.restore(path, at=NOW)
    path.unlink()
    assert sealing.first_broken_archive() is not None
    with pytest.raises(CommandError):
        call_command("verify_journal", stdout=StringIO())


def test_a_month_that_is_not_over_or_not_sealed_stays(case: Case, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="month_not_over"):
        acts.archive(date(2024, 6, 1), tmp_path, at=NOW)
    with pytest.raises(Refused, match="month_not_sealed"):
        acts.archive(date(2024, 5, 1), tmp_path, at=NOW)
    with pytest.raises(Refused, match="nothing_there"):
        acts.archive(date(2023, 1, 1), tmp_path, at=NOW)
    assert not list(tmp_path.iterdir())


def test_a_change_in_what_is_left_is_still_found(case: Case, tmp_path: Path) -> None:
    acts.archive(MARCH, tmp_path, at=NOW)
    with connection.cursor() as db:
        db.execute("set local session_replication_role = replica")
        db.execute("update journal_entry set data = '{}' where subject_id = %s and seq = 5", [str(case.pk)])
        db.execute("set local session_replication_role = origin")
    fault = sealing.first_broken_entry()
    assert fault is not None
    assert (fault.seq, fault.what) == (5, "changed")


@pytest.mark.parametrize("from_entry", [5, 1])
def test_a_history_cut_off_at_its_end_is_found_by_its_row(case: Case, from_entry: int) -> None:
    assert sealing.first_broken_end() is None
    with connection.cursor() as db:
        db.execute("set local session_replication_role = replica")
        db.execute(
            "delete from journal_entry where subject_id = %s and seq >= %s", [str(case.pk), from_entry]
        )
        db.execute("set local session_replication_role = origin")
    assert sealing.first_broken_entry() is None
    assert sealing.first_broken_end() == sealing.Fault(f"case:{case.pk}", 5, "missing")
    with pytest.raises(CommandError, match="entry 5: missing"):
        call_command("verify_journal", stdout=StringIO())
