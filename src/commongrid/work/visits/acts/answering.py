"""What becomes of a matter: answered on the spot, taken on as a case, and the answer that is owed."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from commongrid.base.access.acts import require
from commongrid.base.access.terms import Actor
from commongrid.base.verdicts import Refused
from commongrid.cases import acts as cases
from commongrid.cases.models import Case
from commongrid.intake import acts as intake
from commongrid.registry.matters.terms import Item
from commongrid.registry.units.models import Unit
from commongrid.work.visits import grants
from commongrid.work.visits.acts.core import move_matter
from commongrid.work.visits.lifecycle import TAKE
from commongrid.work.visits.models import Matter


@transaction.atomic
def answer(matter: Matter, item: Item, words: str, *, by: Actor, at: datetime) -> Case:
    """当场答复: the words that were said settle it; a case that is closed at once, with the answer given."""
    undecided(matter, by=by)
    words = said(words)
    unit = Unit.objects.get(pk=by.unit_id or 0)
    settling = grants.with_one(by, "cases.settle")
    case = intake.settle(matter.report, item, unit, by=settling, at=at, why=words)
    told = {"case_number": case.number, "in_time": at <= matter.due_at}
    changes = {"on_the_spot": True, "fed_back_at": at}
    move_matter(matter, "visit.answered", changes, by=by, at=at, told=told)
    return case


@transaction.atomic
def take_on(matter: Matter, item: Item, *, by: Actor, at: datetime) -> Case:
    """It takes longer: the report becomes a case and goes round the loop; an answer is owed within the plain limit."""
    undecided(matter, by=by)
    case = intake.admit(matter.report, item, by=grants.with_one(by, "reports.admit"), at=at)
    move_matter(matter, "visit.taken_on", {}, by=by, at=at, told={"case_number": case.number})
    return case


@transaction.atomic
def feed_back(matter: Matter, words: str, *, by: Actor, at: datetime) -> Matter:
    """反馈: whoever raised it reads the words with their matter; once. Refused: visits.not_a_case, visits.answered_already."""
    require(by, TAKE, matter)
    if matter.report.case is None:
        raise Refused("visits.not_a_case")
    if matter.fed_back_at is not None:
        raise Refused("visits.answered_already")
    speaking = grants.with_one(by, "cases.comment")
    cases.comment(matter.report.case, said(words), is_public=True, by=speaking, at=at)
    told = {"in_time": at <= matter.due_at}
    return move_matter(matter, "visit.fed_back", {"fed_back_at": at}, by=by, at=at, told=told)


def undecided(matter: Matter, *, by: Actor) -> None:
    """Refused when the matter is a case already; NotAllowed for those who take nothing down here."""
    require(by, TAKE, matter)
    if matter.report.case_id is not None:
        raise Refused("visits.is_a_case")


def said(words: str) -> str:
    """What was written, without blanks around it. Refused when nothing was."""
    if not words.strip():
        raise Refused("visits.say_what")
    return words.strip()
