"""A tiny run of the measurement: its shape, and that every request it counts was written."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
def test_the_loop_tells_both_rates_and_their_ratio(tmp_path: Path) -> None:
    wanted = "--json --rounds 1 --seconds 2 --warm 1 --clients 2"
    command = [sys.executable, "-m", "bench.loop", *wanted.split()]
    kept = {
        name: value
        for name, value in os.environ.items()
        if name != "DATABASE_URL" and not name.startswith("PG")
    }
    environ = {**kept, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'src'}", "COMMONGRID_VAR": str(tmp_path)}
    run = subprocess.run(
        command, cwd=ROOT, env=environ, capture_output=True, text=True, timeout=300, check=False
    )
    assert run.returncode == 0, run.stderr[-2000:]
    told = json.loads(run.stdout)
    assert told.keys() == {"receive", "act"}
    for rates in told.values():
        assert rates.keys() == {"ours", "limit", "ratio", "empty"}
        assert rates["ours"] > 0
        assert rates["limit"] > 0
        assert rates["empty"] > 0
        assert rates["ratio"] == pytest.approx(rates["ours"] / rates["limit"], abs=0.01)
