"""What stands in the database now: how many entries of a kind, and how far each case has come."""

from __future__ import annotations

from typing import Any

import psycopg

KINDS = {"receive": "report.received", "act": "case.urged"}


def entries(db: psycopg.Connection, kind: str) -> int:
    """How many journal entries the requests of a kind have written."""
    found = db.execute("select count(*) from journal_entry where kind = %s", [KINDS[kind]]).fetchone()
    return int(found[0]) if found else 0


def cases(db: psycopg.Connection, given: list[list[dict[str, Any]]]) -> list[list[dict[str, Any]]]:
    """The same cases with their present `seq`: pgbench has moved them on."""
    seqs = dict(db.execute("select id::text, seq from cases_case").fetchall())
    return [[{**case, "seq": seqs[case["id"]]} for case in mine] for mine in given]
