"""Premises as forms: what is known, whom one may call, and a table."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from commongrid.doors.look import facts, wording
from commongrid.doors.look.sentences import say
from commongrid.registry.premises import queries, rules, sheets
from commongrid.registry.premises.models import Premises
from commongrid.registry.premises.terms import Kind, State
from commongrid.registry.units.models import Unit

MOST = 5 * 1024 * 1024


def words_of(fact: str, values: type[Kind] | type[State]) -> list[tuple[str, str]]:
    language = get_language() or "zh-hans"
    return [(str(one), facts.word(fact, str(one), language)) for one in values]


class PremisesForm(wording.Form):
    """What is known of one place; the code is given once. `seq` is what the writer saw."""

    seq = forms.IntegerField(widget=forms.HiddenInput, required=False)
    code = forms.RegexField(rules.CODE, label=_("Code"), max_length=32)
    kind = forms.ChoiceField(label=_("Kind"), choices=lambda: words_of("premises_kind", Kind))
    name = forms.CharField(label=_("Name of the place"), max_length=96)
    address = forms.CharField(label=_("Address"), max_length=160, required=False)
    floors = forms.IntegerField(label=_("Floors"), required=False, min_value=1, max_value=rules.MOST_FLOORS)
    rooms = forms.IntegerField(
        label=_("Number of rooms"), required=False, min_value=0, max_value=rules.MOST_ROOMS
    )
    is_rental = forms.BooleanField(label=_("Let to tenants"), required=False)
    credit_code = forms.CharField(
        label=_("Unified social credit code"),
        max_length=40,
        required=False,
        help_text=_("18 signs, from the licence"),
    )
    parent = forms.CharField(label=_("In the building (code)"), max_length=32, required=False)
    unit = forms.CharField(label=_("Responsible unit (code)"), max_length=32, required=False)
    captain = forms.ChoiceField(label=_("Building captain"), required=False)
    valid_from = forms.DateField(
        label=_("In use since"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    lon = forms.FloatField(label=_("Longitude (WGS 84)"), min_value=-180, max_value=180)
    lat = forms.FloatField(label=_("Latitude (WGS 84)"), min_value=-90, max_value=90)
    why = forms.CharField(label=_("Why this change"), max_length=200)

    def __init__(
        self, *given: Any, premises: Premises | None = None, captains: list[Any], **named: Any
    ) -> None:
        super().__init__(*given, **named)
        self.premises = premises
        self.fields["code"].disabled = premises is not None
        self.fields["captain"].choices = [("", "–"), *captains]  # type: ignore[attr-defined]

    def clean_credit_code(self) -> str:
        code = rules.plain_credit_code(self.cleaned_data["credit_code"])
        if code and not (verdict := rules.is_credit_code(code)).answer:
            raise forms.ValidationError(say(verdict.why[0]))
        return code

    def clean_parent(self) -> Any:
        code = self.cleaned_data["parent"].strip()
        found = queries.find(code) if code else None
        if code and (found is None or (self.premises and found.pk == self.premises.pk)):
            raise forms.ValidationError(_("There is no building %(code)s.") % {"code": code})
        return found.pk if found else None

    def clean_unit(self) -> int | None:
        code = self.cleaned_data["unit"].strip()
        found = Unit.objects.filter(code=code).first() if code else None
        if code and found is None:
            raise forms.ValidationError(_("There is no unit %(code)s.") % {"code": code})
        return found.pk if found else None

    def clean_captain(self) -> int | None:
        return int(self.cleaned_data["captain"]) if self.cleaned_data["captain"] else None

    def facts(self) -> dict[str, Any]:
        """As `acts.add` and `acts.change` take them."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in ("seq", "code", "lon", "lat", "why")
        }


def of_premises(premises: Premises) -> dict[str, Any]:
    """The first values of the form."""
    names = (
        "seq",
        "code",
        "kind",
        "name",
        "address",
        "floors",
        "rooms",
        "is_rental",
        "credit_code",
        "valid_from",
        "lon",
        "lat",
    )
    return {
        **{name: getattr(premises, name) for name in names},
        "parent": premises.parent.code if premises.parent else "",
        "unit": premises.unit.code if premises.unit else "",
        "captain": premises.captain_id or "",
    }


class StateForm(wording.Form):
    """Closing a place, or taking it into use again."""

    seq = forms.IntegerField(widget=forms.HiddenInput)
    on = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    why = forms.CharField(label=_("Why"), max_length=200)


class ContactForm(wording.Form):
    """Whom one may call there; empty takes the note away."""

    seq = forms.IntegerField(widget=forms.HiddenInput)
    name = forms.CharField(label=_("Name"), max_length=40, required=False)
    phone = forms.CharField(
        label=_("Phone"), max_length=40, required=False, help_text=_("Left empty, the contact is taken away.")
    )


class Unmask(wording.Form):
    """What of the contact, and what for."""

    field = forms.ChoiceField(
        label=_("What do you need to see?"),
        choices=[("phone", _("Phone")), ("name", _("Name"))],
        widget=forms.RadioSelect,
        initial="phone",
    )
    why = forms.CharField(
        label=_("What for"),
        max_length=200,
        help_text=_("The reason is kept with your name; the person can read both."),
    )


class TableForm(wording.Form):
    """A table of premises; its value is the text of a CSV in UTF-8, or the bytes of an XLSX."""

    file = forms.FileField(
        label=_("Table of premises (CSV or XLSX)"),
        help_text=_(
            "Columns code, kind, name, division, lon, lat; any of address, floors, rooms, is_rental, credit_code, parent, unit, valid_from, valid_until. At most 5 MB; longer tables are imported by an administrator on the server."
        ),
    )
    why = forms.CharField(label=_("Why this change"), max_length=200)

    def clean_file(self) -> str | bytes:
        sent = self.cleaned_data["file"]
        if not isinstance(sent, UploadedFile) or (sent.size or 0) > MOST:
            raise forms.ValidationError(_("The file is larger than 5 MB; import it in parts."))
        data = bytes(sent.read())
        if data.startswith(sheets.SIGNATURE):
            return data
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise forms.ValidationError(
                _("The file is neither an XLSX nor in UTF-8: save it as one of them and send it again.")
            ) from None
