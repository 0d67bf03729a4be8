"""bin/manage prepare: tables, static files and, when asked, the demo city, in one process so that a start is quick."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from commongrid.config.launch import disk, stamps


class Command(BaseCommand):
    """Brings the database and the static files up to the code; does nothing where they are."""

    # Checked below, and only when there is something new: a second start is to be quick.
    requires_system_checks = []
    help = "Brings tables and static files up to date; with --size also makes the demo city."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--size", choices=[*disk.CITY], help="make the demo city unless it is there")

    def handle(self, *_args: Any, size: str | None, **_options: Any) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.check()
            call_command("migrate", interactive=False, verbosity=0)
        _collect_static()
        if size:
            call_command("make_demo", size=size)


def _collect_static() -> None:
    if settings.STORAGES["staticfiles"]["BACKEND"] != "commongrid.config.statics.HouseStorage":
        return
    files = [Path(storage.path(name)) for finder in get_finders() for name, storage in finder.list([])]
    mark = stamps.quick_digest(files, str(settings.STATIC_ROOT))
    if not (stamps.is_done("static", mark) and (settings.STATIC_ROOT / "staticfiles.json").exists()):
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        stamps.set_done("static", mark)
