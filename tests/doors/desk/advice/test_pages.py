"""The pages of legal advice: booked on the portal, read by code alone; the desk is the lawyer's own."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from commongrid.registry.appointments.models import Appointment, Session
from commongrid.registry.appointments.terms import State as Booked
from commongrid.work.advice import acts
from commongrid.work.advice.models import Advice
from tests.browsing import client_for
from tests.cast import Town
from tests.work.advice.things import ASKED, CENTRE, SAID, book, hours, lawyer, today_is

pytestmark = pytest.mark.django_db
URL, BOOK, MINE = "/desk/advice/", f"/advice/book/{CENTRE}/", "/advice/mine/"
OTHERS = ("zhoumin", "liangyong", "suqing", "dushen", "huangweiming", "hejing", "stranger")


@pytest.fixture
def now_town(town: Town) -> Town:
    """The town in this moment: pages ask the clock."""
    town.now = timezone.now()
    return town


def sent(client: Client, **other: Any) -> Any:
    form = client.get(BOOK).context["form"]
    slot = next(key for key in form.slots)
    return client.post(BOOK, {"key": str(uuid4()), "slot": slot, "words": ASKED, "phone": "", **other})


def test_booked_once_without_a_name_and_what_was_typed_stays(now_town: Town) -> None:
    assert "还没有律师坐班" in Client().get("/advice/").content.decode()
    hours(now_town, lawyer(now_town))
    here = Client().get("/advice/", {"q": "东兴社区"})
    assert here.status_code == 200
    assert "法律咨询室" in Client().get("/advice/").content.decode()
    client, key = Client(), str(uuid4())
    assert sent(client, key=key)["Location"] == MINE
    assert client.post(BOOK, {"key": key})["Location"] == MINE
    assert Appointment.objects.get().person is None
    wrong = sent(Client(), phone="12")
    assert (wrong.status_code, ASKED in wrong.content.decode()) == (422, True)
    assert sent(Client(), slot="gone").status_code == 422


def test_the_code_alone_opens_it(now_town: Town) -> None:
    hours(now_town, lawyer(now_town))
    client = Client()
    sent(client)
    page = client.get(MINE)
    assert ASKED in page.content.decode()
    code = page.context["code"]
    other = Client()
    assert other.get(MINE).status_code == 302
    assert other.post("/advice/", {"code": "AAAAA-AAAAA"}).status_code == 422
    assert other.post("/advice/", {"code": code.lower()})["Location"] == MINE
    assert b"BEGIN:VEVENT" in other.get(f"{MINE}appointment.ics").content
    assert other.get(f"{MINE}advice.pdf").status_code == 404
    later = list(other.get(MINE).context["form"].slots)[2]
    assert other.post(f"{MINE}move/", {"slot": later}).status_code == 302
    assert Appointment.objects.get().sequence == 1
    assert other.post(f"{MINE}cancel/").status_code == 302
    assert Appointment.objects.get().state == Booked.CANCELLED
    other.post(f"{MINE}leave/")
    assert other.get(MINE).status_code == 302
    assert other.post(f"{MINE}cancel/").status_code == 404


def test_from_the_desk_to_the_asker(now_town: Town) -> None:
    by = lawyer(now_town)
    found, code = book(now_town, hours(now_town, by))
    today_is(found)
    desk, asker = client_for("luozheng"), Client()
    assert ASKED in desk.get(URL).content.decode()
    asker.post("/advice/", {"code": code})
    address = desk.post(f"{URL}booked/{found.pk}/take/")["Location"]
    assert desk.post(f"{URL}booked/{found.pk}/take/")["Location"] == address
    wrong = desk.post(address, {"words": SAID, "referral": "", "number": "XX"})
    assert (wrong.status_code, SAID in wrong.content.decode()) == (422, True)
    desk.post(address, {"words": SAID, "referral": "mediation", "number": ""})
    assert SAID not in asker.get(MINE).content.decode()
    desk.post(f"{address}give/")
    read = asker.get(MINE).content.decode()
    assert SAID in read
    assert "/mediation/apply/" in read
    paper = asker.get(f"{MINE}advice.pdf")
    assert (paper.content[:5], "no-store" in paper["Cache-Control"]) == (b"%PDF-", True)
    assert desk.post(address, {"words": "改", "referral": "", "number": ""}).status_code == 422


def test_nobody_but_its_lawyer_comes_in(now_town: Town) -> None:
    by = lawyer(now_town)
    lawyer(now_town, "hejing", "何静")
    found, _code = book(now_town, hours(now_town, by))
    today_is(found)
    one = acts.take_in(found, by=by, at=timezone.now())
    reads = (f"{URL}{one.pk}/", f"{URL}booked/{found.pk}/conflict/")
    writes = (
        *reads,
        f"{URL}{one.pk}/give/",
        f"{URL}booked/{found.pk}/take/",
        f"{URL}booked/{found.pk}/missed/",
    )
    for name in OTHERS:
        client = client_for(name)
        assert all(client.get(each).status_code == 403 for each in reads), name
        assert all(client.post(each, {"words": "x"}).status_code == 403 for each in writes), name
        assert name == "hejing" or client.get(URL).status_code == 403
    assert ASKED not in client_for("hejing").get(URL).content.decode()
    assert all(Client().get(each).status_code == 302 for each in (URL, *reads))
    assert Advice.objects.get().state == "open"


def test_a_conflict_is_handed_over(now_town: Town) -> None:
    by, other = lawyer(now_town), lawyer(now_town, "hejing", "何静")
    found, _code = book(now_town, hours(now_town, by))
    today_is(found)
    page = f"{URL}booked/{found.pk}/conflict/"
    assert "没有其他律师坐班" in client_for("luozheng").get(page).content.decode()
    hours(now_town, other)
    assert client_for("luozheng").post(page, {"to": other.post_id}).status_code == 302
    assert client_for("luozheng").get(page).status_code == 403
    assert ASKED in client_for("hejing").get(URL).content.decode()


def test_a_case_says_only_that_advice_was_given(now_town: Town) -> None:
    by = lawyer(now_town)
    found, _code = book(now_town, hours(now_town, by))
    case = now_town.case()
    today_is(found)
    one = acts.take_in(found, by=by, at=timezone.now())
    Advice.objects.filter(pk=one.pk).update(number=case.number, state="given", given_at=timezone.now())
    page = client_for("zhoumin").get(f"/desk/cases/{case.number}/").content.decode()
    assert "已提供法律咨询" in page
    assert "罗正" not in page


def test_hours_are_kept_once_and_ended(now_town: Town) -> None:
    by = lawyer(now_town)
    told = {
        "point": CENTRE, "lawyer": by.post_id, "room": "203", "weekday": 2, "opens": "09:00", "closes": "12:00", "minutes": 30,
    }  # fmt: skip
    desk = client_for("zhoumin")
    assert [desk.post(f"{URL}hours/", told).status_code for _ in range(2)] == [302, 302]
    session = Session.objects.get()
    assert desk.post(f"{URL}hours/", {**told, "minutes": 20}).status_code == 422
    assert "罗正" in desk.get(f"{URL}hours/").content.decode()
    assert client_for("luozheng").get(f"{URL}hours/").status_code == 403
    assert client_for("luozheng").post(f"{URL}hours/{session.pk}/end/", {}).status_code == 403
    done = desk.post(f"{URL}hours/{session.pk}/end/", {"on": timezone.localdate().isoformat(), "why": "调整"})
    assert done.status_code == 302
    assert Session.objects.get().valid_to == timezone.localdate()


def test_lists_cost_the_same_however_many_there_are(
    now_town: Town, django_assert_max_num_queries: Any
) -> None:
    by = lawyer(now_town)
    session = hours(now_town, by)
    client = client_for("luozheng")
    book(now_town, session)
    client.get(URL)
    with django_assert_max_num_queries(40) as few:
        client.get(URL)
    for n in range(1, 4):
        book(now_town, session, n)
    with django_assert_max_num_queries(40) as many:
        client.get(URL)
    assert len(many) <= len(few)
