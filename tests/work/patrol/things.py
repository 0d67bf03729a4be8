"""A demand, what is due because of it, and a worker's check-in."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from commongrid.registry.units.models import Post
from commongrid.work.patrol import acts, queries, tasks
from commongrid.work.patrol.models import Demand, Due
from commongrid.work.patrol.terms import Place, Shown, Wanted
from tests.cast import GRID, Town

TOWN = "449900101"
HOUSE, MARKET, HAZARD = "P-004", "P-001", "P-011"


def day(town: Town) -> date:
    return (town.now + timedelta(hours=8)).date()


def wanted(town: Town, **told: Any) -> Wanted:
    """Rental buildings once a month, in the whole town."""
    facts = {
        "code": "XC01", "zh": "出租屋每月一查", "en": "Rental buildings monthly", "area": TOWN, "starts_on": day(town),
        "kinds": ("rental_building",), "times": 1, "per": "month", "minutes": 12,
    }  # fmt: skip
    return Wanted(**{**facts, **told})


def demanded(town: Town, key: str = "key-of-a-demand", **told: Any) -> Demand:
    """Set by the dispatcher and laid out at once."""
    made = acts.set_demand(
        wanted(town, **told), key, by=town.zhoumin, at=town.now, today=day(town), why="例行"
    )
    tasks.lay_everything(day(town))
    return made


def all_kinds(town: Town, **told: Any) -> Demand:
    """Every place of the town, every ten days, all due since yesterday."""
    kinds = (
        "rental_building", "small_workshop", "market", "school", "enterprise", "hospital", "residential", "restaurant",
        "self_built", "site", "hazard_point",
    )  # fmt: skip
    made = demanded(town, kinds=kinds, times=None, per="", every_days=10, **told)
    Due.objects.update(due_on=day(town) - timedelta(days=1))
    return made


def at(code: str = HOUSE) -> Place:
    found = queries.place_of(code)
    assert found is not None
    return found


def post(town: Town, name: str = "chenlihua") -> Post:
    return Post.objects.select_related("account", "unit").get(account__username=name)


def shown(key: str = "device-0001", **told: Any) -> Shown:
    place = at()
    return Shown(**{"key": key, "lon": place.lon, "lat": place.lat, **told})


def lined_up(town: Town, many: int, grid: str = GRID) -> None:
    """So many rental buildings in a row through a grid."""
    from commongrid.registry.premises import acts as premises
    from commongrid.registry.premises.terms import PremisesRow

    lon, lat = town.spot(grid)
    rows = [
        PremisesRow(
            code=f"R-{n:03d}", kind="rental_building", name=f"东兴一巷{n}号", division=grid[:12],
            lon=lon + (n % 8) * 0.0003, lat=lat + (n // 8) * 0.0003,
        )
        for n in range(many)
    ]  # fmt: skip
    premises.import_premises(rows, by=town.zhoumin, at=town.now)
