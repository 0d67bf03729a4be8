"""Whether there is room, said in a sentence before anything is begun and when it ran out on the way."""

import shutil
from pathlib import Path

from commongrid.config.launch.house import Trouble

LIBRARIES = 1_500_000_000
# What the demo cities grow to, with PostgreSQL's log of changes beside them.
CITY = {"small": 300_000_000, "dongguan": 900_000_000, "dongying": 700_000_000}
CLUSTER = 100_000_000
"""An empty database of our own and its first log."""
FULL = 40_000_000
"""PostgreSQL asks for its log of changes in pieces of 16 MB."""


def demand(place: Path, needs: int) -> None:
    """Trouble when fewer than `needs` bytes are free where `place` is or will be."""
    free = _free(place)
    if free < needs:
        raise Trouble(
            f"Only {free / 1e9:.1f} GB are free on the disk of {place} and Commongrid needs {needs / 1e9:.1f}: "
            "free some space and run this again."
        )


def is_full(place: Path) -> bool:
    return _free(place) < FULL


def _free(place: Path) -> int:
    there = next(folder for folder in (place, *place.parents) if folder.exists())
    return shutil.disk_usage(there).free
