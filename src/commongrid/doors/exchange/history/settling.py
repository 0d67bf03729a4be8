"""Places of every kind over the grids of a whole city's demonstration: made up, said to be so, and taken in as one table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from random import Random

from commongrid.base.access.terms import SYSTEM
from commongrid.doors.exchange.history.lots import lot
from commongrid.registry.places import queries as places
from commongrid.registry.premises import acts
from commongrid.registry.premises.models import Premises
from commongrid.registry.premises.terms import Kind, PremisesRow

EACH = 8
"""Places in a grid: a village's lane, not its whole street."""
SPREAD = 0.0007
KINDS: dict[Kind, tuple[int, tuple[str, ...]]] = {
    Kind.RENTAL: (34, ("出租屋",)),
    Kind.SMALL_SHOP: (20, ("便利店", "五金店", "药店", "理发店", "水果店")),
    Kind.SMALL_WORKSHOP: (9, ("加工作坊", "汽修店", "电焊作坊")),
    Kind.SMALL_VENUE: (4, ("棋牌室", "网吧", "台球室")),
    Kind.RESTAURANT: (8, ("小炒店", "茶餐厅", "粥粉店")),
    Kind.ENTERPRISE: (9, ("五金制品厂", "电子厂", "家具厂", "包装材料厂")),
    Kind.SELF_BUILT: (5, ("自建房",)),
    Kind.RESIDENTIAL: (3, ("花园", "公寓")),
    Kind.BUILDING: (2, ("商住楼",)),
    Kind.SITE: (2, ("工地",)),
    Kind.SCHOOL: (1, ("小学", "幼儿园")),
    Kind.MARKET: (1, ("市场",)),
    Kind.THREE_SMALL: (1, ("门店",)),
    Kind.HAZARD: (1, ("易涝点", "边坡隐患点")),
    Kind.HOSPITAL: (1, ("卫生服务站",)),
    Kind.RIVER: (1, ("排渠",)),
    Kind.FOREST: (1, ("林地",)),
}
"""How often a kind comes beside the others, and what its places are called."""
WEIGHTS = [often for often, _names in KINDS.values()]
HOUSES = (Kind.RENTAL, Kind.SELF_BUILT, Kind.RESIDENTIAL, Kind.BUILDING)
LANES = ("一巷", "二巷", "三巷", "新村路", "市场街", "工业路")


def settle(*, at: datetime, seed: int) -> int:
    """Places in every grid that stand there since `at`; how many. Where there are some already, it does nothing."""
    if Premises.objects.exists():
        return 0
    report = acts.import_premises(list(rows(seed)), by=SYSTEM, at=at, why="示意", schematic=True)
    return report.added


def rows(seed: int) -> Iterator[PremisesRow]:
    """Each says the community it really lies in; what falls beyond the city is left out."""
    names = dict(places.divisions_within("").values_list("code", "short"))
    drawn = [spot for grid in places.current_grids().filter(kind="basic").values_list("code", "lon", "lat")
             for spot in _spots(grid, seed)]  # fmt: skip
    lons, lats = [lon for _code, lon, _lat, _rng in drawn], [lat for _code, _lon, lat, _rng in drawn]
    found = places.located_codes(places.atlas(), lons, lats)
    for number, (area, (code, lon, lat, rng)) in enumerate(zip(found, drawn, strict=True), 1):
        if area:
            yield _row(number, names.get(area[:12]) or names.get(code[:9], ""), area[:12], (lon, lat), rng)


def _spots(grid: tuple[str, float, float], seed: int) -> Sequence[tuple[str, float, float, Random]]:
    code, lon, lat = grid
    rng = lot("place", seed, code)
    return [
        (
            code,
            round(lon + rng.uniform(-SPREAD, SPREAD), 6),
            round(lat + rng.uniform(-SPREAD, SPREAD), 6),
            rng,
        )
        for _turn in range(EACH)
    ]


def _row(number: int, village: str, division: str, spot: tuple[float, float], rng: Random) -> PremisesRow:
    (kind,) = rng.choices(list(KINDS), WEIGHTS)
    lane = f"{village}{rng.choice(LANES)}{rng.randint(1, 120)}号"
    is_house = kind in HOUSES
    return PremisesRow(
        f"D-{number:06d}", str(kind), f"{lane}{rng.choice(KINDS[kind][1])}", division, *spot, lane,
        floors=rng.randint(2, 9) if is_house else None, rooms=rng.randint(4, 36) if is_house else None,
        is_rental=kind == Kind.RENTAL, line=number,
    )  # fmt: skip
