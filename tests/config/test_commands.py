"""The sentences a person gets from bin/ when something is in the way, and how its processes end."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from commongrid.config.launch import (
    cast,
    city,
    crew,
    disk,
    failures,
    front,
    house,
    ports,
    processes,
    setup,
    stamps,
)
from commongrid.config.launch.house import Trouble

ROOT = Path(__file__).resolve().parents[2]


def test_a_port_in_use_names_one_that_is_free():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(Trouble, match=rf"Port {port} is in use: .* `bin/demo --port \d+`, which is free"):
            ports.demand_free("127.0.0.1", port, "bin/demo")


@pytest.mark.parametrize(
    ("host", "port"), [("127.0.0.1", 0), ("127.0.0.1", 70000), ("192.0.2.7", 8000), ("no such name", 8000)]
)
def test_an_address_that_cannot_be_is_explained(host, port):
    with pytest.raises(Trouble, match=r"--port|--host"):
        ports.demand_free(host, port, "bin/demo")


def test_without_a_python_one_sentence_says_what_to_install(tmp_path):
    (tmp_path / "bin").mkdir()
    for name in ("_python", "setup"):
        shutil.copy(ROOT / "bin" / name, tmp_path / "bin" / name)
    done = subprocess.run(
        ["/bin/sh", str(tmp_path / "bin" / "setup")],
        env={"PATH": str(tmp_path), "HOME": str(tmp_path)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode == 0 or "needs Python" not in done.stderr:
        pytest.skip("a Python stands at a place every set-up looks at")
    assert done.stderr.startswith("Commongrid needs Python 3.12 or newer")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("output", "words"),
    [
        ("error: Failed to fetch: `https://pypi.org/simple/x`\n  dns error", "Check the network"),
        ("npm error code ENOTFOUND", "Check the network"),
        ("OSError: [Errno 28] No space left on device", "disk is full"),
        ("hash mismatch for x", "hash mismatch for x"),
        ("", "it said nothing"),
    ],
)
def test_a_failed_installation_is_one_sentence(output, words):
    sentence = failures.explain("The libraries could not be installed", output)
    assert sentence.startswith("The libraries could not be installed: ")
    assert words in sentence
    assert "\n" not in sentence


def test_a_full_disk_is_seen_before_anything_is_fetched(monkeypatch, tmp_path):
    leave(monkeypatch, 10**8)
    with pytest.raises(Trouble, match=r"Only 0\.1 GB are free"):
        disk.demand(tmp_path, disk.LIBRARIES)
    with pytest.raises(Trouble, match=r"Commongrid needs 0\.9"):
        disk.demand(tmp_path / "not" / "made yet", disk.CITY["dongguan"])


def test_a_disk_that_fills_on_the_way_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("COMMONGRID_VAR", str(tmp_path))
    monkeypatch.setattr(city, "PYTHON", "/bin/false")
    leave(monkeypatch, 10**6)
    with pytest.raises(Trouble, match=f"The disk of {tmp_path} is full"):
        city.django("prepare")
    leave(monkeypatch, 10**10)
    with pytest.raises(Trouble, match="the lines above say why"):
        city.django("prepare")


def test_a_disk_without_room_for_a_database_is_named_before_one_is_begun(monkeypatch, tmp_path):
    monkeypatch.setenv("COMMONGRID_VAR", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    leave(monkeypatch, 10**7)
    with pytest.raises(Trouble, match=r"Only 0\.0 GB are free .* needs 0\.3"), city.database(size="small"):
        pass
    assert not list(tmp_path.iterdir())
    (tmp_path / "pg").mkdir()
    (tmp_path / "pg" / "PG_VERSION").write_text("18")

    @contextlib.contextmanager
    def running(_data, *, durable):
        raise Trouble("PostgreSQL did not start: initdb: removing contents")
        yield

    monkeypatch.setattr(city.postgres, "running", running)
    with pytest.raises(Trouble, match=f"The disk of {tmp_path} is full"), city.database():
        pass


def leave(monkeypatch, free):
    usage = shutil._ntuple_diskusage(10**11, 10**11 - free, free)
    monkeypatch.setattr(disk.shutil, "disk_usage", lambda _path: usage)


def test_an_unwritable_place_is_one_sentence(capsys):
    def main(_arguments):
        raise PermissionError(13, "Permission denied", "/closed/pg.lock")

    kept = {number: signal.getsignal(number) for number in house.ENDING}
    with pytest.raises(SystemExit):
        house.run(main)
    for number, handler in kept.items():
        signal.signal(number, handler)
    assert "/closed/pg.lock" in capsys.readouterr().err


def test_a_step_is_done_again_only_when_its_input_changes(tmp_path, monkeypatch):
    monkeypatch.setattr(house, "ROOT", tmp_path)
    lock, runs = tmp_path / "lock", []
    for text in ("one", "one", "two"):
        lock.write_text(text)
        setup._step("libraries", lambda: runs.append(1), stamps.digest([lock]))
    assert len(runs) == 2


def test_source_map_lines_are_left_out():
    text = "export default 1;\n//# sourceMappingURL=a.mjs.map\n"
    style = "a{}\n/*# sourceMappingURL=a.css.map */\n"
    assert front._MAP_LINE.sub("", text + style).split() == ["export", "default", "1;", "a{}"]


def test_children_end_with_their_session(tmp_path):
    mark = tmp_path / "grandchild"
    script = f"import subprocess, time; p = subprocess.Popen(['/bin/sleep', '60']); open({str(mark)!r}, 'w').write(str(p.pid)); time.sleep(60)"
    child = processes.start([sys.executable, "-c", script])
    wait_until(lambda: mark.exists() and mark.read_text())
    processes.stop(child)
    wait_until(lambda: not is_running(int(mark.read_text())))


@pytest.mark.parametrize(("first", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_two_signals_at_once_end_everything_in_order(tmp_path, first, code):
    begun, ended = tmp_path / "begun", tmp_path / "ended"
    script = f"""
import pathlib, time
from commongrid.config.launch import house
def main(_arguments):
    try:
        pathlib.Path({str(begun)!r}).touch()
        time.sleep(60)
    finally:
        time.sleep(0.3)
        pathlib.Path({str(ended)!r}).touch()
house.run(main)
"""
    child = subprocess.Popen([sys.executable, "-c", script], env=house.environment())
    wait_until(begun.exists)
    # While it stands still both arrive, as when somebody presses Ctrl-C and closes the window.
    for number in (signal.SIGSTOP, first, signal.SIGHUP, signal.SIGCONT):
        child.send_signal(number)
    assert child.wait(10) in {code, 143}
    assert ended.exists()


def test_a_leash_ends_its_child_when_the_parent_is_gone(tmp_path):
    mark = tmp_path / "child"
    command = ["/bin/sh", "-c", f"echo $$ > '{mark}'; exec sleep 60"]
    leash = subprocess.Popen(
        [sys.executable, "-m", "commongrid.config.launch.leash", "15", "-", *command],
        stdin=subprocess.PIPE, env=house.environment(),
    )  # fmt: skip
    wait_until(lambda: mark.exists() and mark.read_text())
    leash.stdin.close()
    assert leash.wait(10) == 128 + signal.SIGTERM
    assert not is_running(int(mark.read_text()))


def test_what_falls_rises_until_it_falls_too_often(monkeypatch, capsys):
    monkeypatch.setattr(crew, "LOOK_EVERY", 0.01)
    falling = crew.Member("worker", ["/bin/sh", "-c", "exit 3"], dict(os.environ))
    with pytest.raises(Trouble, match="worker process ended 6 times within a minute"):
        crew.keep([falling], None, lambda: None)
    assert capsys.readouterr().out.count("started again") == 5


def test_what_ends_of_itself_is_left_alone_and_what_fails_is_started_again(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(crew, "LOOK_EVERY", 0.01)
    mark = tmp_path / "mark"
    once = ["/bin/sh", "-c", f"test -e '{mark}' && exit 0; touch '{mark}'; exit 3"]
    looks = iter(range(100))

    def tick():
        if next(looks) == 60:
            raise KeyboardInterrupt

    city = crew.Member("web", ["/bin/sleep", "60"], dict(os.environ))
    history = crew.Member("history", once, dict(os.environ), ends=True)
    with pytest.raises(KeyboardInterrupt):
        crew.keep([city, history], None, lambda: None, tick)
    assert capsys.readouterr().out.count("The history process ended (3); it is started again.") == 1


def test_the_cast_is_told_with_names_and_roles(tmp_path, monkeypatch):
    folder = tmp_path / "packs" / "small-town"
    folder.mkdir(parents=True)
    rows = "username,name_zh,name_en,role_zh,role_en\nzhoumin,周敏,Zhou Min,调度员,dispatcher\n"
    (folder / "cast.csv").write_text(rows, encoding="utf-8")
    monkeypatch.setattr(house, "ROOT", tmp_path)
    assert "zhoumin" in cast.sign_ins("small")
    assert "周敏 Zhou Min  调度员 / dispatcher" in cast.sign_ins("dongguan")


def wait_until(holds, seconds=20):
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def is_running(pid):
    """A zombie nobody has waited for does not count."""
    state = Path(f"/proc/{pid}/stat")
    if state.parent.parent.joinpath("self").exists():
        return state.exists() and state.read_text().rpartition(")")[2].split()[0] != "Z"
    return processes.is_alive(pid)
