"""The field: hundreds of reports with photos from one phone, and premises of a whole city beside those of a street."""

from __future__ import annotations

import argparse
import contextlib
import json
import time
from collections import defaultdict
from collections.abc import Callable
from random import Random
from statistics import median
from typing import Any
from urllib.parse import quote

from bench import _city, _device
from bench._asking import Client, quantile
from commongrid.config.launch import house
from commongrid.config.launch.house import Trouble

ITEMS, FEW, MANY, ROUNDS = 500, 100, 906_000, 20
type Place = list[Any]

PAGES: dict[str, tuple[str, Callable[[Place], str]]] = {
    "list of everything": ("guojian", lambda _: "/desk/premises/"),
    "list of a town and a kind": ("guojian", lambda at: f"/desk/premises/?area={at[1][:9]}&kind=rental_building"),
    "next page of a list": ("guojian", lambda at: f"/desk/premises/?after={at[1]}~{at[0]}"),
    "words many have": ("guojian", lambda _: f"/desk/premises/?q={quote('出租屋')}"),
    "words one has": ("guojian", lambda at: f"/desk/premises/?q={quote(at[2])}"),
    "map, the city from afar": ("guojian", lambda at: _map(at, 0.5, 10.5)),
    "map, communities": ("guojian", lambda at: _map(at, 0.06, 13)),
    "map, grids of a kind": ("guojian", lambda at: f"{_map(at, 0.02, 15)}&kind=rental_building"),
    "map, places from near": ("guojian", lambda at: _map(at, 0.006, 16.5)),
    "map, words from near": ("guojian", lambda at: f"{_map(at, 0.006, 16.5)}&q={quote('便利店')}"),
    "list beside a map of a community": ("guojian", lambda at: f"/desk/premises/map.json?area={at[1][:12]}"),
    "one, on the desk": ("guojian", lambda at: f"/desk/premises/at/{at[0]}/"),
    "map around one": ("guojian", lambda at: f"/desk/premises/at/{at[0]}/map.json"),
}  # fmt: skip


def _map(at: Place, wide: float, zoom: float) -> str:
    """What the wide map asks for around a place, so many degrees to each side."""
    lon, lat = at[3], at[4]
    return (
        f"/desk/premises/map/shown.json?bbox={lon - wide},{lat - wide},{lon + wide},{lat + wide}&zoom={zoom}"
    )


def main(argv: list[str]) -> int:
    chosen = _parser().parse_args(argv)
    with _city.founded() as city:
        town = city.run("bench._field", None)
        few = city.run("bench._field", {"have": 0, "many": chosen.few})
        with _city.serving(city) as port:
            found = {"sync": synced(port, town, chosen.items)}
            small = visited(port, town, few["places"], chosen.rounds)
            many = city.run("bench._field", {"have": chosen.few, "many": chosen.many})
            large = visited(port, town, many["places"], chosen.rounds)
    found |= {"premises import": _line(many["rate"], many["limit"], rows=chosen.many - chosen.few)}
    for name in PAGES:
        told = _line(large[name], small[name], premises=chosen.many, limit_premises=chosen.few)
        found[f"premises: {name}"] = {**told, "slower": told["ratio"]}
    house.say(json.dumps(found, ensure_ascii=False) if chosen.json else _table(found))
    return 0


def synced(port: int, town: dict[str, Any], items: int) -> dict[str, Any]:
    """Items a second from one phone; the limit is opening and writing the same photos, and as many empty pages."""
    pictures = [_device.photo(number) for number in range(items)]
    with contextlib.closing(_device.Device(port, town["sessions"]["chenlihua"])) as device:
        began = time.perf_counter()
        for number, picture in enumerate(pictures):
            told = device.send(number, town["spot"], picture)
            if told["state"] != "done":
                raise Trouble(f"Report {number} was not taken: {told}.")
        took, asked = time.perf_counter() - began, device.requests
        began = time.perf_counter()
        for _ in range(asked):
            device.empty()
        limit = time.perf_counter() - began + _device.encoded(pictures)
    size = sum(map(len, pictures)) / items
    return _line(items / took, items / limit, items=items, photo_kb=round(size / 1024), requests=asked)


def visited(port: int, town: dict[str, Any], places: list[Place], rounds: int) -> dict[str, float]:
    """p95 of each page in milliseconds, one after the other, after a round that is not counted."""
    clients = {who: Client(port, f"sessionid={key}") for who, key in town["sessions"].items()}
    dice, taken = Random(2026), defaultdict[str, list[float]](list)  # noqa: S311 (chooses places)
    for number in range(rounds + 1):
        for name, (who, path) in PAGES.items():
            answer = clients[who].get(path(dice.choice(places)))
            if answer.status != 200:
                raise Trouble(f"{name} was answered {answer.status}.")
            if number:
                taken[name].append(answer.seconds * 1000)
    for client in clients.values():
        client.close()
    return {name: quantile(seconds, 0.95) for name, seconds in taken.items()}


def _line(ours: float, limit: float, **more: Any) -> dict[str, Any]:
    return {"ours": round(ours, 1), "limit": round(limit, 1), "ratio": round(ours / limit, 3), **more}


def _table(found: dict[str, dict[str, Any]]) -> str:
    lines = [
        f"{name:<36}{told['ours']:>12,.1f}{told['limit']:>12,.1f}{told['ratio']:>8.2f}"
        for name, told in found.items()
    ]
    pages = [told["ratio"] for name, told in found.items() if name.startswith("premises:")]
    return "\n".join(
        [f"{'':<36}{'ours':>12}{'limit':>12}{'ratio':>8}", *lines, f"pages, median ratio {median(pages):.2f}"]
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bin/bench field", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one line of JSON")
    parser.add_argument("--items", type=int, default=ITEMS, help="reports the phone has kept")
    parser.add_argument("--few", type=int, default=FEW)
    parser.add_argument("--many", type=int, default=MANY)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    return parser


if __name__ == "__main__":
    house.run(main)
