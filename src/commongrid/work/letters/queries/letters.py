"""Letters of an office: what is owed, what waits for a second pair of eyes, what may be published."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from commongrid.base.access import queries as access
from commongrid.base.access.terms import Actor
from commongrid.intake.terms import ReportStatus
from commongrid.registry.people.models import Person
from commongrid.work.letters.models import Letter, Publication
from commongrid.work.letters.terms import State

LISTS = ("open", "drafted", "agreed", "proposed", "public")
MOST = 200
GONE = (ReportStatus.WITHDRAWN.value, ReportStatus.DECLINED.value)


def listed(actor: Actor, which: str) -> QuerySet[Letter]:
    """One of the lists of an office, what is due first on top (indexes letters_letter_owed, letters_letter_agreed,
    letters_publication_waits)."""
    found = _whole(Letter.objects.filter(access.within(actor, "letters.see")))
    if which == "drafted":
        return (
            found.filter(_owed(), state=State.DRAFTED)
            .exclude(report__status__in=GONE)
            .order_by("due_at", "pk")
        )
    if which in ("proposed", "public"):
        told = Publication.objects.filter(access.within(actor, "letters.see"), state=which).values("letter")
        return found.filter(pk__in=told, state=State.ANSWERED).order_by("-answered_at", "-pk")
    if which == "agreed":
        taken = Publication.objects.filter(state__in=["proposed", "public"]).values("letter")
        free = found.filter(state=State.ANSWERED, agreed=True).exclude(pk__in=taken)
        return free.order_by("answered_at", "pk")
    return found.filter(_owed(), state=State.OPEN).exclude(report__status__in=GONE).order_by("due_at", "pk")


def _owed() -> Q:
    return Q(state__in=[State.OPEN.value, State.DRAFTED.value])


def _whole(rows: QuerySet[Letter]) -> QuerySet[Letter]:
    found = rows.select_related("box__unit", "report__case__lead_unit", "report__matter", "publication")
    return found.defer("report__case__search", "report__case__clock", "report__case__head")


def counts(actor: Actor) -> dict[str, int]:
    """How many stand in each list, up to a number nobody reads through."""
    return {which: listed(actor, which).order_by()[:MOST].count() for which in LISTS}


def find(letter_id: UUID) -> Letter | None:
    """One letter with its box, report and case (primary key)."""
    return _whole(Letter.objects.filter(pk=letter_id)).first()


def of_report(report_id: UUID) -> Letter | None:
    """The letter a report came as, if it did (unique index of the report)."""
    return _whole(Letter.objects.filter(report=report_id)).first()


def public_state(letter: Letter) -> str:
    """Where its redaction stands; "" where there is none."""
    told = getattr(letter, "publication", None)
    return str(told.state) if told is not None else ""


def names_in(letter: Letter) -> tuple[str, ...]:
    """Who is known to be in it: its writer, as far as they left a name or number (primary key). Only for marking a text."""
    if letter.report.person_id is None:
        return ()
    person = Person.objects.filter(pk=letter.report.person_id).first()
    told = (person.name, person.phone, person.email) if person is not None else ()
    return tuple(one for one in told if one)
