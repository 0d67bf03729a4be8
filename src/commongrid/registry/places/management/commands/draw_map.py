"""bin/manage draw_map FOLDER: a pack's sketch (drawing.toml) to grids.geojson and landscape.geojson."""

from __future__ import annotations

import json
import tomllib
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from commongrid.registry.places.drawing import draw_map


class Command(BaseCommand):
    help = "Draw a pack's grids.geojson and landscape.geojson from its sketch, drawing.toml."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="the pack's folder, such as packs/small-town")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            sketch = tomllib.loads((folder / "drawing.toml").read_text(encoding="utf-8"))
            collections = draw_map(sketch)
        except (OSError, ValueError) as wrong:
            raise CommandError(f"{folder / 'drawing.toml'}: {wrong}") from wrong
        for name, collection in zip(("grids", "landscape"), collections, strict=True):
            path = folder / f"{name}.geojson"
            path.write_text(as_text(collection), encoding="utf-8")
            self.stdout.write(f"{path}: {len(collection['features'])} features")


def as_text(collection: dict[str, Any]) -> str:
    """One feature a line, so that a change is seen for what it is."""
    rows = [
        json.dumps(feature, ensure_ascii=False, separators=(",", ":")) for feature in collection["features"]
    ]
    return '{"type":"FeatureCollection","features":[\n' + ",\n".join(rows) + "\n]}\n"
