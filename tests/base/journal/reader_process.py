"""A reader in a process of its own that dies by its own hand: kill -9 or an error, in the midst of its effect.

Called with the odds of each, in per mille. Ends with 0 when it has heard everything there is, and the flag file
given as the last argument says that nothing more will be written. What another test's open transaction holds back is
waited for; after a minute without a word the rest is given up, and the test says what was lost.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import django

django.setup()

from django.db import connection  # noqa: E402 (after setup)

from commongrid.base.journal import acts  # noqa: E402
from commongrid.base.journal.reading import Reader  # noqa: E402
from commongrid.base.journal.terms import Recorded  # noqa: E402

KILLED, ABORTED = int(sys.argv[1]), int(sys.argv[2])
FINISHED = Path(sys.argv[3])
PATIENCE = 60
dice = random.Random(os.getpid())


def hear(entry: Recorded) -> None:
    with connection.cursor() as db:
        db.execute(
            "insert into probe_heard (entry, subject, seq) values (%s, %s, %s)",
            [entry.id, entry.subject_id, entry.seq],
        )
    chance = dice.randrange(1000)
    if chance < KILLED:
        os.kill(os.getpid(), signal.SIGKILL)
    if chance < KILLED + ABORTED:
        raise RuntimeError("aborted on purpose")


def is_held_back() -> bool:
    with connection.cursor() as db:
        db.execute(
            "select exists (select from journal_entry as told where kind = 'probe.told'"
            " and not exists (select from probe_heard where entry = told.id))"
        )
        return bool(db.fetchone()[0])


reader = Reader("probe", {"probe.told": (hear,)}, batch=37)
gives_up = time.monotonic() + PATIENCE
while True:
    finished = FINISHED.exists()
    try:
        heard = acts.drain(reader, at=datetime.now(UTC))
    except RuntimeError:
        continue
    if heard:
        gives_up = time.monotonic() + PATIENCE
    elif finished and (not is_held_back() or time.monotonic() > gives_up):
        break
    else:
        time.sleep(0.01)
