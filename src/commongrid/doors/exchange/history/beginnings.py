"""Where, when and with what a made-up life begins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from random import Random

from commongrid.doors.exchange.history import company, words
from commongrid.doors.exchange.history.life import A_STEP, Life, begin_for
from commongrid.doors.exchange.history.lots import lot
from commongrid.doors.exchange.history.plots import Plot
from commongrid.intake import rules as intake
from commongrid.registry.matters import queries as matters
from commongrid.registry.matters.terms import Item
from commongrid.registry.places import queries as places

PHOTOS = 0.16
STEPS_BEFORE = {"verifying": 1, "waiting": 1, "assigned": 2, "sent_back": 3, "checking": 4, "closed": 5}
MANY = 3
AT_THE_DOORSTEP = 0.4
"""The share of what is left standing that lies in the community of the cast's grid worker and secretary."""


@dataclass
class City:
    """What lives are made from; read once, shared by every process."""

    company: company.Company
    grids: dict[str, list[tuple[str, float, float]]]
    codes: list[str]
    street: list[str]
    calm: list[str]
    others: list[str]
    seed: int
    now: datetime


def begun(city: City, plot: Plot) -> Life:
    rng = lot(city.seed, plot.number, "life")
    in_street = plot.channel == "patrol" or plot.story == "settled"
    codes = city.calm if plot.stop else city.street if in_street else city.codes
    code = words.matter(rng, codes, [] if in_street or plot.stop else city.others)
    item = matters.edition(code)
    return Life(
        plot=plot,
        rng=rng,
        company=city.company,
        item=item,
        now=city.now,
        at=plot.at if not plot.stop else _stopping(plot, item, city.now),
        spot=_spot(city, plot, rng),
        with_photos=rng.random() < PHOTOS or (bool(plot.stop) and rng.random() < 0.6),
        person=rng.choice(city.company.residents) if rng.random() < 0.7 else None,
    )


def _stopping(plot: Plot, item: Item, now: datetime) -> datetime:
    """When a report must have come to be where it is to be left, with the share of its limit used up."""
    stages = item.rows[0].limits
    limit = {
        "received": intake.TRIAGE_LIMIT, "verifying": intake.VERIFY_LIMIT, "waiting": stages.dispatch,
        "sent_back": stages.dispatch, "assigned": stages.accept, "checking": stages.check,
    }.get(plot.stop, stages.handle)  # fmt: skip
    steps = STEPS_BEFORE.get(plot.stop, 0 if plot.stop == "received" else MANY)
    return begin_for(limit, min(plot.share, 1.3), now) - A_STEP * steps


def _spot(city: City, plot: Plot, rng: Random) -> tuple[float | None, float | None, str, str]:
    """Somewhere in a grid of the plot's town, or for a call now and then only the community."""
    code, lon, lat = rng.choice(_grids(city, plot, rng))
    address = words.spot(rng)
    if plot.channel in ("12345", "phone", "letterbox") and rng.random() < 0.2:
        return None, None, code[:12], address
    for _ in range(5):
        x, y = lon + rng.gauss(0, 0.0011), lat + rng.gauss(0, 0.0009)
        area = places.locate(x, y).area_code
        if len(area) > 12 and area[:9] == code[:9]:
            return round(x, 6), round(y, 6), area, address
    return lon, lat, places.locate(lon, lat).area_code, address


def _grids(city: City, plot: Plot, rng: Random) -> list[tuple[str, float, float]]:
    """Where a plot may take place: of what is left standing, a good part where the cast's grid worker walks."""
    town = city.grids[plot.town]
    if not plot.stop or rng.random() > AT_THE_DOORSTEP:
        return town
    return [grid for grid in town if grid[0].startswith(city.company.doorstep)] or town
