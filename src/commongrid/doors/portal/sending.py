"""Taking in what a resident sends: photos first, then place, twins, and the report itself."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest

from commongrid.base.access.terms import Actor
from commongrid.base.files import queries as stored
from commongrid.base.files.terms import Stage
from commongrid.base.verdicts import Refused
from commongrid.cases.models import Case
from commongrid.doors.look import gate, pictures
from commongrid.doors.portal import choosing, frame
from commongrid.intake import acts as intake
from commongrid.intake import queries
from commongrid.intake.models import Report
from commongrid.registry.people import acts as people
from commongrid.registry.people.terms import Limit
from commongrid.registry.premises import queries as premises

SPACE = uuid.UUID("8b6b4c50-52a4-7d0e-9a6f-0c6b3f1d7a21")
SEND_FROM_ONE = (Limit("minute", 60, 10), Limit("hour", 3600, 40), Limit("day", 86400, 120))
"""Reports tried by one client; a hall's shared address still serves a queue of people."""
CODES = "codes"
CAPTURED_AT_MOST = timedelta(days=365)


def owner_of(key: str) -> str:
    """Whose photos they are before and after the report is there: its id follows from the sending key."""
    return f"report:{id_of(key)}"


def id_of(key: str) -> uuid.UUID:
    return uuid.uuid5(SPACE, key)


def photos_here(key: str) -> int:
    """How many photos have already arrived under this key."""
    return stored.count(owner_of(key)) if key else 0


def take_photos(request: HttpRequest, key: str, *, by: Actor, at: datetime) -> pictures.Taken:
    """Store what came; it stays under the key, so that a form sent back does not ask for it again."""
    return pictures.take_in(request, owner_of(key), Stage.REPORT, by=by, at=at)


def send(
    request: HttpRequest,
    told: dict[str, Any],
    *,
    channel: str,
    area: str,
    at: datetime,
    twin: Case | None = None,
) -> intake.Receipt:
    """Receive the report, and with `twin` let it follow that case; the session knows from now on that it is theirs."""
    by = queries.reporter(gate.person_id(request))
    person_id = gate.person_id(request)
    if told["phone"]:
        person_id = people.remember(phone=told["phone"], at=at, language=frame.language()).pk
    receipt = intake.receive(_draft(told, channel, area, at, person_id), by=by, at=at)
    gate.prove_report(request, receipt.report)
    if receipt.is_new:
        keep_code(request, receipt)
        if twin is not None:
            follow(receipt.report, twin, at=at)
    return receipt


def _draft(
    told: dict[str, Any], channel: str, area: str, at: datetime, person_id: uuid.UUID | None
) -> intake.Draft:
    item = choosing.chosen(told["matter"])
    place = premises.told_of_by_plate(told.get("plate", ""), told["lon"], told["lat"])
    taken = told["taken"] if told["taken"] and at - CAPTURED_AT_MOST < told["taken"] <= at else None
    return intake.Draft(
        channel=channel,
        key=told["key"],
        id=id_of(told["key"]),
        words=told["words"],
        lon=told["lon"],
        lat=told["lat"],
        accuracy_m=told["accuracy"],
        area=area,
        address=told["address"],
        matter_id=item.matter_id if item else None,
        suggestion=choosing.as_json(told.get("pointed") or choosing.pointed(told["words"])),
        premises_id=place.pk if place else None,
        person_id=person_id,
        anonymous=told["anonymous"],
        captured_at=taken,
        photos=photos_here(told["key"]),
        language=frame.language(),
    )


def follow(report: Report, case: Case, *, at: datetime) -> None:
    """Join the reporter to a case; if it was closed in the same moment the report simply stays with the centre."""
    mine = queries.for_reading().get(pk=report.pk)
    try:
        intake.follow(mine, case, by=queries.reporter(report.person_id, [mine]), at=at)
    except Refused:
        return


def before(channel: str, key: str) -> Report | None:
    """The report that has arrived under this key already."""
    return queries.by_key(channel, key)


def keep_code(request: HttpRequest, receipt: intake.Receipt) -> None:
    """The follow code for the receipt page of this session; kept nowhere else in the clear."""
    codes = request.session.get(CODES, {})
    request.session[CODES] = {**dict(list(codes.items())[-4:]), str(receipt.report.pk): receipt.code}


def forget_code(request: HttpRequest, report: Report) -> None:
    """The reader has gone on from the receipt: from now on only their own note has the code."""
    codes = request.session.get(CODES, {})
    if str(report.pk) in codes:
        request.session[CODES] = {key: code for key, code in codes.items() if key != str(report.pk)}


def code_of(request: HttpRequest, report: Report) -> str:
    return str(request.session.get(CODES, {}).get(str(report.pk), ""))
