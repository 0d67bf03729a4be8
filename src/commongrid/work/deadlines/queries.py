"""What the timetable has to look at: clocks that came near or passed, pauses that are over, reports that wait."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from commongrid.base.files.models import Photo
from commongrid.cases.models import IS_OPEN, Case
from commongrid.cases.terms import ENDED, Status
from commongrid.intake.models import Report
from commongrid.intake.terms import OPEN
from commongrid.registry.packs import queries as packs
from commongrid.work.deadlines.models import Mark
from commongrid.work.deadlines.terms import Light, Policy


def policy() -> Policy:
    """What the city lets the timetable do, from the settings of its pack; the usual where it says nothing."""
    pack, usual = packs.pack(), Policy()
    told = pack.settings if pack else {}
    return Policy(
        urge_at_soon=bool(told.get("urge_at_soon", usual.urge_at_soon)),
        supervise_overdue=bool(told.get("supervise_overdue", usual.supervise_overdue)),
        answer_within=packs.limit("answer_supervision_within") if pack else usual.answer_within,
        reopen_within_days=int(told.get("reopen_within_days", usual.reopen_within_days)),
    )


def to_mark(light: Light, at: datetime) -> QuerySet[Case]:
    """Open cases whose running deadline is past and not marked yet (index cases_case_due, deadlines_mark_case_once)."""
    marked = Mark.objects.filter(
        case=OuterRef("pk"), round=OuterRef("round"), stage=OuterRef("stage"), due_at=OuterRef("due_at")
    )
    passed = Q(soon_at__lt=at, due_at__gte=at) if light == Light.SOON else Q(due_at__lt=at)
    known = Exists(marked.filter(light=light))
    return Case.objects.filter(IS_OPEN, passed, due_at__isnull=False).exclude(known).order_by("due_at", "id")


def to_mark_again(at: datetime) -> QuerySet[Mark]:
    """Late marks whose time has come once more (index deadlines_mark_again)."""
    return Mark.objects.filter(again_at__lt=at, light=Light.LATE).order_by("again_at", "id")


def pauses_over(at: datetime) -> QuerySet[Case]:
    """Paused cases whose pause has ended (index cases_case_paused)."""
    return Case.objects.filter(status=Status.PAUSED, paused_until__lte=at).order_by("paused_until", "id")


def reports_to_mark(at: datetime) -> QuerySet[Report]:
    """Undecided reports past their limit and not marked yet (index intake_report_queue)."""
    marked = Mark.objects.filter(report=OuterRef("pk"), stage=OuterRef("status"), due_at=OuterRef("due_at"))
    waiting = Report.objects.filter(status__in=[status.value for status in OPEN], due_at__lt=at)
    return waiting.exclude(Exists(marked)).order_by("due_at", "id")


def originals_to_drop(before: datetime, after: str, limit: int) -> list[str]:
    """Owners of photos that still have an original from before a moment, in order, beginning after `after`."""
    kept = Photo.objects.exclude(original_path="").filter(created_at__lt=before, owner__gt=after)
    return list(kept.order_by("owner").values_list("owner", flat=True).distinct()[:limit])


def needed_owners(owners: list[str], before: datetime) -> set[str]:
    """Those of `owners` whose case or report is not over since `before`: their originals are still needed."""
    ids: dict[str, list[Any]] = {"case": [], "report": []}
    for owner in owners:
        kind, _, key = owner.partition(":")
        ids.setdefault(kind, []).append(key)
    over = [str(status) for status in ENDED]
    cases = Case.objects.filter(pk__in=ids["case"]).exclude(status__in=over, moved_at__lt=before)
    reports = Report.objects.filter(pk__in=ids["report"]).exclude(
        Q(case__status__in=over, case__moved_at__lt=before)
        | Q(status__in=["declined", "withdrawn"], moved_at__lt=before)
    )
    found = {f"case:{pk}" for pk in cases.values_list("pk", flat=True)}
    return found | {f"report:{pk}" for pk in reports.values_list("pk", flat=True)}
