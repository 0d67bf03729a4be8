"""Sending what a line is owed, by the way of the line; what did not arrive waits and is tried again."""

from __future__ import annotations

import json
from datetime import datetime

from commongrid.base.verdicts import Why
from commongrid.doors.exchange.lines import calling, folder, mailbox
from commongrid.doors.look.sentences import say
from commongrid.work.lines import acts, queries
from commongrid.work.lines.models import Line, Receipt
from commongrid.work.lines.terms import Adapter

AT_ONCE = 500
IN_A_ROW = 5
"""So many failures one after the other, and the rest waits for the next round."""


def send_owed(line: Line, *, at: datetime) -> int:
    """Send every receipt that is due; how many arrived."""
    arrived = failed = 0
    for receipt in queries.owed(line, at)[:AT_ONCE]:
        try:
            _send(line, receipt, at)
        except (OSError, calling.NoAnswer) as fault:
            acts.give_up_or_wait(receipt, str(fault) or type(fault).__name__, at=at)
            failed += 1
            if failed >= IN_A_ROW:
                break
        else:
            acts.sent(receipt, at=at)
            arrived, failed = arrived + 1, 0
    return arrived


def _send(line: Line, receipt: Receipt, at: datetime) -> None:
    body = dict(receipt.body)
    if why := body.pop("why", None):
        reason = Why.from_json(why)
        body |= {"why": why["key"], "why_zh": say(reason, "zh-hans"), "why_en": say(reason, "en")}
    if line.adapter == Adapter.FOLDER:
        folder.answer(line, body)
    elif line.adapter == Adapter.MAILBOX:
        mailbox.answer(line, body, json.dumps(body, ensure_ascii=False, indent=1))
    else:
        url = str(line.options.get("answers", ""))
        if not url:
            raise calling.NoAnswer("the line names no address for answers")
        calling.post(line, url, body, str(receipt.pk), at=at)
