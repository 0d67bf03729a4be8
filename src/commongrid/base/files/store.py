"""Files on disk: names nobody can guess, readable by this user only, there whole or not at all."""

from __future__ import annotations

import errno
import logging
import os
import secrets
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from django.conf import settings

from commongrid.base.verdicts import Refused

type Shelf = Literal["originals", "shown", "thumbs", "documents"]
SHELVES: tuple[Shelf, ...] = ("originals", "shown", "thumbs", "documents")
log = logging.getLogger(__name__)


def put(shelf: Shelf, data: bytes, ending: str) -> str:
    """Write `data` for good and return its path below MEDIA_ROOT. Refused: files.no_room, files.not_stored."""
    name = secrets.token_hex(20)
    relative = f"{shelf}/{name[:2]}/{name}.{ending}"
    path = place(relative)
    draft = path.with_suffix(".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.rename(path)
        _fsync_folder(path.parent)
    except OSError as fault:
        draft.unlink(missing_ok=True)
        path.unlink(missing_ok=True)
        log.exception("a file could not be stored")
        is_full = fault.errno in {errno.ENOSPC, errno.EDQUOT}
        raise Refused("files.no_room" if is_full else "files.not_stored") from fault
    return relative


def get(relative: str) -> bytes:
    """The whole file. Refused: files.missing."""
    try:
        return place(relative).read_bytes()
    except OSError as fault:
        log.exception("a file is missing")
        raise Refused("files.missing") from fault


def drop(*relatives: str) -> None:
    """Remove files; one that is not there any more is no fault."""
    for relative in filter(None, relatives):
        try:
            place(relative).unlink(missing_ok=True)
        except OSError:
            log.exception("a file could not be removed; the sweep will try again")


def place(relative: str) -> Path:
    """Where a stored path lies; ValueError for one that leads out of the store."""
    root = Path(settings.MEDIA_ROOT).resolve()
    path = (root / relative).resolve()
    if not relative or not path.is_relative_to(root):
        raise ValueError("not a path of the store")
    return path


def older_than(moment: datetime) -> Iterator[str]:
    """Every file of the store, drafts among them, that was last written before `moment`."""
    root = Path(settings.MEDIA_ROOT).resolve()
    for shelf in SHELVES:
        for path in (root / shelf).glob("*/*"):
            if datetime.fromtimestamp(path.stat().st_mtime, UTC) < moment:
                yield str(path.relative_to(root))


def _fsync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
