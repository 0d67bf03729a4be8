"""Receiving a report and one act through HTTP, beside the same rows by pgbench in the same run."""

from __future__ import annotations

import argparse
import json
import urllib.request
from dataclasses import dataclass, field
from statistics import median
from typing import Any

import psycopg

from bench import _ask, _city, _limit
from commongrid.config.launch import house
from commongrid.config.launch.house import Trouble

CLIENTS = 16
CASES_EACH = 4
AIMS = {"receive": 0.4, "act": 0.3}
WORDS = {"receive": "receive a report", "act": "one act"}


@dataclass
class Rates:
    """What was measured of one kind of work, each time, in requests and transactions a second.

    `empty`: requests a second for a page that does nothing, through the same server and middlewares: no page can be
    faster.
    """

    ours: list[float] = field(default_factory=list)
    limit: list[float] = field(default_factory=list)
    empty: list[float] = field(default_factory=list)

    def told(self) -> dict[str, float]:
        ours, limit = median(self.ours), median(self.limit)
        told = {"ours": round(ours, 1), "limit": round(limit, 1), "ratio": round(ours / limit, 3)}
        return {**told, "empty": round(median(self.empty), 1)}


def main(arguments: list[str]) -> None:
    chosen = _parser().parse_args(arguments)
    with _city.founded() as city:
        town = city.run("bench._town", {"dispatchers": chosen.clients, "cases_each": CASES_EACH})
        with _city.serving(city) as port:
            job = {
                **town,
                "port": port,
                "clients": chosen.clients,
                "seconds": chosen.seconds,
                "warm": chosen.warm,
            }
            measured = measure(city, {**job, "visit": visit(port)}, chosen.rounds, is_quiet=chosen.json)
    told = {kind: rates.told() for kind, rates in measured.items()}
    house.say(json.dumps(told) if chosen.json else _table(told))


def measure(city: _city.City, job: dict[str, Any], rounds: int, *, is_quiet: bool) -> dict[str, Rates]:
    """Ours and the limit in turn, so that whatever else the machine does hits both."""
    measured = {kind: Rates() for kind in AIMS}
    with city.connect() as db:
        for number in range(rounds):
            empty = city.run("bench._crowd", {**job, "kind": "empty", "warm": 1})["rate"]
            for kind, rates in measured.items():
                ours = _ours(city, db, {**job, "kind": kind, "warm": job["warm"] if number == 0 else 1})
                job["cases"] = ours["cases"]
                script = _limit.receive(db) if kind == "receive" else _limit.act(db, job["cases"])
                limit = _limit.rate(city, script, job["seconds"], job["clients"])
                job["cases"] = _ask.cases(db, job["cases"])
                rates.ours.append(ours["rate"])
                rates.limit.append(limit)
                rates.empty.append(empty)
                if not is_quiet:
                    house.say(_line(kind, ours, limit))
    return measured


def _line(kind: str, ours: dict[str, Any], limit: float) -> str:
    rate = ours["rate"]
    told = f"{WORDS[kind]:<18}{rate:8.0f}/s   pgbench {limit:8.0f}/s   {rate / limit:.2f}"
    return f"{told}   (clients busy {ours['busy']:.0%})"


def _ours(city: _city.City, db: psycopg.Connection, job: dict[str, Any]) -> dict[str, Any]:
    before = _ask.entries(db, job["kind"])
    told: dict[str, Any] = city.run("bench._crowd", job)
    if told["fault"]:
        raise Trouble(f"Not every request was taken: {told['answers']}: {told['fault']}")
    written = _ask.entries(db, job["kind"]) - before
    if written != told["done"]:
        raise Trouble(f"{told['done']} requests were answered and {written} entries written.")
    return told


def visit(port: int) -> str:
    """What a resident's browser carries after it has opened the form."""
    with urllib.request.urlopen(f"http://{_city.HOST}:{port}/report/", timeout=30) as page:
        sent = page.headers.get_all("Set-Cookie") or []
    kept = [cookie.partition(";")[0] for cookie in sent]
    return "; ".join(cookie for cookie in kept if not cookie.startswith("csrftoken="))


def _table(told: dict[str, dict[str, float]]) -> str:
    lines = [f"{'':<18}{'ours/s':>10}{'pgbench/s':>12}{'ratio':>8}{'aim':>7}{'an empty page/s':>18}"]
    for kind, rates in told.items():
        lines.append(
            f"{WORDS[kind]:<18}{rates['ours']:>10.0f}{rates['limit']:>12.0f}{rates['ratio']:>8.2f}{'≥ ' + str(AIMS[kind]):>7}{rates['empty']:>18.0f}"
        )
    return "\n".join(lines)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bin/bench loop", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one line of JSON")
    parser.add_argument("--seconds", type=int, default=8, help="how long each measurement lasts")
    parser.add_argument("--warm", type=int, default=4, help="how long the web process warms up first")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is measured; medians are told")
    parser.add_argument("--clients", type=int, default=CLIENTS)
    return parser


if __name__ == "__main__":
    house.run(main)
