"""One round of a line: take in what there is, then send what is owed. A fault of one line stops no other."""

from __future__ import annotations

from datetime import datetime

from commongrid.doors.exchange.lines import answering, calling, folder, mailbox, pulling
from commongrid.work.lines import acts
from commongrid.work.lines.models import Line
from commongrid.work.lines.terms import Adapter


def round_of(line: Line, *, at: datetime) -> tuple[int, int]:
    """(tickets that became reports, receipts that arrived). A line that does not answer is marked as failing."""
    new = 0
    try:
        new = _read(line, at)
    except (OSError, calling.NoAnswer) as fault:
        acts.not_heard(line, str(fault) or type(fault).__name__, at=at)
    else:
        if line.adapter != Adapter.PUSH:
            acts.heard([line], at=at)
    return new, answering.send_owed(line, at=at)


def _read(line: Line, at: datetime) -> int:
    if line.adapter == Adapter.FOLDER:
        return folder.read(line, at=at)
    if line.adapter == Adapter.PULL:
        return pulling.read(line, at=at)
    if line.adapter == Adapter.MAILBOX:
        return mailbox.read(line, at=at)
    return 0
