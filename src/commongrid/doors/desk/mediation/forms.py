"""A new matter as a form: at the counter, or given away from a case."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from commongrid.doors.look import facts, wording
from commongrid.work.mediation.models import Body
from commongrid.work.mediation.terms import (
    Application,
    Course,
    Named,
    Origin,
    Side,
    Topic,
)

MOST_WORDS = 2000
NOT_ONLINE = tuple(one for one in Origin if one not in (Origin.PORTAL, Origin.CASE))


def words_of(fact: str, values: Any) -> list[tuple[str, str]]:
    language = get_language() or "zh-hans"
    return [(str(one), facts.word(fact, str(one), language)) for one in values]


def choice(label: Any, fact: str, values: Any, *, first: bool = False, hint: Any = "") -> forms.ChoiceField:
    blank = [("", "—")] if first else []
    return forms.ChoiceField(
        label=label, choices=lambda: blank + words_of(fact, values), help_text=hint, required=not first
    )


def text(label: Any, rows: int, most: int, *, required: bool = True, hint: Any = "") -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=most, widget=area, required=required, help_text=hint)


def line(label: Any, most: int, *, required: bool = True, hint: Any = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=most, required=required, help_text=hint)


class Dispute(wording.Form):
    """What it is about, and the other side; whoever asks is known already."""

    key = wording.sending_key()
    topic = choice(_("What is it about?"), "mediation_topic", Topic)
    summary = text(
        _("What happened, in their own words"), 5, MOST_WORDS, hint=_("Only those at the table read this.")
    )
    claim = text(_("What would settle it"), 3, MOST_WORDS, required=False)
    other_name = line(_("Who is the other side"), 40)
    other_organisation = line(_("Their firm or organisation"), 80, required=False)
    other_phone = line(
        _("Their phone"), 40, hint=_("They are asked by message whether they want it, and may say no.")
    )

    def other(self) -> Named:
        told = self.cleaned_data
        return Named(Side.RESPONDENT, told["other_name"], told["other_phone"], told["other_organisation"])


class Counter(Dispute):
    """The same at the counter, where whoever asks is named too."""

    name = line(_("Who asks"), 40)
    phone = line(_("Their phone"), 40)
    origin = choice(_("How it came"), "mediation_origin", NOT_ONLINE)
    course = choice(
        _("Which limit runs"), "mediation_course", Course, first=True, hint=_("Left open, it follows from how it came.")
    )  # fmt: skip
    number_in = line(
        _("Their number"), 60, required=False, hint=_("The court’s or the police’s, as it came.")
    )
    field_order = ("key", "name", "phone", "topic", "summary", "claim", "other_name", "other_organisation", "other_phone", "origin", "course", "number_in")  # fmt: skip

    def application(self, area: str) -> Application:
        told = self.cleaned_data
        parties = (Named(Side.APPLICANT, told["name"], told["phone"]), self.other())
        course = Course(told["course"]) if told["course"] else None
        return Application(
            Topic(told["topic"]), told["summary"], told["claim"], parties, Origin(told["origin"]), course, area,
            number_in=told["number_in"],
        )  # fmt: skip


class FromCase(Dispute):
    """A case's reporter is the applicant; the body that covers the place is proposed."""

    body = forms.ModelChoiceField(label=_("Mediation body"), queryset=Body.objects.none(), empty_label=None)

    def __init__(self, *given: Any, bodies: list[Body], **named: Any) -> None:
        super().__init__(*given, **named)
        known = Body.objects.filter(pk__in=[each.pk for each in bodies]).select_related("unit")
        self.fields["body"].queryset = known  # type: ignore[attr-defined]
