"""Who runs the house's own PostgreSQL: data under var/pg, a socket and no port.

Whoever starts the server stops it. A second command on the same data uses the running server as a guest and
leaves it running.
"""

import contextlib
import fcntl
import time
from collections.abc import Iterator
from pathlib import Path

from commongrid.config.launch import accounts, processes
from commongrid.config.launch.answering import is_answering
from commongrid.config.launch.house import Trouble
from commongrid.config.launch.server import PATIENCE_WITH_RECOVERY, Server
from commongrid.config.launch.sockets import socket_directory


@contextlib.contextmanager
def running(data: Path, *, durable: bool = True) -> Iterator[Server | None]:
    """Has PostgreSQL answer on `data` inside the block; gives the Server when this process owns it, None as a guest."""
    data.parent.mkdir(parents=True, exist_ok=True)
    with data.with_name(f"{data.name}.lock").open("a") as lock:
        if not _becomes_owner(lock.fileno(), data):
            yield None
            return
        server = Server(data, durable=durable)
        try:
            server.start()
            yield server
        finally:
            with processes.undisturbed():
                server.stop()


@contextlib.contextmanager
def owned(data: Path) -> Iterator[None]:
    """Holds `data` with no server on it, as for removing it; Trouble when a command is using it."""
    data.parent.mkdir(parents=True, exist_ok=True)
    with data.with_name(f"{data.name}.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Trouble(
                f"The city in {data.parent} is running: end it (Ctrl-C where it was started) and try again."
            ) from None
        yield


def _becomes_owner(lock: int, data: Path) -> bool:
    """True when nobody else runs this server; False once the one who does has it answering."""
    deadline = time.monotonic() + PATIENCE_WITH_RECOVERY
    while time.monotonic() < deadline:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if data.exists() and is_answering(accounts.binaries(), socket_directory(data)):
                return False
            time.sleep(0.1)
        else:
            return True
    raise Trouble(
        f"Another command holds {data} and its PostgreSQL does not answer: end that command and try again."
    )
