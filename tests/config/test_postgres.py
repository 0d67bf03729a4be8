"""The launcher against what really happens to servers: reused numbers, kill -9, long paths, root and not root."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg
import pytest

from commongrid.config.launch import accounts, house, postgres, processes, sockets
from commongrid.config.launch.house import Trouble

IS_ROOT = os.geteuid() == 0
# Runs a server in a process of its own, says so, and waits to be ended one way or another.
LAUNCHER = """
import sys, time
from pathlib import Path
from commongrid.config.launch import house, postgres

def main(arguments):
    with postgres.running(Path(arguments[0]), durable=False) as server:
        print("owner" if server else "guest", server.process.pid if server else 0, flush=True)
        while True:
            time.sleep(0.05)

house.run(main)
"""


@pytest.fixture
def data():
    """A place for one server that the account it runs as can reach, unlike pytest's own tmp_path."""
    home = Path(tempfile.mkdtemp(prefix="cg-", dir="/tmp"))
    home.chmod(0o755)
    yield home / "pg"
    accounts.remove(home / "pg")
    shutil.rmtree(home)


@pytest.fixture
def launched(data):
    started = []

    def launch(**options):
        process = subprocess.Popen(
            [sys.executable, "-c", LAUNCHER, str(data)],
            env=house.environment(), stdout=subprocess.PIPE, text=True, **options,
        )  # fmt: skip
        started.append(process)
        role, pid = process.stdout.readline().split()
        return process, role, int(pid)

    yield launch
    for process in started:
        process.kill()
        process.wait()
        process.stdout.close()


def ask(data, query):
    with connected(data) as connection:
        return connection.execute(query).fetchone()[0]


def tell(data, command):
    with connected(data) as connection:
        connection.execute(command)


def connected(data):
    at = sockets.socket_directory(data)
    return psycopg.connect(host=str(at), user=sockets.SUPERUSER, dbname=sockets.DATABASE)


def eventually(holds, seconds=20):
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(0.02)


def test_keeps_what_was_written_and_speaks_chinese(data):
    with postgres.running(data, durable=False):
        tell(data, "create table note as select '禾城' as words")
    with postgres.running(data, durable=False):
        assert ask(data, "select words from note where words ~ '^\\w+$'") == "禾城"
        assert ask(data, "show listen_addresses") == ""
    assert not (data / "postmaster.pid").exists()


def test_a_city_is_durable_and_a_test_run_need_not_be(data):
    with postgres.running(data):
        assert (ask(data, "show fsync"), ask(data, "show synchronous_commit")) == ("on", "on")
    with postgres.running(data, durable=False):
        assert ask(data, "show fsync") == "off"


def test_a_stranger_with_the_number_of_a_stale_pid_file_lives_on(data):
    with postgres.running(data, durable=False) as server:
        pid_file = (data / "postmaster.pid").read_text()
        account = server.account
    stranger = subprocess.Popen(["/bin/sleep", "60"], **accounts.as_account(account))
    try:
        (data / "postmaster.pid").write_text("\n".join([str(stranger.pid), *pid_file.splitlines()[1:], ""]))
        with postgres.running(data, durable=False):
            assert ask(data, "select 1") == 1
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_starts_again_at_once_after_kill_9_with_nothing_lost(data):
    with postgres.running(data) as server:
        tell(data, "create table kept as select 7 as n")
        server.process.kill()
        server.process.wait()
        server.start()
        assert ask(data, "select n from kept") == 7


def test_sigterm_stops_the_server_cleanly(data, launched):
    launcher, role, pid = launched()
    assert role == "owner"
    launcher.terminate()
    assert launcher.wait(20) == house.ENDED
    assert not processes.is_alive(pid)
    assert not (data / "postmaster.pid").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel ties children to parents on Linux only")
def test_a_killed_launcher_takes_its_server_along_and_the_next_one_starts(data, launched):
    launcher, _, pid = launched()
    launcher.kill()
    eventually(lambda: not processes.is_postgres_of(pid, data))
    with postgres.running(data, durable=False):
        assert ask(data, "select 1") == 1


def test_an_orphan_is_ended_before_a_new_server_starts(data):
    with postgres.running(data, durable=False) as server:
        orphan, server.process = server.process, None
    assert processes.is_postgres_of(orphan.pid, data.resolve())
    with postgres.running(data, durable=False):
        assert orphan.wait(10) == 0
        assert ask(data, "select 1") == 1


def test_a_second_command_is_a_guest_and_leaves_the_server_running(data, launched):
    with postgres.running(data, durable=False):
        guest, role, _ = launched()
        assert role == "guest"
        guest.send_signal(signal.SIGINT)
        assert guest.wait(20) == house.INTERRUPTED
        assert ask(data, "select 1") == 1
        with pytest.raises(Trouble, match="is running"), postgres.owned(data):
            pass


def test_a_path_too_long_for_a_socket_gets_a_short_private_one(data):
    long = data.parent / ("很长的名字" * 8) / "pg"
    try:
        with postgres.running(long, durable=False) as server:
            at = sockets.socket_directory(long)
            assert at != long
            assert len(os.fsencode(at)) < 60
            assert at.stat().st_mode & 0o777 == 0o700
            assert at.stat().st_uid == server.data.stat().st_uid
            assert ask(long, "select 1") == 1
    finally:
        shutil.rmtree(sockets.socket_directory(long), ignore_errors=True)


def test_a_short_directory_somebody_else_made_is_refused(data, monkeypatch):
    long = data.parent / ("x" * 120) / "pg"
    monkeypatch.setattr(sockets, "SHORT", data.parent)
    planted = sockets.socket_directory(long)
    planted.mkdir(mode=0o777)
    planted.chmod(0o777)
    with pytest.raises(Trouble, match="not a private directory"), postgres.running(long, durable=False):
        pass


def test_data_of_another_version_is_refused_by_name(data):
    with postgres.running(data, durable=False):
        pass
    (data / "PG_VERSION").write_text("15\n")
    with pytest.raises(Trouble, match="made by PostgreSQL 15"), postgres.running(data, durable=False):
        pass


@pytest.mark.skipif(not IS_ROOT, reason="only root has a choice of accounts")
def test_root_hands_the_server_to_an_account_of_its_own(data):
    with postgres.running(data, durable=False) as server:
        assert server.account.uid != 0
        assert Path(f"/proc/{server.process.pid}").stat().st_uid == server.account.uid


@pytest.mark.skipif(not IS_ROOT, reason="only root can lend a closed home")
def test_a_closed_home_stays_closed(data, monkeypatch):
    elsewhere, closed = data.parent / "elsewhere", data.parent / "closed"
    closed.mkdir(mode=0o700)
    monkeypatch.setattr(accounts, "ELSEWHERE", elsewhere)
    with postgres.running(closed / "pg", durable=False):
        assert ask(closed / "pg", "select 1") == 1
    assert closed.stat().st_mode & 0o777 == 0o700
    assert (closed / "pg").resolve().is_relative_to(elsewhere)
    with postgres.running(closed / "pg", durable=False):
        assert ask(closed / "pg", "select 1") == 1
    accounts.remove(closed / "pg")
    assert not list(elsewhere.glob("*/pg"))


@pytest.mark.skipif(not IS_ROOT, reason="an ordinary user runs every other test here as one")
def test_an_ordinary_user_runs_it_as_themselves(data):
    account = accounts.for_data(data)
    programs, _ = accounts.reachable_places(accounts.binaries(), data, account)
    os.chown(data.parent, account.uid, account.gid)
    report = data.parent / "report"

    child = os.fork()
    if child == 0:
        # A fork and not a program: this Python itself may stand where only root can reach it.
        code = 1
        try:
            os.setgroups([])
            os.setresgid(account.gid, account.gid, account.gid)
            os.setresuid(account.uid, account.uid, account.uid)
            accounts.binaries = lambda: programs
            with postgres.running(data, durable=False) as server:
                owner = Path(f"/proc/{server.process.pid}").stat().st_uid
                report.write_text(f"{server.account} {owner} {ask(data, 'select 1')}")
            code = 0
        finally:
            os._exit(code)
    assert os.waitpid(child, 0)[1] == 0
    assert report.read_text() == f"None {account.uid} 1"


def test_without_the_wheel_the_sentence_says_what_to_run(monkeypatch, tmp_path):
    monkeypatch.setattr(accounts.importlib.util, "find_spec", lambda _name: None)
    monkeypatch.setattr(accounts, "PYTHON", tmp_path / "bin" / "python")
    with pytest.raises(Trouble, match="bin/setup"):
        accounts.binaries()
