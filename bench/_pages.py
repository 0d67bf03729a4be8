"""Every page that `bin/bench pages` asks for: who asks, which address, and what must stand in the answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any
from urllib.parse import quote, urlencode

ROW, NEXT, FIGURE = 'class="row-title"', "after=", "figures-strip"
FAR, MIDDLE, NEAR = (0.6, 10.0), (0.12, 12.5), (0.012, 15.0)
"""Half the width of a map in degrees, and its zoom."""
DAYS = "p=year"


@dataclass(frozen=True, slots=True)
class Page:
    """`who`: the post that is signed in, or `resident`. `path`: from what there is to ask for; `wants`: text that must be there."""

    name: str
    who: str
    path: Callable[[dict[str, Any], Random], str]
    wants: str


def _list(**fixed: str) -> Callable[[dict[str, Any], Random], str]:
    """The list with these filters; a value in braces is drawn from what the city has of it."""

    def path(scene: dict[str, Any], dice: Random) -> str:
        given = {
            name: str(dice.choice(scene[value[1:-1]])) if value.startswith("{") else value
            for name, value in fixed.items()
        }
        return f"/desk/?{urlencode(given)}"

    return path


def _second(scene: dict[str, Any], _dice: Random) -> str:
    """What the first page of the list of everything leads to."""
    return str(scene["second"])


def _figures(kind: str) -> Callable[[dict[str, Any], Random], str]:
    return lambda scene, dice: f"/desk/figures/{quote(dice.choice(scene[kind]))}/?{DAYS}"


def _unit(scene: dict[str, Any], _dice: Random) -> str:
    return f"/desk/figures/units/{quote(scene['own_unit'])}/?{DAYS}"


def _behind(scene: dict[str, Any], _dice: Random) -> str:
    return f"/desk/figures/{scene['division']}/cases/closed/?{DAYS}"


def _map(half: float, zoom: float, **fixed: str) -> Callable[[dict[str, Any], Random], str]:
    def path(scene: dict[str, Any], dice: Random) -> str:
        lon, lat = dice.choice(scene["spots"])
        box = ",".join(f"{side:.5f}" for side in (lon - half, lat - half, lon + half, lat + half))
        return f"/desk/map/shown.json?{urlencode({'bbox': box, 'zoom': zoom, **fixed})}"

    return path


def _case(scene: dict[str, Any], dice: Random) -> str:
    return f"/desk/cases/{dice.choice(scene['numbers'])}/"


def _around(scene: dict[str, Any], dice: Random) -> str:
    lon, lat = dice.choice(scene["spots"])
    return f"/nearby/?lon={lon}&lat={lat}"


PAGES: tuple[Page, ...] = (
    Page("queue of a city's desk", "city", _list(queue="waiting"), ROW),
    Page("queue of a unit", "unit", _list(queue="handling"), "desk-face"),
    Page("list of all open", "city", _list(queue="open"), ROW),
    Page("list of what is closed", "city", _list(queue="closed"), ROW),
    Page("list of a town", "city", _list(queue="any", area="{busy_towns}"), ROW),
    Page("list of a community", "city", _list(queue="any", area="{communities}"), ROW),
    Page("list of a matter", "city", _list(queue="any", matter="{matters}"), ROW),
    Page("list of a channel", "city", _list(queue="any", channel="12345"), ROW),
    Page("list of a unit", "city", _list(queue="any", unit="{unit_ids}"), ROW),
    Page("list of what is late", "city", _list(queue="open", light="late"), ROW),
    Page("list of some days", "city", _list(queue="any", since="{days}", until="{days}"), "desk-face"),
    Page("list of a town's matter that is closed", "city",
         _list(queue="closed", area="{busy_towns}", matter="{matters}"), "desk-face"),
    Page("second page of everything", "city", _second, ROW),
    Page("search for a number", "city", _list(q="{numbers}"), ROW),
    Page("search for a word of two characters", "city", _list(q="{words}"), ROW),
    Page("search for a place", "city", _list(q="{places}"), ROW),
    Page("search for a word in a unit's cases", "city", _list(q="{words}", unit="{unit_ids}"), "desk-face"),
    Page("suggestions while typing", "city", lambda scene, dice: f"/desk/search/suggest/?q={quote(dice.choice(scene['words']))}", "option"),
    Page("dashboard of the city", "city", lambda scene, dice: f"/desk/figures/{scene['division']}/?{DAYS}", FIGURE),
    Page("dashboard of a town", "city", _figures("towns"), FIGURE),
    Page("dashboard of a community", "city", _figures("communities"), FIGURE),
    Page("dashboard of a department", "unit", _unit, FIGURE),
    Page("list behind a figure", "city", _behind, ROW),
    Page("map: colours by town", "city", lambda scene, dice: "/desk/map/values.json?level=town", '"values":{"'),
    Page("map: colours by community", "city", lambda scene, dice: f"/desk/map/values.json?level=community&within={dice.choice(scene['busy_towns'])}", '"values":{"'),
    Page("map: open cases from far", "city", _map(*FAR, queue="open"), '"n":'),
    Page("map: open cases by community", "city", _map(*MIDDLE, queue="open"), '"n":'),
    Page("map: open cases from near", "city", _map(*NEAR, queue="open"), '"coordinates"'),
    Page("map: all by one channel from near", "city", _map(*NEAR, queue="any", channel="12345"), '"points"'),
    Page("page of a case", "city", _case, "desk-face"),
    Page("resident: first page", "resident", lambda scene, dice: "/", "<main"),
    Page("resident: nearby", "resident", _around, 'class="link"'),
    Page("resident: the newest in the city", "resident", lambda scene, dice: "/nearby/", 'class="link"'),
    Page("resident: follow", "resident", lambda scene, dice: f"/follow/?number={scene['report']}", "<form"),
    Page("resident: one's own matter", "resident", lambda scene, dice: f"/my/{scene['report']}/", "<main"),
)  # fmt: skip
