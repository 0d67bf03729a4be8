"""The readers' loop: each hears what is new in a thread of its own, rests a little, and longer when something fails."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import structlog
from django.db import close_old_connections
from django.utils import timezone

from commongrid.base.journal import acts as journal
from commongrid.base.journal import queries
from commongrid.base.journal.reading import Reader

REST, LONGEST_REST = 0.3, 30.0
TELL_EVERY = 60.0
LAG_WORTH_TELLING = 2.0
log = structlog.get_logger("commongrid.readers")


class Listening:
    """All readers at once: a slow or failing one never holds up the others."""

    def __init__(self, readers: Sequence[Reader]) -> None:
        self._readers = readers
        self._stop = threading.Event()
        self._threads = [
            threading.Thread(target=listen, args=(reader, self._stop), name=f"reader {reader.name}")
            for reader in readers
        ]
        self._threads.append(
            threading.Thread(target=tell_lag, args=(readers, self._stop), name="readers' lag")
        )

    def __enter__(self) -> Listening:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """The batches that are being heard are finished first."""
        self._stop.set()
        for thread in self._threads:
            thread.join()


def listen(reader: Reader, stop: threading.Event) -> None:
    """Let one reader hear until `stop` is set; a failure is logged and tried again, ever more seldom."""
    failures = 0
    while not stop.is_set():
        try:
            heard = journal.drain(reader, at=timezone.now())
        except Exception:
            failures += 1
            log.exception("reader failed", reader=reader.name, failures=failures)
            close_old_connections()
            stop.wait(min(REST * 2**failures, LONGEST_REST))
            continue
        failures = 0
        if not heard:
            stop.wait(REST)


def tell_lag(readers: Sequence[Reader], stop: threading.Event) -> None:
    """Log every minute how far behind the readers are."""
    while not stop.is_set():
        try:
            lags = queries.lags([reader.name for reader in readers], timezone.now())
        except Exception:
            log.exception("the readers' lag is not known")
            close_old_connections()
        else:
            seconds = {name: round(lag, 1) for name, lag in lags.items()}
            behind = max(lags.values(), default=0.0) > LAG_WORTH_TELLING
            (log.warning if behind else log.info)(
                "readers are behind" if behind else "readers are up to date", seconds=seconds
            )
        stop.wait(TELL_EVERY)
