"""`manage replay boston|messages FILE`: real input walks through the house, at its own times."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from datetime import timedelta
from pathlib import Path
from typing import Any, ClassVar

from django.core.management.base import BaseCommand, CommandError

from commongrid.doors.exchange import forking, progress
from commongrid.doors.exchange.boston import founding, reading, replaying
from commongrid.doors.exchange.boston.counting import Count


class Command(BaseCommand):
    """Killed and run again it goes on where it was: no row is lost or doubled."""

    requires_system_checks: ClassVar[list[str]] = []
    help = "Replay a file of real requests or messages."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["boston"], help="what the file is")
        parser.add_argument("file", type=Path)
        parser.add_argument("--limit", type=int, help="only so many rows from the top")
        parser.add_argument("--json", action="store_true", help="print figures for machines")
        parser.add_argument("--processes", type=int, default=forking.usual())

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            rows = reading.read(options["file"])
        except reading.ColumnsMissingError as missing:
            raise CommandError(f"{options['file']} has no column {missing}: is it the file of 311 requests?") from None
        except (OSError, UnicodeError) as fault:
            raise CommandError(f"{options['file']} cannot be read: {fault}") from None
        with progress.shown(self.stderr) as bar:
            count = _boston(rows, options["limit"], options["processes"], bar)
        self.stdout.write(json.dumps(count.as_json()) if options["json"] else _told(count))


def _boston(rows: list[Any], limit: int | None, processes: int, bar: progress.Bar) -> Count:
    count = Count()
    good = [row for row in rows if isinstance(row, reading.Request)]
    wanted = rows[:limit]
    for row in wanted:
        if isinstance(row, reading.Bad):
            count.refuse(row.why)
    seen_until = reading.end_of_observation(rows)
    if seen_until is None:
        return count
    bar.say("Boston's departments, queues and types")
    boston = founding.found(good, at=min(row.opened for row in good) - timedelta(days=1))
    todo = [row for row in wanted if isinstance(row, reading.Request)]
    walked = replaying.replay(todo, boston, seen_until=seen_until, processes=processes)
    for request, outcome in bar.through(walked, len(todo), "Requests"):
        if isinstance(outcome, str):
            count.refuse(outcome)
        else:
            count.add(request, outcome)
    return count


def _told(count: Count) -> str:
    said = count.as_json()
    refused = "".join(f"\n  {times:,} {why}" for why, times in count.refused.most_common())
    share = f"{100 * count.agree / count.with_target:.2f} %" if count.with_target else "nothing to compare"
    return (
        f"{count.rows:,} rows: {count.opened:,} opened, {count.closed:,} closed, {said['still_open']:,} still open, "
        f"{count.refused.total():,} refused{refused}\n"
        f"{count.unlocated:,} not located: filed under their neighbourhood or the city\n"
        f"{count.with_target:,} have a real target; on {count.agree:,} of them we say what the file says ({share}); "
        f"of {count.unsaid:,} it says nothing"
    )
