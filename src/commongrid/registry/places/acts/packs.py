from __future__ import annotations

from pathlib import Path


def load_places(pack: Path) -> None: ...
