"""The words of the papers of an application, and what is told and measured of rulings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from commongrid.base.verdicts import Refused
from commongrid.registry.statutes import queries as statutes
from commongrid.work.mediation import rulings
from commongrid.work.mediation.models import Confirmation
from commongrid.work.mediation.queries.agreements import SAID, signers, terms
from commongrid.work.mediation.terms import DECIDED, Ground

LAWS = {
    "apply": "confirmation.apply", "confirm": "confirmation.enforce", "refuse": "confirmation.not_accepted",
    "reject": "confirmation.rejected", "objection": "confirmation.objection_party", "enforce": "confirmation.enforce",
}  # fmt: skip


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
