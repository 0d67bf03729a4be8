"""Reads of lines, their ledger and what they are owed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from commongrid.intake.models import Report
from commongrid.registry.places import queries as places
from commongrid.work.lines.models import Call, Line, Receipt, Ticket
from commongrid.work.lines.terms import Ground

MOST_COMPARED = 50_000


def lines() -> list[Line]:
    """Every line, those in use first (a handful of rows, read whole)."""
    return list(Line.objects.order_by("-active", "code"))


def line(code: str) -> Line | None:
    """A line by its code (primary key)."""
    return Line.objects.filter(pk=code).first() if "\x00" not in code else None


def call(line: Line, key: str) -> Call | None:
    """What a call under this key was answered (unique constraint lines_call_once)."""
    return Call.objects.filter(line=line, key=key).first()


def ground() -> Ground:
    """What a grant over lines must reach: the city."""
    return Ground(getattr(places.city(), "code", ""))


@dataclass(frozen=True, slots=True)
class Standing:
    """How a line is doing: receipts owed and given up, tickets refused, answers past their limit."""

    line: Line
    owed: int
    given_up: int
    refused: int
    late: int


def standings(at: datetime) -> list[Standing]:
    """Every line with its counts, one question a count (indexes lines_receipt_owed, lines_receipt_given_up,
    lines_ticket_refused, lines_ticket_owed)."""
    owed = _counted(Receipt.objects.filter(sent_at=None, given_up_at=None))
    given_up = _counted(Receipt.objects.filter(given_up_at__isnull=False))
    refused = _counted(Ticket.objects.filter(report=None))
    late = _counted(Ticket.objects.filter(answered_at=None, answer_by__lt=at))
    return [
        Standing(one, owed.get(one.pk, 0), given_up.get(one.pk, 0), refused.get(one.pk, 0), late.get(one.pk, 0))
        for one in lines()
    ]  # fmt: skip


def _counted(found: QuerySet[Receipt] | QuerySet[Ticket]) -> dict[str, int]:
    return dict(found.values_list("line").annotate(n=Count("pk")))


def tickets(line: Line, *, since: datetime, until: datetime) -> QuerySet[Ticket]:
    """A line's tickets of a period, the newest first (index lines_ticket_line)."""
    found = Ticket.objects.filter(line=line, first_at__gte=since, first_at__lt=until)
    return found.select_related("report").order_by("-first_at", "-id").defer("raw", "report__words")


def by_their_ids(line: Line, numbers: list[str]) -> set[str]:
    """Those of their numbers that stand in the ledger, whenever they came (unique constraint lines_ticket_once)."""
    found = Ticket.objects.filter(line=line, their_id__in=numbers[:MOST_COMPARED])
    return set(found.values_list("their_id", flat=True))


def refused(line: Line) -> QuerySet[Ticket]:
    """Tickets that became no report, the newest first (index lines_ticket_refused)."""
    return Ticket.objects.filter(line=line, report=None).order_by("-last_at").defer("raw")


def owed(line: Line, at: datetime) -> QuerySet[Receipt]:
    """Receipts whose time has come, the oldest first (index lines_receipt_owed)."""
    found = Receipt.objects.filter(line=line, sent_at=None, given_up_at=None, due_at__lte=at)
    return found.order_by("due_at", "id")


def given_up(line: Line) -> QuerySet[Receipt]:
    """Receipts no longer tried (index lines_receipt_given_up)."""
    return (
        Receipt.objects.filter(line=line, given_up_at__isnull=False)
        .select_related("ticket")
        .order_by("-made_at")
    )


def of_reports(reports: QuerySet[Report]) -> QuerySet[Ticket]:
    """The tickets behind reports (index lines_ticket_report)."""
    return (
        Ticket.objects.filter(report__in=reports)
        .select_related("line", "report")
        .defer("raw", "report__words")
    )


@dataclass(frozen=True, slots=True)
class Counts:
    """A period of a ledger in numbers."""

    total: int
    reports: int
    refused: int
    joined: int
    answered: int


def counts(line: Line, *, since: datetime, until: datetime) -> Counts:
    """What became of a line's tickets of a period (index lines_ticket_line)."""
    found = Ticket.objects.filter(line=line, first_at__gte=since, first_at__lt=until).aggregate(
        total=Count("pk"),
        reports=Count("report"),
        joined=Count("pk", filter=Q(joined=True)),
        answered=Count("answered_at"),
    )
    return Counts(**found, refused=found["total"] - found["reports"])


def numbers(line: Line, *, since: datetime, until: datetime) -> list[str]:
    """Their numbers of a period, the newest first (index lines_ticket_line)."""
    return list(tickets(line, since=since, until=until).values_list("their_id", flat=True)[:MOST_COMPARED])
