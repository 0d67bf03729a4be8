"""What was made in which database, on disk: the next start has nothing to ask."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection


class Mark:
    """A file in `var/` that holds for one database and for what `said` says; another's counts as none."""

    def __init__(self, name: str, **said: Any) -> None:
        self._path = Path(settings.VAR) / name
        self._said: dict[str, Any] = {**said, **_database()}

    def read(self) -> dict[str, Any] | None:
        """What was set; None when nothing was, or for another database."""
        try:
            told: dict[str, Any] = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return told if told.items() >= self._said.items() else None

    def set(self, **more: Any) -> None:
        self._path.write_text(json.dumps({**self._said, **more}), encoding="utf-8")


def _database() -> dict[str, str]:
    with connection.cursor() as db:
        db.execute(
            "select (select system_identifier::text from pg_control_system()),"
            " (select oid::text from pg_database where datname = current_database())"
        )
        cluster, oid = db.fetchone()
    return {"cluster": cluster, "database": oid}
