"""One assessment with its findings, those of an area, and what stands of a point."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from commongrid.base.access import queries as access
from commongrid.base.access.terms import Actor
from commongrid.work.centres.models import Assessment, Finding
from commongrid.work.centres.terms import OPEN, STANDING, Judged, Met

SHOWN = 200


def find(assessment_id: UUID) -> Assessment | None:
    """One assessment with its point and edition (primary key)."""
    rows = Assessment.objects.select_related("point__division", "edition")
    return rows.filter(pk=assessment_id).first()


def findings(assessment: Assessment) -> dict[str, Finding]:
    """How each item stands, by its code (unique index centres_finding_once)."""
    return {one.code: one for one in Finding.objects.filter(assessment=assessment.pk)}


def judged(found: Iterable[Finding]) -> dict[str, Judged]:
    """Findings as rules read them."""
    return {
        one.code: Judged(
            one.code,
            Met(one.own) if one.own else None,
            Met(one.found) if one.found else None,
            len(one.photos),
            one.words,
        )
        for one in found
    }


def of_area(actor: Actor) -> QuerySet[Assessment]:
    """Assessments under way within reach, the oldest first (index centres_of_area)."""
    rows = Assessment.objects.filter(access.within(actor, "centres.see"), state__in=OPEN)
    return rows.select_related("point").order_by("begun_at", "pk")


def standing(point_code: str) -> Assessment | None:
    """The last grade of a point, whether or not it has run out (index centres_of_point)."""
    rows = Assessment.objects.filter(point=point_code, state__in=STANDING, graded_at__isnull=False)
    return rows.select_related("point", "edition").order_by("-graded_at").first()


def owner_of(finding_id: UUID) -> Assessment | None:
    """The assessment whose evidence a photo is (primary key)."""
    return Assessment.objects.filter(findings=finding_id).first()
