"""One browser without a screen: a kept connection, somebody's session, and each answer with the time it took."""

from __future__ import annotations

import gzip
import http.client
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from bench import _city
from bench._crowd import TOKEN


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: `seconds` from the first byte sent to the last received, `size` the bytes as they were sent."""

    status: int
    seconds: float
    size: int
    text: str
    goes_to: str
    cookies: tuple[str, ...]


class Client:
    """Asks one address after the other on one connection; `cookies` say who it is."""

    def __init__(self, port: int, cookies: str = "") -> None:
        self.wire = http.client.HTTPConnection(_city.HOST, port, timeout=120)
        self.cookies = cookies

    def close(self) -> None:
        """End the connection."""
        self.wire.close()

    def get(self, path: str) -> Answer:
        """Asked once more on a new connection when the server had closed this one for being idle."""
        try:
            return self._ask("GET", path)
        except (http.client.RemoteDisconnected, ConnectionResetError):
            self.wire.close()
            return self._ask("GET", path)

    def post(self, path: str, form: dict[str, Any], client: str) -> Answer:
        """A form as a browser sends it; `client` is the address it seems to come from."""
        body = urlencode({"csrfmiddlewaretoken": TOKEN, **form})
        more = {"Content-Type": "application/x-www-form-urlencoded", "X-Forwarded-For": client}
        return self._ask("POST", path, body, more)

    def _ask(
        self, method: str, path: str, body: str | None = None, more: dict[str, str] | None = None
    ) -> Answer:
        headers = {
            "Cookie": f"csrftoken={TOKEN}; {self.cookies}",
            "Accept": "text/html,application/json",
            "Accept-Encoding": "gzip",
            "Accept-Language": "zh-CN,zh;q=0.9",
            **(more or {}),
        }
        began = time.perf_counter()
        self.wire.request(method, path, body, headers)
        answer = self.wire.getresponse()
        sent = answer.read()
        seconds = time.perf_counter() - began
        plain = gzip.decompress(sent) if answer.headers.get("Content-Encoding") == "gzip" else sent
        cookies = tuple(one.partition(";")[0] for one in answer.headers.get_all("Set-Cookie") or ())
        goes_to = answer.headers.get("Location", "")
        return Answer(answer.status, seconds, len(sent), plain.decode(errors="replace"), goes_to, cookies)


def quantile(values: Sequence[float], share: float) -> float:
    """The value that so large a share of them does not exceed."""
    ranked = sorted(values)
    return ranked[min(int(len(ranked) * share), len(ranked) - 1)]
