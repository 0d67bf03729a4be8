"""What happened to a matter, in plain words for those who reported it; nothing that is only for staff."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commongrid.base.access.terms import Actor
from commongrid.base.files import queries as files
from commongrid.base.files.models import Photo
from commongrid.base.files.terms import Visibility
from commongrid.base.journal import queries as journal
from commongrid.base.journal.terms import Recorded
from commongrid.cases.models import Case, Comment
from commongrid.doors.look import pictures, sentences
from commongrid.intake.models import Report
from commongrid.registry.matters import queries as matters
from commongrid.registry.matters.models import Reason
from commongrid.registry.matters.terms import ReasonKind

OF_REPORT = {
    "report.received", "report.sent_to_verify", "report.verified", "report.admitted", "report.followed",
    "report.declined", "report.withdrawn", "report.appealed", "report.appeal_answered", "report.corrected",
}  # fmt: skip
OF_CASE = {
    "case.assigned", "case.escalated", "case.delegated", "case.taken", "case.taken_back", "case.sent_back", "case.paused",
    "case.resumed", "case.extended", "case.part_done", "case.reported_done", "case.check_passed",
    "case.check_failed", "case.settled", "case.rated", "case.reopened", "case.absorbed", "case.voided",
    "case.joined", "case.corrected", "case.relimited", "case.supervised", "case.supervision_answered",
    "case.urged", "case.attached",
}  # fmt: skip
QUOTED = {
    "case.taken", "case.paused", "case.extended", "case.part_done", "case.reported_done", "case.check_passed",
    "case.check_failed", "case.settled", "case.voided",
}  # fmt: skip
"""Acts whose words are meant for the reporters; what units write to one another is not quoted."""


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of the timeline, as `look/timeline.html` shows it."""

    at: datetime
    words: str
    quote: str = ""
    reasons: tuple[str, ...] = ()
    photos: list[dict[str, Any]] = field(default_factory=list)
    is_internal: bool = False


def of(report: Report, case: Case | None, reader: Actor, said: Collection[str] = ()) -> list[Line]:
    """The history of a report and its case, the newest first; `said`: when this session wrote something (ISO)."""
    lines = [*_of_report(report, reader)]
    if case is not None:
        lines += [*_of_case(case, reader), *_comments(case, reader, said)]
    return sorted(lines, key=lambda line: line.at)[::-1]


def photos_of(report: Report, case: Case | None) -> tuple[list[Photo], list[Photo]]:
    """The reporter's own photos, and those of the case that somebody has looked at and made public."""
    own = files.photos([f"report:{report.pk}"])
    return own, files.public_photos([f"case:{case.pk}"]) if case else []


def _of_report(report: Report, reader: Actor) -> Iterator[Line]:
    own, _of_the_case = photos_of(report, None)
    for entry in journal.history("report", str(report.pk)):
        if entry.kind in OF_REPORT:
            shown = pictures.shown(own) if entry.kind == "report.received" else []
            quote, reasons = _answer(report, entry.kind)
            yield Line(entry.at, _words(entry, reader), quote, reasons, shown)


def _words(entry: Recorded, reader: Actor) -> str:
    if entry.kind == "report.received":
        return _("You reported this.")
    if entry.kind == "report.withdrawn":
        return _("You took it back.")
    if entry.kind == "report.appealed":
        return _("You appealed.")
    return sentences.say_entry(entry, reader, get_language())


def _answer(report: Report, kind: str) -> tuple[str, tuple[str, ...]]:
    """What was written to the reporter with this entry, and the reason in the list's own words."""
    if kind == "report.verified":
        return report.finding_text, ()
    if kind == "report.appealed":
        return report.appeal_text, ()
    if kind == "report.appeal_answered":
        return report.appeal_answer, ()
    if kind == "report.declined" and report.decline_reason:
        listed = matters.reason(ReasonKind.DECLINE, report.decline_reason)
        return report.decline_text, _stands_on(listed)
    return "", ()


def _stands_on(listed: Reason) -> tuple[str, ...]:
    """What a decline says besides its own words: the reason, the law it stands on, and what one can do about it."""
    is_english = (get_language() or "").startswith("en")
    told = [(listed.tell_en if is_english else "") or listed.tell_zh]
    if law := (listed.law_en if is_english else "") or listed.law_zh:
        told.append(_("By %(law)s") % {"law": law})
    if remedy := (listed.remedy_en if is_english else "") or listed.remedy_zh:
        told.append(_("What you can do: %(remedy)s") % {"remedy": remedy})
    return tuple(filter(None, told))


def _of_case(case: Case, reader: Actor) -> Iterator[Line]:
    public = [photo for photo in files.photos([f"case:{case.pk}"]) if photo.visibility == Visibility.PUBLIC]
    for entry in journal.history("case", str(case.pk)):
        if entry.kind in OF_CASE:
            told = sentences.tell(entry, reader, get_language())
            shown = [photo for photo in public if photo.created_at == entry.at]
            quote = told.quote if entry.kind in QUOTED else ""
            yield Line(entry.at, told.words, quote, told.reasons, pictures.shown(shown))


def _comments(case: Case, reader: Actor, said: Collection[str]) -> Iterator[Line]:
    """What staff said to the reporters, and what this reporter said; other reporters' words stay theirs."""
    for comment in case.comments.filter(is_public=True):
        if comment.account_id is not None:
            yield Line(comment.at, _("%(who)s wrote") % {"who": comment.said_by}, comment.text)
        elif _is_own(comment, case, reader, said):
            yield Line(comment.at, _("You added"), comment.text)


def _is_own(comment: Comment, case: Case, reader: Actor, said: Collection[str]) -> bool:
    """Proven by contact or by having written it here; a number somebody merely typed proves nothing."""
    if comment.person_id is not None:
        return str(comment.person_id) == reader.person_id
    return comment.at.isoformat() in said or case.reporters == 1
