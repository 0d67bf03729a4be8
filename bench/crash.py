"""Kills web, worker and PostgreSQL under load, again and again: is everything that was acknowledged there afterwards?"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import signal
import sys
import threading
import time
import urllib.request
from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from bench import _city
from bench._crowd import TOKEN, WORDS
from commongrid.config.launch import crew, demo, house
from commongrid.config.launch.house import Trouble

VICTIMS = ("web", "worker", "postgresql")
CLIENTS = 6
LOTS = random.Random()  # noqa: S311 (when to kill, and what to report)
GONE = (409,)
"""What a page answers when the case was moved by an act of ours that nobody told us had been done."""


@dataclass
class Load:
    """Clients that go on whatever happens, and what they were told had been done."""

    job: dict[str, Any]
    stop: threading.Event = field(default_factory=threading.Event)
    sent: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    urged: Counter[str] = field(default_factory=Counter)
    answers: Counter[str] = field(default_factory=Counter)

    def client(self, at: int) -> None:
        """Reports from even numbers, urging from odd ones; a connection that breaks is made anew."""
        wire = None
        while not self.stop.is_set():
            try:
                wire = wire or http.client.HTTPConnection(_city.HOST, self.job["port"], timeout=20)
                (self._urge if at % 2 else self._report)(wire, at)
            except (OSError, http.client.HTTPException) as fault:
                self.answers[type(fault).__name__] += 1
                wire = None
                time.sleep(0.05)

    def _report(self, wire: http.client.HTTPConnection, _at: int) -> None:
        lon, lat = LOTS.choice(self.job["points"])
        key = f"crash-{LOTS.getrandbits(96):024x}"
        words = LOTS.choice(WORDS)
        form = {
            "key": key,
            "words": words,
            "lon": lon,
            "lat": lat + LOTS.uniform(-0.0005, 0.0005),
            "accuracy": 12,
        }
        client = ".".join(str(LOTS.randrange(1, 255)) for _ in range(4))
        self.sent.append(key)
        if self._post(wire, "/report/", form, self.job["visit"], client) in (302, 303):
            self.kept.append(key)

    def _urge(self, wire: http.client.HTTPConnection, at: int) -> None:
        case = self.job["cases"][at][0]
        form = {"seq": case["seq"], "why": "居民又来电话催了"}
        cookies = f"sessionid={self.job['sessions'][at]}"
        answer = self._post(wire, f"/desk/cases/{case['number']}/urge/", form, cookies, f"10.0.0.{at}")
        if answer in (302, 303):
            self.urged[case["number"]] += 1
        case["seq"] += answer in (302, 303, *GONE)

    def _post(
        self, wire: http.client.HTTPConnection, path: str, form: dict[str, Any], cookies: str, client: str
    ) -> int:
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": f"csrftoken={TOKEN}; {cookies}",
            "X-Forwarded-For": client,
            "Accept-Language": "zh-CN",
        }
        wire.request("POST", path, urlencode({"csrfmiddlewaretoken": TOKEN, **form}), headers)
        answer = wire.getresponse()
        answer.read()
        self.answers[str(answer.status)] += 1
        return answer.status


def main(arguments: list[str]) -> int:
    chosen = _parser().parse_args(arguments)
    with _city.founded() as city:
        town = city.run("bench._town", {"dispatchers": CLIENTS, "cases_each": 1})
        port = _city.free_port()
        environ = {**city.environ, "COMMONGRID_PROCESS": "web"}
        web = crew.Member("web", demo.web_command(_city.HOST, port), environ, city.var / "web.log")
        worker = crew.Member("worker", demo.worker_command(), city.environ, city.var / "worker.log")
        members = {"web": web, "worker": worker}
        try:
            for member in members.values():
                member.start()
            demo.wait_for(_address(port), web)
            load = Load({**town, "port": port, "visit": _visit(port)})
            kills = under_fire(load, city, members, chosen)
            found = city.run("bench._kept", {"reports": load.sent, "urged": dict(load.urged)})
        finally:
            for member in members.values():
                member.stop()
    told = judged(load, found, kills)
    house.say(
        json.dumps({"crash": {**shares(told), **told}}, ensure_ascii=False) if chosen.json else _table(told)
    )
    return 0 if told["ok"] else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bin/bench crash", description=__doc__)
    parser.add_argument("--kills", type=int, default=9, help="how many times something is killed")
    parser.add_argument("--calm", type=float, default=3.0, help="seconds of load before each")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--json", action="store_true")
    return parser


def under_fire(
    load: Load, city: _city.City, members: dict[str, crew.Member], chosen: argparse.Namespace
) -> Counter[str]:
    """Runs the clients, kills one thing after the other, brings it back, and lets the clients end."""
    LOTS.seed(chosen.seed)
    clients = [threading.Thread(target=load.client, args=(at,), daemon=True) for at in range(CLIENTS)]
    for client in clients:
        client.start()
    kills: Counter[str] = Counter()
    for number in range(chosen.kills):
        time.sleep(chosen.calm * LOTS.uniform(0.5, 1.5))
        victim = VICTIMS[number % len(VICTIMS)]
        kill(victim, city, members)
        kills[victim] += 1
        bring_back(victim, city, members, load.job["port"])
    time.sleep(chosen.calm)
    load.stop.set()
    for client in clients:
        client.join(30)
    return kills


def kill(victim: str, city: _city.City, members: dict[str, crew.Member]) -> None:
    """SIGKILL: to the whole session of a member, or to PostgreSQL's postmaster."""
    if victim == "postgresql":
        postmaster = city.server.process
        if postmaster is not None:
            postmaster.kill()
            postmaster.wait()
    else:
        os.killpg(members[victim].process.pid, signal.SIGKILL)
        members[victim].process.wait()


def bring_back(victim: str, city: _city.City, members: dict[str, crew.Member], port: int) -> None:
    if victim == "postgresql":
        city.server.start()
        for member in members.values():
            if member.has_fallen():
                member.start()
    else:
        members[victim].start()
    demo.wait_for(_address(port), members["web"])


def judged(load: Load, found: dict[str, Any], kills: Counter[str]) -> dict[str, Any]:
    """What was acknowledged against what is there."""
    there = Counter(found["reports"])
    missing = [key for key in load.kept if key not in there]
    lost_urges = {
        number: times for number, times in load.urged.items() if found["urges"].get(number, 0) < times
    }
    doubled = [key for key, times in there.items() if times > 1]
    ok = not (missing or lost_urges or doubled or found["broken"] or found["unread"])
    return {
        "ok": ok,
        "kills": dict(kills),
        "reports_acknowledged": len(load.kept),
        "reports_missing": len(missing),
        "reports_doubled": len(doubled),
        "acts_acknowledged": load.urged.total(),
        "acts_missing": len(lost_urges),
        "journal": found["broken"] or "unbroken",
        "unread": found["unread"],
        "answers": dict(load.answers),
    }


def shares(told: dict[str, Any]) -> dict[str, float]:
    """What is there of what was acknowledged, in the form of the other measurements."""
    limit = told["reports_acknowledged"] + told["acts_acknowledged"]
    ours = limit - told["reports_missing"] - told["acts_missing"]
    return {"ours": ours, "limit": limit, "ratio": round(ours / limit, 6) if limit else 1.0}


def _table(told: dict[str, Any]) -> str:
    return "\n".join(f"{name.replace('_', ' '):<24}{value}" for name, value in told.items())


def _address(port: int) -> str:
    return f"http://{_city.HOST}:{port}/healthz"


def _visit(port: int) -> str:
    """What a resident's browser carries after it has opened the form."""
    with urllib.request.urlopen(f"http://{_city.HOST}:{port}/report/", timeout=30) as page:
        sent = page.headers.get_all("Set-Cookie") or []
    kept = [cookie.partition(";")[0] for cookie in sent]
    if not kept:
        raise Trouble("The form to report on gives no cookie.")
    return "; ".join(cookie for cookie in kept if not cookie.startswith("csrftoken="))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
