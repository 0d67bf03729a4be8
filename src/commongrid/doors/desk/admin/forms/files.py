"""Files that are imported: places and the working calendar."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from commongrid.doors.desk.admin.forms.units import why
from commongrid.registry.places import queries as places

MOST = 40 * 1024 * 1024


class TextFile(forms.FileField):
    """A text in UTF-8; its value is the text."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        found = super().clean(data, initial)
        if not isinstance(found, UploadedFile):
            return found
        if (found.size or 0) > MOST:
            raise forms.ValidationError(_("The file is larger than 40 MB; import it in parts."))
        try:
            return found.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            raise forms.ValidationError(
                _("The file is not in UTF-8: save it as “CSV UTF-8” and send it again.")
            ) from None


class DivisionsForm(forms.Form):
    """Divisions as a table."""

    file = TextFile(
        label=_("Table of divisions (CSV)"),
        help_text=_("Columns code and name; any of short, name_en, lon, lat, area_km2."),
    )
    why = why()


class PointsForm(forms.Form):
    """Service points as a table."""

    file = TextFile(
        label=_("Table of service points (CSV)"),
        help_text=_("Columns code, kind, name, division, lon, lat; any of address, phone, hours."),
    )
    why = why()


class GridsForm(forms.Form):
    """Grids as GeoJSON."""

    file = TextFile(
        label=_("Grids (GeoJSON)"),
        help_text=_("Polygons with the properties code, name and kind (basic or dedicated)."),
    )
    crs = forms.ChoiceField(
        label=_("Coordinates"),
        choices=[("wgs84", _("WGS 84 or CGCS2000")), ("gcj02", _("GCJ-02 (is converted)"))],
    )
    replace_within = forms.CharField(
        label=_("Close what the file lacks within (code)"),
        required=False,
        max_length=12,
        help_text=_("Left empty, grids that are not in the file stay."),
    )
    why = why()

    def clean_replace_within(self) -> str:
        code = str(self.cleaned_data["replace_within"]).strip()
        if code and places.division(code) is None:
            raise forms.ValidationError(_("There is no division %(code)s.") % {"code": code})
        return code


class NetForm(forms.Form):
    """A net beside the grids as GeoJSON."""

    file = TextFile(
        label=_("Net (GeoJSON)"),
        help_text=_(
            "“net” with code, kind (forest, river or other) and name_zh; a feature for each part, with a polygon or areas, and who answers."
        ),
    )
    why = why()


class ChecklistForm(forms.Form):
    """The questions of one checklist as a table."""

    file = TextFile(
        label=_("Questions (CSV)"),
        help_text=_("The table as it is taken away, with your changes."),
    )
    why = why()


class CalendarForm(forms.Form):
    """Days off and made-up working days."""

    file = TextFile(
        label=_("Days (CSV)"),
        help_text=_("Columns date, kind (off or work), name, source; name_en if there is one."),
    )
    complete = forms.BooleanField(
        label=_("This is the whole notice of the year"),
        required=False,
        initial=True,
        help_text=_(
            "Without the mark only these days are added, and deadlines of the year stay provisional."
        ),
    )
    why = why()
