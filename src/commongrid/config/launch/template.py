"""A database with the tables of this code, from which every test run copies its own: copying takes a moment, migrating many."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from commongrid.config.launch import accounts, answering, city, sockets, stamps
from commongrid.config.launch.house import ROOT, Trouble

PREFIX = "tests_from_"
DRAFT = f"{PREFIX}draft"
VARIABLE = "COMMONGRID_TEST_TEMPLATE"


@contextmanager
def offered(data: Path) -> Iterator[None]:
    """Inside the block the tests' settings find the template on the server of `data`; it is made where it is not there."""
    wanted = f"{PREFIX}{_mark()[:16]}"
    there = _ask(data, f"select datname from pg_database where datname like '{PREFIX}%'").split()  # noqa: S608
    if wanted not in there:
        for stale in there:
            _ask(data, f"drop database {stale} with (force)")
        _ask(data, f"create database {DRAFT}")
        city.django("migrate", "--verbosity", "0", DATABASE_URL=_address(data), COMMONGRID_MODE="test")
        _ask(data, f"alter database {DRAFT} rename to {wanted}")
    os.environ[VARIABLE] = wanted
    try:
        yield
    finally:
        del os.environ[VARIABLE]


def _mark() -> str:
    """Changes with every migration, ours or a library's, and with the rooms that have any."""
    code = ROOT / "src" / "commongrid"
    inputs = [*code.glob("**/migrations/*.py"), code / "config" / "settings.py", ROOT / "uv.lock"]
    return stamps.digest(inputs)


def _address(data: Path) -> str:
    at = quote(str(sockets.socket_directory(data)), safe="")
    return f"postgresql://{sockets.SUPERUSER}@/{DRAFT}?host={at}"


def _ask(data: Path, query: str) -> str:
    done = subprocess.run(
        [
            str(accounts.binaries() / "psql"), "-XAtq", "-v", "ON_ERROR_STOP=1", "-h", str(sockets.socket_directory(data)),
            "-p", str(sockets.PORT), "-U", sockets.SUPERUSER, "-d", "postgres", "-c", query,
        ],
        env=answering.environ(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise Trouble(f"The database the tests are copied from could not be made: {done.stderr.strip()}")
    return done.stdout
