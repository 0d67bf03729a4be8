"""Decisions about mediation: which limit runs, whether it may begin, what is clear enough, what an end opens. Pure."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Collection, Sequence

from commongrid.base.verdicts import Verdict, Why
from commongrid.work.mediation.terms import (
    BodyKind,
    Consent,
    Course,
    Ending,
    Onward,
    Origin,
    Term,
    Topic,
)

SPACE = uuid.UUID("b0ac6a2f-3c1d-5f26-8c55-52a0d1c7b6e4")
SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
SIGNS_OF_A_NUMBER = 10
MOST_PARTIES, MOST_TERMS = 20, 40

LIMITS: dict[Course, str] = {
    Course.PEOPLE: "mediation.people.usual_term",
    Course.COURT_BEFORE_FILING: "mediation.court.before_filing",
    Course.COURT_ORDINARY: "mediation.court.ordinary",
    Course.COURT_SUMMARY: "mediation.court.summary",
    Course.LABOUR: "mediation.labour.term",
}
"""The rule of law each course runs under (`registry/statutes`)."""

FROM_ASKING = (Course.LABOUR,)
"""Counted from the request; the others from acceptance."""

WARNS_ONLY = (Course.PEOPLE,)
"""The law sets no limit here: passing it is told to the mediator and changes nothing."""

PERMANENT = (Topic.LAND, Topic.FAMILY, Topic.INJURY)
"""Their files are kept for good; the others' words go after the retention."""

ROUTES: dict[Course, tuple[tuple[str, str], ...]] = {
    Course.LABOUR: (
        ("arbitration", "mediation.labour.term"),
        ("payment_order", "mediation.labour.payment_order"),
        ("limitation", "arbitration.labour.limitation"),
    ),
}
USUAL_ROUTES = (("court", "mediation.people.failed"), ("limitation", "mediation.people.limitation"))

NEEDS: dict[Onward, tuple[str, ...]] = {
    Onward.COURT: ("claim_paper", "identity", "evidence_list", "end_notice", "service_address"),
    Onward.ARBITRATION: ("claim_paper", "identity", "employment_proof", "evidence_list", "end_notice"),
    Onward.NOTARY: ("identity", "agreement_draft", "property_papers"),
    Onward.ADJUDICATION: ("claim_paper", "identity", "evidence_list", "property_papers"),
}
"""What each place a matter goes on to asks for; the words stand in `facts.csv`."""


def mediation_id(who: object, key: str) -> uuid.UUID:
    """The id follows from who asks and the sending key, so that twice is once."""
    return uuid.uuid5(SPACE, f"{who}:{key}")


def part_id(whole: uuid.UUID, part: str) -> uuid.UUID:
    """The id of something that belongs to a mediation: a party, a sitting, a piece of evidence."""
    return uuid.uuid5(whole, part)


def number(of: uuid.UUID) -> str:
    """Ten signs that can be read out and not guessed: no 0, O, 1, I, L."""
    rest = int.from_bytes(hashlib.sha256(of.bytes).digest()[:8])
    signs = ""
    for _ in range(SIGNS_OF_A_NUMBER):
        rest, sign = divmod(rest, len(SIGNS))
        signs += SIGNS[sign]
    return signs


def course_for(body: BodyKind, origin: Origin, topic: Topic) -> Course:
    """Which limit runs where nobody says: the court's before filing, a labour body's, else the usual one."""
    if origin == Origin.COURT:
        return Course.COURT_BEFORE_FILING
    if body == BodyKind.LABOUR and topic == Topic.WAGES:
        return Course.LABOUR
    return Course.PEOPLE


def may_begin(consents: Sequence[str]) -> Verdict[bool]:
    """Everybody has said yes; one clear no bars it (人民调解法 17)."""
    no = consents.count(Consent.NO)
    waiting = consents.count(Consent.ASKED)
    if no:
        return Verdict(False, (Why("mediation.barred"),))
    if len(consents) < 2:
        return Verdict(False, (Why("mediation.one_side_only"),))
    if waiting:
        return Verdict(False, (Why("mediation.consent_missing", {"waiting": waiting}),))
    return Verdict(True, (Why("mediation.all_consent", {"parties": len(consents)}),))


def are_terms(terms: Sequence[Term], parties: Collection[uuid.UUID]) -> Verdict[bool]:
    """Can an agreement be made of them: who, what, and for a sum of money by when (民诉法解释 358: clear enough to perform)?"""
    if not terms:
        return Verdict(False, (Why("mediation.no_terms"),))
    if len(terms) > MOST_TERMS:
        return Verdict(False, (Why("mediation.too_many_terms", {"most": MOST_TERMS}),))
    for nth, term in enumerate(terms, start=1):
        if term.who not in parties:
            return Verdict(False, (Why("mediation.term_without_party", {"nth": nth}),))
        if not term.what.strip():
            return Verdict(False, (Why("mediation.term_without_deed", {"nth": nth}),))
        if term.amount is not None and (term.amount <= 0 or term.by_on is None):
            return Verdict(False, (Why("mediation.sum_without_day", {"nth": nth}),))
    return Verdict(True, (Why("mediation.terms_clear", {"terms": len(terms)}),))


def routes(course: Course, ending: Ending) -> tuple[tuple[str, str], ...]:
    """What is open to the parties after an end: (route, rule of law). Nothing where they agreed."""
    return () if ending == Ending.AGREED else ROUTES.get(course, USUAL_ROUTES)


def lacks(onward: Onward, ready: Collection[str]) -> list[str]:
    """What the place it goes on to still asks for."""
    return [each for each in NEEDS[onward] if each not in ready]
