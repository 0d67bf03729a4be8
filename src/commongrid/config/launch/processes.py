"""Children that end with their parent, however it ends."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

from commongrid.config.launch import accounts
from commongrid.config.launch.house import environment

SET_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of linux/prctl.h
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


def start(
    command: list[str],
    *,
    environ: dict[str, str] | None = None,
    output: IO[bytes] | None = None,
    account: accounts.Account | None = None,
    at_parents_death: signal.Signals = signal.SIGTERM,
) -> subprocess.Popen[bytes]:
    """Starts a child in a session of its own, so Ctrl-C reaches only us and we end it in our order.

    When this process dies without a word (kill -9) the child gets `at_parents_death`: from the kernel on Linux,
    elsewhere from a leash that sees its pipe close.
    """
    environ = environ or environment()
    options: dict[str, Any] = {"env": environ, "stdout": output, "stderr": output, "start_new_session": True}
    if _libc is None:
        return _leashed(command, options, account, at_parents_death)
    parent, libc = os.getpid(), _libc

    def tie() -> None:
        libc.prctl(SET_DEATH_SIGNAL, at_parents_death)
        if os.getppid() != parent:
            os.kill(os.getpid(), at_parents_death)

    options |= accounts.as_account(account) | {
        "preexec_fn": tie,
        "stdin": subprocess.DEVNULL,
        "cwd": "/" if account else None,
    }
    return subprocess.Popen(command, **options)


def stop(process: subprocess.Popen[bytes], patience: float = 10) -> None:
    """Asks the child to end, then ends whatever is left of its session."""
    if process.poll() is None:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(patience)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def is_postgres_of(pid: int, data: Path) -> bool:
    """Whether that process is a PostgreSQL server on this very data directory (and not a stranger with its number)."""
    if sys.platform == "linux":
        try:
            program = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")[0]
            return b"postgres" in program and Path(f"/proc/{pid}/cwd").resolve(strict=True) == data
        except OSError:
            return False
    seen = subprocess.run(
        ["/bin/ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False
    ).stdout
    return "postgres" in seen and str(data) in seen


def end_by_number(pid: int, number: signal.Signals, is_still_it: Callable[[], bool], patience: float) -> None:
    """Ends a process that is not our child; `is_still_it` is asked before each signal."""
    deadline = time.monotonic() + patience
    if is_still_it():
        os.kill(pid, number)
    while is_still_it() and time.monotonic() < deadline:
        time.sleep(0.05)
    if is_still_it():
        os.kill(pid, signal.SIGQUIT)


@contextlib.contextmanager
def undisturbed() -> Iterator[None]:
    """Ctrl-C and SIGTERM wait: an impatient second one must not leave a server behind."""
    kept = {
        number: signal.signal(number, signal.SIG_IGN)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    }
    try:
        yield
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)


def _leashed(
    command: list[str], options: dict[str, Any], account: accounts.Account | None, number: signal.Signals
) -> subprocess.Popen[bytes]:
    who = f"{account.uid}:{account.gid}" if account else "-"
    leash = [sys.executable, "-m", "commongrid.config.launch.leash", str(int(number)), who, *command]
    environ = {**options["env"], "PYTHONPATH": environment()["PYTHONPATH"]}
    # The pipe's other end is ours alone: it closes when we end, and the leash then ends its child.
    return subprocess.Popen(leash, **{**options, "env": environ, "stdin": subprocess.PIPE})
