"""From asking to the end: consent bars, seats give and take sight, clocks are the law's, and nothing of it leaks."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from commongrid.base.journal import queries as history
from commongrid.base.journal.models import Entry
from commongrid.base.notices.models import Notice
from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.cases.models import Comment
from commongrid.registry.people import queries as people
from commongrid.work.mediation import acts, queries
from commongrid.work.mediation.models import Mediation
from commongrid.work.mediation.terms import Brought, Course, Named, Origin, Seen, Side, Term, Way
from tests.base.files.pictures_made import pdf
from tests.cast import Town
from tests.work.mediation.things import SUMMARY, WORKER, Table

pytestmark = pytest.mark.django_db


@pytest.fixture
def table(town: Town) -> Table:
    return Table(town)


def kinds(found: Mediation) -> list[str]:
    return [entry.kind.removeprefix("mediation.") for entry in history.history("mediation", str(found.pk))]


def test_asking_twice_is_once_and_two_sides_are_needed(table: Table) -> None:
    first, again = table.applied(), table.applied()
    assert first.pk == again.pk
    assert queries.by_number(first.number.lower()) == first
    alone = table.application(parties=(Named(Side.APPLICANT, *reversed(WORKER)),))
    with pytest.raises(Refused) as refused:
        acts.apply(alone, "apply-0002", by=table.worker, at=table.town.now)
    assert refused.value.why.key == "mediation.needs_two_sides"


def test_whoever_asks_agrees_and_a_clear_no_ends_it(table: Table) -> None:
    found = table.offered()
    assert [party.consent for party in found.parties.order_by("id")].count("yes") == 1
    with pytest.raises(Refused) as refused:
        acts.accept(found, by=table.head, at=table.town.now)
    assert refused.value.why.key == "mediation.consent_missing"
    acts.refuse(found, table.party(found, table.boss), by=table.boss, at=table.town.now)
    ended = table.again(found)
    assert (ended.state, ended.ending) == ("failed", "unwilling")


def test_the_clock_is_the_laws_and_a_pause_is_not_counted(table: Table) -> None:
    found = table.seated(course=Course.COURT_BEFORE_FILING)
    assert found.due_at is not None
    assert found.steps
    assert found.due_at.date() == date(2026, 4, 1)
    acts.pause(found, by=table.lin, at=table.town.later(days=1))
    assert table.again(found).due_at is None
    acts.resume(found, by=table.lin, at=table.town.later(days=10))
    assert table.again(found).due_at == found.due_at
    assert found.due_at.date() >= date(2026, 4, 11)
    later = found.due_at + timedelta(days=7)
    with pytest.raises(Refused):
        acts.extend(found, later, all_agree=False, by=table.lin, at=table.town.now)
    acts.extend(found, later, all_agree=True, by=table.lin, at=table.town.now)
    assert table.again(found).due_at == later


def test_labour_counts_from_asking_and_tells_the_way_on(table: Table) -> None:
    found = table.accepted(course=Course.LABOUR)
    assert found.due_at is not None
    assert acts.remind(at=found.due_at + timedelta(hours=1)) == 1
    assert acts.remind(at=found.due_at + timedelta(hours=2)) == 0
    told = set(Notice.objects.exclude(person_id=None).values_list("kind", flat=True))
    assert "mediation.told_may_arbitrate" in told


def test_only_the_table_sees_it(table: Table) -> None:
    found = table.seated()
    for actor in (
        table.tan,
        table.town.zhoumin,
        table.town.suqing,
        table.town.dushen,
        table.town.huangweiming,
    ):
        with pytest.raises(NotAllowed):
            acts.pause(found, by=actor, at=table.town.now)
        assert not queries.listed(actor, "open")
    assert queries.listed(table.lin, "open") == [found]
    assert queries.listed(table.head, "open") == [found]
    with pytest.raises(NotAllowed):
        acts.accept(table.offered("apply-0003"), by=table.lin, at=table.town.now)


def test_a_joint_table_and_a_seat_left_takes_sight_away(table: Table) -> None:
    found = table.seated()
    seat = acts.seat(found, table.tan_row.pk, "proposed", by=table.head, at=table.town.now)
    assert queries.listed(table.tan, "open") == [found]
    acts.leave_seat(found, seat.pk, "tie", by=table.tan, at=table.town.now)
    assert not queries.listed(table.tan, "open")
    assert table.tan_row.pk not in {each.id for each in queries.candidates(found) if not each.is_tied}


def test_parties_choose_and_otherwise_it_is_drawn(table: Table) -> None:
    found = table.accepted()
    worker, boss = table.party(found, table.worker), table.party(found, table.boss)
    acts.choose(found, worker, table.lin_row.pk, by=table.worker, at=table.town.now)
    agreed = acts.choose(found, boss, table.lin_row.pk, by=table.boss, at=table.town.now)
    assert agreed == table.lin_row.pk
    seat = acts.seat_chosen(found, agreed, at=table.town.now)
    assert seat is not None
    assert seat.how == "chosen"
    drawn = acts.draw(found, by=table.head, at=table.town.now)
    assert (drawn.how, drawn.mediator_id != table.lin_row.pk) == ("drawn", True)


def test_sittings_need_a_room_consent_to_a_link_and_time_to_come(table: Table) -> None:
    found = table.seated()
    with pytest.raises(Refused) as refused:
        table.sitting(found, way=Way.VIDEO)
    assert refused.value.why.key == "mediation.link_without_consent"
    planned = table.sitting(found)
    assert table.sitting(found).pk == planned.pk
    with pytest.raises(Refused):
        acts.hold(planned, "早了", [], by=table.lin, at=table.town.now)
    acts.cancel(planned, by=table.lin, at=table.town.now)
    assert planned.sequence == 1


def test_terms_then_agreement(table: Table) -> None:
    found = table.held()
    boss = table.party(found, table.boss)
    terms = [Term(boss.pk, "付清2026年1月工资", date(2026, 4, 1), Decimal("5200.00"))]
    with pytest.raises(Refused):
        acts.agree(found, by=table.lin, at=table.town.now)
    acts.set_terms(found, terms, by=table.lin, at=table.town.now)
    acts.agree(found, by=table.lin, at=table.town.now)
    ended = table.again(found)
    clause = ended.clauses.get()
    assert (ended.state, ended.ending, clause.what, clause.amount) == (
        "agreed",
        "agreed",
        terms[0].what,
        terms[0].amount,
    )
    assert kinds(found)[-2:] == ["terms_set", "agreed"]


def test_evidence_is_seen_by_whom_its_bringer_says(table: Table) -> None:
    found = table.seated()
    worker, boss = table.party(found, table.worker), table.party(found, table.boss)
    secret = acts.add_evidence(
        found,
        worker,
        Brought("工友的证言", pdf(), Seen.MEDIATOR),
        "ev-0001",
        by=table.worker,
        at=table.town.now,
    )
    assert [one.title for one in queries.evidence_for(found, worker)] == ["工友的证言"]
    assert queries.evidence_for(found, boss) == []
    assert queries.evidence_for(found, None) == [secret]
    with pytest.raises(NotAllowed):
        acts.withdraw_evidence(secret, by=table.lin, at=table.town.now)
    acts.withdraw_evidence(secret, by=table.worker, at=table.town.now)
    assert queries.evidence_for(found, None) == []


def test_somebody_stands_for_a_party(table: Table) -> None:
    found = table.offered()
    boss = table.party(found, table.boss)
    acts.represent(
        found,
        boss,
        name="刘律师",
        phone="13800010009",
        scope="special",
        power=pdf(),
        by=table.boss,
        at=table.town.now,
    )
    lawyer = table.resident("13800010009", "刘律师")
    assert queries.party_of(found, UUID(lawyer.person_id)) == boss
    acts.consent(found, boss, online=True, recording=False, by=lawyer, at=table.town.now)
    assert table.party(found, table.boss).recording is False


def test_it_goes_on_elsewhere_and_comes_back(table: Table) -> None:
    found = table.held()
    with pytest.raises(Refused) as refused:
        acts.refer(found, "notary", ["identity"], by=table.lin, at=table.town.now)
    assert refused.value.why.facts["mediation_need"] == "agreement_draft"
    ready = ["identity", "agreement_draft", "property_papers"]
    acts.refer(found, "notary", ready, by=table.lin, at=table.town.now)
    acts.answer_referral(found, "not_taken", "（2026）公0012", by=table.lin, at=table.town.later(days=2))
    acts.come_back(found, by=table.lin, at=table.town.now)
    back = table.again(found)
    assert (back.state, back.ended_at, back.referrals.get().number_back) == (
        "accepted",
        None,
        "（2026）公0012",
    )


def test_the_case_it_came_from_hears_that_it_ended_and_no_more(table: Table) -> None:
    case = table.town.case()
    found = table.offered(origin=Origin.CASE, case=case.number)
    assert [(one.number, one.state) for one in queries.exists_for(case.number)] == [(found.number, "offered")]
    acts.refuse(found, table.party(found, table.boss), by=table.boss, at=table.town.now)
    acts.report_back(case.number, "failed", at=table.town.now)
    comment = Comment.objects.get()
    assert (comment.text, comment.is_public) == ("转出的调解未达成协议。", False)


def test_nothing_of_what_it_is_about_stands_in_the_journal_or_a_notice(table: Table) -> None:
    found = table.held()
    acts.set_terms(found, [Term(table.party(found, table.boss).pk, "道歉")], by=table.lin, at=table.town.now)
    said = "".join(f"{entry.data}{entry.whys}" for entry in Entry.objects.filter(subject_kind="mediation"))
    said += "".join(str(row) for row in Notice.objects.values())
    for secret in (SUMMARY, "工资", "道歉", *WORKER, "无争议", "二楼"):
        assert secret not in said
    with pytest.raises(NotAllowed):
        acts.apply(table.application(), "apply-0009", by=table.town.zhoumin, at=table.town.now)


def test_ten_years_later_the_words_go_but_not_of_land(table: Table) -> None:
    found = table.offered()
    acts.refuse(found, table.party(found, table.boss), by=table.boss, at=table.town.now)
    person = UUID(table.worker.person_id or "")
    assert "people.mediations" in [section.key for section in people.my_data(person).sections if section.rows]
    assert acts.let_go(table.town.now + timedelta(days=1), at=table.town.now) == 1
    gone = table.again(found)
    assert (gone.summary, gone.claim, gone.parties.filter(person=None).count()) == (None, None, 2)
