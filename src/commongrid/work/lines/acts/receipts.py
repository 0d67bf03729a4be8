"""What a line is owed: made once, sent at least once, tried again with growing pauses, given up in sight of everybody."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from commongrid.base.access.acts import require
from commongrid.base.access.terms import Actor
from commongrid.base.journal import acts as journal
from commongrid.base.journal.terms import NewEntry, moment
from commongrid.base.privacy.ids import uuid7
from commongrid.work.lines import queries, rules
from commongrid.work.lines.models import Line, Receipt, Ticket
from commongrid.work.lines.terms import MOST_TRIES, ReceiptKind


def owe(ticket: Ticket, kind: ReceiptKind, key: str, facts: dict[str, Any], *, at: datetime) -> None:
    """Note down that the line is to be told; the same key of a ticket is told once. No word of a resident goes in."""
    receipt_id = uuid7(at)
    number = ticket.report.number if ticket.report else ""
    told = {
        "id": str(receipt_id),
        "kind": str(kind),
        "ticket": ticket.their_id,
        "number": number,
        "at": moment(at),
    }
    receipt = Receipt(
        id=receipt_id, line_id=ticket.line_id, ticket=ticket, key=key, kind=kind, body={**told, **facts},
        made_at=at, due_at=at,
    )  # fmt: skip
    Receipt.objects.bulk_create([receipt], ignore_conflicts=True)


def close(ticket: Ticket, key: str, facts: dict[str, Any], *, at: datetime) -> None:
    """The matter of a ticket has ended: the line is owed the result."""
    Ticket.objects.filter(pk=ticket.pk).update(answered_at=at)
    owe(ticket, ReceiptKind.RESULT, key, facts, at=at)


def reopen(ticket: Ticket, key: str, *, at: datetime) -> None:
    """The matter of a ticket goes on: the result that was told holds no more."""
    Ticket.objects.filter(pk=ticket.pk).update(answered_at=None)
    owe(ticket, ReceiptKind.REOPENED, key, {}, at=at)


def sent(receipt: Receipt, *, at: datetime) -> None:
    """The line has it."""
    Receipt.objects.filter(pk=receipt.pk).update(sent_at=at, tries=F("tries") + 1, fault="")


def give_up_or_wait(receipt: Receipt, fault: str, *, at: datetime) -> None:
    """It did not arrive: try again later; after two weeks of trying somebody has to look."""
    tries = receipt.tries + 1
    Receipt.objects.filter(pk=receipt.pk).update(
        tries=tries,
        fault=fault[:200],
        due_at=rules.next_try(tries, at),
        given_up_at=at if tries >= MOST_TRIES else None,
    )


def try_again(line: Line, *, by: Actor, at: datetime) -> int:
    """Try all receipts of a line anew, those given up too; how many are owed now."""
    require(by, "lines.keep", queries.ground())
    with transaction.atomic():
        waiting = Receipt.objects.filter(line=line, sent_at=None)
        count = waiting.update(due_at=at, given_up_at=None, tries=0)
        journal.note(
            "line",
            line.pk,
            NewEntry("lines.tried_again", at, by.snapshot(), {"line": line.pk, "count": count}),
        )
    return count
