"""`manage replay boston|messages FILE`: real input walks through the house, at its own times."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, Protocol

from django.core.management.base import BaseCommand, CommandError

from commongrid.doors.exchange import forking, progress
from commongrid.doors.exchange.boston import counting, founding, reading, replaying
from commongrid.doors.exchange.hotline import counting as hotline
from commongrid.doors.exchange.hotline import reading as texts
from commongrid.doors.exchange.hotline import taking
from commongrid.registry.units import queries as units


class Figures(Protocol):
    """What a replay found out."""

    def as_json(self) -> dict[str, object]: ...

    def told(self) -> str: ...


type Replay = Callable[[Path, int | None, int, progress.Bar], Figures]


class Command(BaseCommand):
    """Killed and run again it goes on where it was: no row is lost or doubled."""

    requires_system_checks = ()
    help = "Replay a file of real requests or messages."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=[*REPLAYS], help="what the file is")
        parser.add_argument("file", type=Path)
        parser.add_argument("--limit", type=int, help="only so many rows from the top")
        parser.add_argument("--json", action="store_true", help="print figures for machines")
        parser.add_argument("--processes", type=int, default=forking.usual())

    def handle(self, *_args: Any, **options: Any) -> None:
        path, replay = options["file"], REPLAYS[options["what"]]
        try:
            with progress.shown(self.stderr) as bar:
                count = replay(path, options["limit"], options["processes"], bar)
        except (reading.ColumnsMissingError, texts.ColumnsMissingError) as missing:
            raise CommandError(
                f"{path} has no column {missing}: is it a file of {options['what']}?"
            ) from None
        except (OSError, ValueError) as fault:
            raise CommandError(f"{path} cannot be read: {fault}") from None
        self.stdout.write(json.dumps(count.as_json()) if options["json"] else count.told())


def _boston(path: Path, limit: int | None, processes: int, bar: progress.Bar) -> counting.Count:
    rows = reading.read(path)
    count = counting.Count()
    for row in rows[:limit]:
        if isinstance(row, reading.Bad):
            count.refuse(row.why)
    good = [row for row in rows if isinstance(row, reading.Request)]
    seen_until = reading.end_of_observation(rows)
    if seen_until is None:
        return count
    bar.say("Boston's departments, queues and types")
    boston = founding.found(good, at=min(row.opened for row in good) - timedelta(days=1))
    todo = [row for row in rows[:limit] if isinstance(row, reading.Request)]
    walked = replaying.replay(todo, boston, seen_until=seen_until, processes=processes)
    for request, outcome in bar.through(walked, len(todo), "Requests"):
        if isinstance(outcome, str):
            count.refuse(outcome)
        else:
            count.add(request, outcome)
    return count


def _messages(path: Path, limit: int | None, processes: int, bar: progress.Bar) -> hotline.Count:
    todo = texts.read(path)[:limit]
    if not units.centres().exists():
        raise CommandError(
            "There is no city to take the messages in: run `bin/manage load_pack dongguan` first."
        )
    count = hotline.Count()
    for message, outcome in bar.through(taking.take_in_all(todo, processes), len(todo), "Messages"):
        count.add(message, outcome)
    return count


REPLAYS: dict[str, Replay] = {"boston": _boston, "messages": _messages}
