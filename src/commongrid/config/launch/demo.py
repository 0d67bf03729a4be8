"""bin/demo: from a fresh clone to a living city with an address to open."""

import argparse
import fcntl
import os
import shutil
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import IO

from commongrid.config.launch import cast, city, crew, disk, house, ports, setup
from commongrid.config.launch.house import VENV, Trouble
from commongrid.config.launch.server import Server

PATIENCE = 60


def main(arguments: list[str]) -> None:
    chosen = _parser().parse_args(arguments)
    if chosen.data_dir:
        os.environ["COMMONGRID_VAR"] = str(Path(chosen.data_dir).resolve())
    ports.demand_free(chosen.host, chosen.port, "bin/demo")
    began = time.monotonic()
    house.var().mkdir(parents=True, exist_ok=True)
    with _only_one():
        if chosen.reset:
            city.forget()
        setup.prepare()
        environ = _environ(chosen.host)
        os.environ.update(environ)
        with city.database(size=chosen.size) as server:
            city.prepare(chosen.size)
            url = f"http://{ports.spoken(chosen.host)}:{chosen.port}/"
            _serve(chosen, server, url, began)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="bin/demo", description="Starts a living city; Ctrl-C ends everything it started."
    )
    parser.add_argument(
        "--size", choices=[*disk.CITY], default="dongguan", help="one town, or one of the whole cities"
    )
    parser.add_argument("--host", default="127.0.0.1", help="where to listen (0.0.0.0: everywhere)")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--data-dir", help="where the city's data is kept instead of var/")
    parser.add_argument("--reset", action="store_true", help="forget the city and make it anew")
    return parser


def _environ(host: str) -> dict[str, str]:
    counts = house.var() / "metrics"
    shutil.rmtree(counts, ignore_errors=True)
    counts.mkdir(parents=True)
    hosts = (
        "localhost,127.0.0.1,[::1]"
        if host in ("127.0.0.1", "localhost", "::1")
        else os.environ.get("COMMONGRID_HOSTS", "*")
    )
    return {
        "COMMONGRID_MODE": "demo",
        "COMMONGRID_HOSTS": hosts,
        "COMMONGRID_VAR": str(house.var()),
        "PROMETHEUS_MULTIPROC_DIR": str(counts),
    }


def _serve(chosen: argparse.Namespace, server: Server | None, url: str, began: float) -> None:
    environ = house.environment()
    logs = house.var() / "log"
    members = [
        crew.Member(
            "web",
            web_command(chosen.host, chosen.port),
            {**environ, "COMMONGRID_PROCESS": "web"},
            logs / "web.log",
        ),
        crew.Member("worker", worker_command(), environ, logs / "worker.log"),
        crew.Member("history", history_command(chosen.size), environ, logs / "history.log", ends=True),
    ]

    def ready() -> None:
        wait_for(f"{url}healthz", members[0])
        house.say(
            f"\nThe city is up after {time.monotonic() - began:.0f} s: {url}\n{cast.sign_ins(chosen.size)}\nCtrl-C ends it. Logs: {logs}"
        )

    crew.keep(members, server, ready)


def web_command(host: str, port: int) -> list[str]:
    """Granian over WSGI: without open streams it answered more requests a second than ASGI did (docs/operate)."""
    return [
        str(VENV / "bin" / "granian"), "--interface", "wsgi", "--host", host, "--port", str(port),
        "--workers", os.environ.get("COMMONGRID_WORKERS", str(min(os.cpu_count() or 1, 8))), "--blocking-threads", os.environ.get("COMMONGRID_THREADS", "4"),
        "--workers-kill-timeout", "5", "--respawn-failed-workers", "--no-ws", "--log-level", "warning",
        "commongrid.config.wsgi:application",
    ]  # fmt: skip


def worker_command() -> list[str]:
    return [str(VENV / "bin" / "python"), "-m", "django", "work"]


def history_command(size: str) -> list[str]:
    """What the first start left of the year before comes in behind the city, at the lowest priority."""
    return [str(VENV / "bin" / "python"), "-m", "django", "finish_demo", "--size", size]


def wait_for(url: str, web: crew.Member) -> None:
    """Returns once the address answers; Trouble when the web process ends or stays silent for a minute."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and not web.has_fallen():
        try:
            with urllib.request.urlopen(url, timeout=5):  # noqa: S310 (an address of our own)
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise Trouble(f"The web process does not answer: {web.log} says why.")


def _only_one() -> IO[str]:
    """One bin/demo a data directory: the second would lose its database when the first ends."""
    lock = (house.var() / "demo.lock").open("a")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise Trouble(
            f"A city already runs on {house.var()}: end it with Ctrl-C where it was started, or give this one --data-dir."
        ) from None
    return lock


if __name__ == "__main__":
    house.run(main)
