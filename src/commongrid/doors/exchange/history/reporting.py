"""How a made-up report comes in and what is decided about it, through the real acts."""

from __future__ import annotations

from datetime import timedelta

from commongrid.base.access.terms import SYSTEM, Actor
from commongrid.base.privacy.ids import uuid7
from commongrid.base.verdicts import Refused
from commongrid.cases.models import Case
from commongrid.doors.exchange.history import photos, words
from commongrid.doors.exchange.history.life import Life
from commongrid.intake import acts, queries, suggestion
from commongrid.intake.acts import Draft
from commongrid.intake.models import Report
from commongrid.registry.units.models import Unit

RESIDENTS = ("snap", "portal")


def receive(life: Life, says: str = "", suffix: str = "") -> Report:
    """A report by the plot's channel; `suffix` tells a second one about the same thing apart."""
    lon, lat, area, address = life.spot
    channel = life.plot.channel if not suffix else life.rng.choice(("snap", "12345", "phone"))
    text = says or words.report(life.rng, life.item, address)
    mine = photos.wanted(life) and channel in (*RESIDENTS, "patrol")
    draft = Draft(
        channel=channel,
        key=key(life, suffix),
        words=text,
        lon=lon,
        lat=lat,
        accuracy_m=round(life.rng.uniform(4, 30), 1) if lon else None,
        address=address,
        area="" if lon else area,
        matter_id=life.item.matter_id if _is_named(life, channel) else None,
        suggestion=_suggestion(life, text),
        person_id=life.person if channel != "patrol" else None,
        anonymous=life.rng.random() < 0.05,
        captured_at=life.at - timedelta(minutes=life.rng.randint(1, 40)),
        photos=1 if mine else 0,
        id=uuid7(life.at),
    )
    report = acts.receive(draft, by=_reporter(life, channel), at=life.at).report
    if mine:
        photos.before(life, report)
    life.reports.append(report)
    return report


def _is_named(life: Life, channel: str) -> bool:
    """Did whoever reports it say what it is? What is to stand undecided is left to the dispatcher."""
    return channel == "patrol" or (life.plot.stop not in ("received", "appealed") and life.rng.random() < 0.5)


def key(life: Life, suffix: str = "") -> str:
    return f"made-{life.plot.number:06d}{suffix}"


def _suggestion(life: Life, text: str) -> dict[str, object]:
    """What the words point to; worked out only for what somebody will still see undecided."""
    if life.plot.stop not in ("received", "verifying", "appealed"):
        return {}
    found = suggestion.suggest(text).answer
    return {"matters": [{"code": one.code, "confidence": round(one.confidence, 3)} for one in found]}


def _reporter(life: Life, channel: str) -> Actor:
    if channel in RESIDENTS:
        return queries.reporter(life.person)
    if channel == "patrol":
        return worker(life)
    if channel == "sensor":
        return SYSTEM
    place = queries.place(*life.spot[:3])
    return life.company.dispatcher(place.centre_id, life.rng)


def worker(life: Life) -> Actor:
    return life.company.worker(life.spot[2], life.rng) or SYSTEM


def settle(life: Life) -> Case | None:
    """A grid worker found it, mended it and showed before and after."""
    by = life.company.worker(life.spot[2], life.rng)
    if by is None or by.unit_id is None:
        return None
    lon, lat, area, address = life.spot
    draft = Draft(
        channel="patrol", key=key(life), words=words.report(life.rng, life.item, address), lon=lon, lat=lat,
        address=address, area="" if lon else area, matter_id=life.item.matter_id, photos=1, id=uuid7(life.at),
    )  # fmt: skip
    why = words.staff(life.rng, "settled")
    unit = Unit.objects.get(pk=by.unit_id)
    case = acts.settle_on_the_spot(draft, life.item, unit, before=1, after=1, by=by, at=life.at, why=why)
    if draft.id:
        photos.both(life, draft.id, by)
    return case


def follow(life: Life, case: Case) -> None:
    """Somebody else reports the same and follows the case."""
    report = receive(life, words.seen(life.rng, "more"), f"-{len(life.reports)}")
    by = life.company.dispatcher(report.centre_id, life.rng)
    try:
        acts.follow(report, case, by=by, at=life.at)
        report.case = case
    except Refused:
        life.reports.remove(report)
