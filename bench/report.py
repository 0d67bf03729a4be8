"""Runs measurements, or takes their JSON, keeps the figures in bench/measured.json and writes docs/performance.md from them."""

from __future__ import annotations

import argparse
import json
import shlex
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench import _document, _machine
from bench._aims import SECTIONS
from commongrid.config.launch import house
from commongrid.config.launch.house import PYTHON, ROOT, Trouble

KEPT, DOCUMENT = ROOT / "bench" / "measured.json", ROOT / "docs" / "performance.md"
NAMES = [section.name for section in SECTIONS]


def main(argv: list[str]) -> int:
    chosen = _parser().parse_args(argv)
    measured = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}
    for told in chosen.take:
        what, _, file = told.rpartition("=")
        name, *words = shlex.split(what)
        _keep(measured, name, words, json.loads(Path(file).read_text(encoding="utf-8")), chosen.busy)
    for told in chosen.run or ([] if chosen.take or chosen.write else NAMES):
        name, *words = shlex.split(told)
        house.say(f"bin/bench {told} …")
        busy = _machine.busy()
        _keep(measured, name, words, _run(name, words), busy)
    DOCUMENT.write_text(_document.text(measured), encoding="utf-8")
    house.say(f"wrote {DOCUMENT.relative_to(ROOT)}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bin/bench report", description=__doc__)
    parser.add_argument(
        "run", nargs="*", help="measurements with their options, as in 'pages --full'; without any: all"
    )
    parser.add_argument(
        "--take",
        action="append",
        default=[],
        metavar="'NAME OPTIONS=FILE'",
        help="what a measurement printed with --json",
    )
    parser.add_argument(
        "--busy",
        type=float,
        help="with --take: the share of the cores others had, 0 to 1, where it was measured",
    )
    parser.add_argument(
        "--write", action="store_true", help="measure nothing: write the document from what is kept"
    )
    return parser


def _run(name: str, words: list[str]) -> Any:
    if name not in NAMES:
        raise Trouble(f"There is no measurement called {name} to report on: {', '.join(NAMES)}.")
    command = [str(PYTHON), "-m", f"bench.{name}", *words, "--json"]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)  # noqa: S603 (ours)
    lines = done.stdout.strip().splitlines()
    if not lines:
        raise Trouble(f"bin/bench {name} told nothing: the lines above say why.")
    return json.loads(lines[-1])


def _keep(
    measured: _document.Measured, name: str, words: list[str], figures: Any, busy: float | None
) -> None:
    """Kept at once: a measurement that fails later does not lose those before it."""
    known = isinstance(figures, dict) and all(
        isinstance(one, dict) and "ours" in one for one in figures.values()
    )
    if name not in NAMES or not known:
        raise Trouble(
            f"These are no figures of {name}: a measurement prints {{name: {{ours, limit, ratio, …}}}} with --json."
        )
    measured[name] = {
        "command": shlex.join(["bin/bench", name, *_without_places(words)]),
        "date": datetime.now(UTC).date().isoformat(),
        "commit": _machine.commit(),
        "busy": busy,
        "machine": _machine.machine(),
        "figures": figures,
    }
    KEPT.write_text(json.dumps(measured, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _without_places(words: list[str]) -> list[str]:
    """The options without `--keep DIR`: where a city is kept is nobody else's business."""
    at = words.index("--keep") if "--keep" in words else len(words)
    return words[:at] + words[at + 2 :]


if __name__ == "__main__":
    house.run(main)
