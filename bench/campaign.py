"""Laying out a campaign over 389,000 buildings, beside a raw INSERT … SELECT of the same rows; pause and stop meanwhile."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from bench import _city
from commongrid.config.launch import house
from commongrid.config.launch.house import Trouble

BUILDINGS, WHO = 389_000, "guojian"
"""As many rental buildings as the sources' city counts, and its dispatcher."""


def main(argv: list[str]) -> int:
    chosen = _parser().parse_args(argv)
    keep: Path | None = chosen.keep
    with _city.standing(keep.resolve()) if keep else _city.founded() as city:
        city.run("bench._field", None)
        told = figures(city.run("bench._campaign", {"buildings": chosen.buildings, "who": WHO}))
    house.say(json.dumps(told, ensure_ascii=False) if chosen.json else _table(told))
    return 0


def figures(found: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The lines of the document; Trouble where a place is missing or counted twice."""
    if found["counted"] != found["places"] or found["state"] != "running":
        raise Trouble(
            f"{found['places']} places were laid out and {found['counted']} are counted ({found['state']})."
        )
    batch = found["batch"] * 1000
    laid = {**_line(found["rate"], found["limit"]), "places": found["places"]}
    return {"laying out": laid} | {
        name: {
            **_line(found[name]["seconds"] * 1000, batch),
            "after": found[name]["after"],
            "laid": found[name]["laid"],
        }
        for name in ("pause", "stop")
    }


def _line(ours: float, limit: float) -> dict[str, Any]:
    return {"ours": round(ours, 1), "limit": round(limit, 1), "ratio": round(ours / limit, 3)}


def _table(told: dict[str, dict[str, Any]]) -> str:
    laid = told["laying out"]
    lines = [
        f"laying out   {laid['ours']:>10,.0f} places/s   raw {laid['limit']:>10,.0f}   ratio {laid['ratio']}"
    ]
    lines += [
        f"{name:<12} {told[name]['ours']:>10,.0f} ms         batch {told[name]['limit']:>8,.0f} ms; {told[name]['after']} written after"
        for name in ("pause", "stop")
    ]
    return "\n".join(lines)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bin/bench campaign", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one line of JSON")
    parser.add_argument("--buildings", type=int, default=BUILDINGS)
    parser.add_argument(
        "--keep", type=Path, metavar="DIR", help="a city that stays, with the buildings it has"
    )
    return parser


if __name__ == "__main__":
    house.run(main)
