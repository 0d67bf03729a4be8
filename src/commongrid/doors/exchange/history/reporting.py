"""How a made-up report comes in and what is decided about it, through the real acts."""

from __future__ import annotations

from datetime import timedelta

from commongrid.base.access.terms import SYSTEM, Actor
from commongrid.base.privacy.ids import uuid7
from commongrid.base.verdicts import Refused, Verdict
from commongrid.cases.models import Case
from commongrid.doors.exchange.history import photos, words
from commongrid.doors.exchange.history.life import EnoughError, Life
from commongrid.intake import acts, queries, rules, suggestion
from commongrid.intake.acts import Draft
from commongrid.intake.models import Report
from commongrid.registry.units.models import Unit

RESIDENTS = ("snap", "portal")
DECLINES = ("DR01", "DR11", "DR14", "DR18")


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
        return _worker(life)
    if channel == "sensor":
        return SYSTEM
    place = queries.place(*life.spot[:3])
    return life.company.dispatcher(place.centre_id, life.rng)


def _worker(life: Life) -> Actor:
    return life.company.worker(life.spot[2], life.rng) or SYSTEM


def decide(life: Life, report: Report) -> Case | None:
    """Verified where that is asked, then admitted, declined or withdrawn; None when no case comes of it."""
    life.reached("received")
    by = life.company.dispatcher(report.centre_id, life.rng)
    if life.plot.story == "withdrawn":
        acts.withdraw(report, by=queries.reporter(life.person, [report]), at=life.go_on(report.due_at))
        return None
    _verify(life, report, by)
    by_itself = _opens_itself(life, report)
    if not by_itself.answer:
        life.go_on(report.due_at)
    if life.plot.story == "declined" and _declined(life, report, by):
        return None
    whys = by_itself.why if by_itself.answer else ()
    case = acts.admit(report, life.item, by=SYSTEM if whys else by, at=life.at, why=whys)
    report.case = case
    return case


def _opens_itself(life: Life, report: Report) -> Verdict[bool]:
    """The same question intake asks when it hears of a report."""
    if life.plot.story == "declined":
        return Verdict(False)
    seen = report.finding == "confirmed" or report.reported_by_id is not None
    return rules.may_admit_itself(
        matter_chosen=report.matter_id is not None,
        verified=seen,
        needs_verification=life.item.needs_verification,
    )


def _verify(life: Life, report: Report, by: Actor) -> None:
    asked = rules.who_looks_first(
        report.channel,
        needs_verification=life.item.needs_verification,
        has_position=report.lon is not None,
        by_staff=report.reported_by_id is not None,
    )
    if not (asked.answer or life.plot.stop in ("verifying", "appealed")):
        return
    if report.matter_id is None:
        life.go_on(report.due_at, 0.02, 0.4)
    acts.send_to_verify(report, by=SYSTEM if report.matter_id else by, at=life.at, why=asked.why)
    life.reached("verifying")
    finding = "confirmed"
    if life.plot.story == "declined":
        finding = life.rng.choice(("false", "not_found"))
    found = words.seen(life.rng, finding)
    acts.verify(
        report,
        finding,
        by=_worker(life),
        at=life.go_on(report.due_at),
        text=found,
        matter_id=life.item.matter_id,
    )


def _declined(life: Life, report: Report, by: Actor) -> bool:
    """Declined, perhaps appealed and answered; False when the appeal was upheld and the report is open again."""
    reason = "DR14" if report.finding in ("false", "not_found") else life.rng.choice(DECLINES)
    acts.decline(report, reason, by=by, at=life.at, text=words.staff(life.rng, "decline"))
    if report.channel not in RESIDENTS or not life.chance(0.35, "appealed"):
        return True
    life.go_on(life.at + timedelta(days=2))
    acts.appeal(
        report, by=queries.reporter(life.person, [report]), at=life.at, text=words.staff(life.rng, "appeal")
    )
    life.reached("appealed")
    others = [a for a in life.company.dispatchers[report.centre_id] if a.account_id != by.account_id]
    upheld = life.rng.random() < 0.4
    text = words.staff(life.rng, "upheld" if upheld else "rejected")
    if not others:
        raise EnoughError
    answering = life.rng.choice(others)
    acts.answer_appeal(
        report, upheld=upheld, text=text, by=answering, at=life.go_on(life.at + timedelta(days=1))
    )
    if upheld:
        life.go_on(report.due_at)
    return not upheld


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
