"""How far each reader of the journal is behind, looked at again and again until its input ends; a bare reader beside them."""

from __future__ import annotations

import json
import sys
import threading
from collections import defaultdict
from typing import Any

import django

django.setup()

from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench._asking import quantile  # noqa: E402
from commongrid.base.journal import queries  # noqa: E402
from commongrid.base.journal.reading import Reader  # noqa: E402
from commongrid.base.journal.terms import Recorded  # noqa: E402
from commongrid.config import listening, wiring  # noqa: E402

EVERY = 0.1
BARE = "bench"
heard: list[int] = []


def note(entries: Any) -> None:
    """All the bare reader does with what it hears: it keeps the numbers in memory."""
    heard.extend(entry.id for entry in entries if isinstance(entry, Recorded))


def watched(stop: threading.Event) -> dict[str, list[float]]:
    """Seconds behind of every reader, ten times a second, until told to stop."""
    seen: dict[str, list[float]] = defaultdict(list)
    while not (stop.wait(EVERY) and seen):
        for name, lag in queries.lags([*wiring.READERS, BARE], timezone.now()).items():
            seen[name].append(lag)
    return seen


def told(seen: dict[str, list[float]]) -> dict[str, Any]:
    lags = {
        name: {
            "max": max(lags),
            "p95": quantile(lags, 0.95),
            "p50": quantile(lags, 0.5),
            "samples": len(lags),
        }
        for name, lags in seen.items()
    }
    return {
        "lags": lags,
        "heard": len(heard),
        "twice": len(heard) - len(set(heard)),
        "first": min(heard, default=0),
    }


def main() -> None:
    bare = Reader(BARE, batch=2000, kinds_together=wiring.COUNTED, together=note)
    over, ended = threading.Event(), threading.Event()
    thread = threading.Thread(target=listening.listen, args=(bare, ended))
    thread.start()
    reading = threading.Thread(target=lambda: (sys.stdin.read(), over.set()))
    reading.start()
    sys.stdout.write("\n")  # whoever started this may begin
    sys.stdout.flush()
    try:
        seen = watched(over)
    finally:
        ended.set()
        thread.join()
        connection.close()
    json.dump(told(seen), sys.stdout)


if __name__ == "__main__":
    main()
