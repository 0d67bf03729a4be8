"""The lines of a pack: `lines.toml`, one table for each."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from commongrid.work.lines.terms import Setting

NAMES = frozenset(Setting.__dataclass_fields__)


class Fault(Exception):
    """Says in plain words what is wrong with the file."""


def read(path: Path) -> list[Setting]:
    """Every line of the file; raises Fault, OSError."""
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8")).get("lines", [])
        return [_setting(one) for one in told]
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, AttributeError, TypeError) as fault:
        raise Fault(f"{path.name}: {fault}") from None


def _setting(told: dict[str, Any]) -> Setting:
    if unknown := sorted(set(told) - NAMES):
        raise Fault(f"{told.get('code', '?')}: nobody knows {', '.join(unknown)}")
    return Setting(**told)
