"""A city of its own for a measurement: PostgreSQL as durable as a real one, the small town, the web process."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from commongrid.config.launch import accounts, crew, demo, house, postgres, sockets
from commongrid.config.launch.house import PYTHON, ROOT, Trouble
from commongrid.config.launch.server import Server
from commongrid.config.launch.sockets import DATABASE, SUPERUSER

HOST = "127.0.0.1"
BARE, WHOLE = "bench._settings", "commongrid.config.settings"
"""Settings: without static files, for what is only sent; as a city has them, where pages are looked at."""


@dataclass(frozen=True)
class City:
    """Where it stands: `var` holds its data, `sockets` leads to its PostgreSQL, `environ` is its processes' own."""

    var: Path
    sockets: Path
    environ: dict[str, str]
    server: Server

    def run(self, module: str, given: Any = None) -> Any:
        """Runs a module of bench/ in the city; what it is given and what it gives back are JSON."""
        done = subprocess.run(  # noqa: S603 (our own module)
            [str(PYTHON), "-m", module], cwd=ROOT, env=self.environ, input=json.dumps(given),
            stdout=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise Trouble(f"{module} ended with {done.returncode}: the lines above say why.")
        return json.loads(done.stdout)

    def connect(self) -> psycopg.Connection:
        """A connection to its PostgreSQL, every statement a transaction of its own."""
        return psycopg.connect(host=str(self.sockets), dbname=DATABASE, user=SUPERUSER, autocommit=True)


@contextlib.contextmanager
def founded(settings: str = BARE) -> Iterator[City]:
    """An empty PostgreSQL for the block, with fsync and synchronous_commit on, in a directory that goes away after."""
    house.var().mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bench-", dir=house.var()) as made:
        var = Path(made)
        try:
            with standing(var, settings) as city:
                yield city
        finally:
            accounts.remove(var / "pg")


@contextlib.contextmanager
def standing(var: Path, settings: str = BARE) -> Iterator[City]:
    """The city in a directory, made there when it is empty, which stays as it is after the block."""
    var.mkdir(parents=True, exist_ok=True)
    var.chmod(0o755)
    with postgres.running(var / "pg") as server:
        if server is None:
            raise Trouble(f"Another command runs the PostgreSQL in {var}.")
        yield City(var, sockets.socket_directory(var / "pg"), _environ(var, settings), server)


@contextlib.contextmanager
def working(city: City) -> Iterator[None]:
    """The worker for the block: the readers of the journal and the timetable."""
    worker = crew.Member("worker", demo.worker_command(), city.environ, city.var / "worker.log")
    worker.start()
    try:
        yield
    finally:
        worker.stop()


@contextlib.contextmanager
def serving(city: City) -> Iterator[int]:
    """The web process for the block, started as bin/demo does; gives its port."""
    port = free_port()
    environ = {**city.environ, "COMMONGRID_PROCESS": "web"}
    web = crew.Member("web", demo.web_command(HOST, port), environ, city.var / "web.log")
    web.start()
    try:
        demo.wait_for(f"http://{HOST}:{port}/healthz", web)
        yield port
    except Trouble as trouble:
        lines = (city.var / "web.log").read_text(errors="replace").splitlines()
        raise Trouble(
            "\n".join(
                [str(trouble), "The last lines of the web process:", *(line[:600] for line in lines[-4:])]
            )
        ) from None
    finally:
        web.stop()


def _environ(var: Path, settings: str) -> dict[str, str]:
    ours = house.environment(
        COMMONGRID_MODE="demo",
        COMMONGRID_VAR=str(var),
        COMMONGRID_HOSTS=f"localhost,{HOST}",
        COMMONGRID_PROXIES="1",
        DJANGO_SETTINGS_MODULE=settings,
    )
    kept = {
        name: value for name, value in ours.items() if name != "DATABASE_URL" and not name.startswith("PG")
    }
    return {**kept, "PYTHONPATH": f"{ROOT}{os.pathsep}{ours['PYTHONPATH']}"}


def free_port() -> int:
    with socket.socket() as tried:
        tried.bind((HOST, 0))
        return int(tried.getsockname()[1])
