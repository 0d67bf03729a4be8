"""Every page by HTTP in a small and a large city, one after the other: how much slower the large one is."""

from __future__ import annotations

import argparse
import contextlib
import json
import re
import secrets
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from bench import _city
from bench._asking import Answer, Client, quantile
from bench._pages import PAGES, Page
from commongrid.config.launch import house
from commongrid.config.launch.house import Trouble

SIZES, FULL = (10_000, 1_000_000), (10_000, 13_776_000)
AIM = 2.0
LARGE, YEARS, A_MONTH = 100_000, 6.5, 0.1
"""A large city has lived as long as the sources' had; a small one a month: its lists are full pages too."""
WORDS = "路口的红绿灯不亮了，过马路的人很多"
type Taken = dict[str, dict[int, list[float]]]


class Town:
    """A city that answers, with somebody signed in at each post and a report of a resident's own."""

    def __init__(self, size: int, port: int, scene: dict[str, Any]) -> None:
        self.size, self.scene = size, scene
        self.clients = {who: Client(port, f"sessionid={key}") for who, key in scene["sessions"].items()}
        self.clients["resident"] = self._resident(port)
        first = self.clients["city"].get("/desk/?queue=any")
        found = re.search(r'href="(\?[^"]*after=[^"]*)"', first.text)
        if found is None:
            raise Trouble(
                f"The list of everything in a city of {size:,} cases has no second page: make it larger."
            )
        scene["second"] = "/desk/" + found[1].replace("&amp;", "&")

    def ask(self, page: Page, dice: Random) -> Answer:
        """The answer, once it is known to be what it should be."""
        path = page.path(self.scene, dice)
        answer = self.clients[page.who].get(path)
        fault = wrong(page, answer)
        if fault:
            raise Trouble(f"{page.name} ({path}, {self.size:,} cases): {fault}.")
        return answer

    def _resident(self, port: int) -> Client:
        lon, lat = self.scene["spots"][0]
        form = {"key": secrets.token_urlsafe(24), "words": WORDS, "lon": lon, "lat": lat, "accuracy": 12}
        visitor = Client(port)
        sent = visitor.post("/report/", form, "10.9.8.7")
        found = re.search(r"/report/([^/]+)/sent/", sent.goes_to)
        if found is None:
            raise Trouble(f"A resident's report was answered {sent.status} and not taken in.")
        self.scene["report"] = found[1]
        visitor.cookies = "; ".join(one for one in sent.cookies if not one.startswith("csrftoken="))
        return visitor


def wrong(page: Page, answer: Answer) -> str:
    """Why an answer is not what was asked for, "" when it is."""
    if answer.status != 200:
        return f"answered {answer.status}" + (f" and leads to {answer.goes_to}" if answer.goes_to else "")
    return (
        ""
        if page.wants in answer.text
        else f"the answer holds no {page.wants}, so it is empty or another page"
    )


def main(argv: list[str]) -> int:
    chosen = _parser().parse_args(argv)
    sizes = sorted(chosen.sizes or (FULL if chosen.full else SIZES))
    with contextlib.ExitStack() as stack:
        cities = [stack.enter_context(made(size, chosen.keep, chosen.years)) for size in sizes]
        ports = [stack.enter_context(_city.serving(city)) for city, _ in cities]
        towns = [Town(size, port, scene) for size, port, (_, scene) in zip(sizes, ports, cities, strict=True)]
        taken = measured(towns, chosen.rounds, chosen.seed)
    found = judged(taken, sizes[0], sizes[-1])
    house.say(json.dumps(found, ensure_ascii=False) if chosen.json else table(found, sizes))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bin/bench pages", description=__doc__)
    parser.add_argument("--full", action="store_true", help="13.8 million cases against 10 thousand")
    parser.add_argument("--sizes", type=_numbers, help="other sizes, as in 5000,50000")
    parser.add_argument(
        "--keep", type=Path, metavar="DIR", help="keep the cities there, and use those that are there"
    )
    parser.add_argument(
        "--years", type=float, help=f"how long each city has lived ({YEARS}, a small one a month)"
    )
    parser.add_argument("--rounds", type=int, default=40, help="how often each page is asked for")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--json", action="store_true")
    return parser


def _numbers(text: str) -> list[int]:
    return [int(one) for one in text.split(",")]


@contextlib.contextmanager
def made(size: int, keep: Path | None, years: float | None) -> Iterator[tuple[_city.City, dict[str, Any]]]:
    """A city of so many cases and what can be asked of it; it is made unless it is kept already."""
    place = _city.standing(keep.resolve() / str(size), _city.WHOLE) if keep else _city.founded(_city.WHOLE)
    with place as city:
        lived = years or (YEARS if size >= LARGE else A_MONTH)
        yield city, city.run("bench._simulated", {"cases": size, "years": lived})


def measured(towns: list[Town], rounds: int, seed: int) -> Taken:
    """Seconds of each page by size. The cities are asked in turn, so that whatever else the machine does hits both."""
    taken: Taken = defaultdict(lambda: defaultdict(list))
    for number in range(-2, rounds):
        for page in PAGES:
            for town in towns:
                answer = town.ask(page, Random(f"{seed} {page.name} {number}"))  # noqa: S311 (what to ask for)
                if number >= 0:  # the first two wake processes and plans up
                    taken[page.name][town.size].append(answer.seconds)
    return taken


def judged(taken: Taken, small: int, large: int) -> dict[str, dict[str, Any]]:
    """Each page's p95 in the large city, beside the same in the small one; `pages` is all of them together."""
    every: dict[int, list[float]] = {
        size: [one for sizes in taken.values() for one in sizes[size]] for size in (small, large)
    }
    return {name: _pair(sizes, small, large) for name, sizes in {"pages": every, **taken}.items()}


def _pair(sizes: dict[int, list[float]], small: int, large: int) -> dict[str, Any]:
    ours, limit = (quantile(sizes[size], 0.95) for size in (large, small))
    halves = (quantile(sizes[size], 0.5) for size in (large, small))
    ours_p50, limit_p50 = (round(1000 * one, 1) for one in halves)
    return {
        "ours": round(1000 * ours, 1),
        "limit": round(1000 * limit, 1),
        "ratio": round(ours / limit, 2),
        "ours_p50": ours_p50,
        "limit_p50": limit_p50,
        "cases": large,
        "limit_cases": small,
    }


def table(found: dict[str, dict[str, Any]], sizes: list[int]) -> str:
    head = f"{'milliseconds':<44}{sizes[0]:>12,}{'':>8}{sizes[-1]:>12,}{'':>8}{'ratio':>8}"
    lines = [head, f"{'':<44}{'p50':>12}{'p95':>8}{'p50':>12}{'p95':>8}{'≤ 2':>8}"]
    for name, one in found.items():
        told = (
            f"{one['limit_p50']:>12}{one['limit']:>8}{one['ours_p50']:>12}{one['ours']:>8}{one['ratio']:>8}"
        )
        lines.append(f"{name:<44}{told}{' !' if one['ratio'] > AIM else ''}")
    return "\n".join(lines)


if __name__ == "__main__":
    house.run(main)
