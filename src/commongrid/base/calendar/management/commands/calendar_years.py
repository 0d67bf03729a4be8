"""`bin/manage calendar_years`: which years the working calendar knows, and from where."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from commongrid.base.calendar import queries


class Command(BaseCommand):
    help = "List the years of the working calendar: days off, worked rest days, source."

    def handle(self, *_args: Any, **_options: Any) -> None:
        years = queries.known_years()
        for year in years:
            state = "notice" if year.is_complete else "single days, provisional"
            self.stdout.write(
                f"{year.year}  {year.days_off:3d} off  {year.days_worked:2d} worked  {state}  {year.source}"
            )
        last = max(year.year for year in years if year.is_complete)
        self.stdout.write(f"Deadlines after {last} go by weekdays alone and are provisional.")
