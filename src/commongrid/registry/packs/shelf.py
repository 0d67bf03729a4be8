"""Where packs stand: `packs/` of the project, or any folder with a pack.toml."""

from __future__ import annotations

from pathlib import Path

from commongrid.base.verdicts import Refused

SHELF = Path(__file__).resolve().parents[4] / "packs"


def names() -> list[str]:
    """The packs that come with the project."""
    return sorted(path.parent.name for path in SHELF.glob("*/pack.toml"))


def find(pack: str) -> Path:
    """The folder of a pack by path or by name. Refused("packs.not_found") names those there are."""
    for folder in (Path(pack), SHELF / pack):
        if (folder / "pack.toml").is_file():
            return folder
    raise Refused("packs.not_found", pack=pack, there=", ".join(names()))
