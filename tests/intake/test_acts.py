"""Reports: taken in once, placed, decided with a reason, appealed once, forgotten when asked."""

from __future__ import annotations

import threading
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection

from commongrid.base.journal import queries as history
from commongrid.base.verdicts import NotAllowed, Outrun, Refused
from commongrid.cases.models import Case
from commongrid.intake import acts, queries
from commongrid.intake.models import Report
from commongrid.intake.rules import MOST_WORDS
from tests.cast import GRID, POTHOLE, Town, found_town

pytestmark = pytest.mark.django_db


def draft(town: Town, **told: object) -> acts.Draft:
    lon, lat = town.spot()
    facts = {"channel": "snap", "key": "one-device-key", "words": "路面塌了", "lon": lon, "lat": lat}
    return acts.Draft(**{**facts, **told})  # type: ignore[arg-type]


def test_a_report_is_placed_in_its_grid_and_given_a_number_and_a_code(town: Town) -> None:
    receipt = acts.receive(draft(town), by=queries.reporter(), at=town.now)
    report = Report.objects.get()
    assert (report.area, report.grid.code if report.grid else "") == (GRID, GRID)
    assert report.centre == town.unit_of("zhoumin")
    assert report.number.startswith("SB")
    assert queries.by_number(report.number.lower(), receipt.code.lower()) == report
    assert queries.by_number(report.number, "AAAAAA") is None


def test_words_are_sealed_in_the_database_and_absent_from_the_journal(town: Town) -> None:
    acts.receive(draft(town, words="我家住东兴路十二号"), by=queries.reporter(), at=town.now)
    with connection.cursor() as cursor:
        cursor.execute("select words::text from intake_report")
        assert "东兴".encode().hex() not in str(cursor.fetchone()[0])
        cursor.execute("select data::text || actor::text from journal_entry where kind = 'report.received'")
        assert "东兴路" not in str(cursor.fetchone()[0])


def test_the_same_key_twice_is_one_report(town: Town) -> None:
    first = acts.receive(draft(town), by=queries.reporter(), at=town.now)
    second = acts.receive(
        draft(town, words="路面塌了，还没人管"), by=queries.reporter(), at=town.later(minutes=1)
    )
    assert (second.is_new, second.code) == (False, "")
    assert second.report.pk == first.report.pk
    assert Report.objects.count() == 1
    assert len(history.history("report", str(first.report.pk))) == 1


@pytest.mark.parametrize(
    ("told", "key"),
    [
        ({"channel": "pigeon"}, "intake.unknown_channel"),
        ({"key": "short"}, "intake.key_missing"),
        ({"words": " ", "photos": 0}, "intake.nothing_said"),
        ({"words": "x" * (MOST_WORDS + 1)}, "intake.too_many_words"),
        ({"words": "a\x00b"}, "intake.bad_sign"),
        ({"photos": 10}, "intake.too_many_photos"),
        ({"lat": None}, "intake.half_a_position"),
        ({"lat": 97.0}, "intake.not_a_position"),
        ({"lon": 2.35, "lat": 48.85}, "intake.outside_city"),
        ({"lon": None, "lat": None, "area": "999999"}, "intake.unknown_area"),
    ],
)
def test_what_cannot_be_taken_in_is_refused_by_name(town: Town, told: dict[str, object], key: str) -> None:
    with pytest.raises(Refused, match=key.replace(".", r"\.")):
        acts.receive(draft(town, **told), by=queries.reporter(), at=town.now)
    assert Report.objects.count() == 0


def test_without_any_place_the_city_asks(town: Town) -> None:
    report = acts.receive(draft(town, lon=None, lat=None), by=queries.reporter(), at=town.now).report
    assert (report.area, report.centre) == ("", town.unit_of("guojian"))
    with pytest.raises(Refused, match=r"intake\.not_located"):
        acts.admit(report, town.item(), by=town.guojian, at=town.later(minutes=5))


def test_a_photo_taken_in_the_future_is_not_believed(town: Town) -> None:
    ahead = town.now + timedelta(days=2)
    assert (
        acts.receive(draft(town, captured_at=ahead), by=queries.reporter(), at=town.now).report.captured_at
        is None
    )


def test_a_false_report_is_declined_and_the_appeal_answered_by_somebody_else(town: Town) -> None:
    report = town.report()
    acts.send_to_verify(report, by=town.zhoumin, at=town.later(minutes=5))
    acts.verify(report, "false", by=town.chenlihua, at=town.later(hours=1), text="现场路面平整")
    acts.decline(report, "DR03", by=town.zhoumin, at=town.later(minutes=5), text="现场核实不属实")
    mine = queries.reporter(None, [report])
    acts.appeal(report, by=mine, at=town.later(hours=1), text="在路口另一侧")
    with pytest.raises(Refused, match=r"intake\.not_own_decline"):
        acts.answer_appeal(report, upheld=True, text="再看", by=town.zhoumin, at=town.later(minutes=5))
    acts.answer_appeal(report, upheld=True, text="重新核实", by=town.guojian, at=town.later(minutes=5))
    assert (report.status, report.appeal_upheld) == ("received", True)
    acts.decline(report, "DR03", by=town.zhoumin, at=town.later(minutes=5), text="仍不属实")
    with pytest.raises(Refused, match=r"intake\.appealed_already"):
        acts.appeal(report, by=mine, at=town.later(minutes=5), text="不服")


def test_only_ones_own_report_can_be_withdrawn(town: Town) -> None:
    mine, other = town.report(), town.report()
    me = queries.reporter(None, [mine])
    with pytest.raises(NotAllowed):
        acts.withdraw(other, by=me, at=town.later(minutes=1))
    acts.withdraw(mine, by=me, at=town.later(minutes=1))
    assert mine.status == "withdrawn"


def test_a_twin_follows_and_counts(town: Town) -> None:
    case = town.case()
    twin = town.report(words="同一个坑")
    acts.follow(twin, case, by=queries.reporter(None, [twin]), at=town.later(minutes=3))
    case.refresh_from_db()
    assert (twin.status, twin.case, case.reporters) == ("followed", case, 2)


def test_two_dispatchers_admit_one_report_and_one_case_is_opened(town: Town) -> None:
    report = town.report()
    copy = Report.objects.get(pk=report.pk)
    acts.admit(report, town.item(), by=town.zhoumin, at=town.later(minutes=1))
    with pytest.raises(Outrun):
        acts.admit(copy, town.item(), by=town.guojian, at=town.later(minutes=1))
    assert Case.objects.count() == 1


def test_a_worker_cannot_report_into_another_area(town: Town) -> None:
    outsider = town.actors["chenlihua"]
    receipt = acts.receive(draft(town, channel="patrol"), by=outsider, at=town.now)
    assert receipt.report.reported_by_name == "陈丽华"


def test_words_are_kept_while_open_and_forgotten_when_asked_after(town: Town) -> None:
    person = uuid4()
    report = town.report()
    assert acts.forget_person(person, at=town.now) == 0
    assert acts.expire_words(town.now + timedelta(days=1), at=town.now) == 0
    acts.withdraw(report, by=queries.reporter(None, [report]), at=town.later(minutes=1))
    assert acts.expire_words(town.now + timedelta(days=1), at=town.now) == 1
    report.refresh_from_db()
    assert report.words is None


@pytest.mark.django_db(transaction=True)
def test_sixteen_devices_retrying_at_once_make_one_report() -> None:
    town = found_town()
    told, numbers = draft(town, matter_id=town.item(POTHOLE).matter_id), []

    def send() -> None:
        numbers.append(acts.receive(told, by=queries.reporter(), at=town.now).report.number)
        connection.close()

    threads = [threading.Thread(target=send) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(numbers) == 16
    assert len(set(numbers)) == 1
    assert Report.objects.count() == 1
