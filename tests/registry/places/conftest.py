from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import LazySettings

from commongrid.base.access.terms import SYSTEM
from commongrid.registry.places import acts
from commongrid.registry.premises import acts as premises
from commongrid.registry.premises import tables

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
PACKS = Path(__file__).resolve().parents[3] / "packs"


@pytest.fixture(autouse=True)
def _fresh_map(settings: LazySettings) -> None:
    """Tests roll back: whatever is in memory must ask for the version each time."""
    settings.MAP_CHECK_SECONDS = 0


@pytest.fixture
def town(db: None) -> None:
    """The small town's places, and its premises, by whose names texts are understood."""
    reports = acts.load_places(PACKS / "small-town", {"schematic": True}, by=SYSTEM, at=AT)
    assert all(report.is_clean and report.written for report in reports.values())
    text = (PACKS / "small-town" / "premises.csv").read_text(encoding="utf-8-sig")
    assert premises.import_premises(tables.read(text)[0], by=SYSTEM, at=AT).is_clean
