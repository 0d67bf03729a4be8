"""Who hears of what, by the real acts: the right people, once, never whoever did it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from commongrid.base.journal import queries as history
from commongrid.base.journal.terms import Recorded
from commongrid.base.notices import acts as notices
from commongrid.base.notices import queries as inbox
from commongrid.base.notices import voices
from commongrid.base.notices.models import Delivery, Notice
from commongrid.base.verdicts import Why
from commongrid.cases import acts
from commongrid.cases.models import Case
from commongrid.doors.look import sentences
from commongrid.intake import acts as intake
from commongrid.intake import queries as intake_queries
from commongrid.registry.duty import acts as duty
from commongrid.registry.duty.terms import Kind as DutyKind
from commongrid.registry.duty.terms import Slot
from commongrid.registry.matters import queries as matters
from commongrid.registry.matters.terms import ReasonKind
from commongrid.registry.people import acts as people
from commongrid.registry.people import queries
from commongrid.registry.people.models import Person
from commongrid.registry.units.models import Post
from commongrid.work.telling import listeners, residents, rules
from commongrid.work.telling.terms import Group, Heard, Seat, Thing
from tests.cast import START, Town

pytestmark = pytest.mark.django_db


def entries(subject: str, key: object, *kinds: str) -> list[Recorded]:
    return [entry for entry in history.history(subject, str(key)) if not kinds or entry.kind in kinds]


def told(town: Town) -> dict[str, list[str]]:
    """Account name → the kinds of its notices."""
    found: dict[str, list[str]] = {}
    for notice in Notice.objects.filter(account__isnull=False).select_related("account").order_by("at", "id"):
        found.setdefault(notice.account.username, []).append(notice.kind)  # type: ignore[union-attr]
    return found


def handling(town: Town) -> Case:
    case = town.case()
    acts.assign(case, town.unit_of("liguoqiang"), by=town.zhoumin, at=town.later(minutes=20), why="归它")
    return acts.take(case, by=town.liguoqiang, at=town.later(minutes=20))


def test_a_unit_hears_what_it_was_given_and_the_dispatcher_hears_nothing_of_it(town: Town) -> None:
    case = handling(town)
    listeners.hear(entries("case", case.pk, "case.assigned"))
    found = told(town)
    assert found["liguoqiang"] == ["telling.assigned"]
    assert "zhoumin" not in found


@pytest.mark.parametrize("kind", ["taken_back", "voided", "merged"])
def test_a_unit_hears_that_a_case_is_no_longer_its_own(town: Town, kind: str) -> None:
    case = town.case()
    acts.assign(case, town.unit_of("liguoqiang"), by=town.zhoumin, at=town.later(minutes=20), why="归它")
    who = {"by": town.zhoumin, "at": town.later(minutes=1)}
    if kind == "taken_back":
        acts.take_back(case, **who)
    elif kind == "voided":
        acts.void(case, reason="VO01", why="误报", **who)
    else:
        acts.merge(case, town.case(), why="同一处", **who)
    listeners.hear(entries("case", case.pk, f"case.{kind}"))
    told_him = Notice.objects.get(account__username="liguoqiang")
    assert told_him.path == "/desk/"
    assert told_him.kind.startswith(f"telling.{kind}")


def test_hearing_a_batch_again_tells_nobody_twice(town: Town) -> None:
    case = handling(town)
    batch = entries("case", case.pk)
    listeners.hear(batch)
    before = Notice.objects.count()
    listeners.hear(batch)
    assert Notice.objects.count() == before


def test_the_centre_hears_a_report_and_a_send_back(town: Town) -> None:
    case = town.case()
    report = case.reports.get()
    acts.assign(case, town.unit_of("liguoqiang"), by=town.zhoumin, at=town.later(minutes=20), why="归它")
    acts.send_back(case, by=town.liguoqiang, at=town.later(minutes=20), reason="SB01", why="不属我们")
    listeners.hear(entries("report", report.pk, "report.received"))
    listeners.hear(entries("case", case.pk, "case.sent_back"))
    assert told(town)["zhoumin"] == ["telling.report_received", "telling.sent_back"]


def test_who_walks_the_grid_hears_what_is_to_be_checked(town: Town) -> None:
    case = handling(town)
    acts.report_done(case, by=town.liguoqiang, at=town.later(hours=1), why="已补好", photos=2)
    listeners.hear(entries("case", case.pk, "case.reported_done"))
    found = told(town)
    assert found["chenlihua"] == ["telling.to_check"]
    assert set(found) == {"chenlihua"}


def test_a_watcher_hears_of_everything_and_no_more_often_than_once(town: Town) -> None:
    case = handling(town)
    account = town.account("huangweiming")
    acts.watch(case, account.pk, by=town.huangweiming, at=town.now)
    listeners.hear(entries("case", case.pk))
    assert told(town)["huangweiming"] == ["telling.watched"] * 3


def test_a_supervisor_hears_the_answer(town: Town) -> None:
    case = handling(town)
    due = town.now + timedelta(hours=24)
    acts.supervise(
        case, level="yellow", text="请速办", answer_due_at=due, by=town.liangyong, at=town.later(minutes=1)
    )
    acts.answer_supervision(case, by=town.liguoqiang, at=town.later(minutes=9), text="今天完成")
    listeners.hear(entries("case", case.pk, "case.supervised", "case.supervision_answered"))
    found = told(town)
    assert found["liguoqiang"] == ["telling.supervised"]
    assert found["liangyong"] == ["telling.answered"]


def with_reporter(town: Town) -> tuple[Case, UUID]:
    person = people.remember(phone="13827605190", at=town.now)
    case = town.case(person_id=person.pk)
    return case, person.pk


def test_a_reporter_hears_in_plain_words_with_their_own_number(town: Town) -> None:
    case, person = with_reporter(town)
    report = case.reports.get()
    listeners.hear(entries("report", report.pk, "report.admitted"))
    notice = Notice.objects.get(person_id=person)
    assert notice.about == f"report:{report.number}"
    assert notice.path == f"/my/{report.number}/"
    for language in ("zh-hans", "en"):
        assert report.number in sentences.say(Why(notice.kind, notice.facts), language)
    delivery = Delivery.objects.get(notice=notice)
    assert (delivery.channel, delivery.next_try_at is None) == ("sms", False)


def test_a_reporter_is_asked_whether_it_is_solved_and_not_told_what_staff_say_to_each_other(
    town: Town,
) -> None:
    case, person = with_reporter(town)
    acts.assign(case, town.unit_of("liguoqiang"), by=town.zhoumin, at=town.later(minutes=20), why="归它")
    acts.take(case, by=town.liguoqiang, at=town.later(minutes=20))
    acts.comment(case, "配件周五到", is_public=False, by=town.liguoqiang, at=town.later(minutes=1))
    acts.comment(case, "周五修好", is_public=True, by=town.liguoqiang, at=town.later(minutes=1))
    acts.report_done(case, by=town.liguoqiang, at=town.later(hours=1), why="已补好", photos=2)
    acts.pass_check(case, by=town.chenlihua, at=town.later(hours=1), why="平整")
    listeners.hear(entries("case", case.pk))
    kinds = Notice.objects.filter(person_id=person).order_by("at", "id").values_list("kind", flat=True)
    assert list(kinds) == ["telling.commented", "telling.closed"]


def test_whoever_withdraws_their_address_is_told_nothing(town: Town) -> None:
    case, person = with_reporter(town)
    report = case.reports.get()
    Person.objects.filter(pk=person).update(frozen_at=town.now)
    listeners.hear(entries("report", report.pk, "report.admitted"))
    assert not Notice.objects.filter(person_id=person).exists()


def test_a_resident_sees_what_they_were_told_and_can_have_it_forgotten(town: Town) -> None:
    case, person = with_reporter(town)
    listeners.hear(entries("report", case.reports.get().pk, "report.admitted"))
    [section] = [one for one in queries.my_data(person).sections if one.key == "notices.told"]
    assert "已经受理" in section.rows[0]["words"]
    assert section.rows[0]["number"] == case.reports.get().number
    assert residents.NoticesOfPerson().forget(person, town.now) == 1
    assert not Delivery.objects.exists()


def test_an_address_is_opened_only_to_send_and_an_erased_person_is_out_of_reach(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[tuple[str, str]] = []

    class Gateway:
        def tell(self, to: str, subject: str, text: str, *, key: str, at: object) -> None:
            sent.append((to, text))

    monkeypatch.setattr("commongrid.registry.people.senders.sender_for", lambda _: Gateway())
    case, person = with_reporter(town)
    listeners.hear(entries("report", case.reports.get().pk, "report.admitted"))
    Delivery.objects.update(next_try_at=town.now)
    assert notices.deliver(at=town.now).sent == 1
    assert [to for to, _ in sent] == ["13827605190"]
    Person.objects.filter(pk=person).update(frozen_at=town.now)
    with pytest.raises(voices.Unreachable):
        residents.ByTheirContact().language(person)


people_ids = st.integers(1, 6)
some_seats = st.lists(
    st.builds(
        Seat,
        account_id=people_ids,
        role=st.sampled_from(["dispatcher", "officer", "leader", "grid_worker", "supervisor", "secretary"]),
        unit_id=st.integers(1, 3),
        area=st.sampled_from(["", "4499", "449900101", "449900101001", "449900101001003"]),
    ),
    max_size=12,
)


@given(
    kind=st.sampled_from(sorted(rules.TABLE)),
    by=people_ids,
    seats=some_seats,
    watchers=st.frozensets(people_ids),
    lead=st.none() | st.integers(1, 3),
)
def test_nobody_is_told_twice_nor_of_what_they_did(
    kind: str, by: int, seats: list[Seat], watchers: frozenset[int], lead: int | None
) -> None:
    thing = Thing("case", "SB1", {}, "449900101001003", 1, (2, 3), lead, watchers)
    heard = Heard(kind, START, "1.1", by_account=by, data={"public": True})
    told = [account for message in rules.messages(heard, thing, seats) for account in message.accounts]
    assert len(told) == len(set(told))
    assert by not in told
    if kind.startswith("case."):
        assert watchers - {by} <= set(told)


def test_a_declined_report_names_the_reason_in_both_languages(town: Town) -> None:
    person = people.remember(phone="13827605190", at=town.now)
    report = town.report(person_id=person.pk)
    reason = matters.reasons(ReasonKind.DECLINE)[0]
    intake.decline(report, reason.code, by=town.zhoumin, at=town.later(minutes=3), text="重复")
    listeners.hear(entries("report", report.pk, "report.declined"))
    notice = Notice.objects.get(person_id=person.pk)
    said = [sentences.say(Why(notice.kind, notice.facts), language) for language in ("zh-hans", "en")]
    assert (reason.tell_zh or reason.zh).rstrip("。") in said[0]
    assert (reason.tell_en or reason.en).rstrip(".") in said[1]


def test_the_table_has_words_for_every_line_with_the_facts_it_gets(town: Town) -> None:
    del town
    keys = {line.key for lines in rules.TABLE.values() for line in lines} | {rules.WATCHED.key}
    assert keys <= set(sentences.known())


def test_all_notices_of_a_whole_loop_can_be_said_in_both_languages(town: Town) -> None:
    case, _ = with_reporter(town)
    report, unit = case.reports.get(), town.unit_of("liguoqiang")
    acts.assign(case, unit, by=town.zhoumin, at=town.later(minutes=20), why="归它")
    acts.take(case, by=town.liguoqiang, at=town.later(minutes=20))
    acts.urge(case, by=town.liangyong, at=town.later(minutes=1))
    until = town.now + timedelta(days=2)
    acts.ask_pause(
        case, by=town.liguoqiang, at=town.later(minutes=1), until=until, reason="PA01", why="等配件"
    )
    acts.pause(case, by=town.zhoumin, at=town.later(minutes=1), until=until, reason="PA01", why="等配件")
    acts.resume(case, by=town.liguoqiang, at=town.later(minutes=1))
    due = town.now + timedelta(hours=24)
    acts.supervise(
        case, level="red", text="请速办", answer_due_at=due, by=town.liangyong, at=town.later(minutes=1)
    )
    acts.whistle(
        case, [unit], place="东兴路12号", by_when=due, by=town.zhoumin, at=town.later(minutes=1), why="到场"
    )
    acts.report_done(case, by=town.liguoqiang, at=town.later(hours=1), why="已补好", photos=2)
    acts.fail_check(case, by=town.chenlihua, at=town.later(hours=1), why="不平")
    acts.report_done(case, by=town.liguoqiang, at=town.later(hours=1), why="已补好", photos=2)
    acts.pass_check(case, by=town.chenlihua, at=town.later(hours=1), why="平整")
    acts.reopen(case, by=town.liangyong, at=town.later(hours=1), why="又塌了")
    acts.void(case, by=town.zhoumin, at=town.later(hours=1), reason="VO01", why="重复")
    listeners.hear(entries("report", report.pk))
    listeners.hear(entries("case", case.pk))
    notices = list(Notice.objects.all())
    assert len({notice.kind for notice in notices}) >= 12
    for notice in notices:
        for language in ("zh-hans", "en"):
            assert "{" not in sentences.say(Why(notice.kind, notice.facts), language)


def test_a_batch_costs_a_handful_of_queries_however_long_it_is(town: Town) -> None:
    cases = [handling(town) for _ in range(3)]
    one = entries("case", cases[0].pk)
    many = [entry for case in cases for entry in entries("case", case.pk)]
    with CaptureQueriesContext(connection) as few:
        listeners.hear(one)
    Notice.objects.all().delete()
    with CaptureQueriesContext(connection) as more:
        listeners.hear(many)
    assert len(more) == len(few) <= 8


def test_those_closest_to_the_place_are_asked_to_look() -> None:
    thing = Thing("report", "SB1", {}, "449900101001003", 1)
    near, leader = Seat(1, "grid_worker", 9, "449900101001003"), Seat(2, "grid_leader", 9, "449900101001")
    far = Seat(3, "grid_worker", 9, "449900101002001")
    assert rules.members(Group.FIELD, thing, [near, leader, far]) == {1}
    assert rules.members(Group.FIELD, thing, [leader, far]) == {2}
    assert rules.members(Group.FIELD, thing, [far]) == frozenset()


def test_an_inbox_is_read_page_by_page(town: Town) -> None:
    for _ in range(3):
        case = handling(town)
        listeners.hear(entries("case", case.pk, "case.assigned"))
    first = inbox.inbox(town.liguoqiang, size=2)
    second = inbox.inbox(town.liguoqiang, first.after, size=2)
    assert [len(first.notices), len(second.notices), second.after] == [2, 1, ""]
    assert not {notice.pk for notice in first.notices} & {notice.pk for notice in second.notices}
    assert inbox.unread_count(town.liguoqiang) == 3
    assert inbox.unread_count(intake_queries.reporter()) == 0


def test_a_unit_that_is_called_hears_by_those_on_duty_and_by_everybody_where_nobody_is(town: Town) -> None:
    thing = Thing("case", "C-1", {}, "449900101001003", centre_id=1, unit_ids=(5, 6))
    on, off = Seat(1, "officer", 5, "", is_on=True), Seat(2, "officer", 5, "")
    leader, elsewhere = Seat(3, "leader", 5, ""), Seat(4, "officer", 6, "")
    assert rules.members(Group.CALLED, thing, [on, off, leader, elsewhere]) == {1, 3, 4}
    assert rules.members(Group.UNITS, thing, [on, off, leader, elsewhere]) == {1, 2, 4}


def test_a_whistle_reaches_who_is_on_duty(town: Town) -> None:
    case, unit = handling(town), town.unit_of("liguoqiang")
    held = Post.objects.get(pk=town.liguoqiang.post_id)
    Post.objects.create(
        account=town.account("wuminyi"), role="officer", unit=unit, area=held.area, starts_on=held.starts_on
    )
    span = Slot(town.now, town.now + timedelta(hours=8), DutyKind.DUTY, held.pk)
    duty.lay_out(unit, [span], by=town.zhoumin, at=town.now, why="值班")
    due = town.later(minutes=1) + timedelta(hours=1)
    acts.whistle(case, [unit], place="东兴路12号", by_when=due, by=town.zhoumin, at=town.now, why="到场")
    (called,) = entries("case", case.pk, "case.whistled")
    listeners.hear([replace(called, recorded_at=town.now)])
    assert told(town) == {"liguoqiang": ["telling.whistled"]}
