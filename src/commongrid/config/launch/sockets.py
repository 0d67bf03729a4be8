"""Where PostgreSQL's socket stands: in the data directory, or in a private short one when that path is too long."""

import hashlib
import os
import stat
import sys
from pathlib import Path
from urllib.parse import quote

from commongrid.config.launch import accounts
from commongrid.config.launch.house import Trouble

DATABASE = "commongrid"
SUPERUSER = "postgres"
PORT = 5432
# sun_path holds 108 bytes on Linux and 104 on macOS, one of them the closing zero.
LONGEST = 103 if sys.platform == "darwin" else 107
SHORT = Path("/tmp")  # noqa: S108 (the directory below it is private and its owner is checked)


def socket_directory(data: Path) -> Path:
    """The directory whose socket leads to the server on `data`; Trouble when someone else has made it first."""
    real = data.resolve()
    if len(os.fsencode(real / f".s.PGSQL.{PORT}")) <= LONGEST:
        return real
    short = SHORT / f"commongrid-{hashlib.sha256(os.fsencode(real)).hexdigest()[:12]}"
    if real.exists() and os.path.lexists(short):
        _demand_private(short, real.stat().st_uid)
    return short


def address(data: Path) -> str:
    """The DATABASE_URL of the server on `data`."""
    return f"postgresql://{SUPERUSER}@/{DATABASE}?host={quote(str(socket_directory(data)), safe='')}"


def make_private(directory: Path, account: accounts.Account | None) -> Path:
    """Makes `directory` unless it is there, 0700 and owned by the one who runs PostgreSQL, and returns it."""
    if not os.path.lexists(directory):
        accounts.make_directory(directory, account)
    _demand_private(directory, account.uid if account else os.geteuid())
    return directory


def _demand_private(directory: Path, owner: int) -> None:
    """The socket asks no password, so nobody else may reach it or put another in its place."""
    seen = directory.lstat()
    if not stat.S_ISDIR(seen.st_mode) or seen.st_uid != owner or stat.S_IMODE(seen.st_mode) & 0o077:
        raise Trouble(
            f"{directory} is not a private directory of the account that runs PostgreSQL: "
            "remove it, or move Commongrid to a shorter path."
        )
