"""A line or an outline as text: positions one a line, or GeoJSON."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
MOST_SPOTS = 500


class SpotsField(forms.CharField):
    """Positions, one a line as longitude, latitude; or GeoJSON of a line or polygon. Its value is a list of pairs."""

    def clean(self, value: Any) -> Any:
        text = str(super().clean(value) or "").strip()
        spots = _of_geojson(text) if text.startswith("{") else _of_lines(text)
        if text and not spots:
            raise forms.ValidationError(
                _("Write one position a line, longitude before latitude: 113.7512, 23.0497")
            )
        if any(not (-180 <= lon <= 180 and -90 <= lat <= 90) for lon, lat in spots):
            raise forms.ValidationError(
                _("A position is not on earth: longitude comes first, then latitude.")
            )
        if len(spots) > MOST_SPOTS:
            raise forms.ValidationError(_("At most 500 positions; leave some out."))
        return spots


def _of_lines(text: str) -> list[list[float]]:
    found = []
    for line in text.splitlines():
        numbers = NUMBER.findall(line)
        if len(numbers) == 2:
            found.append([float(numbers[0]), float(numbers[1])])
        elif line.strip():
            return []
    return found


def _of_geojson(text: str) -> list[list[float]]:
    try:
        told = json.loads(text)
        told = told["features"][0] if told.get("type") == "FeatureCollection" else told
        told = told.get("geometry") or told
        spots = told["coordinates"][0] if told["type"] == "Polygon" else told["coordinates"]
        return [[float(spot[0]), float(spot[1])] for spot in spots]
    except (ValueError, KeyError, IndexError, TypeError, AttributeError):
        return []


def as_lines(spots: Sequence[Sequence[float]]) -> str:
    """Positions as the field shows them."""
    return "\n".join(f"{lon:.6f}, {lat:.6f}" for lon, lat in spots)
