"""How far the journal's readers are behind under full intake, and whether they lose or double anything."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from typing import Any

from bench import _city
from bench.loop import CASES_EACH, CLIENTS, visit
from commongrid.config.launch import house
from commongrid.config.launch.house import PYTHON, ROOT, Trouble

AIM = 2.0
BARE = "bench"


def main(arguments: list[str]) -> int:
    chosen = _parser().parse_args(arguments)
    with _city.founded() as city:
        half = max(chosen.clients // 2, 1)
        town = city.run("bench._town", {"dispatchers": half, "cases_each": CASES_EACH})
        with _city.serving(city) as port, _city.working(city):
            time.sleep(chosen.warm)
            since = datetime.now(UTC).isoformat()
            job = {
                **town,
                "port": port,
                "clients": half,
                "seconds": chosen.seconds,
                "warm": 0,
                "visit": visit(port),
            }
            lags, done = under_load(city, job)
            heard = city.run("bench._heard", {"since": since})
    found = told(lags, heard, done, chosen.seconds)
    house.say(json.dumps(found) if chosen.json else table(found))
    return int(any(one["lost"] or one["doubled"] for one in found.values()) or bool(heard["behind"]))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bin/bench readers", description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--seconds", type=int, default=60, help="how long reports and acts come in")
    parser.add_argument("--warm", type=float, default=5.0, help="seconds the processes are left alone first")
    parser.add_argument("--clients", type=int, default=CLIENTS, help="half of them report, half act")
    return parser


def under_load(city: _city.City, job: dict[str, Any]) -> tuple[dict[str, Any], dict[str, int]]:
    """Both kinds of clients at once, and what was seen of the readers meanwhile."""
    command = [str(PYTHON), "-m", "bench._lags"]
    watch = subprocess.Popen(  # noqa: S603 (our own module)
        command, cwd=ROOT, env=city.environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert watch.stdout is not None  # noqa: S101 (for mypy)
    watch.stdout.readline()
    done: dict[str, Any] = {}

    def come(kind: str) -> None:
        done[kind] = city.run("bench._crowd", {**job, "kind": kind})

    crowds = [threading.Thread(target=come, args=(kind,)) for kind in ("receive", "act")]
    for crowd in crowds:
        crowd.start()
    for crowd in crowds:
        crowd.join()
    out, _ = watch.communicate("")
    if watch.returncode or len(done) < len(crowds):
        raise Trouble("The clients or whoever watches the readers ended too early: the lines above say why.")
    for kind, one in done.items():
        if not one["done"]:
            raise Trouble(f"Nothing was taken of {kind}: {one['answers']}: {one['fault']}")
    return json.loads(out), {kind: one["done"] for kind, one in done.items()}


def told(
    lags: dict[str, Any], heard: dict[str, Any], done: dict[str, int], seconds: int
) -> dict[str, dict[str, Any]]:
    """Each reader beside the bare one; `readers` is the one that is furthest behind."""
    limit = lags["lags"].pop(BARE)
    found = {
        name: {
            **_pair(lag, limit),
            "lost": heard["readers"][name]["lost"],
            "doubled": heard["readers"][name]["doubled"],
        }
        for name, lag in lags["lags"].items()
    }
    worst = max(lags["lags"].values(), key=lambda lag: lag["p95"])
    whole = {
        **_pair(worst, limit),
        "max": round(max(lag["max"] for lag in lags["lags"].values()), 3),
        "lost": sum(one["lost"] for one in found.values()),
        "doubled": sum(one["doubled"] for one in found.values()) + lags["twice"],
        "receive": round(done["receive"] / seconds, 1),
        "act": round(done["act"] / seconds, 1),
        "entries": heard["entries"],
        "waited_s": heard["waited_s"],
    }
    return {"readers": whole, **found}


def _pair(lag: dict[str, float], limit: dict[str, float]) -> dict[str, float]:
    return {
        "ours": round(lag["p95"], 3),
        "limit": round(limit["p95"], 3),
        "ratio": round(lag["p95"] / max(limit["p95"], 0.001), 2),
        "p50": round(lag["p50"], 3),
        "max": round(lag["max"], 3),
    }


def table(found: dict[str, dict[str, Any]]) -> str:
    whole = found["readers"]
    lines = [
        f"{whole['receive']} reports and {whole['act']} acts a second; {whole['entries']:,} entries; then waited {whole['waited_s']} s for the readers",
        f"{'seconds behind':<16}{'p50':>8}{'p95':>8}{'max':>8}{'bare p95':>10}{'lost':>8}{'doubled':>9}",
    ]
    for name, one in found.items():
        lag = f"{one['p50']:>8}{one['ours']:>8}{one['max']:>8}{one['limit']:>10}"
        lines.append(f"{name:<16}{lag}{one['lost']:>8}{one['doubled']:>9}{' !' if one['ours'] > AIM else ''}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(house.run(main))
