"""Work on photos that no request waits for."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

from commongrid.base.files import acts


@app.task(name="files.propose_faces", queue="photos", retry=2)
def propose_faces(photo_id: str) -> int | None:
    """Queued by `take_in`; about a second of one core for each photo."""
    return acts.propose_faces(UUID(photo_id), at=timezone.now())


@app.task(name="files.sweep", queue="photos", queueing_lock="files.sweep")
def sweep(timestamp: int) -> dict[str, int]:
    """Every night: files nobody names are removed, and photos whose form never came."""
    at = datetime.fromtimestamp(timestamp, UTC)
    swept = acts.sweep(at=at)
    return {"removed": swept.removed, "missing": swept.missing, "uploads": acts.expire_uploads(at=at)}
