"""Imports cases (validated, located, journalled, with figures) beside raw COPY of the same rows into the same tables."""

# ruff: noqa: N999 (`bin/bench import` is what people type)

from __future__ import annotations

import argparse
import csv
import json
import random
import sys
from pathlib import Path
from typing import Any

from bench import _city
from commongrid.config.launch import house
from commongrid.config.launch.house import ROOT

ROWS = 20_000
SAMPLE = ROOT / "tests" / "data" / "boston_311_sample.csv"


def main(argv: list[str]) -> int:
    chosen = _parser().parse_args(argv)
    with _city.founded() as city:
        path = city.var / "cases.csv"
        write(path, chosen.rows, chosen.seed)
        found = city.run("bench._copied", {"path": str(path), "how": "boston", "processes": chosen.processes})
    told = {
        "import": {
            "rows": found["rows"],
            "ours": round(found["ours"]),
            "limit": round(found["limit"]),
            "ratio": round(found["ours"] / found["limit"], 2),
        }
    }
    sys.stdout.write(json.dumps(told) + "\n" if chosen.json else text(told["import"]))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bin/bench import", description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--json", action="store_true")
    return parser


def write(path: Path, rows: int, seed: int) -> None:
    """Rows of the sample again and again, each with an id of its own and moved a little."""
    rng = random.Random(seed)  # noqa: S311 (nothing secret)
    with SAMPLE.open(encoding="utf-8") as file:
        sample = [row for row in csv.DictReader(file) if row["latitude"]]
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, [*sample[0]])
        out.writeheader()
        for number in range(rows):
            row = dict(sample[number % len(sample)], case_enquiry_id=f"bench-{number}")
            row["latitude"] = str(float(row["latitude"]) + rng.uniform(-0.01, 0.01))
            out.writerow(row)


def text(found: dict[str, Any]) -> str:
    return (
        f"import   {found['rows']:,} cases: {found['ours']:,}/s, raw COPY of the same rows {found['limit']:,}/s: "
        f"ratio {found['ratio']}\n"
    )


if __name__ == "__main__":
    house.run(main)
