"""Decisions about judicial confirmation: may it be asked for, of which court, is it complete, may the judge confirm, the half hour. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from commongrid.base.verdicts import Verdict, Why
from commongrid.work.mediation.terms import Bar, Check, Form, Ground, Hearing, Origin, Topic, Venue

MAY_TOUCH_STATUS = (Topic.FAMILY,)


MAY_TOUCH_TITLE = (Topic.LAND, Topic.PROPERTY)


def may_be_asked(
    *, form: str, effective_at: datetime | None, due_at: datetime | None, now: datetime
) -> Verdict[bool]:
    """A written agreement in effect, and no more than the law's time since (民诉法 205; 民诉法解释 354)."""
    if form != Form.WRITTEN:
        return Verdict(False, (Why("confirmation.needs_paper"),))
    if effective_at is None or due_at is None:
        return Verdict(False, (Why("confirmation.not_in_effect"),))
    if now > due_at:
        return Verdict(False, (Why("confirmation.too_late"),))
    return Verdict(True, (Why("confirmation.in_time"),))


def bars(declared: Collection[str], topic: str) -> Verdict[bool]:
    """What was declared to be the case bars it (民诉法解释 355); what the topic may touch is told, for the judge to look at."""
    for bar in Bar:
        if bar in declared:
            return Verdict(False, (Why("confirmation.barred", {"confirmation_bar": bar.value}),))
    looks = [
        Why("confirmation.look_at", {"confirmation_bar": bar.value})
        for bar, topics in ((Bar.STATUS, MAY_TOUCH_STATUS), (Bar.TITLE, MAY_TOUCH_TITLE))
        if topic in topics
    ]
    return Verdict(True, tuple(looks))


def grounds(court: Venue, *, origin: str, object_in: str, body_in: str) -> tuple[Ground, ...]:
    """On which grounds a court may be asked. A party's home is theirs to state; any basic court can be at somebody's home."""
    found = [Ground.INVITED] if origin == Origin.COURT else []
    if court.is_basic:
        found += [Ground.OBJECT] if _covers(court, object_in) else []
        found += [Ground.BODY] if _covers(court, body_in) else []
        found.append(Ground.HOME)
    return tuple(found)


def proposed(courts: Sequence[Venue], *, origin: str, object_in: str, body_in: str) -> Verdict[int | None]:
    """The inviting court first, else the basic court where the body is, else where the object is."""
    for ground in (Ground.INVITED, Ground.BODY, Ground.OBJECT):
        for court in courts:
            near = _covers(court, body_in) or ground == Ground.OBJECT
            if near and ground in grounds(court, origin=origin, object_in=object_in, body_in=body_in):
                return Verdict(
                    court.id, (Why("confirmation.court_by", {"confirmation_ground": ground.value}),)
                )
    return Verdict(None, (Why("confirmation.no_court"),))


def _covers(court: Venue, area: str) -> bool:
    return bool(area) and any(area.startswith(code) for code in court.divisions)


def lacks(
    *,
    names: Sequence[str],
    contacts: Sequence[bool],
    addresses: Sequence[str],
    has_copy: bool,
    property_wanted: bool,
    has_property: bool,
) -> Verdict[bool]:
    """What 民诉法解释 353–354 asks for: agreement with the body's proof, identity, contact, and papers of property where they matter."""
    if not has_copy:
        return Verdict(False, (Why("confirmation.lacks", {"confirmation_need": "agreement"}),))
    if not all(name.strip() for name in names):
        return Verdict(False, (Why("confirmation.lacks", {"confirmation_need": "identity"}),))
    if not all(contacts) or not all(each.strip() for each in addresses):
        return Verdict(False, (Why("confirmation.lacks", {"confirmation_need": "contact"}),))
    if property_wanted and not has_property:
        return Verdict(False, (Why("confirmation.lacks", {"confirmation_need": "property"}),))
    return Verdict(True, (Why("confirmation.complete"),))


def may_hear(
    way: str,
    *,
    parties: Collection[object],
    came: Collection[object],
    answered: Collection[object],
    unanswered: int,
) -> Verdict[bool]:
    """Both sides are heard (民诉法解释 356): all came, or each has answered in writing and no question is open."""
    if way == Hearing.TOGETHER:
        return Verdict(set(came) >= set(parties), (Why("confirmation.not_all_came"),))
    if unanswered:
        return Verdict(False, (Why("confirmation.questions_open", {"open": unanswered}),))
    return Verdict(set(answered) >= set(parties), (Why("confirmation.not_all_answered"),))


def may_confirm(checks: Mapping[str, bool], unanswered: int) -> Verdict[bool]:
    """Everything on the list is ticked and no question is open."""
    missing = [check for check in Check if not checks.get(check)]
    if missing:
        return Verdict(
            False,
            (
                Why(
                    "confirmation.not_ticked",
                    {"confirmation_check": missing[0].value, "more": len(missing) - 1},
                ),
            ),
        )
    if unanswered:
        return Verdict(False, (Why("confirmation.questions_open", {"open": unanswered}),))
    return Verdict(True, (Why("confirmation.may_confirm"),))
