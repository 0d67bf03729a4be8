"""Long work an administrator starts: it runs in the worker, its progress can be left and found again.

What a job has done so far is kept for a day in the cache all processes share.
"""

from __future__ import annotations

import secrets
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from django.core.cache import cache

DAY = 24 * 3600


@dataclass(slots=True)
class Job:
    """`state`: waiting | running | done | failed. `found`: what came of it, plain values the page of its kind shows."""

    name: str
    kind: str
    asked_by: str
    asked_at: datetime
    told: dict[str, Any] = field(default_factory=dict)
    state: str = "waiting"
    done: int = 0
    of: int = 0
    found: dict[str, Any] = field(default_factory=dict)

    @property
    def is_over(self) -> bool:
        return self.state in ("done", "failed")


def begin(kind: str, *, asked_by: str, at: datetime, **told: Any) -> Job:
    """A new job, waiting for the worker."""
    job = Job(f"{kind}-{secrets.token_urlsafe(9)}", kind, asked_by, at, told)
    keep(job)
    cache.set(f"desk-job-last:{kind}", job.name, DAY)
    return job


def keep(job: Job) -> None:
    """Let every process see how far it is."""
    cache.set(f"desk-job:{job.name}", asdict(job), DAY)


def find(name: str) -> Job | None:
    """A job by its name; None after a day."""
    stored = cache.get(f"desk-job:{name[:64]}")
    return Job(**stored) if stored else None


def last(kind: str) -> Job | None:
    """The newest job of a kind."""
    name = cache.get(f"desk-job-last:{kind}")
    return find(name) if name else None
