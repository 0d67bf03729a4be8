"""Reports are decided at the desk."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client

from commongrid.intake import acts as intake
from commongrid.intake import queries
from commongrid.intake.models import Report
from commongrid.registry.matters import queries as matters
from commongrid.registry.matters.terms import ReasonKind
from commongrid.registry.people import acts as people
from tests.cast import POTHOLE, Town

SignIn = Callable[[str], Client]


def decide(client: Client, report: Report, name: str, **sent: object) -> int:
    report.refresh_from_db()
    return client.post(f"/desk/reports/{report.number}/{name}/", {"seq": report.seq, **sent}).status_code


def test_one_key_files_it_as_suggested(town: Town, client_of: SignIn) -> None:
    report = town.report(words="路灯不亮了，三盏都不亮")
    client = client_of("zhoumin")
    page = client.get(f"/desk/reports/{report.number}/")
    assert page.context["accepts"]["item"].name_zh in page.content.decode()
    assert decide(client, report, "accept") == 302
    report.refresh_from_db()
    assert report.status == "admitted"
    assert report.case is not None


def test_a_matter_can_be_chosen_instead(town: Town, client_of: SignIn) -> None:
    report = town.report()
    assert decide(client_of("zhoumin"), report, "admit", matter=POTHOLE, title="") == 302
    report.refresh_from_db()
    assert report.case is not None
    assert report.case.matter.code == POTHOLE


def test_a_twin_is_offered_and_followed(town: Town, client_of: SignIn) -> None:
    case, report = town.case(), town.report()
    client = client_of("zhoumin")
    assert case.number in client.get(f"/desk/reports/{report.number}/").content.decode()
    assert decide(client, report, "follow", into=case.number) == 302
    case.refresh_from_db()
    assert case.reporters == 2


def test_declining_must_state_what_the_reason_asks(town: Town, client_of: SignIn) -> None:
    report = town.report()
    reason = next(one for one in matters.reasons(ReasonKind.DECLINE) if one.must_state_zh)
    client = client_of("zhoumin")
    assert decide(client, report, "decline", reason=reason.code, why="") == 422
    assert decide(client, report, "decline", reason=reason.code, why="请拨打12345") == 302


def test_an_appeal_is_answered_by_somebody_else(town: Town, client_of: SignIn) -> None:
    report = town.report()
    reason = matters.reasons(ReasonKind.DECLINE)[0].code
    intake.decline(report, reason, by=town.zhoumin, at=town.later(minutes=5), text="不属受理范围")
    report.refresh_from_db()
    intake.appeal(report, by=queries.reporter(None, [report]), at=town.later(minutes=5), text="这是公共道路")
    assert decide(client_of("zhoumin"), report, "answer_appeal", upheld="yes", why="有道理") == 422
    assert decide(client_of("guojian"), report, "answer_appeal", upheld="yes", why="有道理") == 302
    report.refresh_from_db()
    assert report.status == "received"


def test_somebody_was_quicker(town: Town, client_of: SignIn) -> None:
    report = town.report()
    seen = report.seq
    intake.send_to_verify(report, by=town.zhoumin, at=town.later(minutes=1))
    answer = client_of("zhoumin").post(
        f"/desk/reports/{report.number}/admit/", {"seq": seen, "matter": POTHOLE, "title": "东兴路的坑"}
    )
    assert answer.status_code == 409
    assert "东兴路的坑" in answer.content.decode()


def test_the_place_is_put_right(town: Town, client_of: SignIn) -> None:
    report = town.report()
    sent = {"matter": "", "address": "榕树路", "area": "449900101002", "lon": "", "lat": ""}
    assert decide(client_of("zhoumin"), report, "correct", **sent) == 302
    report.refresh_from_db()
    assert report.area == "449900101002"


def test_a_reporter_is_masked_until_a_reason_is_given(town: Town, client_of: SignIn) -> None:
    lin = people.remember(phone="13827605190", name="林晓月", at=town.now)
    report = town.report(person_id=lin.pk)
    client = client_of("zhoumin")
    page = client.get(f"/desk/reports/{report.number}/").content.decode()
    assert "13827605190" not in page
    assert "138****5190" in page
    url = f"/desk/reports/{report.number}/reporter/"
    assert client.post(url, {"field": "phone", "why": "x"}).status_code == 422
    shown = client.post(url, {"field": "phone", "why": "核实具体位置，电话联系"})
    assert "13827605190" in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
