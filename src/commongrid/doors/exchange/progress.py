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
    TaskID,
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
        self._bar: Progress | None = None
        self._task = TaskID(0)
        self._since: float | None = None
        self._said = 0.0

    def say(self, words: str) -> None:
        self._console.print(f"{words} …", highlight=False)

    def through[T](self, work: Iterable[T], total: int, words: str) -> Iterator[T]:
        """The work's results as they come, counted against `total`."""
        return (
            self._drawn(work, total, words) if self._console.is_terminal else self._told(work, total, words)
        )

    def counted(self, counts: Iterable[int], total: int, words: str) -> Iterator[int]:
        """The same for work that comes in pieces: each says how many it was."""
        done = 0
        for count in counts:
            done += count
            self.reached(done, total, words)
            yield count
        self.ended()

    def reached(self, done: int, total: int, words: str) -> None:
        """So much is done of what `words` name; the first call begins the bar."""
        if self._console.is_terminal:
            self._draw(done, total, words)
            return
        now = time.monotonic()
        if self._since is None:
            self._since = self._said = now
        if now - self._said > QUIET or done >= total:
            self._said = now
            self._tell(done, total, words, now - self._since)

    def ended(self) -> None:
        """Puts the bar away, so that another may begin."""
        if self._bar is not None:
            self._bar.stop()
        self._bar = self._since = None

    def _draw(self, done: int, total: int, words: str) -> None:
        if self._bar is None:
            self._bar = Progress(*_columns(), console=self._console)
            self._task = self._bar.add_task(words, total=total)
            self._bar.start()
        self._bar.update(self._task, completed=done)

    def _tell(self, done: int, total: int, words: str, seconds: float) -> None:
        rate = done / max(seconds, 1e-9)
        left = max(total - done, 0) / max(rate, 1e-9)
        self._console.print(f"{words}: {done} of {total}, {rate:,.0f}/s, {left:,.0f} s left", highlight=False)

    def _drawn[T](self, work: Iterable[T], total: int, words: str) -> Iterator[T]:
        with Progress(*_columns(), console=self._console) as bar:
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
                said = now
                self._tell(done, total, words, now - begun)


def _columns() -> tuple[ProgressColumn, ...]:
    return (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        _Rate(),
        TimeRemainingColumn(),
    )


@contextmanager
def shown(stream: Any) -> Iterator[Bar]:
    """A bar that writes to a command's error stream."""
    yield Bar(Console(file=getattr(stream, "_out", stream), soft_wrap=True))
