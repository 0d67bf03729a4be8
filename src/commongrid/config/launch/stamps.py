"""A step is skipped while what went into it is unchanged: its digest is kept under var/stamps."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from commongrid.config.launch import house


def digest(files: Iterable[Path], *words: str) -> str:
    """One digest over the contents and names of `files` and over `words`."""
    whole = hashlib.sha256("\0".join(words).encode())
    for file in sorted(files):
        whole.update(str(file).encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return whole.hexdigest()


def quick_digest(files: Iterable[Path], *words: str) -> str:
    """As `digest`, by size and time of change only: for many files."""
    seen = [
        f"{file}:{status.st_size}:{status.st_mtime_ns}" for file in sorted(files) for status in [file.stat()]
    ]
    return hashlib.sha256("\0".join([*words, *seen]).encode()).hexdigest()


def is_done(step: str, mark: str) -> bool:
    file = _file(step)
    return file.exists() and file.read_text() == mark


def set_done(step: str, mark: str) -> None:
    file = _file(step)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(mark)


def _file(step: str) -> Path:
    # Beside the code, not under COMMONGRID_VAR: what is stamped belongs to this clone.
    return house.ROOT / "var" / "stamps" / step
