"""The measurement of the import writes a file our own map reads, and tells its figures in the form of the others."""

from __future__ import annotations

import csv
import importlib
from pathlib import Path

bench = importlib.import_module("bench.import")


def test_every_row_has_an_id_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "cases.csv"
    bench.write(path, 700, 1)
    with path.open(encoding="utf-8") as file:
        ids = [row["case_enquiry_id"] for row in csv.DictReader(file)]
    assert len(set(ids)) == len(ids) == 700


def test_what_is_told(tmp_path: Path) -> None:
    assert "ratio 0.4" in bench.text({"rows": 10, "ours": 4, "limit": 10, "ratio": 0.4})
