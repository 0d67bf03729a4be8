"""What every act's form carries, and the fields they share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from commongrid.base.access.terms import Actor
from commongrid.cases.models import Case
from commongrid.doors.desk.chips import name_of
from commongrid.doors.look import naming
from commongrid.registry.duty import queries as duty
from commongrid.registry.matters import queries as matters
from commongrid.registry.matters.terms import ReasonKind
from commongrid.registry.units.models import Unit

MOST = 1000
MOST_NAMED = 2


class ActForm(forms.Form):
    """`seq` is the state of the case its reader saw: when it has moved, the act is refused and says who was first."""

    seq = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *given: Any, case: Case, actor: Actor, **named: Any) -> None:
        super().__init__(*given, **named)
        self.case, self.actor = case, actor
        self.fields["seq"].initial = case.seq
        self.prepare()

    def prepare(self) -> None:
        """Where a form fills its choices from the case."""


class UnitField(forms.ModelChoiceField[Unit]):
    """One unit, by the name the reader knows, with who is on there now where `on_now` says so."""

    on_now: Mapping[int, str] = {}

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **{"empty_label": _("choose"), **named})

    def label_from_instance(self, obj: Unit) -> str:
        return _labelled(obj, self.on_now)


class UnitsField(forms.ModelMultipleChoiceField[Unit]):
    """Several units."""

    widget = forms.CheckboxSelectMultiple
    on_now: Mapping[int, str] = {}

    def label_from_instance(self, obj: Unit) -> str:
        return _labelled(obj, self.on_now)


def _labelled(unit: Unit, on_now: Mapping[int, str]) -> str:
    name = name_of(unit, get_language() or "zh-hans")
    who = on_now.get(unit.pk)
    return gettext("%(unit)s (on now: %(who)s)") % {"unit": name, "who": who} if who else name


def say_who_is_on(form: forms.Form, *names: str) -> None:
    """Let the unit fields of a form, which share a queryset, say who is on now at each (index duty_shift_unit)."""
    fields = [field for name in names if isinstance(field := form.fields[name], UnitField | UnitsField)]
    asked = fields[0].queryset
    on = duty.on_now(asked.values_list("pk", flat=True), timezone.now()) if asked is not None else {}
    told = {
        pk: gettext(", ").join(naming.of(one.post.account) for one in found[:MOST_NAMED])
        for pk, found in on.items()
    }
    for field in fields:
        field.on_now = told


def why(label: Any = None, *, required: bool = True, hint: Any = "") -> forms.CharField:
    """Words that stand in the journal as the reason."""
    return forms.CharField(
        label=label or _("Why"),
        required=required,
        max_length=MOST,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def moment(label: Any, hint: Any = "") -> forms.DateTimeField:
    """A moment in the city's time."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, widget=widget, input_formats=["%Y-%m-%dT%H:%M"], help_text=hint)


def reason(label: Any = None) -> forms.ChoiceField:
    """A reason from the list of an act; its choices are set by `reasons`."""
    return forms.ChoiceField(label=label or _("Reason"), widget=forms.RadioSelect)


def reasons(kind: ReasonKind) -> list[tuple[str, str]]:
    """The list of an act, each with what must be stated."""
    is_english = (get_language() or "").startswith("en")
    told = []
    for one in matters.reasons(kind):
        words = (one.en if is_english else "") or one.zh
        must = (one.must_state_en if is_english else "") or one.must_state_zh
        told.append(
            (one.code, format_html("<span>{}<small>{}</small></span>", words, must) if must else words)
        )
    return told
