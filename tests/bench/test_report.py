"""The document of what was measured is made of the JSON and of nothing else, and says where an aim is missed."""

from __future__ import annotations

import argparse
import importlib
import json
from pathlib import Path

import pytest

from bench import _aims, _document, report
from commongrid.config.launch.house import Trouble

MACHINE = {"cores": 2, "cpu": "a cpu", "memory_gb": 24, "postgresql": "18.6", "python": "3.12.1"}


def run(figures: _aims.Figures, busy: float | None = 0.0) -> dict[str, object]:
    return {
        "command": "bin/bench import --rows 10", "date": "2026-03-04", "commit": "0123456789", "busy": busy,
        "machine": MACHINE, "figures": figures,
    }  # fmt: skip


def line(ours: float, limit: float, **more: float) -> dict[str, float]:
    return {"ours": ours, "limit": limit, "ratio": round(ours / limit, 2), **more}


def test_every_figure_stands_beside_its_limit_with_machine_date_and_commit() -> None:
    told = _document.text({"import": run({"import": line(3100, 10000, rows=20000)})})
    assert "| import | 3,100 | 10,000 | 0.31 | 20,000 |" in told
    assert (
        "`bin/bench import --rows 10` on 2026-03-04 at `0123456789`: 2 cores (a cpu), 24 GB, PostgreSQL 18.6"
        in told
    )
    assert "| Bringing history in | ratio ≥ 0.3 | yes |" in told
    assert "**Missed**" not in told
    assert "busy" not in told
    assert "Not measured yet: `loop`" in told


def test_what_nobody_measured_is_not_called_idle() -> None:
    told = _document.text({"import": run({"import": line(3100, 10000)}, busy=None)})
    assert "What else the machine did was not measured." in told


def test_a_missed_aim_is_said() -> None:
    pages = {"pages": line(60, 40), "page of a case": line(90, 30)}
    told = _document.text({"pages": run(pages, busy=0.83)})
    assert "**Missed**: page of a case: ratio is 3.0; the aim is ≤ 2." in told
    assert "pages: ratio" not in told
    known = "map: all by one channel from near"
    assert "is 3.0; the aim is ≤ 2. A map shows" in _document.text({"pages": run({known: line(90, 30)})})
    assert "| no: 1 missed |" in told
    assert "83% of the cores were busy with other work" in told


def test_the_command_writes_the_document_from_what_measurements_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(report, "ROOT", tmp_path)
    monkeypatch.setattr(report, "KEPT", tmp_path / "measured.json")
    monkeypatch.setattr(report, "DOCUMENT", tmp_path / "performance.md")
    printed = tmp_path / "loop.json"
    printed.write_text(json.dumps({"receive": line(500, 1000), "act": line(200, 1000)}))
    assert report.main(["--take", f"loop --rounds 1 --keep /somewhere={printed}"]) == 0
    told = (tmp_path / "performance.md").read_text()
    assert "| receive | 500 | 1,000 | 0.5 |" in told
    assert "`bin/bench loop --rounds 1` on " in told
    assert "**Missed**: act: ratio of an act is 0.2; the aim is ≥ 0.3." in told
    printed.write_text(json.dumps({"seconds": 3}))
    with pytest.raises(Trouble, match="no figures of loop"):
        report.main(["--take", f"loop={printed}"])
    (tmp_path / "performance.md").unlink()
    assert report.main(["--write"]) == 0
    assert (tmp_path / "performance.md").read_text() == told
    assert "wrote performance.md" in capsys.readouterr().out


def test_what_stands_in_docs_is_made_of_what_is_kept() -> None:
    kept = json.loads(report.KEPT.read_text(encoding="utf-8"))
    assert report.DOCUMENT.read_text(encoding="utf-8") == _document.text(kept)


@pytest.mark.parametrize("name", report.NAMES)
def test_every_measurement_of_the_report_exists(name: str) -> None:
    bench = importlib.import_module(f"bench.{name}")
    assert callable(bench.main)


@pytest.mark.parametrize("name", ["pages", "readers", "users", "import", "loop", "crash", "locate"])
def test_every_measurement_tells_machines_too(name: str) -> None:
    parser: argparse.ArgumentParser = importlib.import_module(f"bench.{name}")._parser()
    assert parser.parse_args(["--json"]).json is True
