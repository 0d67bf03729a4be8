"""The small town and its people, for every test: loaded from its pack once, copied into each test in a moment."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.utils import timezone

from commongrid.base.access.models import Account
from commongrid.base.access.terms import SYSTEM, Actor
from commongrid.cases.models import Case
from commongrid.intake import acts as intake
from commongrid.intake import queries as intake_queries
from commongrid.intake.models import Report
from commongrid.registry.matters import queries as matters
from commongrid.registry.matters.terms import Item
from commongrid.registry.packs import acts as packs
from commongrid.registry.places import queries as places
from commongrid.registry.units import queries as units
from commongrid.registry.units.models import Post, Unit

PACK = Path(__file__).resolve().parents[1] / "packs" / "small-town"
PASSWORD = "commongrid-demo"
START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
"""Monday 2 March 2026, 09:00 in the town: an ordinary working day."""

POTHOLE, LAMP, DISPUTE = "SR-031", "BJ1-024", "JF-009"
GRID = "449900101001003"


@dataclass
class Town:
    """The cast as actors, by sign-in name, and the handful of things every story needs."""

    actors: dict[str, Actor] = field(repr=False)
    now: datetime = START
    sent: int = field(default=0)

    def __getattr__(self, name: str) -> Actor:
        try:
            return self.actors[name]
        except KeyError:
            raise AttributeError(name) from None

    def later(self, **by: float) -> datetime:
        """Let time pass; the moment it is then."""
        self.now += timedelta(**by)
        return self.now

    def item(self, code: str = POTHOLE) -> Item:
        return matters.edition(code)

    def unit(self, code: str) -> Unit:
        return Unit.objects.get(code=code)

    def unit_of(self, name: str) -> Unit:
        return Unit.objects.get(pk=self.actors[name].unit_id)

    def account(self, name: str) -> Account:
        return Account.objects.get(username=name)

    def spot(self, code: str = GRID) -> tuple[float, float]:
        """A point inside a grid."""
        grid = places.grid_by_code(code)
        assert grid is not None
        return grid.lon, grid.lat

    @property
    def today(self) -> date:
        """The city's day, which after midnight in China is not that of UTC."""
        return timezone.localdate(self.now)

    def report(self, words: str = "路面塌了一个大坑，走路容易踩空", **told: Any) -> Report:
        """A resident reports from grid Dongxing 03."""
        self.sent += 1
        lon, lat = self.spot()
        facts = {"channel": "snap", "key": f"device-{self.sent:06d}", "words": words, "lon": lon, "lat": lat}
        draft = intake.Draft(**{**facts, "address": "东兴路12号", **told})
        return intake.receive(draft, by=intake_queries.reporter(), at=self.now).report

    def case(self, code: str = POTHOLE, **told: Any) -> Case:
        """A case that waits for the dispatcher."""
        return intake.admit(self.report(**told), self.item(code), by=self.zhoumin, at=self.now)


_snapshot: dict[str, bytes] = {}


def found_town() -> Town:
    """Load the town into an empty database: from the pack the first time, from the copy afterwards."""
    places.forget()
    matters.forget()
    if not _snapshot:
        packs.load(PACK, by=SYSTEM, at=START - timedelta(days=60), cast_password=PASSWORD)
        _snapshot.update(_taken())
    elif not Unit.objects.exists():
        _restore()
    places.forget()
    matters.forget()
    posts = Post.objects.select_related("account", "unit").order_by("id")
    cast = {
        post.account.username: units.actor_for(post) for post in posts if post.account.has_usable_password()
    }
    return Town(cast)


def _tables() -> list[str]:
    rooms = [config for config in apps.get_app_configs() if config.name.startswith("commongrid.")]
    names = [model._meta.db_table for config in rooms for model in config.get_models() if model._meta.managed]
    return [name for name in dict.fromkeys(names) if name not in ("journal_era", "config_cache")]


def _taken() -> dict[str, bytes]:
    taken = {}
    with connection.cursor() as cursor:
        for table in _tables():
            with cursor.copy(f'copy (select * from "{table}") to stdout (format binary)') as rows:  # type: ignore[attr-defined]
                taken[table] = b"".join(bytes(chunk) for chunk in rows)
    return {table: rows for table, rows in taken.items() if len(rows) > 21}


def _restore() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        for table, rows in _snapshot.items():
            with cursor.copy(f'copy "{table}" from stdin (format binary)') as into:  # type: ignore[attr-defined]
                into.write(rows)
        for table in _snapshot:
            cursor.execute(
                "select a.attname from pg_attribute a where a.attrelid = %s::regclass and a.attidentity <> ''",
                [table],
            )
            for (column,) in cursor.fetchall():
                cursor.execute(
                    f"select setval(pg_get_serial_sequence('{table}', '{column}'), max(\"{column}\")) from \"{table}\""
                )
        cursor.execute("set local session_replication_role = origin")
