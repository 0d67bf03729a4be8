"""A ticket becomes a report once; a bad one is kept with its reason; the same matter as a snap is joined; the line is told."""

from __future__ import annotations

from datetime import timedelta

import pytest

from commongrid.base.access.terms import SYSTEM
from commongrid.base.journal import queries as history
from commongrid.base.verdicts import NotAllowed, Refused, Why
from commongrid.config import wiring
from commongrid.intake import acts as intake
from commongrid.intake.models import Report
from commongrid.registry.people.models import Person
from commongrid.work.lines import acts, listeners, queries
from commongrid.work.lines.models import Receipt, Ticket
from commongrid.work.lines.terms import Setting
from tests.cast import Town
from tests.explaining import explain_queryset
from tests.work.lines.setting import line, told

pytestmark = pytest.mark.django_db


def test_a_ticket_becomes_one_report_however_often_it_comes(town: Town) -> None:
    hotline = line(town)
    first = acts.take_in(hotline, told(phone="13827605190"), by=SYSTEM, at=town.now)
    again = acts.take_in(hotline, told(words="改了说法"), by=SYSTEM, at=town.later(minutes=5))
    assert (first.is_new, again.is_new, again.ticket.pk) == (True, False, first.ticket.pk)
    report = Report.objects.get()
    assert (report.channel, report.person_id) == ("12345", Person.objects.get().pk)
    kept = Ticket.objects.get()
    assert (kept.times, kept.changed, kept.raw, kept.refused) == (2, True, None, None)
    assert kept.answer_by is not None
    assert kept.answer_by - town.now > timedelta(days=5)
    assert [one.body["number"] for one in Receipt.objects.all()] == [report.number]


def test_the_same_number_on_another_line_is_another_ticket(town: Town) -> None:
    other = line(town, "police", "push", channel="110")
    for one in (line(town), other):
        assert acts.take_in(one, told(), by=SYSTEM, at=town.now).is_new
    assert Report.objects.count() == 2


def test_what_cannot_be_a_report_is_kept_sealed_with_its_reason_and_tried_anew(town: Town) -> None:
    hotline = line(town)
    for _ in range(2):
        acts.take_in(hotline, told(words="  "), by=SYSTEM, at=town.now)
    kept = Ticket.objects.get()
    assert kept.refused["key"] == "intake.nothing_said"
    assert (kept.raw, kept.report, Report.objects.count()) == ("T-1   ", None, 0)
    assert Receipt.objects.count() == 1
    acts.take_in(hotline, told(), by=SYSTEM, at=town.later(minutes=1))
    kept.refresh_from_db()
    assert (kept.refused, kept.raw, kept.report) == (None, None, Report.objects.get())
    assert sorted(Receipt.objects.values_list("kind", flat=True)) == ["accepted", "refused"]


def test_what_refused_tickets_said_is_erased_in_time(town: Town) -> None:
    acts.take_in(line(town), told(words=""), by=SYSTEM, at=town.now)
    assert acts.expire_refused(town.now, at=town.now) == 0
    assert acts.expire_refused(town.now + timedelta(days=1), at=town.now) == 1
    kept = Ticket.objects.get()
    assert (kept.raw, kept.refused["key"]) == (None, "intake.nothing_said")


def test_a_wrong_phone_stops_no_ticket(town: Town) -> None:
    assert acts.take_in(line(town), told(phone="0769-22331122"), by=SYSTEM, at=town.now).is_new
    assert Report.objects.get().person_id is None


def test_a_ticket_that_is_the_same_as_a_snap_follows_its_case(town: Town) -> None:
    case = town.case()
    lon, lat = town.spot()
    taken = acts.take_in(line(town), told(lon=lon, lat=lat), by=SYSTEM, at=town.later(minutes=9))
    report = Report.objects.get(channel="12345")
    assert (taken.ticket.joined, report.status, report.case_id) == (True, "followed", case.pk)
    case.refresh_from_db()
    assert case.reporters == 2
    entry = history.last_entry("report", str(report.pk))
    assert entry is not None
    assert entry.whys[0]["key"] == "lines.as_good_as_sure"


def test_less_than_sure_is_left_to_a_dispatcher(town: Town) -> None:
    town.case()
    lon, lat = town.spot()
    acts.take_in(line(town, joins=False), told(lon=lon, lat=lat), by=SYSTEM, at=town.later(minutes=9))
    acts.take_in(line(town), told("T-2", "路灯不亮", lon=lon, lat=lat), by=SYSTEM, at=town.now)
    assert {one.status for one in Report.objects.filter(channel="12345")} == {"received"}


def test_a_declined_report_is_told_with_its_reason(town: Town) -> None:
    acts.take_in(line(town), told(), by=SYSTEM, at=town.now)
    report = Report.objects.get()
    intake.decline(report, "DR01", by=town.guojian, at=town.later(minutes=1), text="不属于")
    entry = history.last_entry("report", str(report.pk))
    assert entry is not None
    for _ in range(2):
        listeners.on_end_of_report(entry)
    result = Receipt.objects.get(kind="result")
    assert (result.body["outcome"], result.body["number"]) == ("declined", report.number)
    assert result.body["reason_zh"]
    assert Ticket.objects.get().answered_at == town.now


def test_every_kind_a_line_hears_is_wired(town: Town) -> None:
    assert set(listeners.OUTCOMES) < set(wiring.LINES)


def test_a_limit_without_source_and_an_unknown_rule_are_refused(town: Town) -> None:
    for facts in ({"answer_source": ""}, {"answer_rule": "no.such.rule"}, {"adapter": "fax"}, {"map": {}}):
        with pytest.raises(Refused):
            line(town, **facts)
    assert line(town, answer_days=None, answer_rule="petition.route").answer_rule == "petition.route"


def test_who_may_not_keep_lines_takes_nothing_in(town: Town) -> None:
    hotline = line(town)
    for act in (
        lambda: acts.take_in(hotline, told(), by=town.hezhiqiang, at=town.now),
        lambda: acts.try_again(hotline, by=town.hezhiqiang, at=town.now),
        lambda: acts.set_line(
            Setting("x1", "x", "x", "12345", "folder"), by=town.hezhiqiang, at=town.now, why=""
        ),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_receipts_are_given_up_in_sight_and_tried_again_when_asked(town: Town) -> None:
    hotline = line(town)
    acts.take_in(hotline, told(), by=SYSTEM, at=town.now)
    for _ in range(60):
        acts.give_up_or_wait(Receipt.objects.get(), "answered 500", at=town.now)
    assert queries.standings(town.now)[0].given_up == 1
    assert not queries.owed(hotline, town.now + timedelta(days=30))
    assert acts.try_again(hotline, by=town.guojian, at=town.now) == 1
    assert [one.tries for one in queries.owed(hotline, town.now)] == [0]


def test_the_ledger_is_read_by_its_indexes(town: Town) -> None:
    hotline = line(town)
    Ticket.objects.bulk_create(
        Ticket(
            id=f"00000000-0000-7000-8000-{number:012d}", line=hotline, their_id=f"N-{number}", digest=b"",
            first_at=town.now + timedelta(minutes=number), last_at=town.now,
            refused=Why("lines.no_number").as_json() if number % 50 == 0 else {"key": "x"},
        )
        for number in range(3000)
    )  # fmt: skip
    from django.db import connection

    with connection.cursor() as db:
        db.execute("analyze lines_ticket, lines_receipt")
    some = queries.tickets(hotline, since=town.now, until=town.now + timedelta(minutes=20))
    assert "lines_ticket_line" in explain_queryset(some.select_related(None)).indexes
    named = Ticket.objects.filter(line=hotline, their_id__in=["N-7", "N-9"])
    assert "lines_ticket_once" in explain_queryset(named).indexes
    assert queries.by_their_ids(hotline, ["N-7", "nothing"]) == {"N-7"}
