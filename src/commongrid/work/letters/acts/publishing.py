"""Making an answer public: the writer agrees, one person cuts what is personal, another compares, and it can be taken down."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from commongrid.base import lexemes
from commongrid.base.access.acts import require
from commongrid.base.access.terms import Actor
from commongrid.base.journal import acts as journal
from commongrid.base.journal.statement import Insert
from commongrid.base.journal.terms import NewEntry
from commongrid.base.privacy.fields import sealed
from commongrid.base.privacy.ids import uuid7
from commongrid.base.verdicts import Outrun, Refused
from commongrid.work.letters import queries, rules
from commongrid.work.letters.acts.core import ANSWER, APPROVE, held_to, move, said
from commongrid.work.letters.models import Letter, Publication
from commongrid.work.letters.terms import PUBLICATION, PublicState, Redacted

TEXTS = ("title", "question", "answer")


@transaction.atomic
def agree(letter: Letter, *, yes: bool, by: Actor, at: datetime) -> Letter:
    """The writer says whether it may be published; a no takes down what is public already."""
    require(by, "reports.see", letter.report)
    move(letter, "letter.agreed", {"agreed": yes}, by=by, at=at, told={"agreed": yes})
    found = Publication.objects.filter(letter=letter.pk).first()
    if not yes and found is not None and found.state in (PublicState.PUBLIC, PublicState.PROPOSED):
        _move(found, letter, "letter.taken_down", _gone(PublicState.DOWN), by=by, at=at)
    return letter


@transaction.atomic
def redact(letter: Letter, made: Redacted, *, by: Actor, at: datetime) -> Publication:
    """脱敏: question and answer with what is personal cut, for a second person to compare. Refused with what still stands in it."""
    require(by, ANSWER, letter)
    held_to(rules.may_redact(letter.state, letter.agreed, queries.public_state(letter)))
    for text in (made.title, made.question, made.answer):
        said(text)
    original = "\n".join((letter.report.words or "", letter.answer or ""))
    held_to(rules.is_clean(made, queries.names_in(letter), original))
    found = Publication.objects.filter(letter=letter.pk).first()
    key = found.pk if found else uuid7(at)
    told: dict[str, Any] = {
        name: sealed(Publication, name, key, getattr(made, name).strip()) for name in TEXTS
    }
    told |= {
        "state": str(PublicState.PROPOSED), "topic": str(made.topic), "note": None, "search": None, "published_at": None,
        "redacted_by_id": by.account_id, "redacted_by": by.name,
    }  # fmt: skip
    if found is not None:
        return _move(found, letter, "letter.redacted", told, by=by, at=at)
    row = {"id": key, "letter": letter.pk, "unit_ids": letter.unit_ids, "box_code": letter.box_id, **told}
    fresh = Publication(id=key)
    entry = NewEntry("letter.redacted", at, by.snapshot(), {"number": letter.report.number})
    if not journal.open_subject(
        PUBLICATION, Insert(Publication, row, or_nothing=True), entry, subject_id=key, row=fresh
    ):
        raise Outrun("letters.outrun")
    return Publication.objects.get(pk=key)


def refuse(found: Publication, letter: Letter, *, by: Actor, at: datetime, why: str) -> Publication:
    """Something personal still stands in it: it goes back with what to cut."""
    require(by, APPROVE, letter)
    held_to(rules.may_approve(found.state, found.redacted_by_id, by.account_id))
    changes = {"state": str(PublicState.REFUSED), "note": sealed(Publication, "note", found.pk, said(why))}
    return _move(found, letter, "letter.redaction_refused", changes, by=by, at=at)


def publish(found: Publication, letter: Letter, *, by: Actor, at: datetime) -> Publication:
    """Somebody else than who cut it has compared both sides: it is public and can be found.

    Refused: letters.own_words, letters.nothing_to_approve, letters.writer_does_not_agree.
    """
    require(by, APPROVE, letter)
    held_to(rules.may_approve(found.state, found.redacted_by_id, by.account_id))
    if not letter.agreed:
        raise Refused("letters.writer_does_not_agree")
    words = lexemes.lexemes(found.title or "", found.question or "", found.answer or "")
    changes = {"state": str(PublicState.PUBLIC), "published_at": at, "search": words, "note": None}
    return _move(found, letter, "letter.published", changes, by=by, at=at)


def take_down(found: Publication, letter: Letter, *, by: Actor, at: datetime, why: str) -> Publication:
    """No longer public: text and index go at once; the office keeps its reason, sealed."""
    require(by, APPROVE, letter)
    if found.state != PublicState.PUBLIC:
        raise Refused("letters.not_public")
    note = sealed(Publication, "note", found.pk, said(why))
    return _move(found, letter, "letter.taken_down", {**_gone(PublicState.DOWN), "note": note}, by=by, at=at)


def _gone(state: PublicState) -> dict[str, Any]:
    return {"state": str(state), "search": None, **dict.fromkeys(TEXTS)}


def _move(
    found: Publication, letter: Letter, kind: str, changes: dict[str, Any], *, by: Actor, at: datetime
) -> Publication:
    entry = NewEntry(kind, at, by.snapshot(), {"number": letter.report.number})
    if not journal.move_subject(PUBLICATION, found, entry, changes):
        raise Outrun("letters.outrun")
    return Publication.objects.get(pk=found.pk)
