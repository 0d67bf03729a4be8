"""A carer takes somebody on, opens what is kept for a reason, comes, and reports what has to be mended."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from commongrid.base.access.acts import require
from commongrid.base.access.terms import Actor
from commongrid.base.privacy.ids import uuid7
from commongrid.base.privacy.rules import is_reason_enough, plain_text
from commongrid.base.verdicts import Refused
from commongrid.intake import acts as intake
from commongrid.intake import queries as reports
from commongrid.registry.appointments import queries as codes
from commongrid.work.care import queries, rules
from commongrid.work.care.acts.core import change, insist
from commongrid.work.care.models import Care, Look, Visit
from commongrid.work.care.terms import MOST_WORDS, State

TAKE, VISIT = "care.take", "care.visit"


def take(one: Care, every_days: int, *, by: Actor, at: datetime) -> Care:
    """A carer of the area comes from now on, every so many days. Refused: care.is_taken."""
    require(by, TAKE, one)
    if one.state != State.WAITING:
        raise Refused("care.is_taken")
    if not 1 <= every_days <= 90:
        raise Refused("care.how_often")
    changes = {"state": State.CARED.value, "post": by.post_id, "taken_at": at, "every_days": every_days}
    change(one, "care.taken", changes, by=by, at=at)
    return one


def look(one: Care, *, by: Actor, at: datetime, why: str) -> Care:
    """The whole of it, after the look is committed; the person reads who, when and why. Never inside a transaction."""
    require(by, VISIT, one)
    insist(rules.is_open(one.state))
    insist(is_reason_enough(why))
    with transaction.atomic(durable=True):
        Look.objects.create(
            care=one,
            at=at,
            name=by.name[:64],
            role=by.role,
            unit=by.unit_name[:80],
            reason=plain_text(why)[:200],
        )
    return Care.objects.select_related("person", "guardian").get(pk=one.pk)


@transaction.atomic
def visit(one: Care, words: str, key: str, *, by: Actor, at: datetime) -> Visit:
    """Somebody came: a short note and what was asked for, which the person reads. The same key is the same visit."""
    require(by, VISIT, one)
    if not 8 <= len(key) <= 80:
        raise Refused("care.no_key")
    if (before := Visit.objects.filter(key=key, care=one).first()) is not None:
        return before
    if not words.strip():
        raise Refused("care.nothing_written")
    change(one, "care.visited", {}, by=by, at=at)
    return Visit.objects.create(id=uuid7(at), key=key, care=one, at=at, words=words.strip()[:MOST_WORDS])


@transaction.atomic
def report_need(one: Care, words: str, address: str, key: str, *, by: Actor, at: datetime) -> str:
    """What has to be mended goes into the loop as anybody's report: without the person, the care, or who reported it.

    Returns the report's number, which a note of the care keeps. Refused: care.names_somebody, and as intake.receive.
    """
    require(by, VISIT, one)
    insist(rules.is_open(one.state))
    whole = Care.objects.select_related("person", "guardian").get(pk=one.pk)
    insist(rules.names_nobody(f"{words}\n{address}", queries.known_words(whole)))
    draft = intake.Draft(
        channel="portal",
        key=codes.code_of(f"need:{key}"),
        words=words,
        address=address,
        area=one.area,
        anonymous=True,
    )
    receipt = intake.receive(draft, by=reports.reporter(), at=at)
    if receipt.is_new:
        change(one, "care.need_reported", {}, by=by, at=at)
        number = receipt.report.number
        Visit.objects.create(
            id=uuid7(at),
            key=f"need-{key}"[:80],
            care=one,
            at=at,
            words=f"{number}：{words.strip()[:MOST_WORDS]}",
        )
    return receipt.report.number
