"""A redrawing as a form: which grids, the line or outline, what the new grid is called, from when, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commongrid.doors.desk.admin.forms.files import TextFile
from commongrid.doors.desk.admin.forms.units import why
from commongrid.doors.desk.admin.grids.spots import SpotsField
from commongrid.doors.look import naming, wording
from commongrid.registry.places.models import Grid

KINDS = ("split", "merge", "edge", "dedicated", "ended", "pieces")
DRAWN = {"split": "line", "edge": "line", "dedicated": "outline"}
NAMED = ("split", "dedicated")


class DrawForm(wording.Form):
    """What is redrawn and how; fields a kind does not need are left out."""

    own_words = frozenset({"key", "shape"})

    grids = forms.MultipleChoiceField(label=_("Grids"), widget=forms.CheckboxSelectMultiple, required=False)
    shape = SpotsField(
        label=_("Border line"),
        error_messages={"required": _("Draw it on the map, or write its positions.")},
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
        help_text=_(
            "Drawn on the map, or written here: one position a line, longitude, latitude (WGS 84); GeoJSON is read too."
        ),
    )
    file = TextFile(
        label=_("Pieces (GeoJSON)"),
        required=False,
        help_text=_("Polygons with the properties code and name; together they fill the chosen grids."),
    )
    kept = forms.CharField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(label=_("Name of the new grid"), max_length=64, required=False)
    code = forms.RegexField(r"^\d{14,15}$", label=_("Code of the new grid"), required=False)
    valid_from = forms.DateField(
        label=_("In force from"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Left empty: now. Until that day nothing changes, and it can be called off."),
    )
    give = forms.BooleanField(
        label=_("Whoever serves these grids serves the new ones too"), required=False, initial=True
    )
    why = why()
    key = wording.sending_key()

    def __init__(self, *given: Any, kind: str, grids: Sequence[Grid], **named: Any) -> None:
        super().__init__(*given, **named)
        self.kind, self.known = kind, {grid.code: grid for grid in grids}
        self.fields["grids"].choices = [(grid.code, naming.of(grid)) for grid in grids]  # type: ignore[attr-defined]
        unused = {
            "grids": kind == "dedicated",
            "shape": kind not in DRAWN,
            "file": kind != "pieces",
            "kept": kind != "pieces",
            "name": kind not in NAMED,
            "code": kind not in NAMED,
            "give": kind in ("merge", "edge", "ended"),
        }
        for field, is_unused in unused.items():
            if is_unused:
                del self.fields[field]
        if kind == "dedicated":
            self.fields["shape"].label = _("Outline")
        for field in ("name", "code"):
            if field in self.fields:
                self.fields[field].required = True

    def clean_grids(self) -> list[Grid]:
        chosen = [self.known[code] for code in self.cleaned_data["grids"]]
        wanted = {"split": (1, 1), "edge": (2, 2), "merge": (2, 40), "ended": (1, 40), "pieces": (1, 400)}[
            self.kind
        ]
        if not wanted[0] <= len(chosen) <= wanted[1]:
            said = {
                "split": _("Choose the one grid to split."),
                "edge": _("Choose the two grids on both sides of the border."),
                "merge": _("Choose two or more neighbours."),
                "ended": _("Choose the dedicated grid to end."),
                "pieces": _("Choose the grids the pieces replace."),
            }
            raise forms.ValidationError(said[self.kind])
        return chosen


class PlanForm(forms.Form):
    """Which buildings, and how large a grid should be."""

    source = forms.ChoiceField(
        label=_("Buildings"),
        choices=[
            ("file", _("from a table of households or people")),
            ("premises", _("from the premises known here, by rooms")),
        ],
        widget=forms.RadioSelect,
        initial="file",
    )
    file = TextFile(
        label=_("Table (CSV)"),
        required=False,
        help_text=_("Columns code, lon, lat, and households or people; one line a building."),
    )
    weight = forms.ChoiceField(
        label=_("A grid is about"),
        choices=[("households", _("so many households")), ("people", _("so many people"))],
        initial="households",
    )
    target = forms.IntegerField(label=_("How many"), min_value=20, max_value=20_000, initial=300)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("source") == "file" and not told.get("file") and "file" not in self.errors:
            self.add_error("file", _("Choose the table, or take the premises known here."))
        return told
