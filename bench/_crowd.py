"""The clients of a measurement in one process: kept connections, raw HTTP/1.1, one request at a time on each."""

from __future__ import annotations

import asyncio
import json
import re
import secrets
import sys
import time
from collections import Counter
from random import Random
from typing import Any
from urllib.parse import quote, urlencode

import uvloop

HOST = "127.0.0.1"
WORDS = (
    "路面塌了一个大坑，走路容易踩空",
    "楼下的路灯三天不亮了",
    "垃圾桶满了没有人收，味道很大",
    "井盖松动，车一过就响",
    "有人占用消防通道停车",
)
DICE = Random(2026)  # noqa: S311 (chooses words and places)
TOKEN = "a" * 32


class Visitor(asyncio.Protocol):
    """One connection; subclasses say what to send next, when, and look at each answer."""

    good: tuple[int, ...] = (302, 303)

    def __init__(self, job: dict[str, Any], at: int) -> None:
        self.job, self.at, self.got = job, at, b""
        self.done = 0
        self.counted = 0
        self.answers: Counter[int] = Counter()
        self.fault = ""
        self.ended = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.wire: asyncio.WriteTransport = transport  # type: ignore[assignment]
        self.wire.write(self.request())

    def data_received(self, data: bytes) -> None:
        self.got += data
        head, found, body = self.got.partition(b"\r\n\r\n")
        if not found or len(body) < _length(head):
            return
        self.size, self.got = len(self.got), b""
        now, status = time.monotonic(), int(head[9:12])
        self.answers[status] += 1
        self.done += status in self.good
        self.counted += status in self.good and self.job["from"] <= now < self.job["until"]
        if status not in self.good and not self.fault:
            self.fault = re.sub(
                r"\s+",
                " ",
                re.sub(r"(?s)<(style|script|svg|head).*?</\1>|<[^>]+>", " ", body.decode(errors="replace")),
            )[:600]
        self.answered(status)
        self.go_on()

    def go_on(self) -> None:
        """The next request at once, unless the time is over."""
        if time.monotonic() < self.job["until"]:
            self.wire.write(self.request())
        else:
            self.wire.close()

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.ended.done():
            self.ended.set_result(None)

    def request(self) -> bytes:
        raise NotImplementedError

    def answered(self, status: int) -> None:
        """For what the next request depends on."""

    def post(self, path: str, form: dict[str, Any], cookies: str, client: str) -> bytes:
        body = urlencode({"csrfmiddlewaretoken": TOKEN, **form}).encode()
        head = (
            f"POST {path} HTTP/1.1\r\nHost: {HOST}:{self.job['port']}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {len(body)}\r\nCookie: csrftoken={TOKEN}; {cookies}\r\nX-Forwarded-For: {client}\r\n"
            "Accept: text/html\r\nAccept-Language: zh-CN,zh;q=0.9\r\nUser-Agent: Mozilla/5.0 (X11; Linux) bench\r\n\r\n"
        )
        return head.encode() + body


class Resident(Visitor):
    """Each request is somebody else's report: another address, another place, another sending key."""

    def request(self) -> bytes:
        lon, lat = DICE.choice(self.job["points"])
        form = {
            "key": secrets.token_urlsafe(24),
            "words": f"{DICE.choice(WORDS)}，{DICE.randrange(1, 400)}号门口",
            "lon": round(lon + DICE.uniform(-0.001, 0.001), 6),
            "lat": round(lat + DICE.uniform(-0.001, 0.001), 6),
            "accuracy": 12,
            "matter": DICE.choice(self.job.get("matters", ("",))),
        }
        client = ".".join(str(DICE.randrange(1, 255)) for _ in range(4))
        return self.post("/report/", form, self.job["visit"], client)


class Dispatcher(Visitor):
    """Urges one of their own cases after the other."""

    def request(self) -> bytes:
        mine = self.job["cases"][self.at]
        self.case = mine[self.done % len(mine)]
        form = {"seq": self.case["seq"], "why": "居民又来电话催了"}
        session = f"sessionid={self.job['sessions'][self.at]}"
        return self.post(
            f"/desk/cases/{quote(self.case['number'])}/urge/", form, session, f"10.0.0.{self.at}"
        )

    def answered(self, status: int) -> None:
        self.case["seq"] += status in (302, 303)


class Nobody(Visitor):
    """Asks for a page that does nothing: what the server and the middlewares cost by themselves."""

    good = (200,)

    def request(self) -> bytes:
        head = f"GET /healthz HTTP/1.1\r\nHost: {HOST}:{self.job['port']}\r\nCookie: {self.job['visit']}\r\nAccept: text/html\r\n\r\n"
        return head.encode()


KINDS: dict[str, type[Visitor]] = {"receive": Resident, "act": Dispatcher, "empty": Nobody}


async def crowd(job: dict[str, Any]) -> dict[str, Any]:
    """Runs one kind of client for `warm` and then `seconds`; what was answered, and the rate in the second part."""
    loop = asyncio.get_running_loop()
    start = time.monotonic()
    job |= {"from": start + job["warm"], "until": start + job["warm"] + job["seconds"]}
    visitors = [KINDS[job["kind"]](job, at) for at in range(job["clients"])]
    for visitor in visitors:
        await loop.create_connection(lambda visitor=visitor: visitor, HOST, job["port"])  # type: ignore[misc]
    await asyncio.gather(*(visitor.ended for visitor in visitors))
    answers = sum((visitor.answers for visitor in visitors), Counter[int]())
    return {
        "rate": sum(visitor.counted for visitor in visitors) / job["seconds"],
        "done": sum(visitor.done for visitor in visitors),
        "answers": {str(status): count for status, count in answers.items()},
        "fault": next((visitor.fault for visitor in visitors if visitor.fault), ""),
        "busy": time.process_time() / (time.monotonic() - start),
        "cases": job.get("cases"),
    }


def _length(head: bytes) -> int:
    found = re.search(rb"(?i)content-length: *(\d+)", head)
    return int(found[1]) if found else 0


if __name__ == "__main__":
    uvloop.install()
    json.dump(asyncio.run(crowd(json.load(sys.stdin))), sys.stdout)
