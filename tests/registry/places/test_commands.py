import ast
import csv
import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from commongrid.registry.places import queries, saying
from commongrid.registry.places.models import Division
from tests.registry.places.conftest import PACKS

ROOM = Path(saying.__file__).parent


def run(*args: Any, **options: Any) -> str:
    out = io.StringIO()
    try:
        call_command(*args, stdout=out, **options)
    except CommandError as wrong:
        out.write(str(wrong))
    return out.getvalue()


@pytest.mark.django_db
def test_a_city_is_imported_file_by_file() -> None:
    folder = PACKS / "small-town"
    assert "5 would be added" in run("import_divisions", folder / "divisions.csv", check_only=True)
    assert not Division.objects.exists()
    assert "5 added, 0 changed" in run("import_divisions", folder / "divisions.csv")
    assert "13 added" in run("import_grids", folder / "grids.geojson")
    assert "7 added" in run("import_service_points", folder / "service_points.csv")
    assert queries.locate(113.7453, 23.0461).grid_code == "449900101001901"
    assert "13 already so" in run("import_grids", folder / "grids.geojson")


@pytest.mark.django_db
def test_faults_are_told_by_line_and_feature(tmp_path: Path) -> None:
    table = tmp_path / "divisions.csv"
    table.write_text("code,name\n4419,东莞市\n442000001,石岐街道\n", encoding="utf-8")
    said = run("import_divisions", table)
    assert "line 3, 442000001: 442000001 has no division above it that is known" in said
    assert "nothing was written" in said
    grids = tmp_path / "grids.geojson"
    grids.write_text('{"type": "FeatureCollection", "features": [{}]}', encoding="utf-8")
    assert "feature 1: " in run("import_grids", grids, gcj02=True)
    grids.write_text("[", encoding="utf-8")
    assert "the file: This is not JSON" in run("import_grids", grids)
    assert "cannot be read" in run("import_grids", tmp_path / "nowhere.geojson")


def test_a_sketch_is_drawn(tmp_path: Path) -> None:
    sketch = PACKS / "small-town/drawing.toml"
    (tmp_path / "drawing.toml").write_text(sketch.read_text(encoding="utf-8"), encoding="utf-8")
    assert "grids.geojson: 13 features" in run("draw_map", tmp_path)
    assert "drawing.toml" in run("draw_map", tmp_path / "nowhere")


def test_every_fault_has_its_words() -> None:
    """Faults are made by `fault(at, code, key)`, with keys of this room."""
    with (ROOM / "sentences.csv").open(encoding="utf-8", newline="") as file:
        worded = {row["key"] for row in csv.DictReader(file) if row["en"] and row["zh"]}
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in ROOM.rglob("*.py")]
    calls = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)]
    keys = [call.args[2] for call in calls if isinstance(call.func, ast.Name) and call.func.id == "fault"]
    given = {str(key.value) for key in keys if isinstance(key, ast.Constant)}
    rings = {"ring_not_numbers", "ring_too_short", "ring_not_closed", "ring_swapped", "ring_out_of_range"}
    strengths = {
        f"named_{one}" for one in ("bare", "passing", "distinct", "short", "near", "beside", "official")
    }
    assert len(given) > 20
    assert {f"places.{key}" for key in given | rings | strengths} <= worded
