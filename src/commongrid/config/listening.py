"""The readers' loop: hear what is new, rest a little, and rest longer when something fails."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import datetime

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


class Ear:
    """One reader and how it fares; a reader that fails never holds up the others."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.failures = 0
        self.not_before = 0.0

    def listen(self, now: datetime) -> int:
        """Hear one batch; how many entries. A failure is logged and makes it rest, up to half a minute."""
        if now.timestamp() < self.not_before:
            return 0
        try:
            heard = journal.drain(self.reader, at=now)
        except Exception:
            self.failures += 1
            self.not_before = now.timestamp() + min(REST * 2**self.failures, LONGEST_REST)
            log.exception("reader failed", reader=self.reader.name, failures=self.failures)
            close_old_connections()
            return 0
        self.failures = 0
        return heard


def listen(readers: Sequence[Reader], stop: threading.Event) -> None:
    """Let the readers hear until `stop` is set; the batch that is being heard is finished first."""
    ears = [Ear(reader) for reader in readers]
    told_at = 0.0
    while not stop.is_set():
        now = timezone.now()
        heard = sum(ear.listen(now) for ear in ears)
        if now.timestamp() - told_at >= TELL_EVERY:
            told_at = now.timestamp()
            _tell_lag(readers, now)
        if not heard:
            stop.wait(REST)


def _tell_lag(readers: Sequence[Reader], now: datetime) -> None:
    try:
        lags = queries.lags([reader.name for reader in readers], now)
    except Exception:
        log.exception("the readers' lag is not known")
        return
    behind = {name: round(lag, 1) for name, lag in lags.items() if lag > LAG_WORTH_TELLING}
    if behind:
        log.warning("readers are behind", seconds=behind)
    else:
        log.info("readers are up to date", seconds={name: round(lag, 1) for name, lag in lags.items()})
