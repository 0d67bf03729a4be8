"""The pages of visiting days: planned, announced, registered, decided, called about; and who is kept out."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from commongrid.base.privacy.models import Look
from commongrid.cases.models import Case
from commongrid.intake.models import Report
from commongrid.work.visits import acts
from commongrid.work.visits.models import Call, Day, Matter
from tests.browsing import client_for
from tests.cast import POTHOLE, Town
from tests.work.visits.things import PHONE, VILLAGE, announced, closed, registered

URL = "/desk/visits/"


def sent(**other: Any) -> dict[str, Any]:
    on = timezone.localdate() + timedelta(days=1)
    told = {
        "key": str(uuid4()), "division": VILLAGE, "point": "SP-449900101001", "address": "", "on": on.isoformat(),
        "begins": "09:00", "ends": "12:00", "leaders": "镇党委书记\n派出所所长", "about": "邻里纠纷",
    }  # fmt: skip
    return {**told, **other}


@pytest.fixture
def now_town(town: Town) -> Town:
    """The town in this moment: pages ask the clock."""
    town.now = timezone.now()
    return town


@pytest.mark.django_db
def test_a_day_is_planned_announced_and_read_by_residents(town: Town) -> None:
    client, told = client_for("huangweiming"), sent()
    first, again = client.post(f"{URL}new/", told), client.post(f"{URL}new/", told)
    assert first.status_code == 302
    assert first["Location"] == again["Location"]
    day = Day.objects.get()
    assert Client().get(f"/visits/{day.pk}/").status_code == 404, "a plan is not told"
    client.post(f"{URL}days/{day.pk}/do/announce/")
    page = Client().get("/visits/").content.decode()
    assert "镇党委书记、派出所所长" in page
    assert "镇党委书记" in client.get(f"{URL}?week={day.begins_at:%Y-%m-%d}").content.decode()
    answer = client.post(f"{URL}days/{day.pk}/edit/", sent(key=told["key"], about="道路"))
    assert answer.status_code == 302
    assert Day.objects.get().about == "道路"
    client.post(f"{URL}days/{day.pk}/do/call_off/", {"why": "台风停办"})
    assert "台风停办" in Client().get(f"/visits/{day.pk}/").content.decode()


@pytest.mark.django_db
def test_what_was_typed_stays_when_a_day_is_refused(town: Town) -> None:
    answer = client_for("huangweiming").post(f"{URL}new/", sent(ends="08:00"))
    assert answer.status_code == 422
    assert answer.context["form"]["about"].value() == "邻里纠纷"
    assert not Day.objects.exists()


@pytest.mark.django_db
def test_a_resident_registers_once_and_can_take_it_back(now_town: Town) -> None:
    day, client = announced(now_town), Client()
    key = client.get(f"/visits/{day.pk}/").context["form"].initial["key"]
    told = {"key": key, "words": "楼上漏水", "phone": PHONE}
    first, again = client.post(f"/visits/{day.pk}/", told), client.post(f"/visits/{day.pk}/", told)
    assert first["Location"] == again["Location"]
    matter = Matter.objects.get()
    assert matter.report.person is not None
    assert client.get(first["Location"]).status_code == 200
    assert Client().get(first["Location"]).status_code == 302, "somebody else proves who they are first"
    client.post(f"/my/{matter.report.number}/withdraw/")
    assert Report.objects.get().status == "withdrawn"
    wrong = client.post(f"/visits/{day.pk}/", {"key": str(uuid4()), "words": "楼上漏水", "phone": "12"})
    assert wrong.status_code == 422
    assert wrong.context["form"]["words"].value() == "楼上漏水"


@pytest.mark.django_db
def test_who_registers_too_often_waits(now_town: Town) -> None:
    day, client = announced(now_town), Client()
    answers = [
        client.post(f"/visits/{day.pk}/", {"key": str(uuid4()), "words": f"第{n}件"}).status_code
        for n in range(12)
    ]
    assert answers[:10] == [302] * 10
    assert answers[-1] == 429


@pytest.mark.django_db
def test_the_desk_takes_down_answers_and_plans(now_town: Town) -> None:
    day, client = announced(now_town), client_for("huangweiming")
    client.post(f"{URL}days/{day.pk}/do/begin/")
    pages = []
    for words in ("楼上漏水", "路面塌了一个大坑"):
        told = {"key": str(uuid4()), "words": words, "phone": PHONE}
        first, again = (client.post(f"{URL}days/{day.pk}/register/", told) for _ in range(2))
        assert first["Location"] == again["Location"]
        pages.append(first["Location"])
    plain, hard = pages
    assert client.get(plain).context["code"]
    assert not client.get(plain).context["code"], "the code is shown once"
    client.post(f"{plain}answer/", {"matter": POTHOLE, "words": "明天上门"})
    client.post(f"{hard}take_on/", {"matter": POTHOLE})
    bad = client.post(f"{hard}plan/", {"leader": "镇长", "members": "城管", "steps": "看一看"})
    assert bad.status_code == 422
    assert "看一看" in bad.content.decode()
    on = (timezone.localdate() + timedelta(days=3)).isoformat()
    client.post(f"{hard}plan/", {"leader": "镇长", "members": "城管", "steps": f"围挡并修补，城管分局，{on}"})
    client.post(f"{hard}step/", {"n": "1"})
    client.post(f"{hard}feed_back/", {"words": "三天内修好"})
    page = client.get(hard).content.decode()
    assert "围挡并修补 · 城管分局" in page
    assert Case.objects.filter(settled=True).count() == 1
    assert Matter.objects.filter(hard=True, fed_back_at__isnull=False).count() == 1
    listed = client.get(f"{URL}days/{day.pk}/").content.decode()
    assert "当场答复" in listed
    weekly = client.get(f"{URL}weekly/?week={day.begins_at:%Y-%m-%d}")
    total = weekly.context["total"].now
    assert (total.days, total.matters, total.settled, total.hard, total.in_time) == (1, 2, 1, 1, 2)
    assert client.get(f"{URL}bulletin/?month={day.begins_at:%Y-%m-%d}").context["total"].now.matters == 2
    for address in (
        f"weekly.%s?week={day.begins_at:%Y-%m-%d}",
        f"bulletin.%s?month={day.begins_at:%Y-%m-%d}",
    ):
        assert client.get(URL + address % "pdf").content.startswith(b"%PDF-")
        assert client.get(URL + address % "docx").content.startswith(b"PK")
        assert client.get(URL + address % "exe").status_code == 404
        assert client_for("stranger").get(URL + address % "pdf").status_code == 403


@pytest.mark.django_db(transaction=True)
def test_a_call_shows_its_number_for_a_reason_and_sends_the_case_round_again(now_town: Town) -> None:
    town = now_town
    day = announced(town)
    matter = registered(town, day)
    acts.take_on(matter, town.item(), by=town.zhoumin, at=town.now)
    Matter.objects.filter(pk=matter.pk).update(hard=True)
    town.now -= timedelta(days=1)
    Case.objects.filter(pk=matter.report.case_id).update(moved_at=town.now - timedelta(hours=9))
    town.now -= timedelta(hours=8)
    case = closed(town, matter)
    acts.case_closed(case.pk, at=timezone.now())
    found, client = Call.objects.get(), client_for("liangyong")
    assert case.number in client.get(f"{URL}calls/").content.decode()
    page = f"{URL}calls/{found.pk}/"
    assert PHONE not in client.get(page).content.decode()
    assert client.post(page, {"look": "1", "why": ""}).status_code == 422
    assert PHONE in client.post(page, {"look": "1", "why": "办结后回访"}).content.decode()
    assert Look.objects.filter(field="people_person.phone").count() == 1
    client.post(page, {"result": "not_satisfied", "words": "还在漏", "redo": "重新查漏"})
    assert Case.objects.get(pk=case.pk).round == 2
    assert client_for("zhoumin").get(page).status_code == 403


@pytest.mark.django_db
def test_overdue_answers_stand_by_village_with_the_order_to_supervise(now_town: Town) -> None:
    matter = registered(now_town, announced(now_town))
    acts.take_on(matter, now_town.item(), by=now_town.zhoumin, at=now_town.now)
    Matter.objects.filter(pk=matter.pk).update(due_at=timezone.now() - timedelta(hours=1))
    page = client_for("liangyong").get(f"{URL}owed/")
    assert [n for _, n in page.context["villages"]] == [1]
    assert "/supervise/" in page.content.decode()
    assert "/supervise/" not in client_for("huangweiming").get(f"{URL}owed/").content.decode()


@pytest.mark.django_db
def test_the_pages_are_for_those_whose_days_they_are(now_town: Town) -> None:
    day = announced(now_town)
    matter = registered(now_town, day)
    for address in (
        "",
        "new/",
        "weekly/",
        "bulletin/",
        "owed/",
        f"days/{day.pk}/",
        f"matters/{matter.pk}/",
        "calls/",
    ):
        for name in ("liguoqiang", "stranger", "wangxiuying"):
            assert client_for(name).get(f"{URL}{address}").status_code == 403, (name, address)
    assert client_for("liangyong").post(f"{URL}matters/{matter.pk}/answer/", {}).status_code == 403
    assert client_for("liangyong").post(f"{URL}days/{day.pk}/do/begin/").status_code == 403
