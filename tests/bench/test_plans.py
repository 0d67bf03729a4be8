"""What PostgreSQL's log tells of a statement is read as it was written there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.db import connection

from bench import plans

ASKED = "select number from cases_case where area = '449900101' and number in ('A', 'B', 'it''s') limit 50"


def test_a_statement_is_one_whatever_it_is_asked_with() -> None:
    other = ASKED.replace("449900101", "4419").replace("50", "7").replace("'A', ", "'A', 'C', ")
    assert plans.worded(ASKED) == plans.worded(other)
    assert plans.worded(ASKED) == "select number from cases_case where area = ? and number in (?, …) limit ?"


@pytest.mark.django_db
def test_the_slowest_plan_of_a_statement_is_told(tmp_path: Path) -> None:
    with connection.cursor() as db:
        db.execute(f"explain (analyze, buffers, timing off, format json) {ASKED}")
        (told,) = db.fetchone()
    plan = {"Query Text": ASKED, "Plan": (json.loads(told) if isinstance(told, str) else told)[0]["Plan"]}
    written = json.dumps(plan, indent=2).replace("\n", "\n\t")
    log = tmp_path / "pg.log"
    log.write_text("before\n")
    since = log.stat().st_size
    stamp = "2026-11-28 19:15:01.283 UTC [1]"
    with log.open("a") as lines:
        lines.write(
            f"{stamp} LOG:  duration: 3.500 ms  plan:\n\t{written}\n{stamp} LOG:  checkpoint starting\n"
        )
        lines.write(f"{stamp} LOG:  duration: 0.250 ms  plan:\n\t{written}\n")
    found = list(plans.logged(log, since))
    assert [ms for ms, _ in found] == [3.5, 0.25]
    one = plans.Statement("list", plans.worded(ASKED))
    for ms, told_plan in found:
        one.add(ms, told_plan["Plan"])
    assert one.outline[0].startswith("Limit · 0 rows")
    assert any("cases_case" in line for line in one.outline)
    lines = plans.table([one]).splitlines()
    assert "at most 3.5 of 2" in lines[0]
    assert plans.figures([one])["1. list"]["times"] == 2
