"""A drop folder: files are moved when every row is in the ledger, refused rows come back with their reason."""

from __future__ import annotations

import csv
import json
import os
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from commongrid.doors.exchange.lines import folder, reading
from commongrid.intake.models import Report
from commongrid.work.lines.models import Line, Ticket
from tests.cast import Town
from tests.work.lines.setting import line

pytestmark = pytest.mark.django_db


@pytest.fixture
def hotline(town: Town, tmp_path: Path) -> Line:
    (tmp_path / "in").mkdir()
    return line(town, options={"folder": str(tmp_path)})


def put(place: Path, name: str, text: str | bytes, town: Town, *, old: bool = True) -> None:
    path = place / "in" / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    at = town.now.timestamp() - (60 if old else 0)
    os.utime(path, (at, at))


def names(place: Path) -> list[str]:
    return sorted(str(path.relative_to(place)) for path in place.rglob("*") if path.is_file())


CSV = "id,text,lon\nA-1,路面塌了,\nA-2,,\n,没有编号,\nA-1,路面塌了,\n"


def test_rows_come_in_once_and_refused_ones_go_back(town: Town, hotline: Line, tmp_path: Path) -> None:
    put(tmp_path, "monday.csv", CSV, town)
    put(tmp_path, "monday-again.csv", CSV.encode("gb18030"), town)
    put(tmp_path, "one.json", json.dumps({"id": "A-3", "text": "路灯不亮"}), town)
    assert reading.round_of(hotline, at=town.now) == (2, 4)
    assert Report.objects.count() == 2
    assert Ticket.objects.count() == 4
    told = names(tmp_path)
    assert [name for name in told if not name.startswith("out/")] == [
        "done/monday-again.csv", "done/monday.csv", "done/one.json",
        "rejected/monday-again.refused.csv", "rejected/monday.refused.csv",
    ]  # fmt: skip
    with (tmp_path / "rejected/monday.refused.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["id"], row["原因"]) for row in rows] == [
        ("A-2", rows[0]["原因"]),
        ("", "这张工单没有可以区分的编号"),
    ]
    out = [json.loads(path.read_text("utf-8")) for path in (tmp_path / "out").iterdir()]
    assert sorted(one["kind"] for one in out) == ["accepted", "accepted", "refused", "refused"]
    assert all(one["why_zh"] for one in out if one["kind"] == "refused")
    assert reading.round_of(hotline, at=town.later(minutes=1)) == (0, 0)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.xlsx", b"PK"), ("a.json", b"[1]"), ("a.json", b'{"tickets": '), ("a.csv", b""), ("a.csv", b"\xff\xfe\x00"),
        ("a.csv", b"id,id\n1,2\n"), ("a.csv", b"id,text\n1\n"), ("a.json", b"[" * 100_000),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_put_aside_with_why(
    town: Town, hotline: Line, tmp_path: Path, name: str, text: bytes
) -> None:
    put(tmp_path, name, text, town)
    assert reading.round_of(hotline, at=town.now) == (0, 0)
    assert names(tmp_path) == [f"rejected/{name}", f"rejected/{name}.why.txt"]


def test_what_is_still_written_waits(town: Town, hotline: Line, tmp_path: Path) -> None:
    put(tmp_path, "new.csv", CSV, town, old=False)
    put(tmp_path, "half.csv.part", CSV, town)
    assert folder.read(hotline, at=town.now) == 0
    assert names(tmp_path) == ["in/half.csv.part", "in/new.csv"]


def test_the_command_reads_the_lines_of_a_pack(town: Town, settings: Any, tmp_path: Path) -> None:
    settings.VAR = tmp_path
    out = StringIO()
    call_command("load_lines", "small-town", stdout=out)
    call_command("load_lines", "small-town", stdout=out)
    assert set(Line.objects.values_list("pk", flat=True)) == {"hotline", "police", "letterbox"}
    inbox = tmp_path / "lines/hotline"
    (inbox / "in").mkdir(parents=True)
    head = "工单编号,标题,诉求内容,地址,经度,纬度,来电号码,问题分类,受理时间"
    put(inbox, "x.csv", f"{head}\nDG-1,路灯,路灯不亮,石埠镇东兴社区,,,,路灯,2026/03/02 08:00\n", town)
    call_command("read_lines", stdout=out)
    report = Report.objects.get(channel="12345")
    assert (report.area[:12], report.matter.code if report.matter else "") == ("449900101001", "BJ1-024")
    assert "hotline: 1 taken in, 1 answered" in out.getvalue()
    with pytest.raises(CommandError, match="fax"):
        call_command("read_lines", "fax", stdout=out)
    with pytest.raises(CommandError):
        call_command("load_lines", "nowhere", stdout=out)
