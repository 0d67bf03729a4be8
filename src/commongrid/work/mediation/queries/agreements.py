"""The agreement of a matter: its words for the paper, how far signing is, and what anybody may check."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from commongrid.work.mediation import papers
from commongrid.work.mediation.models import Agreement, Mediation
from commongrid.work.mediation.terms import Side, Term


@dataclass(frozen=True, slots=True)
class Genuine:
    """All that is said of a document to whoever has its number: digests and moments, no name and no word of it."""

    number: str
    form: str
    drawn_at: datetime
    effective_at: datetime | None
    sha256: str
    copy_sha256: str


def agreement_of(mediation: Mediation) -> Agreement | None:
    """The agreement of a matter (unique index on mediation)."""
    found = Agreement.objects.filter(mediation=mediation).first()
    if found is not None:
        found.mediation = mediation
    return found


def genuine(number: str) -> Genuine | None:
    """Is there an agreement of this number (unique index on number)?"""
    found = Agreement.objects.filter(number=number[:12].upper()).defer("issues", "manner").first()
    if found is None:
        return None
    digests = (bytes(each or b"").hex() for each in (found.sha256, found.copy_sha256))
    return Genuine(found.number, found.form, found.drawn_at, found.effective_at, *digests)


def terms(mediation: Mediation) -> list[Term]:
    """The clauses as plain terms, in order (unique index on mediation and order)."""
    rows = mediation.clauses.order_by("order")
    return [Term(row.who_id, row.what or "", row.by_on, row.amount) for row in rows]


def signers(mediation: Mediation) -> list[papers.Party]:
    """Who has to sign, with the names that stand in the agreement (index of the key to the matter)."""
    rows = mediation.parties.select_related("person", "agent").order_by("side", "pk")
    return [
        papers.Party(
            row.pk,
            Side(row.side),
            row.organisation or (row.person.name if row.person else None) or "",
            (row.agent.name or "") if row.agent else "",
        )
        for row in rows
    ]


def words(agreement: Agreement, address: str, *, with_signs: bool = False) -> papers.Words:
    """Everything that stands in the paper; with who signed when, for the copy."""
    mediation = agreement.mediation
    signs = {}
    for row in agreement.signatures.all() if with_signs else ():
        said = f"{_moment(row.signed_at)} {SAID[row.how]}"
        signs[row.party_id] = (row.strokes or "", said)
    mediator = (agreement.mediator_name, f"{agreement.mediator_name} {_moment(agreement.mediator_at)}")
    return papers.Words(
        number=agreement.number, matter=mediation.number, body=mediation.body.unit.name_zh,
        parties=tuple(signers(mediation)), issues=agreement.issues or "", manner=agreement.manner or "",
        terms=tuple(terms(mediation)), drawn_at=timezone.localtime(agreement.drawn_at), address=address, signs=signs,
        mediator=mediator if with_signs and agreement.mediator_at else ("", ""),
        sha256=bytes(agreement.sha256 or b"").hex() if with_signs else "",
    )  # fmt: skip


SAID = {"drawn": "验证码确认并手写签名", "paper": "在调解员面前纸面签名"}


def _moment(at: datetime | None) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}" if at else ""
