"""A progress bar on the terminal, with rate and time left; single lines where there is no terminal."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

QUIET = 10.0
"""Seconds between two lines where there is no terminal."""


class _Rate(ProgressColumn):
    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:,.0f}/s" if task.speed else "")


class Bar:
    """One bar after the other on one console."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def say(self, words: str) -> None:
        self._console.print(f"{words} …", highlight=False)

    def through[T](self, work: Iterable[T], total: int, words: str) -> Iterator[T]:
        """The work's results as they come, counted against `total`."""
        return (
            self._drawn(work, total, words) if self._console.is_terminal else self._told(work, total, words)
        )

    def counted(self, counts: Iterable[int], total: int, words: str) -> Iterator[int]:
        """The same for work that comes in pieces: each says how many it was."""
        shown = self.through((one for count in counts for one in _times(count)), total, words)
        return (count for count in shown if count)

    def _drawn[T](self, work: Iterable[T], total: int, words: str) -> Iterator[T]:
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            _Rate(),
            TimeRemainingColumn(),
        )
        with Progress(*columns, console=self._console) as bar:
            task = bar.add_task(words, total=total)
            for each in work:
                bar.advance(task)
                yield each

    def _told[T](self, work: Iterable[T], total: int, words: str) -> Iterator[T]:
        begun = said = time.monotonic()
        for done, each in enumerate(work, 1):
            yield each
            now = time.monotonic()
            if now - said > QUIET or done == total:
                said, rate = now, done / max(now - begun, 1e-9)
                left = (total - done) / rate
                self._console.print(
                    f"{words}: {done} of {total}, {rate:,.0f}/s, {left:,.0f} s left", highlight=False
                )


def _times(count: int) -> Iterator[int]:
    """So many numbers, the last of them the count itself, the others 0."""
    yield from (0 for _ in range(count - 1))
    if count:
        yield count


@contextmanager
def shown(stream: Any) -> Iterator[Bar]:
    """A bar that writes to a command's error stream."""
    yield Bar(Console(file=getattr(stream, "_out", stream), soft_wrap=True))
