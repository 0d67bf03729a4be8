"""Somebody stood at a place, or could not: the check-in is kept once, and what was due there is due later."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection, transaction

from commongrid.base.access.acts import require
from commongrid.base.access.terms import Actor
from commongrid.base.journal import acts as journal
from commongrid.base.journal.terms import NewEntry
from commongrid.base.verdicts import Refused
from commongrid.registry.places import queries as places
from commongrid.registry.places.coordinates import metres
from commongrid.registry.premises import queries as premises
from commongrid.work.patrol import rules
from commongrid.work.patrol.models import CheckIn, Stop
from commongrid.work.patrol.terms import CHECKIN, ROUND, Place, Shown, Skip, StopState

ABILITY = "patrol.walk"
MOST_REASON, MOST_NOTE = 200, 500
VISITED = """
update patrol_due set visited_on = %s, due_on = %s::date + d.step_days
  from patrol_demand d
 where d.id = patrol_due.demand_id and patrol_due.code = %s and (visited_on is null or visited_on < %s)
"""


def check_in(place: Place, shown: Shown, photos: int, *, by: Actor, at: datetime) -> CheckIn:
    """Keep one check-in; the same key again gives the first one. One from far away needs a reason and is marked.

    Of a position the distance is kept in three steps, and the position itself rounded. Refused: intake.key_missing,
    patrol.other_plate, patrol.far, patrol.shown_by_nothing. Then nothing was written.
    """
    require(by, ABILITY, place)
    if not 8 <= len(shown.key) <= 80:
        raise Refused("intake.key_missing")
    made = rules.checkin_id(by.account_id, shown.key)
    with transaction.atomic():
        known = CheckIn.objects.filter(pk=made).first()
        return known or _keep(made, place, shown, photos, by=by, at=at)


def _keep(made: UUID, place: Place, shown: Shown, photos: int, *, by: Actor, at: datetime) -> CheckIn:
    far = _metres(place, shown)
    way = rules.which_way(plate=_is_its_plate(place, shown.plate), metres=far, photos=photos)
    band = rules.which_band(far)
    verdict = rules.is_shown(way, band, shown.reason)
    if not verdict.answer:
        raise Refused(verdict.why[0].key, name=place.name, metres=round(far or 0))
    lon, lat = rules.rounded(shown.lon, shown.lat)
    captured = shown.captured_at if shown.captured_at and shown.captured_at <= at else None
    row = CheckIn.objects.create(
        id=made, premises_id=place.premises_id, code=place.code, name=place.name, area=place.area, post_id=by.post_id,
        post_words=f"{by.name} · {by.unit_name}"[:140], way=str(way), band=str(band), lon=lon, lat=lat, photos=photos,
        reason=shown.reason.strip()[:MOST_REASON], note=shown.note.strip()[:MOST_NOTE], captured_at=captured, sent_at=at,
    )  # fmt: skip
    on = _day(captured or at)
    visited(place.code, on, at=at)
    mine = Stop.objects.filter(round=rules.round_id(by.post_id or 0, on), code=place.code)
    mine.update(state=StopState.DONE, done_at=captured or at, why="")
    told = {"code": place.code, "name": place.name, "way": str(way), "band": str(band), "reason": row.reason}
    journal.note(CHECKIN, str(made), NewEntry("patrol.checked_in", at, by.for_the_unit().snapshot(), told))
    return row


def _metres(place: Place, shown: Shown) -> float | None:
    """How far off the device said it was. A grid is everywhere inside itself; outside it counts from its middle."""
    if shown.lon is None or shown.lat is None:
        return None
    if place.premises_id is None and places.locate(shown.lon, shown.lat).grid_code == place.code:
        return 0.0
    return float(metres(shown.lon, shown.lat, place.lon, place.lat))


def _is_its_plate(place: Place, token: str) -> bool:
    """Does the token stand at this very door? One of another place is refused: somebody stands at the wrong one."""
    if not token.strip():
        return False
    found = premises.behind_plate(token.strip().rstrip("/").rsplit("/", 1)[-1][:12])
    if found is None or found.code != place.code:
        raise Refused("patrol.other_plate", name=place.name)
    return True


def visited(code: str, on: date, *, at: datetime) -> int:
    """A place was looked at on a day: everything that is due there is due again later. An older day changes nothing."""
    with connection.cursor() as db:
        db.execute(VISITED, [on, on, code, on])
        return int(db.rowcount)


def skip(stop: Stop, words: str, *, by: Actor, at: datetime, why: Skip) -> Stop:
    """It could not be looked at: said why, and it stays due. Refused: patrol.needs_words where no reason of the list fits."""
    require(by, ABILITY, stop)
    if why == Skip.OTHER and not words.strip():
        raise Refused("patrol.needs_words")
    with transaction.atomic():
        waiting = Stop.objects.filter(pk=stop.pk, state__in=[StopState.PLANNED, StopState.LEFT_OUT])
        said = words.strip()[:MOST_REASON]
        if waiting.update(state=StopState.SKIPPED, why=str(why), words=said, done_at=by.captured_at or at):
            told = {"code": stop.code, "name": stop.name, "skip": str(why), "words": said}
            journal.note(
                ROUND,
                str(stop.round_id),
                NewEntry("patrol.stop_skipped", at, by.for_the_unit().snapshot(), told),
            )
    stop.refresh_from_db()
    return stop


def _day(moment: datetime) -> date:
    return moment.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
