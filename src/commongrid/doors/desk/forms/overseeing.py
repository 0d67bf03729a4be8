"""What is filled in at any time: a check, supervision, a call of units, a comment, photos."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from commongrid.doors.desk.forms import base
from commongrid.registry.units import queries as units
from commongrid.registry.units.models import Unit


class Passed(base.ActForm):
    """The finding of a check that found it solved."""

    why = base.why(_("What was found"), required=False)


class Failed(base.ActForm):
    """The finding of a check that found it unsolved."""

    why = base.why(_("What is still missing"), hint=_("The unit reads it and goes on from there."))


class Supervise(base.ActForm):
    """Level, words and until when an answer is owed."""

    level = forms.ChoiceField(
        label=_("Level"),
        choices=[("yellow", _("yellow")), ("red", _("red"))],
        widget=forms.RadioSelect,
        initial="yellow",
    )
    until = base.moment(_("Answer until"))
    why = base.why(_("What is to be answered"))


class Answer(base.ActForm):
    """The answer to a supervision."""

    why = base.why(_("Answer"))


class Whistle(base.ActForm):
    """Which units are to be where, by when."""

    units = base.UnitsField(label=_("Units called"), queryset=Unit.objects.none())
    place = forms.CharField(label=_("Where to report in"), max_length=200)
    until = base.moment(_("By when"))
    why = base.why(_("What for"))

    def prepare(self) -> None:
        self.fields["units"].queryset = units.dispatchable(self.case.area).order_by("-division", "code")  # type: ignore[attr-defined]
        self.fields["place"].initial = self.case.address
        base.say_who_is_on(self, "units")


class AnswerWhistle(base.ActForm):
    """On the way, or there."""

    arrived = forms.ChoiceField(
        label=_("Where are you?"),
        choices=[("", _("On the way")), ("yes", _("On the spot"))],
        required=False,
        widget=forms.RadioSelect,
    )
    why = base.why(_("In a few words"), required=False)


class Comment(base.ActForm):
    """Words beside the case; internal unless said otherwise."""

    why = base.why(_("Comment"))
    is_public = forms.BooleanField(
        label=_("Show it to those who reported it"),
        required=False,
        help_text=_("Otherwise only staff read it."),
    )


class Attach(base.ActForm):
    """Photos, and what they show."""

    stage = forms.ChoiceField(
        label=_("What do they show?"),
        choices=[
            ("before", _("Before the work")),
            ("after", _("After the work")),
            ("evidence", _("Evidence")),
        ],
        widget=forms.RadioSelect,
        initial="evidence",
    )


class Reopen(base.ActForm):
    """Why it has to be done again."""

    why = base.why(hint=_("A new round under the same number."))
