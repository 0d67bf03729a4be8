"""From agreed terms to an agreement in effect: complete, signed by all in the law's order, kept as PDF/A, checked by digest."""

from __future__ import annotations

import hashlib
import io
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from commongrid.base.files import queries as files
from commongrid.base.journal import queries as history
from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.work.mediation import acts, drawing, papers, queries, rules, sealing, signing
from commongrid.work.mediation.models import Agreement, Mediation, Signature
from commongrid.work.mediation.terms import MEDIATION, Course, Scope, Term, Topic
from tests.base.files.pictures_made import pdf
from tests.cast import Town
from tests.work.mediation.things import SUMMARY, WORKER, Table

ADDRESS = "https://city.example/verify/{number}/"
STROKES = "10,100 40,60 80,40 120,80|200,40 220,90 260,60 300,110 340,80"


@pytest.fixture
def table(town: Town, settings: Any, tmp_path: Path) -> Table:
    settings.MEDIA_ROOT = str(tmp_path)
    return Table(town)


def agreed(table: Table, **told: Any) -> Mediation:
    found = table.held(**told)
    boss = table.party(found, table.boss)
    soon = (table.town.now + timedelta(days=10)).date()
    later = (table.town.now + timedelta(days=40)).date()
    terms = [
        Term(boss.pk, "付清工资首期", soon, Decimal(8000)),
        Term(boss.pk, "付清余款", later, Decimal("8800.50")),
    ]
    acts.set_terms(found, terms, by=table.lin, at=table.town.now)
    acts.agree(found, by=table.lin, at=table.town.now)
    return table.again(found)


def drawn_up(table: Table, **told: Any) -> Agreement:
    found = agreed(table, **told)
    return acts.draw_up(
        found, issues=SUMMARY, manner="银行转账", address=ADDRESS, by=table.lin, at=table.town.now
    )


def both_sign(table: Table, made: Agreement) -> None:
    for who in (table.worker, table.boss):
        table.town.later(minutes=2)
        party = table.party(made.mediation, who)
        acts.sign(made, party, STROKES, bytes(made.sha256).hex(), by=who, at=table.town.now)


def stored(made: Agreement, part: str = "") -> bytes:
    (kept,) = files.documents([papers.owner_of(made.pk, part)])
    return files.serve_document(kept).path.read_bytes()


@pytest.mark.django_db
def test_the_text_that_is_signed_is_the_text_that_is_kept(table: Table) -> None:
    made = drawn_up(table)
    text = stored(made)
    assert hashlib.sha256(text).digest() == bytes(made.sha256)
    with pikepdf.open(io.BytesIO(text)) as read:
        assert read.open_metadata().pdfa_status == "2A"
    again = acts.draw_up(
        made.mediation, issues="补充事实", manner="", address=ADDRESS, by=table.lin, at=table.town.now
    )
    assert again.number == made.number
    assert stored(made) != text


@pytest.mark.django_db
def test_it_is_in_effect_with_the_last_of_parties_mediator_and_seal(table: Table) -> None:
    made = drawn_up(table)
    with pytest.raises(Refused, match="not_all_signed"):
        acts.countersign(made, by=table.lin, at=table.town.now)
    both_sign(table, made)
    with pytest.raises(Refused, match="mediator_not_signed"):
        acts.seal(made, pdf(), address=ADDRESS, by=table.lin, at=table.town.now)
    acts.countersign(made, by=table.lin, at=table.town.now)
    assert made.effective_at is None
    table.town.later(minutes=5)
    acts.seal(made, pdf(), address=ADDRESS, by=table.lin, at=table.town.now)
    assert made.effective_at == table.town.now
    assert hashlib.sha256(stored(made, "copy")).digest() == bytes(made.copy_sha256)
    assert stored(made, "scan") == pdf()
    told = history.history(MEDIATION, str(made.mediation.pk))
    kinds = [entry.kind for entry in told]
    assert kinds[-5:] == [
        "mediation.drawn_up",
        "mediation.signed",
        "mediation.signed",
        "mediation.countersigned",
        "mediation.sealed",
    ]
    assert told[-2].data["sha256"] == bytes(made.sha256).hex()
    assert not any(secret in str(told) for secret in (SUMMARY, *WORKER, "付清"))


@pytest.mark.django_db
def test_nobody_signs_for_another_nor_a_text_they_have_not_read(table: Table) -> None:
    made = drawn_up(table)
    digest, at = bytes(made.sha256).hex(), table.town.now
    worker = table.party(made.mediation, table.worker)
    for other in (table.boss, table.lin, table.resident("13800010077", "邻居")):
        with pytest.raises(NotAllowed):
            acts.sign(made, worker, STROKES, digest, by=other, at=at)
    with pytest.raises(NotAllowed):
        acts.sign_on_paper(made, worker, by=table.tan, at=at)
    with pytest.raises(Refused, match="other_text"):
        acts.sign(made, worker, STROKES, "0" * 64, by=table.worker, at=at)
    with pytest.raises(Refused, match="not_a_signature"):
        acts.sign(made, worker, "阿强", digest, by=table.worker, at=at)
    first = acts.sign(made, worker, STROKES, digest, by=table.worker, at=at)
    assert acts.sign(made, worker, STROKES, digest, by=table.worker, at=at).pk == first.pk
    with pytest.raises(Refused, match="signed_already"):
        acts.draw_up(made.mediation, issues="别的", manner="", address=ADDRESS, by=table.lin, at=at)
    assert Signature.objects.count() == 1


@pytest.mark.django_db
def test_paper_serves_whom_a_screen_does_not(table: Table) -> None:
    made = drawn_up(table)
    for party in made.mediation.parties.all():
        acts.sign_on_paper(made, party, by=table.lin, at=table.town.now)
    acts.countersign(made, by=table.lin, at=table.town.now)
    acts.seal(made, pdf(), address=ADDRESS, by=table.lin, at=table.town.now)
    assert made.effective_at
    assert {row.how for row in made.signatures.all()} == {"paper"}


@pytest.mark.django_db
def test_oral_is_in_effect_since_they_agreed(table: Table) -> None:
    found = agreed(table)
    made = acts.note_oral(found, by=table.lin, at=table.town.now)
    assert made.effective_at == found.ended_at
    with pytest.raises(Refused, match="signed_already"):
        acts.draw_up(found, issues="x", manner="", address=ADDRESS, by=table.lin, at=table.town.now)


@pytest.mark.django_db
def test_whoever_has_the_number_learns_that_it_is_genuine_and_no_more(table: Table) -> None:
    made = drawn_up(table)
    told = queries.genuine(made.number.lower())
    assert told is not None
    assert told.sha256 == bytes(made.sha256).hex()
    assert not any(word in str(told) for word in (made.mediation.number, WORKER[1]))
    assert queries.genuine("NOTHINGHERE") is None


@pytest.mark.django_db
def test_words_and_drawings_go_and_the_digest_stays(table: Table) -> None:
    made = drawn_up(table, topic=Topic.TENANCY)
    both_sign(table, made)
    acts.let_go(table.town.now + timedelta(days=1), at=table.town.now)
    made.refresh_from_db()
    assert (made.issues, made.manner) == (None, None)
    assert not files.documents([papers.owner_of(made.pk)])
    assert all(row.strokes is None for row in made.signatures.all())
    assert queries.genuine(made.number)


class Service:
    def seal(self, pdf: bytes, unit: str) -> bytes:
        return pdf.replace(b"startxref", b"%sealed for " + unit.encode() + b"\nstartxref")


@pytest.mark.django_db
def test_a_qualified_service_seals_instead_of_a_scan(table: Table, settings: Any) -> None:
    assert sealing.service() is None
    settings.MEDIATION_SEAL = f"{__name__}.Service"
    made = drawn_up(table)
    both_sign(table, made)
    acts.countersign(made, by=table.lin, at=table.town.now)
    acts.seal(made, b"", address=ADDRESS, by=table.lin, at=table.town.now)
    assert table.body.unit.code.encode() in stored(made, "copy")


TODAY = date(2026, 3, 2)
WHO = rules.part_id(rules.SPACE, "who")


@pytest.mark.parametrize(
    ("terms", "names", "says"),
    [
        ([], ["甲", "乙"], "mediation.no_terms"),
        ([Term(WHO, "道歉")], ["甲"], "mediation.party_gone"),
        ([Term(WHO, "道歉")], ["甲", " "], "mediation.party_without_name"),
        (
            [Term(WHO, "道歉"), Term(WHO, "付款", TODAY - timedelta(days=1))],
            ["甲", "乙"],
            "mediation.day_is_past",
        ),
        ([Term(WHO, "付款", TODAY, Decimal(5))], ["甲", "乙"], "mediation.agreement_complete"),
    ],
)
def test_complete_enough_to_sign(terms: list[Term], names: list[str], says: str) -> None:
    assert signing.is_complete(terms, names, TODAY).why[0].key == says


def test_the_laws_own_bars() -> None:
    assert not signing.may_be_oral(Course.LABOUR).answer
    assert not signing.may_sign_on_screen(Topic.FAMILY, is_agent=False, scope="").answer
    assert not signing.may_sign_on_screen(Topic.WAGES, is_agent=True, scope=Scope.ORDINARY).answer
    assert signing.may_sign_on_screen(Topic.WAGES, is_agent=True, scope=Scope.SPECIAL).answer


@pytest.mark.parametrize(
    "sent",
    [
        "",
        "阿强",
        "1,1 2,2",
        "1,1 " * 9 + "1,1",
        "9,9 <svg>",
        "700,1 " * 9 + "1,1",
        "1,1|" * 9,
        "1,1 2,2 " * 4,
    ],
)
def test_what_is_no_signature(sent: str) -> None:
    assert drawing.read(sent) is None


def test_a_drawing_is_made_of_its_numbers_alone() -> None:
    strokes = drawing.read(STROKES)
    assert strokes is not None
    assert 'd="M10 100 L40 60' in drawing.svg(strokes)


def test_a_term_reads_as_a_sentence() -> None:
    said = papers.clause(Term(WHO, "付清余款。", date(2026, 4, 1), Decimal("8800.50")), "黄老板")
    assert said == "黄老板于2026年4月1日前付清余款，金额人民币8,800.50元。"
