"""The city in which the field is measured: the twin city's places and people, and as many premises as asked for."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import batched
from random import Random
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench import _town  # noqa: E402
from commongrid.base.access.terms import SYSTEM  # noqa: E402
from commongrid.doors.exchange.history import making  # noqa: E402
from commongrid.registry.places import queries as places  # noqa: E402
from commongrid.registry.premises import acts  # noqa: E402
from commongrid.registry.premises.terms import PremisesRow  # noqa: E402
from commongrid.registry.units.models import Post  # noqa: E402

KINDS = (
    "rental_building",
    "rental_building",
    "rental_building",
    "small_shop",
    "small_shop",
    "small_workshop",
    "small_venue",
    "enterprise",
)
"""389,000 rental buildings and 517,000 small places, as the sources' city counts them."""
NAMES = {
    "rental_building": "出租屋",
    "small_shop": "便利店",
    "small_workshop": "加工作坊",
    "small_venue": "棋牌室",
    "enterprise": "五金制品厂",
}
SPREAD, AT_ONCE, SHOWN = 0.0004, 100_000, 200


def founded() -> dict[str, Any]:
    """Migrates, loads the twin city; sessions of its cast and the middle of the grid worker's grid."""
    call_command("migrate", interactive=False, verbosity=0)
    making.load("dongguan", at=timezone.now() - timedelta(days=60))
    walks = Post.objects.get(account__username="chenlihua")
    grid = places.grid_by_code(walks.area)
    if grid is None:
        raise SystemExit(f"There is no grid {walks.area}.")
    sessions = {who: _town.session(who) for who in ("zhoumin", "guojian", "chenlihua")}
    return {"sessions": sessions, "spot": [grid.lon, grid.lat], "grid": grid.code}


def premises(have: int, many: int) -> dict[str, Any]:
    """Brings their number from `have` to `many` by the import of tables; how fast, and raw COPY of the same rows."""
    began = time.perf_counter()
    taken_in(rows(have, many))
    took = time.perf_counter() - began
    with connection.cursor() as db:
        db.execute("vacuum analyze premises_premises")
    return {"rate": (many - have) / took, "limit": (many - have) / _copied(many - have), **_scene()}


def taken_in(made: Iterable[PremisesRow]) -> None:
    """By the import of tables, so many at once as a table may well have."""
    for some in batched(made, AT_ONCE):
        report = acts.import_premises(some, by=SYSTEM, at=timezone.now(), why="bench", schematic=True)
        if report.faults or report.added != len(some):
            raise SystemExit(f"Not every line was taken in: {report.faults[:3]}")


def rows(have: int, many: int, kinds: Sequence[str] = KINDS, mark: str = "M") -> Iterator[PremisesRow]:
    """Made-up places around the middle of every grid in turn; each says the community it really lies in."""
    grids = [(code, lon, lat) for code, lon, lat in places.current_grids().values_list("code", "lon", "lat")]
    atlas = places.build_atlas("now")
    for numbers in batched(range(have, many), AT_ONCE):
        drawn = [_spot(grids[number % len(grids)], number) for number in numbers]
        found = places.located_codes(atlas, [lon for _, lon, _ in drawn], [lat for _, _, lat in drawn])
        for number, area, (middle, *spot) in zip(numbers, found, drawn, strict=True):
            code, lon, lat = (str(area), *spot) if area else middle
            kind = kinds[number % len(kinds)]
            yield PremisesRow(
                f"{mark}-{number:07d}", kind, f"{NAMES[kind]}{number}", code[:12], lon, lat, f"长安路{number % 997}号",
                floors=5, rooms=20, is_rental=kind == "rental_building", line=number + 1,
            )  # fmt: skip


def _spot(grid: tuple[str, float, float], number: int) -> tuple[tuple[str, float, float], float, float]:
    dice = Random(number)  # noqa: S311 (scatters places)
    return grid, grid[1] + dice.uniform(-SPREAD, SPREAD), grid[2] + dice.uniform(-SPREAD, SPREAD)


def _copied(many: int) -> float:
    """Seconds for as many of the same rows into an empty table with the same indexes, by one COPY."""
    with transaction.atomic(), connection.cursor() as db:
        db.execute(
            "create temp table kept on commit drop as select * from premises_premises limit %s", [many]
        )
        db.execute("create table copied (like premises_premises including all)")
        with db.copy("copy kept to stdout (format binary)") as rows:  # type: ignore[attr-defined]
            held = [bytes(chunk) for chunk in rows]
        began = time.perf_counter()
        with db.copy("copy copied from stdin (format binary)") as into:  # type: ignore[attr-defined]
            for chunk in held:
                into.write(chunk)
        took = time.perf_counter() - began
        db.execute("drop table copied")
    return took


def _scene() -> dict[str, Any]:
    """Some of the places that are there, for pages to ask for."""
    with connection.cursor() as db:
        db.execute(
            "select code, area, name, lon, lat from premises_premises where state = 'open'"
            " order by md5(code) limit %s",
            [SHOWN],
        )
        return {"places": [list(row) for row in db.fetchall()]}


if __name__ == "__main__":
    asked = json.load(sys.stdin)
    json.dump(premises(**asked) if asked else founded(), sys.stdout)
