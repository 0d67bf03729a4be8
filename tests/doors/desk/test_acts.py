"""Acts through their forms: what is done, what is refused, and who was quicker."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from commongrid.cases import acts as cases
from commongrid.cases import queries
from commongrid.cases.models import Case
from commongrid.registry.matters import queries as matters
from commongrid.registry.matters.terms import ReasonKind
from tests.cast import Town

SignIn = Callable[[str], Client]


def post(client: Client, case: Case, name: str, **sent: object) -> int:
    case.refresh_from_db()
    return client.post(f"/desk/cases/{case.number}/{name}/", {"seq": case.seq, **sent}).status_code


def handled(town: Town, client_of: SignIn) -> Case:
    case = town.case()
    unit = town.actors["liguoqiang"].unit_id
    assert post(client_of("zhoumin"), case, "assign", lead=unit, why="市政道路") == 302
    assert post(client_of("liguoqiang"), case, "take") == 302
    case.refresh_from_db()
    return case


def test_a_case_goes_through_the_desk(town: Town, client_of: SignIn) -> None:
    case = handled(town, client_of)
    assert case.status == "handling"
    reason = matters.reasons(ReasonKind.EXTEND)[0].code
    until = (timezone.localtime() + timedelta(days=60)).strftime("%Y-%m-%dT%H:%M")
    officer, dispatcher = client_of("liguoqiang"), client_of("zhoumin")
    pause = matters.reasons(ReasonKind.PAUSE)[0].code
    assert post(officer, case, "ask_pause", until=until, reason=pause, why="等配件到货") == 302
    assert post(dispatcher, case, "refuse_ask", ask="pause", why="先围起来") == 302
    assert post(dispatcher, case, "pause", until=until, reason=pause, why="等配件到货") == 302
    assert post(officer, case, "resume") == 302
    assert post(officer, case, "comment", why="已经围好") == 302
    assert reason
    case.refresh_from_db()
    assert case.status == "handling"
    page = dispatcher.get(f"/desk/cases/{case.number}/").content.decode()
    assert "已经围好" in page


def test_what_was_asked_for_is_never_typed_again(town: Town, client_of: SignIn) -> None:
    case, dispatcher = handled(town, client_of), client_of("zhoumin")
    until = timezone.localtime() + timedelta(days=60)
    told = {"until": until.strftime("%Y-%m-%dT%H:%M"), "reason": "PA02", "why": "连日大雨"}
    assert post(client_of("liguoqiang"), case, "ask_pause", **told) == 302
    for name in ("pause", "extend"):
        form = dispatcher.get(f"/desk/cases/{case.number}/{name}/").context["form"]
        stands = {field: form[field].value() for field in told}
        assert (stands == {**told, "until": until.replace(second=0, microsecond=0, tzinfo=None)}) is (
            name == "pause"
        )
    refusing = dispatcher.get(f"/desk/cases/{case.number}/refuse_ask/").context["form"]
    assert [value for value, _ in refusing.fields["ask"].choices] == ["pause"]
    assert refusing["ask"].value() == "pause"


def test_who_works_alone_is_told_why_nobody_can_be_chosen(town: Town, client_of: SignIn) -> None:
    case, officer = handled(town, client_of), client_of("liguoqiang")
    sheet = officer.get(f"/desk/cases/{case.number}/transfer/").content.decode()
    assert "岗位由系统管理员设置" in sheet
    assert post(officer, case, "transfer", to="", why="出差") == 422


def test_the_third_send_back_names_the_last_resort(town: Town, client_of: SignIn) -> None:
    case = town.case()
    counted = next(one for one in matters.reasons(ReasonKind.SEND_BACK) if one.counts)
    for _ in range(3):
        unit = town.actors["liguoqiang"].unit_id
        assert post(client_of("zhoumin"), case, "assign", lead=unit, why="请核") == 302
        assert post(client_of("liguoqiang"), case, "send_back", reason=counted.code, why="不属本单位") == 302
    case.refresh_from_db()
    assert (case.status, case.send_backs) == ("waiting", 3)
    page = client_of("zhoumin").get(f"/desk/cases/{case.number}/")
    assert page.context["last_resort"].is_last_resort


def test_the_second_of_two_dispatchers_is_told_and_keeps_the_words(town: Town, client_of: SignIn) -> None:
    case = town.case()
    seen = case.seq
    cases.assign(
        queries.for_act(case.number),
        town.unit_of("wuminyi"),
        by=town.zhoumin,
        at=town.later(minutes=1),
        why="先派",
    )
    sent = {"seq": seen, "lead": town.actors["liguoqiang"].unit_id, "why": "我想派给城管"}
    answer = client_of("zhoumin").post(f"/desk/cases/{case.number}/assign/", sent)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "周敏" in page
    assert "我想派给城管" in page
    case.refresh_from_db()
    assert case.lead_unit_id == town.actors["wuminyi"].unit_id
    assert f'name="seq" value="{case.seq}"' in page


def test_a_refused_act_says_why_and_changes_nothing(town: Town, client_of: SignIn) -> None:
    case = handled(town, client_of)
    answer = client_of("liguoqiang").post(
        f"/desk/cases/{case.number}/report_done/", {"seq": case.seq, "why": "修好了"}
    )
    assert answer.status_code == 422
    assert "修好了" in answer.content.decode()
    case.refresh_from_db()
    assert case.status == "handling"


def test_an_empty_form_comes_back(town: Town, client_of: SignIn) -> None:
    case = town.case()
    answer = client_of("zhoumin").post(f"/desk/cases/{case.number}/assign/", {"seq": case.seq})
    assert answer.status_code == 422
    assert 'id="errors"' in answer.content.decode()


def test_matter_and_place_are_put_right(town: Town, client_of: SignIn) -> None:
    case = town.case()
    lon, lat = town.spot("449900101002001")
    sent = {"matter": "BJ1-024", "address": "榕树路66号", "lon": lon, "lat": lat, "why": "看错了"}
    assert post(client_of("zhoumin"), case, "correct", **sent) == 302
    case.refresh_from_db()
    assert case.area == "449900101002001"
    assert case.matter.code == "BJ1-024"
    assert case.address == "榕树路66号"


def test_merging_keeps_all_reporters(town: Town, client_of: SignIn) -> None:
    one, other = town.case(), town.case()
    assert post(client_of("zhoumin"), one, "merge", into=other.number, why="同一个坑") == 302
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.status, other.reporters) == ("void", 2)


def test_supervision_is_owed_until_it_is_answered(town: Town, client_of: SignIn) -> None:
    case = handled(town, client_of)
    until = (timezone.localtime() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    overseer = client_of("liangyong")
    assert post(overseer, case, "supervise", level="red", until=until, why="请说明进展") == 302
    assert "请说明进展" in overseer.get("/desk/owed/").content.decode()
    assert post(client_of("liguoqiang"), case, "answer_supervision", why="明天修好") == 302
    assert "请说明进展" not in overseer.get("/desk/owed/").content.decode()


def test_htmx_gets_the_sheet_alone_and_is_sent_back_to_the_list(town: Town, client_of: SignIn) -> None:
    case = town.case()
    client = client_of("zhoumin")
    url = f"/desk/cases/{case.number}/void/"
    sheet = client.get(url, headers={"HX-Request": "true"}).content.decode()
    assert "<form" in sheet
    assert "<html" not in sheet
    reason = matters.reasons(ReasonKind.VOID)[0].code
    sent = {"seq": case.seq, "reason": reason, "why": "误报", "list": "queue=waiting"}
    answer = client.post(url, sent, headers={"HX-Request": "true"})
    assert answer["HX-Redirect"] == "/desk/?queue=waiting"


def test_a_request_is_granted_with_what_was_asked_for(town: Town, client_of: SignIn) -> None:
    case = handled(town, client_of)
    until = (timezone.localtime() + timedelta(days=60)).strftime("%Y-%m-%dT%H:%M")
    reason = matters.reasons(ReasonKind.PAUSE)[0].code
    assert (
        post(client_of("liguoqiang"), case, "ask_pause", until=until, reason=reason, why="等配件到货") == 302
    )
    page = client_of("zhoumin").get(f"/desk/cases/{case.number}/").content.decode()
    link = page.split(f'href="/desk/cases/{case.number}/pause/?seq=')[1].split('"')[0].replace("&amp;", "&")
    form = client_of("zhoumin").get(f"/desk/cases/{case.number}/pause/?seq={link}").content.decode()
    assert f'value="{until}"' in form
    assert "等配件到货" in form


def test_the_sheet_carries_the_state_its_reader_saw(town: Town, client_of: SignIn) -> None:
    """Even when somebody acted between the page and the sheet."""
    case = town.case()
    client = client_of("zhoumin")
    assert (
        f"/desk/cases/{case.number}/assign/?seq={case.seq}"
        in client.get(f"/desk/cases/{case.number}/").content.decode()
    )
    sheet = client.get(f"/desk/cases/{case.number}/assign/?seq={case.seq - 1}").content.decode()
    assert f'name="seq" value="{case.seq - 1}"' in sheet
