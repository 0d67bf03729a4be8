"""Which database holds a finished history."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection


class Mark:
    """Says on disk which database holds a finished history, so that the next start has nothing to ask."""

    def __init__(self, size: str, seed: int, count: int) -> None:
        self._path = Path(settings.VAR) / "history.json"
        self._said: dict[str, Any] = {"size": size, "seed": seed, "lives": count, **_database()}

    def is_set(self) -> bool:
        try:
            return bool(json.loads(self._path.read_text(encoding="utf-8")) == self._said)
        except (OSError, ValueError):
            return False

    def set(self) -> None:
        self._path.write_text(json.dumps(self._said), encoding="utf-8")


def _database() -> dict[str, str]:
    with connection.cursor() as db:
        db.execute(
            "select (select system_identifier::text from pg_control_system()),"
            " (select oid::text from pg_database where datname = current_database())"
        )
        cluster, oid = db.fetchone()
    return {"cluster": cluster, "database": oid}
