"""The database a command works on and the Django commands it runs there."""

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator

from commongrid.config.launch import accounts, disk, house, postgres, stamps
from commongrid.config.launch.house import PYTHON, ROOT, Trouble
from commongrid.config.launch.server import Server


@contextlib.contextmanager
def database(*, durable: bool = True, size: str = "") -> Iterator[Server | None]:
    """PostgreSQL for the block: the one DATABASE_URL names, or the house's own under var/pg.

    `size`: the demo city that is to be made there, for which there must be room before anything is begun.
    """
    if os.environ.get("DATABASE_URL"):
        yield None
        return
    data = house.var() / "pg"
    if not (data / "PG_VERSION").exists():
        disk.demand(house.var(), disk.CITY.get(size, disk.CLUSTER))
    with contextlib.ExitStack() as held:
        try:
            server = held.enter_context(postgres.running(data, durable=durable))
        except Trouble:
            _blame_the_disk()
            raise
        yield server


def forget() -> None:
    """Removes the city's database and files; the keys stay, for what was exported with them must still open."""
    data = house.var() / "pg"
    with postgres.owned(data):
        accounts.remove(data)
    for name in ("files", "pg.log", "prepared", "tables"):
        kept = house.var() / name
        if kept.is_dir():
            shutil.rmtree(kept)
        elif kept.exists():
            kept.unlink()


def prepare(size: str = "") -> None:
    """Brings tables, static files and, where a size is named, the demo city up to date; no process where nothing changed."""
    arguments = ["prepare", *(["--size", size] if size else [])]
    if os.environ.get("DATABASE_URL"):
        django(*arguments)
        return
    done = house.var() / ("prepared" if size else "tables")
    if not (done.exists() and done.read_text() == _mark(size)):
        if size and not done.exists():
            disk.demand(house.var(), disk.CITY[size])
        django(*arguments)
        done.write_text(_mark(size))
        (house.var() / "tables").write_text(_mark(""))


def _mark(size: str) -> str:
    """Changes with the migrations, the static files, the libraries, and with the database itself."""
    code = ROOT / "src" / "commongrid"
    inputs = [
        *code.glob("**/migrations/*.py"),
        *(file for file in code.glob("doors/*/static/**/*") if file.is_file()),
        *(file for file in (ROOT / "var" / "front").glob("**/*") if file.is_file()),
        ROOT / "uv.lock",
    ]
    made = (house.var() / "pg" / "PG_VERSION").stat()
    collected = house.var() / "static" / "staticfiles.json"
    return stamps.quick_digest(inputs, size, f"{made.st_ino} {made.st_mtime_ns}", str(collected.exists()))


def django(*arguments: str, **environ: str) -> None:
    """Runs one of our Django commands in .venv; what it prints is its own, a failure ends the caller."""
    code = subprocess.run(
        [str(PYTHON), "-m", "django", *arguments], env=house.environment(**environ), check=False
    ).returncode
    if code:
        _blame_the_disk()
        raise Trouble(f"`bin/manage {' '.join(arguments)}` ended with {code}: the lines above say why.")


def _blame_the_disk() -> None:
    """What fails on a full disk fails for that reason, whatever it says itself."""
    if disk.is_full(house.var()):
        raise Trouble(f"The disk of {house.var()} is full: free some space and run this again.")
