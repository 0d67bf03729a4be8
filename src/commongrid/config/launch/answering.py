"""Whether a PostgreSQL answers, what its tools are started with, and what its faults mean."""

import os
import subprocess
from pathlib import Path

from commongrid.config.launch.sockets import PORT


def is_answering(binaries: Path, sockets: Path) -> bool:
    command = [str(binaries / "pg_isready"), "-q", "-h", str(sockets), "-p", str(PORT)]
    return subprocess.run(command, env=environ(), check=False).returncode == 0


def environ() -> dict[str, str]:
    """PG… variables of the caller would send our tools to another server; the locale is given, not guessed."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
    return {**kept, "LC_ALL": "C"}


def sentence(fault: str, log: Path) -> str:
    if "No space left" in fault:
        return f"The disk is full, so PostgreSQL cannot start: free some space on the disk of {log.parent} and try again."
    if "could not look up effective user ID" in fault:
        return "This account has no name on this machine and PostgreSQL needs one: run this as a named account, or give DATABASE_URL."
    if "ermission denied" in fault:
        return f"PostgreSQL may not use {log.parent} ({fault}): run this as the account that made it, or give --data-dir."
    return f"PostgreSQL did not start: {fault} (more in {log})."
