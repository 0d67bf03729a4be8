"""How a matter stands, as the first thing its page says: who has it, by when, why then, and what comes next."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from commongrid.base.calendar import queries as calendars
from commongrid.base.calendar import rules as calendar
from commongrid.base.verdicts import Why
from commongrid.cases import clocks
from commongrid.cases.acts.core import calendar_of
from commongrid.cases.models import Case
from commongrid.cases.terms import Status
from commongrid.doors.look import moments, naming, sentences
from commongrid.doors.portal import frame
from commongrid.intake import rules
from commongrid.intake.models import Report
from commongrid.intake.terms import OPEN, ReportStatus
from commongrid.registry.matters import queries as matters
from commongrid.registry.packs import queries as packs

TITLE_SIGNS = 28
CLAUSE_ENDS = re.compile(r"(?<=\w{4})[，。；！？,.;!?\n]")
UNTIL = {
    "dispatch": gettext_lazy("Sent to a unit by"),
    "accept": gettext_lazy("Taken on by"),
    "handle": gettext_lazy("Done by"),
    "check": gettext_lazy("Checked by"),
}
HAS = {
    "": gettext_lazy("Who has it"),
    "closed": gettext_lazy("Who did it"),
    "declined": gettext_lazy("Who decided"),
    "void": gettext_lazy("Who had it"),
    "withdrawn": gettext_lazy("Who had it"),
}
THEN = {
    "received": gettext_lazy("The centre reads it and says what becomes of it."),
    "verifying": gettext_lazy("A grid worker comes to look; after that the centre decides."),
    "declined": gettext_lazy("It was not taken on. If you disagree, you can appeal once."),
    "appealed": gettext_lazy("Somebody else than before reads your appeal and answers it."),
    "answered": gettext_lazy("It was not taken on; the answer to your appeal stands below."),
    "final": gettext_lazy("It was not taken on; the reason stands below."),
    "withdrawn": gettext_lazy("You took it back."),
    "waiting": gettext_lazy("The centre gives it to the unit that answers for it."),
    "assigned": gettext_lazy("The unit takes it on; from then on its time to do it runs."),
    "handling": gettext_lazy(
        "When it is done, somebody else looks on the spot; then you are asked whether it is solved."
    ),
    "paused": gettext_lazy("It waits for a reason that is written here; the time stands still until then."),
    "checking": gettext_lazy("Somebody else looks on the spot; then you are asked whether it is solved."),
    "closed": gettext_lazy("It is closed. Tell us whether it is really solved."),
    "rated": gettext_lazy("It is closed, and your answer is counted."),
    "void": gettext_lazy("It was set aside; the reason stands below."),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """`light_of` is what the deadline light is drawn from; `until` names what `due_at` promises."""

    title: str
    status: str
    has: str
    who: str
    person: str
    phone: str
    until: str
    due_at: datetime | None
    light_of: Any
    question: str
    why: tuple[str, ...]
    then: str
    is_open: bool
    asks: bool = False


def of(report: Report, now: datetime, *, explained: bool = True) -> Standing:
    """The standing of a report: its case's once there is one, else its own. Lists need no explanation."""
    case = case_of(report)
    told = _of_case(case, report, now) if case is not None else _of_report(report, now)
    return replace(told, why=_told(_whys(report, case))) if explained else told


def _whys(report: Report, case: Case | None) -> Sequence[Why]:
    """The deadline line by line."""
    if case is not None:
        running = clocks.running(clocks.from_text(case.clock))
        return clocks.explain(calendar_of(case), running) if running is not None else ()
    if report.status not in OPEN:
        return ()
    limit = rules.VERIFY_LIMIT if report.status == ReportStatus.VERIFYING else rules.TRIAGE_LIMIT
    return calendar.due(calendars.calendar(), report.moved_at, limit).steps


def case_of(report: Report) -> Case | None:
    """The case a report stands behind; of a merged one, the case it was merged into."""
    if report.case is None:
        return None
    return report.case.merged_into or report.case


def title_of(report: Report) -> str:
    """A matter's title in the reader's language: where and what, else the first words, else that it is a photo."""
    case = case_of(report)
    if case is not None:
        name = matters.edition_kept(case.edition_id).name(get_language() or "").words
        chinese = (get_language() or "zh").startswith("zh")
        return case.title if chinese else ", ".join(filter(None, (name, case.address)))
    first = CLAUSE_ENDS.split((report.words or "").strip(), maxsplit=1)[0]
    if first:
        return first if len(first) <= TITLE_SIGNS else first[:TITLE_SIGNS] + "…"
    return _("A photo you sent")


def rater(report: Report) -> str:
    """Who rates: the report, so that each reporter has one say a round."""
    return f"report:{report.pk}"


def has_rated(report: Report, case: Case) -> bool:
    """Has this reporter said whether it is solved, since it was last closed?"""
    if case.satisfied is None:
        return False
    return case.ratings.filter(round=case.round, rater=rater(report)).exists()


def is_confidential(report: Report) -> bool:
    """Is what the report is about kept from other eyes: a dispute, violence at home, help for a person?"""
    case = case_of(report)
    if case is not None:
        return case.confidential
    return any(item.confidential for item in matters.everything() if item.matter_id == report.matter_id)


def line(report: Report, now: datetime) -> str:
    """One line of a list: who has it and by when, or what the reader is asked."""
    told = of(report, now, explained=False)
    if told.asks:
        return _("Tell us: is it really solved?")
    if not told.is_open or told.due_at is None:
        return told.then
    if told.due_at < now:
        return _("%(who)s has it, %(late)s") % {"who": told.who, "late": moments.remaining(told.due_at, now)}
    return _("%(who)s, %(until)s %(when)s") % {
        "who": told.who, "until": told.until.lower(), "when": moments.promise(told.due_at, now),
    }  # fmt: skip


def _of_case(case: Case, report: Report, now: datetime) -> Standing:
    unit = case.lead_unit or case.centre
    due_at = case.due_at
    asks = case.status == Status.CLOSED and not has_rated(report, case)
    then = THEN["rated"] if case.status == Status.CLOSED and not asks else THEN.get(case.status, "")
    return Standing(
        title_of(report),
        case.status,
        str(HAS.get(case.status, HAS[""])),
        frame.unit_name(unit),
        naming.of(case.handler) if case.handler and case.status in (Status.HANDLING, Status.PAUSED) else "",
        unit.phone,
        str(UNTIL.get(case.stage, _("By"))),
        due_at,
        case,
        _question(due_at, now),
        (),
        str(then),
        case.status not in (Status.CLOSED, Status.VOID),
        asks,
    )


def may_appeal(report: Report, now: datetime) -> bool:
    """Can the reporter still object to a decline: once, and within the city's number of days?"""
    days = timedelta(days=packs.setting("appeal_within_days"))
    is_declined = report.status == ReportStatus.DECLINED and report.appealed_at is None
    return is_declined and now <= report.moved_at + days


def _then(report: Report, now: datetime) -> str:
    """What comes next; of a decline, how far an appeal is."""
    if report.status != ReportStatus.DECLINED or may_appeal(report, now):
        return str(THEN.get(report.status, ""))
    if report.appealed_at is None:
        return str(THEN["final"])
    return str(THEN["answered" if report.appeal_answered_at else "appealed"])


def _of_report(report: Report, now: datetime) -> Standing:
    is_open = report.status in OPEN
    return Standing(
        title_of(report),
        report.status,
        str(HAS.get(report.status, HAS[""])),
        frame.unit_name(report.centre),
        "",
        report.centre.phone,
        _("Answered by") if report.status == ReportStatus.RECEIVED else _("Looked at by"),
        report.due_at if is_open else None,
        report,
        _question(report.due_at, now),
        (),
        _then(report, now),
        is_open,
    )


def _question(due_at: datetime | None, now: datetime) -> str:
    return _("Why %(day)s?") % {"day": moments.day(due_at, now)} if due_at else _("Why?")


def _told(whys: Sequence[Why]) -> tuple[str, ...]:
    return tuple(sentences.say(why, get_language()) for why in whys)
