"""Boxes by place."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from commongrid.work.letters.models import Box


def boxes_for(path: Iterable[str]) -> list[Box]:
    """Boxes in use of a place and what is above it, the nearest first (index letters_box_area)."""
    found = Box.objects.filter(area__in=list(path), active=True).select_related("unit")
    return sorted(found, key=lambda one: (-len(one.area), one.kind != "secretary", one.code))


def box(code: str) -> Box | None:
    """A box by its code (primary key)."""
    return Box.objects.select_related("unit").filter(pk=code).first() if "\x00" not in code else None


def all_boxes(area: str = "") -> QuerySet[Box]:
    """Every box of an area, by place (index letters_box_area)."""
    return (
        Box.objects.filter(area__startswith=area)
        .select_related("unit", "second_unit")
        .order_by("area", "kind", "code")
    )
