"""On what a measurement was made: the machine, the programs, the state of the code."""

from __future__ import annotations

import os
import platform
import re
import subprocess
import time
from pathlib import Path
from typing import Any

from commongrid.config.launch import accounts
from commongrid.config.launch.house import ROOT


def machine() -> dict[str, Any]:
    version = _said([str(accounts.binaries() / "postgres"), "--version"])
    return {
        "cores": os.cpu_count() or 1,
        "cpu": _line("/proc/cpuinfo", "model name") or platform.processor() or platform.machine(),
        "memory_gb": round(int(re.sub(r"\D", "", _line("/proc/meminfo", "MemTotal")) or 0) / 1024**2),
        "postgresql": version.rpartition(" ")[2],
        "python": platform.python_version(),
    }


def commit() -> str:
    """The commit this was measured at; a plus behind it where files had been changed since."""
    changed = _said(
        [
            "git",
            "status",
            "--porcelain",
            "--untracked-files=no",
            "--",
            "src",
            "bench",
            ":!bench/measured.json",
        ]
    )
    return _said(["git", "rev-parse", "--short=10", "HEAD"]) + ("+" if changed else "")


def busy(seconds: float = 2.0) -> float:
    """The share of all cores that is at work now, 0 to 1; 0 where the system does not tell."""
    before = _ticks()
    time.sleep(seconds)
    worked, idle = (after - began for after, began in zip(_ticks(), before, strict=True))
    return round(worked / (worked + idle), 2) if worked + idle else 0.0


def _ticks() -> tuple[int, int]:
    """Ticks of all cores since the start: at work, idle."""
    told = [int(one) for one in _line("/proc/stat", "cpu ", apart="").split()] or [0] * 5
    idle = told[3] + told[4]
    return sum(told[:8]) - idle, idle


def _line(file: str, name: str, apart: str = ":") -> str:
    """What stands behind a name in a file of the system's, "" where there is none."""
    if not Path(file).exists():
        return ""
    found = re.search(rf"^{name}\s*{apart}\s*(.*)$", Path(file).read_text(encoding="utf-8"), re.MULTILINE)
    return found[1].strip() if found else ""


def _said(command: list[str]) -> str:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()  # noqa: S603 (our own words)
