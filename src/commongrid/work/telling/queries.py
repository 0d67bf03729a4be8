"""What telling needs to know about a batch of entries: a handful of queries, however many entries there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from commongrid.base.journal.terms import Recorded
from commongrid.base.notices.terms import Channel
from commongrid.cases.models import Case, Watch
from commongrid.intake.models import Report
from commongrid.registry.duty import queries as duty
from commongrid.registry.units import queries as units
from commongrid.work.telling import facts
from commongrid.work.telling.rules import FIELD_ROLES
from commongrid.work.telling.terms import Reporter, Seat, Thing

NOTHING = UUID(int=0)
UNIT_STAFF = ("officer", "mediator", "leader", "secretary", "dispatcher")


@dataclass(frozen=True, slots=True)
class Scene:
    """The cases and reports a batch is about, and who stands around them."""

    cases: Mapping[UUID, Case]
    reports: Mapping[UUID, Report]
    watchers: Mapping[UUID, frozenset[int]]
    reporters: Mapping[UUID, tuple[Reporter, ...]]

    def thing(self, entry: Recorded) -> Thing | None:
        """What one entry is about; None when it is about something else, or no longer there."""
        kind, key = subject_of(entry)
        case = self.cases.get(key) if kind == "case" else None
        report = self.reports.get(key) if kind == "report" else None
        if case is not None:
            return self._case(case, entry.data)
        return self._report(report, entry.data) if report is not None else None

    def _case(self, case: Case, data: Mapping[str, Any]) -> Thing:
        lead = data.get("lead") or data.get("unit") or case.lead_unit_id
        involved = [*filter(None, [data.get("lead"), *data.get("joint", ())]), *data.get("units", ())]
        return Thing(
            kind="case",
            number=case.number,
            facts={**facts.plain(data), "number": case.number, "title": case.title, **facts.matter(case)},
            area=case.area,
            centre_id=data.get("centre") or case.centre_id,
            unit_ids=tuple(involved or case.unit_ids),
            lead_unit_id=lead,
            watchers=self.watchers.get(case.pk, frozenset()),
            reporters=self.reporters.get(case.pk, ()),
        )

    def _report(self, report: Report, data: Mapping[str, Any]) -> Thing:
        place = report.address or (report.division.name if report.division else "")
        return Thing(
            kind="report",
            number=report.number,
            facts={
                **facts.plain(data),
                **facts.reason(data),
                "number": report.number,
                "place": place,
                **facts.matter(report),
            },
            area=report.area,
            centre_id=report.centre_id,
            reporters=tuple(_reporters_of([report])),
        )


def scene(entries: Sequence[Recorded]) -> Scene:
    """Everything a batch is about, in four queries (primary keys; cases_watch_once, intake_report_case)."""
    cases = _loaded(entries, "case", Case.objects.select_related("matter__current").defer("clock", "search"))
    reports = _loaded(
        entries, "report", Report.objects.select_related("matter__current", "division", "person")
    )
    watchers: dict[UUID, set[int]] = defaultdict(set)
    for case_id, account in Watch.objects.filter(case__in=cases).values_list("case", "account"):
        watchers[case_id].add(account)
    return Scene(
        cases, reports, {case: frozenset(some) for case, some in watchers.items()}, _reporters(cases)
    )


def subject_of(entry: Recorded) -> tuple[str, UUID]:
    """ "case" or "report" and which; a deadline's mark is about the case or report it names."""
    if entry.subject_kind in {"case", "report"}:
        return entry.subject_kind, UUID(entry.subject_id)
    for kind in ("case", "report"):
        if entry.subject_kind == "mark" and entry.data.get(kind):
            return kind, UUID(entry.data[kind])
    return "", NOTHING


def _loaded(entries: Sequence[Recorded], kind: str, rows: Any) -> dict[UUID, Any]:
    wanted = {key for found, key in map(subject_of, entries) if found == kind}
    return {row.pk: row for row in rows.filter(pk__in=wanted)} if wanted else {}


def _reporters(cases: Iterable[UUID]) -> dict[UUID, tuple[Reporter, ...]]:
    """Who stands behind each case, and behind those merged into it (index intake_report_case)."""
    wanted = set(cases)
    these = Case.objects.filter(Q(pk__in=wanted) | Q(merged_into__in=wanted)).values("pk")
    behind = Report.objects.filter(case__in=these, person__isnull=False)
    found: dict[UUID, list[Report]] = defaultdict(list)
    for report in behind.select_related("case", "person").order_by("received_at", "id"):
        for case_id in {report.case_id, report.case.merged_into_id if report.case else None} & wanted:
            if case_id is not None:
                found[case_id].append(report)
    return {case: tuple(_reporters_of(some)) for case, some in found.items()}


def _reporters_of(reports: Iterable[Report]) -> Iterable[Reporter]:
    """One for each person, by their first report; whoever left no address is not told."""
    known: set[UUID] = set()
    for report in reports:
        person = report.person
        if person is None or person.pk in known or person.frozen_at or person.erased_at:
            continue
        if person.email_index or person.phone_index:
            known.add(person.pk)
            yield Reporter(person.pk, report.number, Channel.EMAIL if person.email_index else Channel.SMS)


def seats(things: Iterable[Thing], on: date, calling: datetime | None = None) -> list[Seat]:
    """Every post that may hear of these things, in one query (indexes units_post_unit_role, units_post_area).

    `calling` asks besides who is on duty at that moment (index duty_shift_unit): units that are called answer by those.
    """
    here = list(things)
    at = {unit for thing in here for unit in (thing.centre_id, thing.lead_unit_id, *thing.unit_ids) if unit}
    areas = {
        thing.area[:size] for thing in here for size in (0, 2, 4, 6, 9, 12, 15) if len(thing.area) >= size
    }
    wanted = Q(unit__in=at, role__in=UNIT_STAFF) | Q(area__in=areas, role__in=(*FIELD_ROLES, "supervisor"))
    posts = units.current_posts(on).filter(wanted, account__is_active=True)
    rows = list(posts.values_list("pk", "account", "role", "unit", "area"))
    lasting = duty.on_now(at, calling) if calling else {}
    is_on = {shift.post_id for found in lasting.values() for shift in found}
    return [Seat(account, role, unit, area, post in is_on) for post, account, role, unit, area in rows]
