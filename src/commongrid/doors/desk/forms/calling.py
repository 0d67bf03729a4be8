"""What is filled in around a call of units: a rating, a task that was agreed, a task that is done."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commongrid.cases.models import Task
from commongrid.cases.terms import MOST_STARS
from commongrid.doors.desk.forms import base
from commongrid.registry.units.models import Unit


class TaskField(forms.ModelChoiceField[Task]):
    """One task, by its words."""

    def label_from_instance(self, obj: Task) -> str:
        return obj.text


class RateCalled(base.ActForm):
    """How one of the called units answered."""

    unit = base.UnitField(label=_("Which unit"), queryset=Unit.objects.none())
    stars = forms.ChoiceField(
        label=_("How did it answer the call?"),
        choices=[(str(n), str(n)) for n in range(MOST_STARS, 0, -1)],
        widget=forms.RadioSelect,
        help_text=_("5 is best. The unit sees it; nobody's person is rated."),
    )
    why = base.why(_("In a few words"), required=False)

    def prepare(self) -> None:
        over = self.case.whistles.exclude(arrived_at=None, by_when__gte=timezone.now())
        _choose(self, Unit.objects.filter(pk__in=over.values("unit")))


class AgreeTask(base.ActForm):
    """Who does what by when."""

    unit = base.UnitField(label=_("Which unit"), queryset=Unit.objects.none())
    until = base.moment(_("By when"))
    why = forms.CharField(
        label=_("What was agreed"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )

    def prepare(self) -> None:
        _choose(self, Unit.objects.filter(pk__in=[*self.case.unit_ids, *self.case.called_ids]))


class FinishTask(base.ActForm):
    """Which of the unit's tasks is done, and what came of it."""

    task = TaskField(
        label=_("Which task"), queryset=Task.objects.none(), widget=forms.RadioSelect, empty_label=None
    )
    why = base.why(_("What came of it"))

    def prepare(self) -> None:
        mine = self.case.tasks.filter(unit=self.actor.unit_id or 0, done_at=None).order_by("due_at")
        self.fields["task"].queryset = mine  # type: ignore[attr-defined]
        self.fields["task"].initial = mine.first()


def _choose(form: Any, units: Any) -> None:
    form.fields["unit"].queryset = units.order_by("code")
    if units.count() == 1:
        form.fields["unit"].initial = units.first()
