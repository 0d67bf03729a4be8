"""What the unit fills in: take it, send it back, hand it on, ask for time, report it done."""

from __future__ import annotations

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commongrid.cases.terms import Ask
from commongrid.doors.desk.forms import base
from commongrid.registry.matters.terms import ReasonKind
from commongrid.registry.units import queries as units


class Press(base.ActForm):
    """Nothing to fill in."""


class Say(base.ActForm):
    """A reason that may be left out."""

    why = base.why(_("In a few words"), required=False)


class MustSay(base.ActForm):
    """A reason that must be given."""

    why = base.why()


class SendBack(base.ActForm):
    """A reason from the list; each says what must be stated with it."""

    reason = base.reason(_("Why is it not yours?"))
    why = base.why(
        _("What must be stated"), hint=_("Say what the reason asks for; the centre decides by it.")
    )

    def prepare(self) -> None:
        self.fields["reason"].choices = base.reasons(ReasonKind.SEND_BACK)  # type: ignore[attr-defined]


class Transfer(base.ActForm):
    """A colleague of the same unit."""

    to = forms.ChoiceField(label=_("Colleague"))
    why = base.why(required=False)

    def prepare(self) -> None:
        """Nobody is chosen beforehand; where there is no colleague, the form says who can mend that."""
        held = units.colleagues(self.actor.unit_id or 0, timezone.localdate())
        own = self.actor.account_id
        names = {str(post.account_id): post.account.name for post in held if post.account_id != own}
        self.fields["to"].choices = [("", _("choose")), *names.items()]  # type: ignore[attr-defined]
        if not names:
            self.fields["to"].help_text = _(
                "Nobody else holds a post at your unit today; the administrator gives posts."
            )


class Done(base.ActForm):
    """What was done; photos of the result stand beside it."""

    why = base.why(_("What was done"))


class Timed(base.ActForm):
    """A moment and a reason: what the unit has asked for stands there already."""

    def asked(self, ask: Ask) -> None:
        """Fill in the open request for this, if there is one."""
        found = self.case.requests.filter(ask=ask, answered_at=None).first()
        if found is not None:
            told = {"until": found.until, "reason": found.reason, "why": found.text}
            self.initial = {**told, **self.initial}


class Pause(Timed):
    """Until when the clock stands still, and why."""

    until = base.moment(_("Until"))
    reason = base.reason()
    why = base.why(_("In words"))

    def prepare(self) -> None:
        self.fields["reason"].choices = base.reasons(ReasonKind.PAUSE)  # type: ignore[attr-defined]
        self.asked(Ask.PAUSE)


class Extend(Timed):
    """The new deadline, and why."""

    until = base.moment(_("New deadline"), _("Later than the present one."))
    reason = base.reason()
    why = base.why(_("In words"))

    def prepare(self) -> None:
        self.fields["reason"].choices = base.reasons(ReasonKind.EXTEND)  # type: ignore[attr-defined]
        self.asked(Ask.EXTEND)


class RefuseAsk(base.ActForm):
    """Which request is refused, and why."""

    ask = forms.ChoiceField(label=_("Which request"), widget=forms.RadioSelect)
    why = base.why()

    def prepare(self) -> None:
        """Only what is asked for can be refused; one alone is chosen already."""
        names = {"pause": _("a pause"), "extend": _("more time")}
        asked = self.case.requests.filter(answered_at=None).values_list("ask", flat=True)
        found = [(ask, names[ask]) for ask in names if ask in set(asked)]
        self.fields["ask"].choices = found  # type: ignore[attr-defined]
        self.fields["ask"].initial = found[0][0] if len(found) == 1 else None
