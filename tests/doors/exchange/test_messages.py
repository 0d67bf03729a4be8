"""Texts of a hotline: placed by the names in them, understood, given to somebody, and taken in once."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from commongrid.intake.models import Report
from tests.cast import Town

pytestmark = pytest.mark.django_db
TEXTS = (
    ("H-0001", "路灯不亮", "石埠镇东兴社区的路灯坏了一个星期，晚上很黑", "石埠镇"),
    ("H-0002", "垃圾没人收", "石埠镇榕树头社区市场后面的垃圾堆了三天", "石埠镇"),
    ("H-0003", "咨询", "请问居住证怎么办理", ""),
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "messages.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out)
        table.writerow(["towns_mentioned", "case_no", "title", "text", "month"])
        table.writerows([[towns, number, title, text, "202603"] for number, title, text, towns in TEXTS])
    return path


def replay(file: Path) -> dict[str, Any]:
    out = StringIO()
    call_command("replay", "messages", file, json=True, processes=1, stdout=out, stderr=StringIO())
    told: dict[str, Any] = json.loads(out.getvalue())
    return told


def test_they_come_in_placed_with_a_matter_and_a_unit(town: Town, file: Path) -> None:
    told = replay(file)
    assert (told["rows"], told["received"], told["placed"], told["with_unit"]) == (3, 3, 2, 2)
    assert (told["one_town_named"], told["agree"], told["agreement"]) == (2, 2, 1.0)
    lamp = Report.objects.get(source_key="message-H-0001")
    assert (lamp.channel, lamp.area[:9], lamp.status) == ("12345", "449900101", "received")
    assert lamp.suggestion["matters"][0]["code"] == "BJ1-024"


def test_what_names_no_place_waits_for_the_citys_centre(town: Town, file: Path) -> None:
    replay(file)
    asked = Report.objects.get(source_key="message-H-0003")
    assert (asked.area, asked.centre_id) == ("", town.guojian.unit_id)


def test_again_takes_nothing_in_twice(town: Town, file: Path) -> None:
    assert replay(file) == replay(file)
    assert Report.objects.count() == len(TEXTS)


def test_without_a_city_the_command_says_which_to_load(db: None, file: Path) -> None:
    with pytest.raises(CommandError, match="load_pack dongguan"):
        replay(file)
