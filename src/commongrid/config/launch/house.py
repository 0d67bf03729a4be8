"""Where things stand, and how a command says in one sentence what to do."""

import errno
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[4]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
# The last one would have every process compile everything anew.
ASTRAY = ("UV_PYTHON", "VIRTUAL_ENV", "PYTHONHOME", "PYTHONDONTWRITEBYTECODE")
INTERRUPTED = 130
ENDED = 143
ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Trouble(Exception):
    """Something the person at the keyboard can mend: the message is one sentence that says how."""


def var() -> Path:
    """Where everything made at run time is kept: COMMONGRID_VAR, or var/ beside the code."""
    return Path(os.environ.get("COMMONGRID_VAR") or ROOT / "var").resolve()


def environment(**extra: str) -> dict[str, str]:
    """The variables a child gets: ours first on PYTHONPATH, nothing that would lead uv or pip astray."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in ("UV_PYTHON", "VIRTUAL_ENV", "PYTHONHOME")
    }
    paths = [str(ROOT / "src"), *filter(None, [os.environ.get("PYTHONPATH")])]
    own = {
        "PYTHONPATH": os.pathsep.join(dict.fromkeys(paths)),
        "DJANGO_SETTINGS_MODULE": "commongrid.config.settings",
        "PATH": f"{VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        "VIRTUAL_ENV": str(VENV),
    }
    return {**kept, **own, **extra}


def say(text: str = "") -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def run(main: Callable[[list[str]], int | None]) -> NoReturn:
    """Runs a command: a Trouble becomes one sentence, Ctrl-C and SIGTERM run every `finally` on the way out."""
    # Ctrl-C too by its name: a shell starts what it puts in the background deaf to it.
    for number in ENDING:
        signal.signal(number, _end)
    try:
        code = main(sys.argv[1:]) or 0
    except Trouble as trouble:
        sys.stderr.write(f"\n{trouble}\n")
        code = 1
    except OSError as fault:
        sys.stderr.write(f"\n{_sentence(fault)}\n")
        code = 1
    except KeyboardInterrupt:
        code = INTERRUPTED
    sys.exit(code)


def _sentence(fault: OSError) -> str:
    where = f" ({fault.filename})" if fault.filename else ""
    if fault.errno == errno.ENOSPC:
        return f"The disk is full{where}: free some space and run this again."
    if isinstance(fault, PermissionError):
        return f"This account may not write there{where}: run this as the account that made it, or give --data-dir."
    return f"The system refused: {fault}."


def _end(number: int, _frame: FrameType | None) -> None:
    """The first one ends us; a second that came with it must not break off the ending half-way."""
    for other in ENDING:
        signal.signal(other, _heard)
    if number == signal.SIGINT:
        raise KeyboardInterrupt
    raise SystemExit(ENDED)


def _heard(_number: int, _frame: FrameType | None) -> None:
    """We are ending already."""
