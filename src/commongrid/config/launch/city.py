"""The database a command works on and the Django commands it runs there."""

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator

from commongrid.config.launch import accounts, house, postgres
from commongrid.config.launch.house import PYTHON, Trouble
from commongrid.config.launch.server import Server


@contextlib.contextmanager
def database(*, durable: bool = True) -> Iterator[Server | None]:
    """PostgreSQL for the block: the one DATABASE_URL names, or the house's own under var/pg."""
    if os.environ.get("DATABASE_URL"):
        yield None
        return
    with postgres.running(house.var() / "pg", durable=durable) as server:
        yield server


def forget() -> None:
    """Removes the city's database and files; the keys stay, for what was exported with them must still open."""
    data = house.var() / "pg"
    with postgres.owned(data):
        accounts.remove(data)
    for name in ("files", "pg.log"):
        kept = house.var() / name
        if kept.is_dir():
            shutil.rmtree(kept)
        elif kept.exists():
            kept.unlink()


def django(*arguments: str, **environ: str) -> None:
    """Runs one of our Django commands in .venv; what it prints is its own, a failure ends the caller."""
    code = subprocess.run(
        [str(PYTHON), "-m", "django", *arguments], env=house.environment(**environ), check=False
    ).returncode
    if code:
        raise Trouble(f"`bin/manage {' '.join(arguments)}` ended with {code}: the lines above say why.")
