"""Applications for confirmation: courts, judges, the judge's queue, one by number, its limits line by line, and the words of its papers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Q, QuerySet

from commongrid.base.access import queries as access
from commongrid.base.access.terms import Actor
from commongrid.base.calendar.terms import Due
from commongrid.base.verdicts import Why
from commongrid.registry.statutes import queries as statutes
from commongrid.registry.units import queries as units
from commongrid.registry.units.models import Post
from commongrid.registry.units.terms import Role
from commongrid.work.mediation import confirmable
from commongrid.work.mediation.models import Agreement, Confirmation, Court, Mediation
from commongrid.work.mediation.terms import AT_COURT, DECIDED, Venue

PAGE = 50


@dataclass(frozen=True, slots=True)
class Line:
    """One limit of the law: its rule, when it ends, whether it is over with, and whether it counts still."""

    rule: str
    due: Due
    done_at: datetime | None

    @property
    def last_moment(self) -> datetime:
        """Within the last day, so that a page names that day and not the next."""
        return self.due.at - timedelta(seconds=1)

    def is_late(self, now: datetime) -> bool:
        return (self.done_at or now) > self.due.at


def courts() -> list[Court]:
    """Courts in use, basic ones first (a few, read whole)."""
    return list(
        Court.objects.filter(is_active=True, unit__active=True)
        .select_related("unit")
        .order_by("level", "unit")
    )


def venue(court: Court) -> Venue:
    """A court as the rule of venue takes it."""
    return Venue(court.pk, court.level == "basic", tuple(court.divisions))


def court_for(mediation: Mediation) -> tuple[int | None, Why]:
    """The court that is proposed, and why."""
    verdict = confirmable.proposed(
        [venue(each) for each in courts()],
        origin=mediation.origin,
        object_in=mediation.area,
        body_in=mediation.body.unit.division_id,
    )
    return verdict.answer, verdict.why[0]


def judges(court: Court, on: date) -> list[Post]:
    """Who judges at a court, the one with the fewest open applications first (index units_post_unit_role)."""
    posts = list(
        units.current_posts(on).filter(unit=court.unit_id, role=Role.JUDGE).select_related("account", "unit")
    )
    busy = Confirmation.objects.filter(court=court, stage__in=AT_COURT).values_list("sitting_ids", flat=True)
    load = {post.pk: sum(post.pk in ids for ids in busy) for post in posts}
    return sorted(posts, key=lambda post: (load[post.pk], post.pk))


def confirmation_of(agreement: Agreement) -> Confirmation | None:
    """The application that stands, or the last one there was (index of the key to the agreement)."""
    found = _whole().filter(agreement=agreement).order_by("-drafted_at").first()
    if found is not None:
        found.agreement = agreement
    return found


def confirmation(number: str) -> Confirmation | None:
    """One application (unique index on number)."""
    return _whole().filter(number=number[:12].upper()).first()


def _whole() -> QuerySet[Confirmation]:
    return Confirmation.objects.select_related("court__unit", "agreement__mediation__body__unit")


def at_court(actor: Actor, tab: str) -> list[Confirmation]:
    """A judge's own: what is to be decided by next due, or what is decided, the newest first (index mediation_confirm_by_judge)."""
    rows = Confirmation.objects.filter(access.within(actor, "court.see")).select_related("court")
    rows = rows.defer("notes", "record", "grounds")
    if tab == "over":
        return list(rows.filter(stage__in=DECIDED).order_by("-decided_at", "pk")[:PAGE])
    return list(rows.filter(stage__in=AT_COURT).order_by("next_due_at", "applied_at", "pk")[:PAGE])


def court_counts(actor: Actor) -> dict[str, int]:
    """How many of a judge's own stand under each tab (index mediation_confirm_by_judge)."""
    told = {
        "open": Count("pk", filter=Q(stage__in=AT_COURT)),
        "over": Count("pk", filter=Q(stage__in=DECIDED)),
    }
    return Confirmation.objects.filter(access.within(actor, "court.see")).aggregate(**told)


def last_day_to_apply(agreement: Agreement) -> Line | None:
    """Until when both may apply together, once the agreement is in effect (民诉法 205)."""
    if agreement.effective_at is None:
        return None
    return Line("confirmation.apply", statutes.term("confirmation.apply", agreement.effective_at), None)


def limits(found: Confirmation) -> list[Line]:
    """The limits of the law for an application, line by line: to apply, to accept, to decide, in all."""
    lines = []
    if found.agreement.effective_at:
        lines.append(
            Line(
                "confirmation.apply",
                statutes.term("confirmation.apply", found.agreement.effective_at),
                found.applied_at,
            )
        )
    if found.applied_at:
        over = found.filed_at or found.decided_at
        lines.append(
            Line("confirmation.accept", statutes.term("confirmation.accept", found.applied_at), over)
        )
    if found.filed_at:
        decide = statutes.term("confirmation.decide", found.filed_at)
        lines.append(Line("confirmation.decide", decide, found.decided_at))
        if found.extended:
            lines.append(
                Line("confirmation.extend", statutes.term("confirmation.extend", decide.at), found.decided_at)
            )
        lines.append(
            Line("confirmation.outer", statutes.term("confirmation.outer", found.filed_at), found.decided_at)
        )
    return lines
