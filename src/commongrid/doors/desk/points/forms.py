"""Service points as forms: the week as eight lines of hours, services to tick, rooms line by line, a closing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from commongrid.doors.look import facts, wording
from commongrid.registry.places import tables
from commongrid.registry.places.models import ServicePoint
from commongrid.registry.places.rules import DAYS
from commongrid.registry.points import rules
from commongrid.registry.points.terms import Kind, Level, Service

WEEK = (*DAYS, rules.HOLIDAY)
DAY_WORDS = {
    "mon": _("Monday"), "tue": _("Tuesday"), "wed": _("Wednesday"), "thu": _("Thursday"), "fri": _("Friday"),
    "sat": _("Saturday"), "sun": _("Sunday"), rules.HOLIDAY: _("Public holidays"),
}  # fmt: skip
STEPS = (("", _("not known")), ("yes", _("yes")), ("no", _("no")))


def words_of(fact: str, values: type[Kind] | type[Level] | type[Service]) -> list[tuple[str, str]]:
    language = get_language() or "zh-hans"
    return [(str(one), facts.word(fact, str(one), language)) for one in values]


class PointForm(wording.Form):
    """What is known of one point; the code is given once. `seq` is what the writer saw."""

    seq = forms.IntegerField(widget=forms.HiddenInput, required=False)
    code = forms.RegexField(rules.CODE, label=_("Code"), max_length=32)
    kind = forms.ChoiceField(label=_("Kind"), choices=lambda: words_of("point_kind", Kind))
    name = forms.CharField(label=_("Name of the point"), max_length=96)
    name_en = forms.CharField(label=_("Name in English"), max_length=128, required=False)
    division_id = forms.RegexField(r"\d{4,12}", label=_("Division it serves (code)"), max_length=12)
    unit_code = forms.CharField(
        label=_("Unit that runs it (code)"),
        max_length=32,
        required=False,
        help_text=_("Its roster says who is on duty here; left empty, the office of the division."),
    )
    address = forms.CharField(label=_("Address"), max_length=160, required=False)
    phone = forms.CharField(
        label=_("Phone of the office"),
        max_length=32,
        required=False,
        help_text=_("Never somebody's own number."),
    )
    step_free = forms.ChoiceField(label=_("Without steps"), choices=STEPS, required=False)
    access = forms.CharField(
        label=_("How one gets in"),
        max_length=160,
        required=False,
        help_text=_("Ramp, lift, toilet, sign language."),
    )
    services = forms.MultipleChoiceField(
        label=_("Services"),
        choices=lambda: words_of("point_service", Service),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    other_services = forms.CharField(
        label=_("Other services"), max_length=300, required=False, help_text=_("Parted by semicolons.")
    )
    rooms = forms.CharField(
        label=_("Rooms"),
        widget=forms.Textarea(attrs={"rows": 6}),
        required=False,
        max_length=1200,
        help_text=_("One a line, with how many it holds where that is known: 调解室 8"),
    )
    valid_from = forms.DateField(
        label=_("In use since"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    lon = forms.FloatField(label=_("Longitude (WGS 84)"), min_value=-180, max_value=180)
    lat = forms.FloatField(label=_("Latitude (WGS 84)"), min_value=-90, max_value=90)
    why = forms.CharField(label=_("Why this change"), max_length=200)

    def __init__(self, *given: Any, point: ServicePoint | None = None, **named: Any) -> None:
        super().__init__(*given, **named)
        self.point = point
        self.fields["code"].disabled = point is not None
        for day in WEEK:
            self.fields[f"hours_{day}"] = forms.CharField(label=DAY_WORDS[day], max_length=60, required=False)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        for day in WEEK:
            text = told.get(f"hours_{day}", "").replace("–", "-").replace("：", ":").replace(",", " ")
            if text.strip() and tables.read_hours(f"mon {text}") is None:
                self.add_error(
                    f"hours_{day}", _("Write hours as 09:00-12:00 14:00-18:00, or leave it empty.")
                )
            told[f"hours_{day}"] = text.split()
        return told

    @property
    def week(self) -> list[Any]:
        """The eight lines of hours."""
        return [self[f"hours_{day}"] for day in WEEK]

    @property
    def plain(self) -> list[Any]:
        """The other fields one sees."""
        return [bound for bound in self if not bound.is_hidden and not bound.name.startswith("hours_")]

    def facts(self) -> dict[str, Any]:
        """As `acts.add` and `acts.change` take them."""
        told = self.cleaned_data
        skipped = ("seq", "code", "why", "other_services")
        kept = {name: told[name] for name in told if name not in skipped and not name.startswith("hours_")}
        hours = {
            day: [span.split("-") for span in told[f"hours_{day}"]] for day in WEEK if told[f"hours_{day}"]
        }
        return {
            **kept,
            "hours": hours or None,
            "step_free": {"yes": True, "no": False}.get(told["step_free"]),
            "services": [*told["services"], *told["other_services"].replace("；", ";").split(";")],
            "rooms": [line.strip() for line in told["rooms"].splitlines() if line.strip()],
        }


def of_point(point: ServicePoint) -> dict[str, Any]:
    """The first values of the form."""
    names = (
        "seq",
        "code",
        "kind",
        "name",
        "name_en",
        "division_id",
        "unit_code",
        "address",
        "phone",
        "access",
    )
    services = rules.services_of(point.services)
    hours = point.hours or {}
    return {
        **{name: getattr(point, name) for name in (*names, "valid_from", "lon", "lat")},
        **{f"hours_{day}": " ".join("-".join(span) for span in hours.get(day, ())) for day in WEEK},
        "step_free": "" if point.step_free is None else "yes" if point.step_free else "no",
        "services": [one for one in services if one in set(Service)],
        "other_services": "; ".join(one for one in services if one not in set(Service)),
        "rooms": "\n".join(point.rooms),
    }


class StateForm(wording.Form):
    """Giving a point up, or taking it into use again."""

    seq = forms.IntegerField(widget=forms.HiddenInput)
    on = forms.DateField(label=_("Last day"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    why = forms.CharField(label=_("Why"), max_length=200)


class ShutForm(wording.Form):
    """A closing: from when to when, and what residents read."""

    seq = forms.IntegerField(widget=forms.HiddenInput)
    starts_at = forms.DateTimeField(
        label=_("Closed from"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    ends_at = forms.DateTimeField(
        label=_("Closed until"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    zh = forms.CharField(
        label=_("Why, in Chinese"), max_length=120, help_text=_("Residents read this at once.")
    )
    en = forms.CharField(label=_("Why, in English"), max_length=160, required=False)
