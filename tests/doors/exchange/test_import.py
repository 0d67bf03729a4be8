"""Another system's cases become history: every row accounted for, none lost or doubled, nobody told of them."""

from __future__ import annotations

import csv
import json
import os
import random
import signal
import subprocess
import sys
import time
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections

from commongrid.base.journal import queries as journal
from commongrid.base.journal import sealing
from commongrid.base.journal.models import Cursor, Entry
from commongrid.cases.models import Case
from commongrid.work.tallies.models import Seat
from tests.cast import Town, found_town

DATA = Path(__file__).resolve().parents[2] / "data"
BOSTON, NEW_YORK = DATA / "boston_311_sample.csv", DATA / "nyc_311_sample.csv"
OWN = """
source = "old-desk"
name = "Old desk"
[columns]
id = "nr"
opened = "begin"
closed = "end"
matter = "what"
lon = "x"
lat = "y"
area = "zone"
address = "where"
[times]
zone = "Asia/Shanghai"
formats = ["%d.%m.%Y %H:%M"]
[matter]
default = "SR-031"
[matter.table]
"Lamp" = "BJ1-024"
[place.areas]
"East" = "449900101001"
"""


def bring(path: Path, how: str | Path, tmp_path: Path, **told: Any) -> dict[str, Any]:
    out = StringIO()
    rejects = told.pop("rejects", tmp_path / "rejects.csv")
    call_command(
        "import_cases",
        path,
        map=str(how),
        json=True,
        processes=1,
        rejects=rejects,
        stdout=out,
        stderr=StringIO(),
        **told,
    )
    found: dict[str, Any] = json.loads(out.getvalue())
    assert found["rows"] == found["imported"] + found["already_there"] + found["rejected"]
    return found


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def write(path: Path, table: list[dict[str, str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, [*table[0]])
        out.writeheader()
        out.writerows(table)
    return path


@pytest.mark.django_db
def test_boston_and_new_york_stand_beside_the_city(town: Town, tmp_path: Path) -> None:
    before = Case.objects.count()
    heard = len(journal.tail(Cursor(name="x"), 10_000))
    first = bring(BOSTON, "boston", tmp_path)
    second = bring(NEW_YORK, "new-york", tmp_path)
    assert first["rows"] == len(rows(BOSTON))
    assert second["rows"] == len(rows(NEW_YORK))
    assert first["imported"] > 250
    assert second["imported"] > 100
    assert Case.objects.count() == before + first["imported"] + second["imported"]
    assert Entry.objects.filter(era=0).exists()
    assert journal.in_no_month() == 0
    assert {entry.subject_kind for entry in journal.tail(Cursor(name="x"), 10_000)[heard:]} <= {
        "matter",
        "place",
        "catalogue",
        "unit",
        "units",
        "places",
        "matters",
        "divisions",
    }
    assert sealing.first_broken_entry() is None
    still_open = first["still_open"] + second["still_open"]
    assert Seat.objects.count() == still_open == Case.objects.exclude(status__in=["closed", "void"]).count()


@pytest.mark.django_db
def test_a_second_run_adds_nothing_and_the_order_of_columns_does_not_matter(
    town: Town, tmp_path: Path
) -> None:
    first = bring(BOSTON, "boston", tmp_path)
    table = rows(BOSTON)
    names = [*table[0]]
    random.Random(3).shuffle(names)
    random.Random(4).shuffle(table)
    shuffled = write(tmp_path / "shuffled.csv", [{name: row[name] for name in names} for row in table])
    again = bring(shuffled, "boston", tmp_path)
    assert (again["imported"], again["rejected"]) == (0, first["rejected"])
    assert Case.objects.count() == first["imported"]


@pytest.mark.django_db
def test_parquet_is_read_as_csv_is(town: Town, tmp_path: Path) -> None:
    import pyarrow.csv
    import pyarrow.parquet

    path = tmp_path / "boston.parquet"
    pyarrow.parquet.write_table(pyarrow.csv.read_csv(BOSTON), path)
    first = bring(BOSTON, "boston", tmp_path)
    assert bring(path, "boston", tmp_path)["already_there"] == first["imported"]


@pytest.mark.django_db
def test_what_does_not_hold_is_told_in_plain_words(town: Town, tmp_path: Path) -> None:
    lon, lat = (str(each) for each in town.spot())
    good = {
        "nr": "1",
        "begin": "2025-03-03 10:00:00",
        "end": "",
        "what": "Pothole",
        "x": lon,
        "y": lat,
        "zone": "",
        "where": "Road 1",
    }
    table = [
        good,
        {**good, "nr": "2", "begin": "04.03.2025 10:00", "end": "05.03.2025 09:30", "what": "lamp"},
        {**good, "nr": "3", "x": "", "y": "", "zone": "east"},
        {**good, "nr": "1"},
        {**good, "nr": ""},
        {**good, "nr": "5", "begin": "yesterday"},
        {**good, "nr": "6", "end": "2025-03-02 10:00:00"},
        {**good, "nr": "7", "begin": "2999-03-02 10:00:00"},
        {**good, "nr": "8", "x": "0.5", "y": "0.5"},
        {**good, "nr": "9", "x": "999"},
        {**good, "nr": "10", "where": "=cmd|' /C calc'!A0", "x": "abc"},
        {**good, "nr": "11", "where": "a" * 30_000},
        {**good, "nr": "12", "where": "a\x00b"},
        {**good, "nr": "13", "begin": "1900-01-01 00:00:00"},
    ]  # fmt: skip
    how = tmp_path / "own.toml"
    how.write_text(OWN)
    path = write(tmp_path / "own.csv", table)
    with path.open("ab") as file:
        file.write(b"14,2025-03-03 10:00:00,,x,1,2,,\xff\xfe\n15,short\n")
        file.write(b'16,"' + b"x" * 200_000 + b"\n")
    found = bring(path, how, tmp_path)
    assert (found["imported"], found["already_there"], found["rejected"]) == (3, 1, 13)
    cases = {case.address: case for case in Case.objects.filter(matter__code="BJ1-024")}
    assert [case.status for case in cases.values()] == ["closed"]
    told = rows(tmp_path / "rejects.csv")
    assert [row["line"] for row in told][:3] == ["6", "7", "8"]
    reasons = " ".join(row["reason"] for row in told)
    for words in ("nr is empty", "no time: 'yesterday'", "closed before", "future", "outside the city", "not on earth", "no position", "30,000 signs", "NUL", "before 1990", "encoding", "2 cells", "cannot be read"):  # fmt: skip
        assert words in reasons, words
    assert all(not row["where"].startswith("=") for row in told if row["where"])


@pytest.mark.django_db
def test_a_map_that_does_not_fit_is_named(town: Town, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="has no column"):
        bring(NEW_YORK, "boston", tmp_path)
    for wrong in (
        "x =",
        "name = 'a'",
        OWN.replace('id = "nr"', ""),
        OWN.replace("address", "adress"),
        OWN.replace("Asia/Shanghai", "Asia/Nowhere"),
    ):
        (tmp_path / "wrong.toml").write_text(wrong)
        with pytest.raises(CommandError):
            bring(BOSTON, tmp_path / "wrong.toml", tmp_path)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_killed_in_the_middle_it_goes_on_where_it_was(transactional_db: None, tmp_path: Path) -> None:
    found_town()
    table = rows(BOSTON)
    many = [{**row, "case_enquiry_id": f"{row['case_enquiry_id']}-{n}"} for n in range(12) for row in table]
    path = write(tmp_path / "many.csv", many)
    bring(path, "boston", tmp_path, limit=50)
    connections.close_all()
    run = subprocess.Popen(
        command(path, tmp_path), env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait_until(lambda: Case.objects.count() > 600, run)
    finally:
        run.send_signal(signal.SIGKILL)
        run.wait()
    left = Case.objects.count()
    found = bring(path, "boston", tmp_path)
    assert found["already_there"] >= left
    assert found["rows"] == len(many)
    assert Case.objects.count() == found["imported"] + found["already_there"] - repeated(many)
    assert (
        Entry.objects.filter(subject_kind="case").values("subject_id").distinct().count()
        == Case.objects.count()
    )
    assert sealing.first_broken_entry() is None


def repeated(table: list[dict[str, str]]) -> int:
    """Ids that stand twice in the file: the second is already there."""
    ids = [row["case_enquiry_id"] for row in table if row["case_enquiry_id"].split("-")[0]]
    return len(ids) - len(set(ids))


def wait_until(holds: Any, run: subprocess.Popen[bytes]) -> None:
    ends = time.monotonic() + 120
    while not holds() and run.poll() is None:
        assert time.monotonic() < ends
        time.sleep(0.05)


def command(path: Path, tmp_path: Path) -> list[str]:
    rest = ["--map", "boston", "--processes", "1", "--rejects", str(tmp_path / "first.csv")]
    return [sys.executable, "-m", "django", "import_cases", str(path), *rest]


def environment() -> dict[str, str]:
    at = connection.settings_dict
    given = {
        "PGHOST": at["HOST"],
        "PGUSER": at["USER"],
        "PGPASSWORD": at["PASSWORD"],
        "PGPORT": str(at["PORT"] or ""),
    }
    own = {
        "DATABASE_URL": f"postgresql:///{at['NAME']}",
        "DJANGO_SETTINGS_MODULE": "commongrid.config.testing",
    }
    return {**os.environ, **own, **{name: value for name, value in given.items() if value}}
