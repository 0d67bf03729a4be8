"""The worker process: hears the journal, does the jobs, keeps the timetable, and ends when it is told to."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from croniter import croniter
from django.db import connection
from procrastinate import App
from procrastinate.testing import InMemoryConnector

from commongrid.base.journal.reading import Reader
from commongrid.base.notices.models import Notice
from commongrid.config import listening, schedule, wiring
from tests.cast import Town


def wait_for(is_so: Callable[[], bool], seconds: float = 90) -> None:
    ends, pause = time.monotonic() + seconds, threading.Event()
    while not is_so():
        assert time.monotonic() < ends, "it did not happen in time"
        pause.wait(0.05)


@pytest.fixture
def worker(transactional_db: None, tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    at = connection.settings_dict
    own = {
        "DATABASE_URL": f"postgresql:///{at['NAME']}",
        "DJANGO_SETTINGS_MODULE": "commongrid.config.testing",
    }
    given = {
        "PGHOST": at["HOST"],
        "PGUSER": at["USER"],
        "PGPASSWORD": at["PASSWORD"],
        "PGPORT": str(at["PORT"] or ""),
    }
    environ = {**os.environ, **own, **{name: value for name, value in given.items() if value}}
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen([sys.executable, "-m", "django", "work"], env=environ, stderr=log)
        yield process
        process.kill()
        process.wait()


def test_the_usual_pool_has_room_for_every_reader_and_the_jobs() -> None:
    jobs, lag_and_listening = 2, 2
    usual = connection.settings_dict["OPTIONS"]["pool"]["max_size"]
    assert usual >= len(wiring.READERS) + jobs + lag_and_listening


@pytest.mark.slow
def test_it_tells_does_its_jobs_and_ends_when_told(worker: subprocess.Popen[bytes], town: Town) -> None:
    from commongrid.base.journal import tasks

    tasks.make_partitions.defer(timestamp=0)
    report = town.report()
    account = town.account("zhoumin").pk
    wait_for(lambda: Notice.objects.filter(account=account, about=f"report:{report.number}").exists())

    def jobs() -> int:
        with connection.cursor() as db:
            db.execute("select count(*) from procrastinate_jobs where task_name = 'journal.make_partitions'")
            return int(db.fetchone()[0])

    wait_for(lambda: jobs() == 0)
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(timeout=30) == 0


@pytest.mark.slow
def test_a_job_that_a_killed_worker_left_is_done_again(worker: subprocess.Popen[bytes]) -> None:
    from commongrid.config.tasks import pick_up

    with connection.cursor() as db:
        db.execute(
            "insert into procrastinate_workers (last_heartbeat) values (now() - interval '1 hour') returning id"
        )
        dead = db.fetchone()[0]
        db.execute(
            "insert into procrastinate_jobs (queue_name, task_name, args, status, worker_id)"
            " values ('default', 'journal.make_partitions', '{\"timestamp\": 0}', 'doing', %s)",
            [dead],
        )
    pick_up.defer(timestamp=0)

    def left() -> int:
        with connection.cursor() as db:
            db.execute("select count(*) from procrastinate_jobs where task_name = 'journal.make_partitions'")
            return int(db.fetchone()[0])

    wait_for(lambda: left() == 0)
    with connection.cursor() as db:
        db.execute("delete from procrastinate_workers where id = %s", [dead])


def test_the_timetable_is_the_citys() -> None:
    assert schedule.every_night(0, 30) == "30 16 * * *"
    assert schedule.every_night(8, 5) == "5 0 * * *"
    assert all(croniter.is_valid(cron) for cron, _ in schedule.TIMETABLE)
    app = App(connector=InMemoryConnector())
    schedule.hang_up(app)
    assert len(app.periodic_registry.periodic_tasks) == len(schedule.TIMETABLE)


def test_a_reader_that_fails_rests_and_holds_up_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    done, heard = threading.Event(), list[str]()

    def drain(reader: Reader, **_: object) -> int:
        heard.append(reader.name)
        if reader.name == "broken":
            raise RuntimeError("no")
        if heard.count("whole") >= 3 and "broken" in heard:
            done.set()
        return 0

    monkeypatch.setattr("commongrid.config.listening.journal.drain", drain)
    monkeypatch.setattr("commongrid.config.listening.tell_lag", lambda *_: None)
    monkeypatch.setattr("commongrid.config.listening.REST", 0.01)
    with listening.Listening([Reader("broken", {}), Reader("whole", {})]):
        assert done.wait(30)


def test_every_reader_stands_under_its_own_name() -> None:
    assert all(name == reader.name for name, reader in wiring.READERS.items())
