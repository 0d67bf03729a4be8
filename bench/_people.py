"""People at dashboards and people who report, in one process: each on a connection of their own, with pauses as people make."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections import Counter
from typing import Any

import uvloop

from bench._asking import quantile
from bench._crowd import DICE, HOST, Resident, Visitor


class Reader(Visitor):
    """Opens one dashboard after the other: the page, on the first visit also all it is made of, then a pause."""

    good = (200,)

    def __init__(self, job: dict[str, Any], at: int) -> None:
        super().__init__(job, at)
        self.visits: list[tuple[float, int, bool]] = []
        self.left: list[str] = []
        self.bytes = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.wire = transport  # type: ignore[assignment]
        later(self, DICE.uniform(0, self.job["ramp"]))

    def request(self) -> bytes:
        if not self.left:
            mine = self.job["readers"][self.at % len(self.job["readers"])]
            self.cookie, self.bytes, self.began = mine["cookie"], 0, time.monotonic()
            self.left = [DICE.choice(mine["paths"]), *([] if self.visits else self.job["parts"])]
        return (
            f"GET {self.left.pop(0)} HTTP/1.1\r\nHost: {HOST}:{self.job['port']}\r\nCookie: {self.cookie}\r\n"
            "Accept: text/html,*/*\r\nAccept-Encoding: gzip, br\r\nAccept-Language: zh-CN,zh;q=0.9\r\n\r\n"
        ).encode()

    def answered(self, status: int) -> None:
        self.bytes += self.size
        is_first = not self.visits
        if not self.left and (is_first or self.began >= self.job["from"]):
            self.visits.append((time.monotonic() - self.began, self.bytes, is_first))

    def go_on(self) -> None:
        if self.left:
            self.wire.write(self.request())
        else:
            later(self, DICE.uniform(*self.job["pause"]))


class Reporter(Resident):
    """A resident's report, then as long a pause as it takes to write another.

    200 is an answer too: something very like it is in hand already, and the resident is asked to look.
    """

    good = (200, 302, 303)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.wire = transport  # type: ignore[assignment]
        later(self, DICE.uniform(0, self.job["report_pause"]))

    def go_on(self) -> None:
        later(self, self.job["report_pause"])


def later(visitor: Visitor, seconds: float) -> None:
    """Lets a visitor go on after a pause, or leave when the time is over before."""
    left = visitor.job["until"] - time.monotonic()
    asyncio.get_running_loop().call_later(min(seconds, max(left, 0)), Visitor.go_on, visitor)


async def come(job: dict[str, Any]) -> dict[str, Any]:
    """Everybody comes within `ramp` seconds and stays for `seconds` more: what each visit took and weighed.

    First visits are counted whenever they are; the others once everybody is there.
    """
    loop, start = asyncio.get_running_loop(), time.monotonic()
    job |= {"from": start + job["ramp"], "until": start + job["ramp"] + job["seconds"]}
    people: list[Visitor] = [Reader(job, at) for at in range(job["people"])]
    people += [Reporter(job, at) for at in range(job["reporters"])]
    for one in people:
        await loop.create_connection(lambda one=one: one, HOST, job["port"])  # type: ignore[misc]
    await asyncio.gather(*(one.ended for one in people))
    readers = [one for one in people if isinstance(one, Reader)]
    return {
        **_visits([visit for one in readers for visit in one.visits]),
        "requests_per_s": round(
            sum(sum(one.answers.values()) for one in people) / (job["ramp"] + job["seconds"]), 1
        ),
        "reports": sum(one.done for one in people if isinstance(one, Reporter)),
        "answers": {
            str(code): count for code, count in sum((one.answers for one in people), Counter[int]()).items()
        },
        "fault": next((one.fault for one in people if one.fault), ""),
        "busy": round(time.process_time() / (time.monotonic() - start), 2),
    }


def _visits(visits: list[tuple[float, int, bool]]) -> dict[str, Any]:
    """The first visit of each person apart from the others."""
    found: dict[str, Any] = {"visits": len(visits)}
    for name, is_first in (("later", False), ("first", True)):
        these = [visit for visit in visits if visit[2] is is_first]
        found[name] = {
            "p50": quantile([one[0] for one in these], 0.5) if these else 0.0,
            "p95": quantile([one[0] for one in these], 0.95) if these else 0.0,
            "bytes": quantile([one[1] for one in these], 0.95) if these else 0,
        }
    return found


if __name__ == "__main__":
    uvloop.install()
    json.dump(asyncio.run(come(json.load(sys.stdin))), sys.stdout)
