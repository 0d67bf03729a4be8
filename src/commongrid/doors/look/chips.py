"""The words, tone and icon of every status, and the five steps of the bridge."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrPromise


@dataclass(frozen=True, slots=True)
class Chip:
    words: str | StrPromise
    tone: str
    icon: str


@dataclass(frozen=True, slots=True)
class Step:
    words: str | StrPromise
    state: str


CHIPS = {
    "waiting": Chip(_("To dispatch"), "river", "inbox"),
    "assigned": Chip(_("Dispatched"), "", "send"),
    "handling": Chip(_("In hand"), "", "clock"),
    "paused": Chip(_("On hold"), "hold", "player-pause"),
    "checking": Chip(_("To check"), "river", "eye"),
    "closed": Chip(_("Closed"), "ok", "check"),
    "void": Chip(_("Void"), "", "ban"),
    "received": Chip(_("Received"), "river", "inbox"),
    "verifying": Chip(_("Being verified"), "river", "eye"),
    "admitted": Chip(_("Filed as a case"), "ok", "check"),
    "followed": Chip(_("Joined to a case"), "", "git-merge"),
    "declined": Chip(_("Declined"), "hold", "circle-x"),
    "withdrawn": Chip(_("Withdrawn"), "", "arrow-back-up"),
    "supervised_yellow": Chip(_("Yellow supervision"), "soon", "flag"),
    "supervised_red": Chip(_("Red supervision"), "late", "flag"),
    "reopened": Chip(_("Reopened"), "soon", "rotate-clockwise"),
    "late": Chip(pgettext_lazy("deadline", "Late"), "late", "alert-triangle"),
    "soon": Chip(pgettext_lazy("deadline", "Due soon"), "soon", "clock"),
    "time": Chip(pgettext_lazy("deadline", "In time"), "", "circle-check"),
    "internal": Chip(_("Internal"), "hold", "lock"),
    "public": Chip(_("Public"), "ok", "world"),
}
STEPS = (
    pgettext_lazy("step", "Received"),
    pgettext_lazy("step", "Sent out"),
    pgettext_lazy("step", "In hand"),
    pgettext_lazy("step", "Check"),
    pgettext_lazy("step", "Closed"),
)
CONFIDENCE = {
    3: _("Sure, %(percent)d%%"),
    2: _("Fairly sure, %(percent)d%%"),
    1: _("Not sure, %(percent)d%%"),
}
_HERE = {
    "received": 0,
    "verifying": 0,
    "admitted": 0,
    "waiting": 0,
    "assigned": 1,
    "handling": 2,
    "paused": 2,
    "checking": 3,
}


def steps(status: str) -> list[Step]:
    """Five steps, each crossed, here, ahead or stopped; a closed case has crossed all, a void one stops at the first."""
    if status == "closed":
        return [Step(words, "crossed") for words in STEPS]
    if status in ("void", "declined", "withdrawn", "followed"):
        return [Step(words, "crossed" if n == 0 else "stopped") for n, words in enumerate(STEPS)]
    here = _HERE.get(status, 0)
    return [
        Step(words, "crossed" if n < here else "here" if n == here else "ahead")
        for n, words in enumerate(STEPS)
    ]
