"""Many rows at once: PostgreSQL's COPY, in its text form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import batched
from typing import Any

from django.db import connection

AT_ONCE = 2000
"""Lines handed over in one piece."""
NULL = "\\N"
_SIGNS = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def copy_in(table: str, columns: Sequence[str], lines: Iterable[str], *, at: datetime) -> None:
    """Write lines of tab-separated fields (`field`, `escaped`), each ended by a line feed; `at`: for the record.

    Raises IntegrityError. Making a line must not ask the database: the connection is the COPY's until the last one, and would wait for ever.
    """
    names = ", ".join(f'"{name}"' for name in columns)
    with (
        connection.cursor() as db,
        connection.wrap_database_errors,
        db.copy(f'copy "{table}" ({names}) from stdin') as out,
    ):
        for piece in batched(lines, AT_ONCE):
            out.write("".join(piece).encode())


def escaped(text: str) -> str:
    """A text without the signs COPY has a use for; cheap where there are none."""
    return text.translate(_SIGNS) if "\\" in text or "\n" in text or "\t" in text or "\r" in text else text


def field(value: Any) -> str:
    """Any plain value as COPY reads it; lists are arrays of numbers."""
    if isinstance(value, str):
        return escaped(value)
    if value is None:
        return NULL
    if value is True or value is False:
        return "t" if value else "f"
    if isinstance(value, bytes):
        return f"\\\\x{value.hex()}"
    if isinstance(value, list):
        return "{" + ",".join(map(str, value)) + "}"
    return str(value)
