"""What is there after a crash: reports by their key, acts by case, the journal's chain, and what no reader has read."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from typing import Any

import django

django.setup()

from commongrid.base.journal import queries, sealing  # noqa: E402
from commongrid.base.journal.models import Cursor, Entry  # noqa: E402
from commongrid.cases.models import Case  # noqa: E402
from commongrid.config import wiring  # noqa: E402
from commongrid.intake.models import Report  # noqa: E402

PATIENCE = 60.0


def kept(reports: list[str], urged: dict[str, int]) -> dict[str, Any]:
    numbers = {
        str(pk): number for pk, number in Case.objects.filter(number__in=urged).values_list("pk", "number")
    }
    urges = Counter(
        numbers[subject]
        for subject in Entry.objects.filter(kind="case.urged", subject_id__in=numbers).values_list(
            "subject_id", flat=True
        )
    )
    broken = sealing.first_broken_entry()
    return {
        "reports": list(Report.objects.filter(source_key__in=reports).values_list("source_key", flat=True)),
        "urges": urges,
        "broken": str(broken or ""),
        "unread": unread(),
    }


def unread() -> list[str]:
    """The readers that have not caught up within a minute."""
    deadline = time.monotonic() + PATIENCE
    while (behind := _behind()) and time.monotonic() < deadline:
        time.sleep(0.5)
    return behind


def _behind() -> list[str]:
    cursors = {cursor.name: cursor for cursor in Cursor.objects.all()}
    return [name for name in wiring.READERS if name not in cursors or queries.tail(cursors[name], 1)]


if __name__ == "__main__":
    json.dump(kept(**json.load(sys.stdin)), sys.stdout)
