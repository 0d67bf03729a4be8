"""The limit: pgbench writes the very rows that one request wrote, with only what must be unique made anew."""

from __future__ import annotations

import os
import re
import subprocess
from typing import Any

import psycopg

from bench._city import City
from commongrid.config.launch import accounts
from commongrid.config.launch.sockets import DATABASE, SUPERUSER

MINE = {"recorded_at", "id", "era", "xid"}
"""Columns of the journal that PostgreSQL fills itself."""
NEW = {
    "id": "gen_random_uuid()",
    "number": "to_hex((:n)::bigint)",
    "source_key": "gen_random_uuid()::text",
}
HEAD = "sha256(uuid_send(gen_random_uuid()))"


def receive(db: psycopg.Connection) -> str:
    """One transaction: a report like the newest one, and its entry."""
    report = _row(db, "intake_report", "order by received_at desc, id desc limit 1")
    entry = _row(
        db, "journal_entry", "where kind = 'report.received' order by recorded_at desc, id desc limit 1"
    )
    entry = {name: value for name, value in entry.items() if name not in MINE}
    made = {**report, **NEW, "head": HEAD}
    told = {**entry, "subject_id": "gen_random_uuid()::text", "digest": HEAD}
    return "\n".join(
        [
            "\\set n random(1, 1099511627775)",
            "begin;",
            _insert("intake_report", made),
            _insert("journal_entry", told),
            "commit;",
        ]
    )


def act(db: psycopg.Connection, cases: list[list[dict[str, Any]]]) -> str:
    """One transaction: a case moved by compare-and-set as an urging moves it, and its entry."""
    each = len(cases[0])
    ids = ", ".join(f"'{case['id']}'" for mine in cases for case in mine)
    entry = _row(db, "journal_entry", "where kind = 'case.urged' order by recorded_at desc, id desc limit 1")
    entry = {name: value for name, value in entry.items() if name not in MINE}
    moved = "status = status, moved_at = now(), urges = urges + 1, seq = seq + 1, head = " + HEAD
    told = {**entry, "subject_id": "(:id)::text", "seq": "(:seq)::int", "digest": HEAD}
    return "\n".join(
        [
            f"\\set k :client_id * {each} + random(1, {each})",
            "begin;",
            f"update cases_case set {moved} where id = ((array[{ids}]::uuid[])[:k]) and status = 'waiting' returning id, seq \\gset",  # noqa: S608
            _insert("journal_entry", told),
            "commit;",
        ]
    )


def rate(city: City, script: str, seconds: int, clients: int) -> float:
    """Transactions a second, as pgbench tells them."""
    file = city.var / "limit.sql"
    file.write_text(script)
    command = [
        str(accounts.binaries() / "pgbench"), "-n", "-M", "prepared", "-c", str(clients), "-j", "1",
        "-T", str(seconds), "-f", str(file), "-h", str(city.sockets), "-U", SUPERUSER, DATABASE,
    ]  # fmt: skip
    environ = {**os.environ, "PGOPTIONS": f"-c idle_in_transaction_session_timeout={60_000}"}
    told = subprocess.run(command, capture_output=True, text=True, env=environ, check=False)  # noqa: S603 (the wheel's own pgbench)
    found = re.search(r"tps = ([0-9.]+)", told.stdout)
    if told.returncode or not found:
        raise SystemExit(f"pgbench: {told.stderr[-600:]}")
    return float(found[1])


def _row(db: psycopg.Connection, table: str, which: str) -> dict[str, str]:
    """One row as SQL literals by column. A colon is written by its number: pgbench takes :name for a variable."""
    asked = (
        "select a.attname, format_type(a.atttypid, a.atttypmod) from pg_attribute a"
        " where a.attrelid = %s::regclass and a.attnum > 0 and not a.attisdropped"
    )
    types: dict[str, str] = dict(db.execute(asked, [table]).fetchall())
    columns = ", ".join(f'"{name}"::text' for name in types)
    values = db.execute(f"select {columns} from {table} {which}".encode()).fetchone() or ()  # noqa: S608 (our own names)
    return {name: _literal(value, types[name]) for name, value in zip(types, values, strict=True)}


def _literal(value: str | None, kind: str) -> str:
    if value is None:
        return "null"
    plain = value.replace("\\", "\\\\").replace("'", "\\'").replace(":", "\\x3a")
    return f"cast(E'{plain}' as {kind})"


def _insert(table: str, row: dict[str, str]) -> str:
    names = ", ".join(f'"{name}"' for name in row)
    return f"insert into {table} ({names}) values ({', '.join(row.values())});"  # noqa: S608 (our own rows)
