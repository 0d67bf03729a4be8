"""The measurement of the field does what it says against a small town: every report is there once, every page is asked for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bench import _device, _field, _town, field
from commongrid.intake.models import Report
from commongrid.registry.premises.models import Premises
from tests.cast import GRID, Town

FEW, MANY = 20, 60


def test_photos_weigh_what_a_phone_sends_and_no_two_are_alike() -> None:
    one, other = _device.photo(1), _device.photo(2)
    assert one != other
    assert one == _device.photo(1)
    assert 100 < len(one) / 1024 < 400
    assert _device.encoded([one]) > 0


@pytest.mark.django_db(transaction=True)
def test_a_phone_sends_all_it_kept_and_pages_are_measured_among_few_and_many(
    town: Town, live_server: Any, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    port = live_server.thread.port
    sessions = {who: _town.session(who) for who in ("zhoumin", "guojian", "chenlihua")}
    started = {"sessions": sessions, "spot": list(town.spot()), "grid": GRID}
    told = field.synced(port, started, 3)
    assert Report.objects.filter(photos=1, captured_at__isnull=False).count() == 3
    assert told["ratio"] == pytest.approx(told["ours"] / told["limit"], abs=0.1)
    assert told["requests"] >= 1 + 3 * 3
    before = Premises.objects.count()
    for have, many in ((0, FEW), (FEW, MANY)):
        made = _field.premises(have, many)
        assert Premises.objects.count() == before + many
        assert made["rate"] > 0
        assert made["limit"] > 0
    assert field.visited(port, started, made["places"], 1).keys() == field.PAGES.keys()
