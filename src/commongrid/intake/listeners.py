"""What intake does by itself when a report has come in or was looked at: send somebody, or open the case."""

from __future__ import annotations

from commongrid.base.access.terms import SYSTEM
from commongrid.base.journal.terms import Recorded
from commongrid.base.verdicts import Refused
from commongrid.intake import acts, alike, queries, rules
from commongrid.intake.models import Report
from commongrid.registry.matters import queries as matters
from commongrid.registry.matters.terms import Item


def on_received(entry: Recorded) -> None:
    """A grid worker is sent where the matter asks for it; what is settled and new opens its case."""
    report, item = _read(entry)
    if report is None or item is None:
        return
    first = rules.who_looks_first(
        report.channel,
        needs_verification=item.needs_verification,
        has_position=report.lon is not None,
        by_staff=report.reported_by_id is not None,
    )
    try:
        if first.answer:
            acts.send_to_verify(report, by=SYSTEM, at=entry.at, why=first.why)
        else:
            _admit(report, item, entry, verified=report.reported_by_id is not None)
    except Refused:
        return  # somebody was quicker, or its place is still to be asked: a dispatcher has it


def on_verified(entry: Recorded) -> None:
    """What a grid worker confirmed, with its matter known, becomes a case."""
    report, item = _read(entry)
    if report is None or item is None or entry.data.get("finding") != "confirmed":
        return
    try:
        _admit(report, item, entry, verified=True)
    except Refused:
        return  # somebody was quicker


def _read(entry: Recorded) -> tuple[Report | None, Item | None]:
    """The report as the entry left it, with its matter; nothing when it has moved on since."""
    report = queries.for_reading().filter(pk=entry.subject_id, seq=entry.seq).first()
    if report is None or report.matter is None:
        return None, None
    return report, matters.edition(report.matter.code, entry.at)


def _admit(report: Report, item: Item, entry: Recorded, *, verified: bool) -> None:
    may = rules.may_admit_itself(
        matter_chosen=True, verified=verified, needs_verification=item.needs_verification
    )
    if not may.answer or not report.area or not item.active:
        return
    if any(one.probably for one in alike.find(alike.of_report(report), entry.at)):
        return  # probably a twin: a dispatcher decides
    acts.admit(report, item, by=SYSTEM, at=entry.at, why=may.why)
