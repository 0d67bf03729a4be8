"""One's own matters: seen by nobody else, and everything a reporter may do about them."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from commongrid.base.files.models import Photo
from commongrid.cases import acts as cases
from commongrid.cases import queries
from commongrid.cases.models import Case, Rating
from commongrid.doors.portal import unsent
from commongrid.doors.portal.views import receipt
from commongrid.intake import acts as intake
from commongrid.intake.models import Report
from commongrid.registry.matters import queries as matters
from commongrid.registry.matters.terms import ReasonKind
from commongrid.registry.people import acts as people
from tests.cast import Town


def text(response: Any) -> str:
    return str(response.content.decode())


@pytest.fixture
def handled(recent: Town, reported: Report) -> Case:
    """The visitor's report as a case that Li Guoqiang has taken on."""
    case = intake.admit(reported, recent.item(), by=recent.zhoumin, at=reported.received_at)
    unit, now = recent.unit_of("liguoqiang"), reported.received_at
    cases.assign(queries.for_act(case.number), unit, by=recent.zhoumin, at=now, why="市政道路归它管护")
    cases.take(queries.for_act(case.number), by=recent.liguoqiang, at=now, why="下午先围起来")
    return queries.for_act(case.number)


@pytest.fixture
def closed(handled: Case, recent: Town) -> Case:
    now = handled.moved_at
    cases.report_done(queries.for_act(handled.number), by=recent.liguoqiang, at=now, why="补好了", photos=1)
    cases.pass_check(queries.for_act(handled.number), by=recent.chenlihua, at=now, why="平了")
    return queries.for_act(handled.number)


def do(client: Client, report: Report, deed: str, **told: Any) -> Any:
    return client.post(f"/my/{report.number}/{deed}/", told)


def test_anothers_report_is_not_there(reported: Report, send: Any) -> None:
    other = Client(headers={"accept-language": "en"})
    send(client=other, key="the-key-of-another-device", follow="none")
    for path in (f"/my/{reported.number}/", f"/report/{reported.number}/sent/", "/my/SB22222222/"):
        assert other.get(path).status_code == 404
    for deed in ("add", "urge", "withdraw", "rate", "reopen", "appeal"):
        assert do(other, reported, deed, text="x").status_code == 404
    assert reported.number not in text(other.get("/my/"))


def test_whoever_has_proven_nothing_is_asked_to(reported: Report) -> None:
    answer = Client().get(f"/my/{reported.number}/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/prove/?next=/my/")


def test_the_page_says_who_by_when_and_why(visitor: Client, reported: Report, handled: Case) -> None:
    page = text(visitor.get(f"/my/{reported.number}/"))
    for told in ("Li Guoqiang", "Done by", "Why ", "下午先围起来", "You reported this."):
        assert told in page
    assert 'aria-current="step"' in page


def test_a_shared_device_keeps_no_page_of_mine(visitor: Client, reported: Report) -> None:
    for path in ("/my/", f"/my/{reported.number}/", f"/report/{reported.number}/sent/"):
        assert visitor.get(path)["Cache-Control"] == "private, no-store"


def test_what_only_staff_say_is_not_shown(
    visitor: Client, reported: Report, handled: Case, recent: Town
) -> None:
    case = queries.for_act(handled.number)
    cases.comment(case, "内部：此人常投诉", is_public=False, by=recent.zhoumin, at=case.moved_at)
    cases.ask_pause(
        queries.for_act(handled.number), by=recent.liguoqiang, at=case.moved_at, reason="", why="人手不够",
        until=case.moved_at.replace(year=case.moved_at.year + 1),
    )  # fmt: skip
    page = text(visitor.get(f"/my/{reported.number}/"))
    assert "此人常投诉" not in page
    assert "人手不够" not in page


def test_following_by_number_and_code(send: Any, reported: Report, visitor: Client) -> None:
    code = visitor.session["codes"][str(reported.pk)]
    other = Client()
    answer = other.post("/follow/", {"number": f" {reported.number.lower()} ", "code": code.lower()})
    assert answer["Location"] == f"/my/{reported.number}/"
    assert other.get(answer["Location"]).status_code == 200


def test_guessing_codes_is_stopped_for_a_number_and_for_a_client(reported: Report) -> None:
    client, most = Client(), receipt.TRY_ONE_NUMBER[0].most
    tries = [
        client.post("/follow/", {"number": reported.number, "code": f"WR{n:04}"}) for n in range(most + 1)
    ]
    assert [one.status_code for one in tries] == [422] * most + [429]
    elsewhere = Client(REMOTE_ADDR="10.9.8.7")
    assert elsewhere.post("/follow/", {"number": reported.number, "code": "WRONG1"}).status_code == 429
    assert not client.session.get("proven")


@pytest.mark.parametrize(
    "told", [{}, {"number": "\x00", "code": "1"}, {"number": "x" * 99, "code": "y" * 99}]
)
def test_nonsense_to_follow_is_answered(town: Town, told: dict[str, str]) -> None:
    assert Client().post("/follow/", told).status_code == 422


def test_adding_words_and_photos(visitor: Client, reported: Report, handled: Case, photo: Any) -> None:
    assert do(visitor, reported, "add", text="晚上更危险", photos=photo()).status_code == 302
    assert handled.comments.get().text == "晚上更危险"
    assert Photo.objects.get().owner == f"report:{reported.pk}"
    assert "晚上更危险" in text(visitor.get(f"/my/{reported.number}/"))
    empty = do(visitor, reported, "add", text=" ")
    assert (empty.status_code, "Write a few words" in text(empty)) == (422, True)


def test_what_is_added_by_a_double_tap_is_said_once(visitor: Client, reported: Report, handled: Case) -> None:
    told = {"key": "one-tap-after-another", "text": "今天又塌了一块"}
    for _ in range(2):
        assert do(visitor, reported, "add", **told).status_code == 302
    assert handled.comments.count() == 1
    assert do(visitor, reported, "add", **{**told, "key": "another-form-of-mine"}).status_code == 302
    assert handled.comments.count() == 2


def test_anothers_words_on_the_same_case_stay_theirs(
    visitor: Client, reported: Report, handled: Case, send: Any, recent: Town
) -> None:
    other = Client(headers={"accept-language": "en"})
    send(client=other, key="the-key-of-another-device", follow=handled.number)
    theirs = Report.objects.exclude(pk=reported.pk).get()
    do(other, theirs, "add", text="我家电话13900000000")
    assert "13900000000" not in text(visitor.get(f"/my/{reported.number}/"))


def test_urging_is_heard_once_a_day(visitor: Client, reported: Report, handled: Case) -> None:
    do(visitor, reported, "urge")
    do(visitor, reported, "urge")
    assert Case.objects.get(pk=handled.pk).urges == 1


def test_withdrawing_before_anybody_decided(visitor: Client, reported: Report) -> None:
    assert do(visitor, reported, "withdraw").status_code == 302
    assert Report.objects.get().status == "withdrawn"
    assert do(visitor, reported, "withdraw").status_code == 422


MARKS = {"speed": 5, "result": 4, "manner": 5, "feedback": 3}


def test_rating_it_solved(visitor: Client, reported: Report, closed: Case) -> None:
    assert 'name="solved"' in text(visitor.get(f"/my/{reported.number}/"))
    assert do(visitor, reported, "rate", solved="yes", text="谢谢", **MARKS).status_code == 302
    assert Rating.objects.get().solved
    page = text(visitor.get(f"/my/{reported.number}/"))
    assert 'name="solved"' not in page
    assert "/reopen/" in page


def test_nobody_is_asked_again_after_answering(
    visitor: Client, send: Any, reported: Report, closed: Case
) -> None:
    assert "Tell us" in text(visitor.get("/my/"))
    do(visitor, reported, "rate", solved="yes", **MARKS)
    for path in ("/", "/my/", f"/my/{reported.number}/"):
        page = text(visitor.get(path))
        assert "Tell us" not in page, path
        assert "your answer is counted" in page, path


def test_not_solved_is_done_again(visitor: Client, reported: Report, closed: Case) -> None:
    do(visitor, reported, "rate", solved="no", **MARKS)
    case = Case.objects.get(pk=closed.pk)
    assert (case.status, case.round, case.redos) == ("waiting", 2, 1)


@pytest.mark.parametrize("told", [{}, {"solved": "perhaps", **MARKS}, {"solved": "yes", **MARKS, "speed": 9}])
def test_half_a_rating_comes_back(
    visitor: Client, reported: Report, closed: Case, told: dict[str, Any]
) -> None:
    page = do(visitor, reported, "rate", text="字还在", **told)
    assert page.status_code == 422
    assert "字还在" in text(page)
    assert not Rating.objects.exists()


def test_reopening_within_the_days(visitor: Client, reported: Report, closed: Case) -> None:
    do(visitor, reported, "rate", solved="yes", **MARKS)
    assert do(visitor, reported, "reopen", text="").status_code == 422
    assert do(visitor, reported, "reopen", text="又塌了").status_code == 302
    assert Case.objects.get(pk=closed.pk).status == "waiting"


def test_a_decline_is_explained_and_appealed_once(visitor: Client, reported: Report, recent: Town) -> None:
    reason = matters.reasons(ReasonKind.DECLINE)[0]
    intake.decline(reported, reason.code, by=recent.zhoumin, at=reported.moved_at, text="请先到调解室")
    page = text(visitor.get(f"/my/{reported.number}/"))
    assert "请先到调解室" in page
    assert do(visitor, reported, "appeal", text="那里没人").status_code == 302
    assert Report.objects.get().appeal_text == "那里没人"
    assert "Somebody else than before reads your appeal" in text(visitor.get(f"/my/{reported.number}/"))
    assert do(visitor, reported, "appeal", text="再来").status_code == 422


def test_a_decline_for_want_of_ground_names_the_law_and_the_way_on(
    visitor: Client, reported: Report, recent: Town
) -> None:
    intake.decline(reported, "DR19", by=recent.zhoumin, at=reported.moved_at, text="补偿标准按合同已付清")
    page = text(visitor.get(f"/my/{reported.number}/"))
    assert "articles 32, 35 and 36" in page
    assert "Within 30 days of this written answer" in page


def test_an_appeal_is_offered_only_as_long_as_it_is_taken(
    visitor: Client, reported: Report, recent: Town
) -> None:
    reason = matters.reasons(ReasonKind.DECLINE)[0]
    at = recent.now - timedelta(days=20)
    Report.objects.filter(pk=reported.pk).update(received_at=at, moved_at=at)
    reported.refresh_from_db()
    intake.decline(reported, reason.code, by=recent.zhoumin, at=at, text="看过了")
    page = text(visitor.get(f"/my/{reported.number}/"))
    assert 'id="appeal"' not in page
    assert "you can appeal" not in page


def test_home_shows_what_is_in_hand_and_what_is_new(visitor: Client, reported: Report, handled: Case) -> None:
    home = text(visitor.get("/"))
    assert f"/my/{reported.number}/" in home
    assert "1 has news" in home
    visitor.get(f"/my/{reported.number}/")
    assert "nothing new" in text(visitor.get("/"))


def test_leaving_forgets_the_device(visitor: Client, reported: Report) -> None:
    visitor.post("/leave/")
    assert reported.number not in text(visitor.get("/my/"))


def test_an_unknown_deed_is_not_there(visitor: Client, reported: Report) -> None:
    assert do(visitor, reported, "close").status_code == 404
    assert visitor.get(f"/my/{reported.number}/urge/").status_code == 405


def test_a_number_merely_typed_shows_nothing_of_its_owner(
    visitor: Client, reported: Report, handled: Case, send: Any, recent: Town
) -> None:
    owner = people.remember(phone="13827605190", at=reported.received_at)
    Report.objects.filter(pk=reported.pk).update(person=owner.pk)
    gate_of(visitor, owner.pk)
    do(visitor, reported, "add", text="我家在三楼")
    thief = Client(headers={"accept-language": "en"})
    send(client=thief, key="the-key-of-another-device", follow=handled.number, phone="13827605190")
    theirs = Report.objects.exclude(pk=reported.pk).get()
    page = text(thief.get(f"/my/{theirs.number}/"))
    assert theirs.person_id == owner.pk
    assert "我家在三楼" not in page
    assert "#looks" not in page
    assert "我家在三楼" in text(visitor.get(f"/my/{reported.number}/"))


def gate_of(client: Client, person: Any) -> None:
    session = client.session
    session["person"] = str(person)
    session.save()


def test_photos_of_what_was_never_sent_are_let_go(send: Any, photo: Any, reported: Report) -> None:
    send(key="a-key-that-stays-unsent", phone="1", photos=photo())
    do_now = timezone.now()
    assert Photo.objects.count() == 1
    assert unsent.forget(do_now, at=do_now) == 1
    assert not Photo.objects.exists()


def test_photos_of_what_was_sent_stay(send: Any, photo: Any) -> None:
    send(photos=photo())
    assert unsent.forget(timezone.now(), at=timezone.now()) == 0
    assert Photo.objects.count() == 1


def test_a_list_of_matters_asks_the_database_no_more_often_than_a_short_one(
    visitor: Client, recent: Town, django_assert_max_num_queries: Any
) -> None:
    session = visitor.session
    session["proven"] = [str(recent.case().reports.get().pk) for _ in range(12)]
    session.save()
    visitor.get("/my/")
    with django_assert_max_num_queries(12):
        page = text(visitor.get("/my/"))
    assert page.count('class="link-title"') == 12


def test_a_confidential_matter_is_not_named_in_a_list(
    recent: Town, visitor: Client, reported: Report
) -> None:
    secret = recent.item("JF-002")
    assert secret.confidential
    intake.admit(reported, secret, by=recent.zhoumin, at=reported.received_at)
    for page in ("/", "/my/"):
        shown = text(visitor.get(page))
        assert "A matter kept confidential" in shown
        assert secret.name_en not in shown
        assert secret.name_zh not in shown
    assert secret.name_en in text(visitor.get(f"/my/{reported.number}/"))
