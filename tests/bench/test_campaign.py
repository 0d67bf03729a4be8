"""The measurement of a campaign does what it says over a handful of buildings: each is laid out once, pause and stop hold."""

from __future__ import annotations

from typing import Any

import pytest

from bench import _campaign, campaign
from commongrid.registry.premises.models import Premises
from commongrid.work.inspections.acts import laying
from commongrid.work.inspections.models import Campaign, Item
from tests.cast import Town


@pytest.mark.django_db(transaction=True)
def test_every_building_is_laid_out_once_whatever_is_paused_meanwhile(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = laying.lay_batch
    monkeypatch.setattr(
        "commongrid.work.inspections.acts.lay_batch", lambda pk, *, at: batch(pk, at=at, most=7)
    )
    told: dict[str, Any] = _campaign.measured(40, "zhoumin")
    assert Premises.objects.filter(kind="rental_building", state="open").count() == 40
    assert (told["places"], told["counted"], told["state"]) == (40, 40, "running")
    assert Item.objects.filter(campaign__name="laid out").values("premises").distinct().count() == 40
    assert Campaign.objects.get(name="stopped").state == "stopped"
    lines = campaign.figures(told)
    assert set(lines) == {"laying out", "pause", "stop"}
    assert [lines[name]["after"] for name in ("pause", "stop")] == [0, 0]
