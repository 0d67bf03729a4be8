"""Applications for confirmation: courts, judges, the judge's queue, one by number, its limits line by line, and the words of its papers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from commongrid.base.access import queries as access
from commongrid.base.access.terms import Actor
from commongrid.base.calendar.terms import Due
from commongrid.base.verdicts import Refused, Why
from commongrid.registry.statutes import queries as statutes
from commongrid.registry.units import queries as units
from commongrid.registry.units.models import Post
from commongrid.registry.units.terms import Role
from commongrid.work.mediation import confirmable, rulings
from commongrid.work.mediation.models import Agreement, Confirmation, Court, Mediation
from commongrid.work.mediation.queries.agreements import SAID, signers, terms
from commongrid.work.mediation.terms import AT_COURT, DECIDED, Ground, Venue

PAGE = 50
LAWS = {
    "apply": "confirmation.apply", "confirm": "confirmation.enforce", "refuse": "confirmation.not_accepted",
    "reject": "confirmation.rejected", "objection": "confirmation.objection_party", "enforce": "confirmation.enforce",
}  # fmt: skip


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


def ruling_words(found: Confirmation, address: str, *, with_signs: bool = False) -> rulings.Words:
    """Everything that stands in the papers of an application; with who signed it when."""
    made = found.agreement
    mediation = made.mediation
    signs = {
        row.party_id: (
            row.strokes or "",
            f"{timezone.localtime(row.joined_at):%Y-%m-%d %H:%M} {SAID[row.how]}",
        )
        for row in (found.joined.all() if with_signs else ())
    }
    if made.effective_at is None:
        raise Refused("confirmation.not_in_effect")
    return rulings.Words(
        number=found.number, court=found.court.name_zh, ground=Ground(found.ground), agreement=made.number,
        body=mediation.body.unit.name_zh, parties=tuple(signers(mediation)), terms=tuple(terms(mediation)),
        effective_at=timezone.localtime(made.effective_at), at=timezone.localtime(found.decided_at or found.drafted_at),
        laws=laws(made.effective_at.date()), address=address, signs=signs, court_number=found.court_number,
        judge=found.judge_name, filed_at=timezone.localtime(found.filed_at) if found.filed_at else None,
        reason=found.reason, grounds=found.grounds or "",
    )  # fmt: skip


def laws(on: date) -> dict[str, str]:
    """The articles the papers name, as they hold on a day."""
    return {name: _cited(key, on) for name, key in LAWS.items()}


def _cited(key: str, on: date) -> str:
    rule = statutes.limit(key, on=on)
    title = f"中华人民共和国{rule.law_zh}" if rule.law_zh.endswith("法") else rule.law_zh
    articles = "、".join(f"第{one}条" for one in rule.article.split("、"))
    return f"《{title.replace('《', '〈').replace('》', '〉')}》{articles}"


@dataclass(frozen=True, slots=True)
class GenuineRuling:
    """What is told of a ruling to whoever has its number: court, result, digest and moment, no name and no word of it."""

    number: str
    court: str
    stage: str
    decided_at: datetime
    sha256: str


def genuine_ruling(number: str) -> GenuineRuling | None:
    """Is there a ruling of this number (unique index on number)?"""
    found = Confirmation.objects.filter(number=number[:12].upper(), stage__in=DECIDED).select_related("court")
    row = found.defer("notes", "record", "grounds").first()
    if row is None or row.decided_at is None:
        return None
    return GenuineRuling(
        row.number, row.court.name_zh, row.stage, row.decided_at, bytes(row.ruling_sha256 or b"").hex()
    )


def measured(since: datetime, until: datetime) -> list[int]:
    """Seconds from application to delivery of what was delivered in a span, without anything else (index mediation_confirm_delivered)."""
    rows = Confirmation.objects.filter(
        delivered_at__gte=since, delivered_at__lt=until, applied_at__isnull=False
    )
    spans: Iterable[tuple[datetime | None, datetime | None]] = rows.values_list("applied_at", "delivered_at")
    return sorted(int((done - asked).total_seconds()) for asked, done in spans if asked and done)
