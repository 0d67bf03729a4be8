"""Agreements in effect on their way to the court and through performance: one at each stage, one with instalments, one overdue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.conf import settings
from django.utils import timezone

from commongrid.base import papers as setting
from commongrid.base.access.terms import SYSTEM, Actor
from commongrid.intake import queries as intake
from commongrid.registry.packs import shelf
from commongrid.registry.units import queries as units
from commongrid.registry.units.models import Post
from commongrid.work.mediation import acts, papers, queries, shipping
from commongrid.work.mediation.models import Agreement, Confirmation, Court, Mediation
from commongrid.work.mediation.terms import Check, Joining, Term

STROKES = "60,150 90,60 130,150|150,90 210,90|180,60 180,150 230,130|260,70 300,140 340,60 380,140 430,80"
HOURS = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Bench:
    """The court of the home town and its judge."""

    court: Court
    judge: Actor
    mediator: Actor
    now: datetime


def set_up(pack: str, mediator: Actor, now: datetime) -> Bench | None:
    """The courts of a pack; None where it ships none or nobody judges there."""
    since = now - timedelta(days=200)
    acts.set_courts(shipping.read(shelf.find(pack)), by=SYSTEM, at=since)
    for court in queries.courts():
        post = next(iter(queries.judges(court, timezone.localdate(now))), None)
        if post is not None:
            found = Post.objects.select_related("account", "unit").get(pk=post.pk)
            return Bench(court, units.actor_for(found), mediator, now)
    return None


def _address() -> str:
    host = next((one for one in settings.ALLOWED_HOSTS if one not in ("*", "testserver")), "localhost")
    return f"https://{host}/verify/{{number}}/"


def in_effect(
    there: Bench, found: Mediation, terms: Sequence[tuple[str, int, str]], at: datetime
) -> Agreement:
    """The other side owes these: what, how many days after, how much. Signed by all and sealed."""
    other = found.parties.get(side="respondent")
    rows = [
        Term(other.pk, what, timezone.localdate(at + timedelta(days=days)), Decimal(sum_))
        for what, days, sum_ in terms
    ]
    by = there.mediator
    acts.set_terms(found, rows, by=by, at=at)
    acts.agree(found, by=by, at=at)
    made = acts.draw_up(
        found, issues=found.summary or "", manner="转入约定账户", address=_address(), by=by, at=at
    )
    for nth, party in enumerate(found.parties.order_by("side", "pk"), start=1):
        who = intake.reporter(party.person_id)
        acts.sign(made, party, STROKES, bytes(made.sha256 or b"").hex(), by=who, at=at + nth * HOURS / 4)
    acts.countersign(made, by=by, at=at + HOURS)
    scan = setting.pdf(
        papers.agreement(queries.words(made, _address().format(number=made.number), with_signs=True))
    )
    acts.seal(made, scan, address=_address(), by=by, at=at + HOURS)
    return made


def drafted(there: Bench, made: Agreement, at: datetime) -> Confirmation:
    by = intake.reporter(made.mediation.parties.get(side="applicant").person_id)
    return acts.draft(made, there.court.pk, "body", (), property_wanted=False, by=by, at=at)


def joined(found: Confirmation, sides: Sequence[str], at: datetime) -> Confirmation:
    for party in found.agreement.mediation.parties.filter(side__in=sides):
        told = Joining("现住址同身份证", electronic=True, truthful=True)
        acts.join(
            found,
            party,
            told,
            STROKES,
            bytes(found.sha256 or b"").hex(),
            by=intake.reporter(party.person_id),
            at=at,
        )
    whole = queries.confirmation(found.number)
    if whole is None:
        raise LookupError(found.number)
    return whole


def applied(there: Bench, made: Agreement, at: datetime) -> Confirmation:
    return joined(drafted(there, made, at - HOURS / 4), ("applicant", "respondent"), at)


def asked(there: Bench, made: Agreement, at: datetime) -> Confirmation:
    """Taken on, and one question is open."""
    found = applied(there, made, at)
    acts.take_on(found, by=there.judge, at=at + HOURS / 20)
    other = made.mediation.parties.get(side="respondent")
    acts.ask_party(
        found, other, "分期款从哪个账户支付？", "made-question", by=there.judge, at=at + HOURS / 10
    )
    return found


def heard(there: Bench, made: Agreement, at: datetime) -> Confirmation:
    found = applied(there, made, at)
    acts.take_on(found, by=there.judge, at=at + HOURS / 20)
    came = [party.pk for party in made.mediation.parties.all()]
    acts.hear(found, "together", came, "双方到庭，均称协议出于自愿。", by=there.judge, at=at + HOURS / 4)
    return found


def confirmed(there: Bench, made: Agreement, at: datetime) -> Confirmation:
    found = heard(there, made, at)
    acts.tick(found, list(Check), {"will": "当庭核对"}, by=there.judge, at=at + HOURS / 3)
    number = f"（{timezone.localdate(at).year}）粤0101民特{made.number[:2]}号"
    acts.confirm(found, number, "", address=_address(), by=there.judge, at=at + HOURS / 3)
    return found


def rejected(there: Bench, made: Agreement, at: datetime) -> Confirmation:
    found = heard(there, made, at)
    number = f"（{timezone.localdate(at).year}）粤0101民特{made.number[:2]}号"
    acts.reject(
        found,
        "unclear",
        number,
        "给付方式和期限不明确，无法执行。",
        address=_address(),
        by=there.judge,
        at=at + HOURS,
    )
    return found


def paid(made: Agreement, nth: int, at: datetime) -> None:
    """The creditor says that one has come."""
    row = next(one for one in queries.instalments(made) if one.nth == nth)
    acts.confirm_paid(row, by=intake.reporter(row.creditor.person_id), at=at)
