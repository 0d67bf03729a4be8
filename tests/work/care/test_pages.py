"""The pages: an appointment without a name, a counsellor's day, care asked for, opened, read, ended."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from commongrid.registry.appointments import acts as appointments
from commongrid.registry.appointments import queries
from commongrid.registry.appointments.models import Appointment, Session
from commongrid.registry.people.models import Person
from commongrid.work.care.models import Care, File, Invitation, Look
from tests.browsing import client_for, prove
from tests.cast import Town
from tests.work.care.conftest import CENTRE, VILLAGE, hours, resident

pytestmark = pytest.mark.django_db
BOOK = f"/points/{CENTRE}/book/psychology/"


@pytest.fixture
def open_hours(town: Town) -> list[Session]:
    """Every day of the week, so that there is a time whenever the test runs."""
    return [hours(town, "anyi", day) for day in range(7)]


def first_slot(client: Client, address: str = BOOK) -> dict[str, str]:
    form = client.get(address).context["form"]
    return {"key": form["key"].value(), "slot": form.days()[0][1][0][0]}


def test_booked_without_a_name_moved_and_cancelled(open_hours: list[Session]) -> None:
    client = Client()
    sent = {**first_slot(client), "words": "最近睡不着"}
    answer, again = client.post(BOOK, sent), client.post(BOOK, sent)
    assert answer.status_code == again.status_code == 302
    assert answer["Location"] == again["Location"]
    assert Appointment.objects.count() == 1
    assert not Person.objects.exists()
    address = answer["Location"]
    page = client.get(address)
    assert "no-store" in page["Cache-Control"]
    assert "心理疏导室" in page.content.decode()
    assert "最近睡不着" not in page.content.decode()
    taken = Appointment.objects.get().starts_at
    assert client.post(f"{address}move/", first_slot(client, f"{address}move/")).status_code == 302
    assert Appointment.objects.get().starts_at != taken
    assert "SEQUENCE:1" in client.get(f"{address}appointment.ics").content.decode()
    assert client.post(f"{address}cancel/").status_code == 302
    assert "STATUS:CANCELLED" in client.get(f"{address}appointment.ics").content.decode()
    found = client.post("/appointments/", {"code": address.split("/")[2].lower()})
    assert found["Location"] == address


def test_a_code_that_leads_nowhere_is_slowed_down(open_hours: list[Session]) -> None:
    client = Client()
    tried = [client.post("/appointments/", {"code": "AAAAABBBBB"}).status_code for _ in range(12)]
    assert tried[0] == 422
    assert tried[-1] == 429
    assert Client().get("/appointments/AAAAABBBBB/").status_code in (404, 429)


def test_a_time_that_is_gone_keeps_what_was_written(open_hours: list[Session]) -> None:
    client = Client()
    sent = {**first_slot(client), "words": "想谈谈孩子", "phone": "13800138000"}
    Client().post(BOOK, {**sent, "key": "another-key-01", "phone": "13800138001"})
    answer = client.post(BOOK, sent)
    assert answer.status_code == 422
    assert "想谈谈孩子" in answer.content.decode()
    assert answer.context["form"]["phone"].value() == "13800138000"


def test_the_first_page_says_whom_to_call_and_where_to_book(open_hours: list[Session]) -> None:
    page = Client().get("/care/").content.decode()
    assert all(f"tel:{number}" in page for number in ("12356", "120", "110", "12355"))
    assert BOOK in page
    near = Client().get("/care/", {"lon": "113.743452", "lat": "23.041367"}).content.decode()
    assert BOOK in near
    assert Client().get("/care/", {"q": "没有这个地方"}).status_code == 200


def test_a_counsellor_reads_the_day_says_who_came_and_writes_it_down(
    town: Town, open_hours: list[Session]
) -> None:
    public = Client()
    public.post(BOOK, {**first_slot(public), "words": "想谈谈"})
    one, client = Appointment.objects.get(), client_for("anyi")
    day = f"/desk/care/?day={timezone.localdate(one.starts_at).isoformat()}"
    assert "想谈谈" in client.get(day).content.decode()
    assert "想谈谈" not in client_for("muqing").get(day).content.decode()
    assert client_for("muqing").post(f"/desk/care/appointments/{one.pk}/came/").status_code == 404
    client.post(f"/desk/care/appointments/{one.pk}/came/")
    assert Appointment.objects.get().state == "booked", "it has not begun"
    Appointment.objects.update(starts_at=timezone.now() - timedelta(hours=1), ends_at=timezone.now())
    client.post(f"/desk/care/appointments/{one.pk}/came/")
    assert Appointment.objects.get().state == "came"
    form = client.get(f"/desk/care/files/new/?appointment={one.pk}").context["form"]
    told = {
        "key": form["key"].value(),
        "kind": "appointment",
        "called": "周三的女士",
        "words": "焦虑，约下周",
    }
    answer = client.post(f"/desk/care/files/new/?appointment={one.pk}", told)
    assert answer.status_code == 302
    assert "焦虑" in client.get(answer["Location"]).content.decode()
    handed = client.post(f"{answer['Location']}hand/", {"to": town.muqing.post_id, "agreed": "当面同意转交"})
    assert handed.status_code == 302
    assert client.get(answer["Location"]).status_code == 404
    assert client_for("muqing").get(answer["Location"]).status_code == 200


def test_the_centre_sets_the_hours_and_ends_them(town: Town) -> None:
    client, address = client_for("zhoumin"), f"/desk/points/at/{CENTRE}/sessions/"
    told = {
        "service": "psychology", "post": town.anyi.post_id, "weekday": "2", "opens": "14:00", "closes": "17:00",
        "minutes": "60", "places": "1", "room": "心理疏导室", "valid_from": timezone.localdate().isoformat(),
    }  # fmt: skip
    assert client.post(address, told).status_code == 302
    assert client.post(address, told).status_code == 422, "the same hours again"
    assert client_for("chenlihua").post(address, told).status_code == 403
    one = Session.objects.get()
    assert "没有其证书" in client.get(address).content.decode()
    assert client.post(f"{address}{one.pk}/end/").status_code == 302
    assert Session.objects.get().valid_to is not None


def ask(client: Client, address: str = "/care/visits/ask/", **told: Any) -> Any:
    form = client.get(address).context["form"]
    sent = {
        "key": form["key"].value(), "who": "self", "name": "阿婆", "purposes": ["meals"], "area": VILLAGE,
        "address": "东兴路9号", "words": "耳背", "until": form["until"].value().isoformat(), "consent": "on", **told,
    }  # fmt: skip
    return client.post(address, sent)


def test_invited_consented_visited_read_corrected_ended(town: Town) -> None:
    asker = Client()
    form = asker.get("/care/visits/").context["form"]
    page = asker.post("/care/invitations/", {"key": form["key"].value(), "area": VILLAGE}).content.decode()
    found = re.search(r"/care/invitations/(\w+)/", page)
    assert found
    assert Client().get(found[0]).status_code == 200
    assert Invitation.objects.count() == 1
    assert not Person.objects.exists()
    assert Client().get(f"/care/visits/ask/?invitation={found[1]}").status_code == 302, (
        "a number is proven first"
    )
    me = prove(Client(), resident(town).person_id)
    assert ask(me, f"/care/visits/ask/?invitation={found[1]}", consent="").status_code == 422
    assert ask(me, f"/care/visits/ask/?invitation={found[1]}").status_code == 302
    assert Client().get(found[0]).status_code == 404, "an invitation is good for one"
    one, carer = Care.objects.get(), client_for("guanaihua")
    assert "阿婆" not in carer.get("/desk/care/visits/").content.decode()
    address = f"/desk/care/visits/{one.pk}/"
    assert carer.post(f"{address}take/", {"every_days": "7"}).status_code == 302
    assert "阿婆" not in carer.get(address).content.decode()
    assert carer.post(address, {"reason": ""}).status_code == 422
    key = carer.get(address).context["visit"]["key"].value()
    for _ in range(2):
        assert carer.post(f"{address}visit/", {"key": key, "words": "送了粥"}).status_code == 302
    own = f"/care/visits/{one.pk}/"
    page = me.get(own).content.decode()
    assert page.count("送了粥") == 1
    assert "关爱华" in page
    told = {"key": "correct-0001", "name": "陈阿婆", "purposes": ["meals"], "address": "", "words": ""}
    assert me.post(f"{own}correct/", {**told, "name": ""}).status_code == 422
    assert me.post(f"{own}correct/", told).status_code == 302
    assert me.post(f"{own}renew/", {"key": "renew-000001", "until": "2020-01-01"}).status_code == 422
    assert me.post(f"{own}end/").status_code == 302
    assert Care.objects.get().name is None
    assert me.get(own).status_code == 404
    assert carer.get(address).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_a_look_is_committed_before_anything_is_shown(town: Town) -> None:
    ask(prove(Client(), resident(town).person_id))
    one, carer = Care.objects.get(), client_for("guanaihua")
    carer.post(f"/desk/care/visits/{one.pk}/take/", {"every_days": "7"})
    page = carer.post(f"/desk/care/visits/{one.pk}/", {"reason": "before_visit"})
    assert "阿婆" in page.content.decode()
    assert Look.objects.get().reason == "探访前准备"
    assert "no-store" in page["Cache-Control"]


def test_by_law_from_the_desk(town: Town) -> None:
    carer = client_for("guanaihua")
    form = carer.get("/desk/care/visits/new/").context["form"]
    told = {
        "key": form["key"].value(), "statute": "care.minors_help", "name": "小明", "purposes": ["learning"],
        "area": VILLAGE, "until": form["until"].value().isoformat(), "phone": "13800138000",
    }  # fmt: skip
    assert carer.post("/desk/care/visits/new/", told).status_code == 302
    one = Care.objects.get()
    assert one.guardian_id is not None
    page = prove(Client(), one.guardian_id).get(f"/care/visits/{one.pk}/").content.decode()
    assert "未成年人保护法" in page


@pytest.mark.parametrize("name", ["day", "files", "cared", "book"])
def test_pages_ask_the_same_however_much_they_show(town: Town, open_hours: list[Session], name: str) -> None:
    address = {
        "day": "/desk/care/",
        "files": "/desk/care/files/",
        "cared": "/desk/care/visits/",
        "book": BOOK,
    }[name]
    client = client_for({"cared": "guanaihua"}.get(name, "anyi"))

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert client.get(address).status_code == 200
        return len(seen)

    few: Callable[[], int] = asked
    few()
    before = few()
    now = timezone.now()
    File.objects.bulk_create(
        [
            File(
                id=f"00000000-0000-7000-8000-{n:012d}",
                post_id=town.anyi.post_id,
                called=f"甲{n}",
                written_at=now,
            )
            for n in range(20)
        ]
    )
    for n, slot in enumerate(queries.free(CENTRE, "psychology", now)[:6]):
        session = next(one for one in open_hours if one.pk == slot.session)
        appointments.book(session, slot.starts_at, f"form-00000{n}", by=resident(town), at=now)
    me = prove(Client(), resident(town).person_id)
    if name == "cared":
        for _ in range(4):
            ask(me)
    assert few() <= before + 2
