"""People browsing dashboards while others report: how long a visit takes and what it weighs."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
from pathlib import Path
from typing import Any

from bench import _city, _parts
from bench._asking import Client
from bench.loop import visit
from commongrid.config.launch import house
from commongrid.config.launch.house import Trouble

FEW, MANY, REPORTERS = 10, 150, 16
PAUSE, REPORT_PAUSE = (5.0, 15.0), 10.0
"""Seconds: between two dashboards of one person, 10 in the middle; between two reports of one person."""
AIMS = {"ms": 500, "first_kb": 300, "later_kb": 60}
SPANS = ("", "?p=month", "?p=year")
WEIGHTS = range(4_000, 100_001, 4_000)
YEARS = 6.5


def main(argv: list[str]) -> int:
    chosen = _parser().parse_args(argv)
    place = (
        _city.standing(chosen.keep.resolve() / str(chosen.rows), _city.WHOLE)
        if chosen.keep
        else _city.founded(_city.WHOLE)
    )
    with place as city:
        scene = city.run("bench._simulated", {"cases": chosen.rows, "years": chosen.years})
        with stones(city.var / "static") as weights, _city.serving(city) as port, _city.working(city):
            found = measured(city, job_of(port, scene), weights, chosen)
    house.say(json.dumps(found) if chosen.json else table(found))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bin/bench users", description=__doc__)
    parser.add_argument("--rows", type=int, default=200_000, help="cases of the city")
    parser.add_argument("--years", type=float, default=YEARS, help="how long it has lived")
    parser.add_argument("--people", type=int, default=MANY)
    parser.add_argument("--seconds", type=int, default=60, help="how long each measurement lasts")
    parser.add_argument(
        "--ramp", type=int, default=60, help="seconds before, in which people come one by one"
    )
    parser.add_argument(
        "--keep", type=Path, metavar="DIR", help="keep the city there, and use the one that is there"
    )
    parser.add_argument("--json", action="store_true")
    return parser


@contextlib.contextmanager
def stones(folder: Path) -> Any:
    """Files of nothing but their weight, handed out as the house hands out its own static files."""
    made = {weight: folder / f"stone-{weight}.bin" for weight in WEIGHTS}
    for weight, file in made.items():
        file.write_bytes(os.urandom(weight))
        file.chmod(0o644)
    try:
        yield {weight: f"/static/{file.name}" for weight, file in made.items()}
    finally:
        for file in made.values():
            file.unlink(missing_ok=True)


def job_of(port: int, scene: dict[str, Any]) -> dict[str, Any]:
    """Who browses where: an analyst all of the city, a leader a town, a secretary a community, an officer a unit."""
    wide = [scene["division"], *scene["busy_towns"][:10], *scene["communities"][:10]]
    homes = {
        "analyst": wide,
        "leader": [scene["own_town"]],
        "community": [scene["own_community"]],
        "unit": [f"units/{scene['own_unit']}"],
    }
    readers = [
        {
            "cookie": f"sessionid={scene['sessions'][role]}",
            "paths": [f"/desk/figures/{code}/{span}" for code in codes for span in SPANS],
        }
        for role, codes in homes.items()
    ]
    parts = _parts.of(Client(port, readers[0]["cookie"]), readers[0]["paths"][0])
    return {
        "port": port,
        "visit": visit(port),
        "points": scene["spots"],
        "readers": readers,
        "parts": list(parts),
        "reporters": REPORTERS,
        "report_pause": REPORT_PAUSE,
    }


def measured(
    city: _city.City, job: dict[str, Any], weights: dict[int, str], chosen: argparse.Namespace
) -> dict[str, dict[str, Any]]:
    """Few people, many people, and many who make no pause; each beside the same weight from files."""
    found = {}
    for name, people, pause in (
        (f"{FEW} people", FEW, PAUSE),
        ("users", chosen.people, PAUSE),
        ("without pauses", chosen.people, (0.0, 0.0)),
    ):
        one = {**job, "people": people, "pause": pause, "seconds": chosen.seconds, "ramp": chosen.ramp}
        ours = _come(city, one)
        weight = min(weights, key=lambda weight: abs(weight - ours["later"]["bytes"]))
        bare = [{**reader, "paths": [weights[weight]]} for reader in job["readers"]]
        found[name] = told(people, pause, ours, _come(city, {**one, "readers": bare}))
    return found


def _come(city: _city.City, job: dict[str, Any]) -> dict[str, Any]:
    told: dict[str, Any] = city.run("bench._people", job)
    if told["fault"]:
        raise Trouble(f"Not every request was answered well: {told['answers']}: {told['fault']}")
    return told


def told(
    people: int, pause: tuple[float, float], ours: dict[str, Any], limit: dict[str, Any]
) -> dict[str, Any]:
    """Milliseconds at p95 of a visit that is not the first one's, beside those of a file of the same weight."""
    return {
        "ours": _ms(ours["later"]["p95"]),
        "limit": _ms(limit["later"]["p95"]),
        "ratio": round(ours["later"]["p95"] / max(limit["later"]["p95"], 1e-6), 2),
        "p50": _ms(ours["later"]["p50"]),
        "first_p50": _ms(ours["first"]["p50"]),
        "first_p95": _ms(ours["first"]["p95"]),
        "first_kb": round(ours["first"]["bytes"] / 1000, 1),
        "later_kb": round(ours["later"]["bytes"] / 1000, 1),
        "people": people,
        "pause_s": sum(pause) / 2,
        "visits": ours["visits"],
        "requests_per_s": ours["requests_per_s"],
        "reports": ours["reports"],
        "clients_busy": ours["busy"],
    }


def _ms(seconds: float) -> float:
    return round(1000 * seconds, 1)


def table(found: dict[str, dict[str, Any]]) -> str:
    lines = [
        f"{'milliseconds a visit':<22}{'p50':>9}{'p95':>9}{'limit p95':>11}{'first p95':>11}{'first KB':>10}{'KB':>7}{'req/s':>8}"
    ]
    for name, one in found.items():
        times = f"{one['p50']:>9}{one['ours']:>9}{one['limit']:>11}{one['first_p95']:>11}"
        lines.append(f"{name:<22}{times}{one['first_kb']:>10}{one['later_kb']:>7}{one['requests_per_s']:>8}")
    return "\n".join(
        [
            *lines,
            f"aims: p95 ≤ {AIMS['ms']} ms, ≤ {AIMS['first_kb']} KB on the first visit, ≤ {AIMS['later_kb']} KB after",
        ]
    )


if __name__ == "__main__":
    house.run(main)
