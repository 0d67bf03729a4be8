"""What captains said of a building: its rooms, their looks through it, and the gaps that are left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from django.db.models import Min
from django.utils import timezone

from commongrid.base.files import queries as files
from commongrid.base.verdicts import Refused
from commongrid.registry.checklists import models as tables
from commongrid.registry.checklists import queries as checklists
from commongrid.registry.checklists.terms import Answer, Answers, Checklist
from commongrid.registry.premises.models import Premises
from commongrid.work.captains import rules
from commongrid.work.captains.models import Captaincy, Rooms, SelfCheck, SelfGap
from commongrid.work.captains.terms import Floor, GapState, State


def rooms_of(premises: Premises) -> Rooms | None:
    """The rooms as last confirmed, run out or not (unique index captains_rooms_one_latest)."""
    return Rooms.objects.filter(premises=premises, is_latest=True).first()


def rooms_of_all(premises: Iterable[Premises]) -> dict[UUID, Rooms]:
    """The same for several buildings in one query."""
    found = Rooms.objects.filter(premises__in=list(premises), is_latest=True)
    return {each.premises_id: each for each in found}


def floors_of(rooms: Rooms) -> tuple[Floor, ...]:
    """The floors of a confirmation, from below."""
    return tuple(Floor(*row) for row in rooms.floors)


def offered(premises: Premises) -> list[Checklist]:
    """The lists in use that captains look through this kind of building by."""
    return checklists.for_captains(premises.kind)


def to_ask(premises: Premises, edition_id: int) -> Checklist:
    """The list of a form, in the edition it was made with. Refused: checklists.unknown, captains.not_for_this."""
    try:
        kept = checklists.edition_kept(edition_id)
    except tables.Edition.DoesNotExist:
        raise Refused("checklists.unknown", code=str(edition_id)) from None
    if kept.code not in {each.code for each in offered(premises)}:
        raise Refused("captains.not_for_this", checklist=kept.zh, name=premises.name)
    return kept


def photo_owner(look: UUID, question: str) -> str:
    """Whose the photo of a gap is: the report's that asks for help with it."""
    return f"report:{rules.part_id(look, question)}"


def answers_of(checklist: Checklist, given: Mapping[str, str], look: UUID) -> Answers:
    """What was answered, with how many photos have arrived for each question."""
    owners = {photo_owner(look, each.code): each.code for each in checklist.questions}
    taken = [owners[photo.owner] for photo in files.photos(list(owners))]
    return {
        each.code: Answer(given.get(each.code, ""), taken.count(each.code)) for each in checklist.questions
    }


def check(check_id: UUID) -> SelfCheck | None:
    """One look with its place and list (primary key)."""
    related = ("premises", "edition__checklist", "post")
    return SelfCheck.objects.select_related(*related).filter(pk=check_id).first()


def checks_of(premises: Premises, most: int = 6) -> list[SelfCheck]:
    """The last looks through a building, the newest first (index captains_check_of_premises)."""
    found = SelfCheck.objects.filter(premises=premises).select_related("edition")
    return list(found.order_by("-sent_at")[:most])


def own_gaps(premises: Premises) -> list[SelfGap]:
    """Gaps that are still open at a building, those to be mended first (index captains_gap_premises)."""
    found = SelfGap.objects.filter(premises=premises, state=GapState.OPEN)
    return list(found.select_related("look__edition", "report__case").order_by("by_day", "pk"))


def gap_lines(check: SelfCheck) -> list[SelfGap]:
    """The gaps of one look with what became of them (unique index captains_gap_once)."""
    found = SelfGap.objects.filter(look=check).select_related("look__edition", "report__case")
    return list(found.order_by("question"))


def known_of(premises_id: UUID, on: date) -> dict[str, int | date | None]:
    """What captains know of a place, for whoever looks it up: plain values and nothing about people.

    Indexes captains_captaincy_one_serves, captains_rooms_one_latest, captains_check_of_premises, captains_gap_premises.
    """
    last = SelfCheck.objects.filter(premises=premises_id, on__lte=on).order_by("-sent_at").first()
    rooms = Rooms.objects.filter(premises=premises_id, is_latest=True).first()
    gaps = SelfGap.objects.filter(premises=premises_id, state=GapState.OPEN)
    oldest = gaps.aggregate(first=Min("opened_at"))["first"]
    return {
        "has_captain": int(Captaincy.objects.filter(premises=premises_id, state=State.SERVING).exists()),
        "looked_through_on": last.on if last else None,
        "rooms_until": rooms.until if rooms else None,
        "gaps_open": gaps.count(),
        "oldest_gap_on": timezone.localtime(oldest).date() if oldest else None,
    }
