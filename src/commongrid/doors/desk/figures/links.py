"""Where a number leads: the list of what it counts. A page shown to strangers leads nowhere."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from commongrid.doors.desk.figures import wording
from commongrid.doors.desk.figures.answers import Answer, Indicator
from commongrid.doors.desk.figures.asked import Asked
from commongrid.doors.desk.figures.indicators import OPEN
from commongrid.doors.desk.figures.scopes import Scope


@dataclass(frozen=True, slots=True)
class Links:
    """Links from one scope's page in one period; with `are_open` False every address is ""."""

    scope: Scope
    asked: Asked
    are_open: bool = True

    def cases(self, code: str, **narrowed: str) -> str:
        """The list behind a figure; `part` of it ("missed", "met"), or of one `area`, `unit`, `matter`, `channel`."""
        if not self.are_open:
            return ""
        if code == OPEN:
            return f"{reverse('desk:list')}?{urlencode({'queue': 'open', **narrowed})}"
        period = self.asked.query(by="")
        told = urlencode({name: value for name, value in narrowed.items() if value})
        return f"{self.scope.url('cases', code)}{period}{('&' if period else '?') + told if told else ''}"

    def behind(self, indicator: Indicator, answer: Answer, **narrowed: str) -> tuple[str, str]:
        """Address and words of what somebody wants to see first: of a share those that missed, else all."""
        if not self.are_open or answer.is_empty:
            return "", ""
        missed = missed_of(indicator, answer)
        if indicator.unit == "share" and indicator.missed:
            words = f"{indicator.missed} {wording.plain(missed)}"
            return self.cases(indicator.code, part="missed", **narrowed) if missed else "", words
        words = _("%(n)s %(counted)s") % {"n": wording.plain(answer.whole), "counted": indicator.counted}
        return self.cases(indicator.code, **narrowed), words

    def page(self, other: Scope) -> str:
        """The dashboard of another scope in the same period, with the same figure on its map."""
        return f"{other.url()}{self.asked.query()}" if self.are_open else ""

    def of(self, **changes: str) -> str:
        """This page with another choice."""
        return f"{self.scope.url()}{replace(self.asked, **changes).query()}"


def missed_of(indicator: Indicator, answer: Answer) -> int:
    """How many of a share's denominator are what somebody must look at."""
    return answer.whole - answer.part if indicator.better > 0 else answer.part
