"""The pages of letters: written on the portal, answered and redacted at the desk, found among public answers; who is kept out."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from commongrid.work.letters import acts
from commongrid.work.letters.models import Box, Letter, Publication
from tests.browsing import client_for
from tests.cast import POTHOLE, Town
from tests.work.letters.things import ANSWER, CANARIES, PHONE, WORDS, answered, box, published

pytestmark = pytest.mark.django_db
URL = "/desk/letters/"


@pytest.fixture
def now_town(town: Town) -> Town:
    """The town in this moment: pages ask the clock."""
    town.now = timezone.now()
    return town


def sent(client: Client, **other: Any) -> Any:
    told = {"key": str(uuid4()), "words": WORDS, "address": "", "phone": PHONE, "agreed": "on"}
    return client.post("/letters/to/secretary-town/", {**told, **other})


def test_a_resident_finds_whom_to_write_to(now_town: Town) -> None:
    call_command("load_letterboxes", "small-town")
    assert Box.objects.filter(kind="secretary").count() == 5
    here = Client().get("/letters/", {"q": "东兴社区"}).content.decode()
    assert all(
        name in here
        for name in ("东兴社区书记在线", "石埠镇委书记在线", "禾城市委书记在线", "石埠城管分局信箱")
    )
    assert "榕树头社区书记在线" not in here
    assert "禾城市委书记在线" in Client().get("/letters/").content.decode()
    assert "没有找到这个地方" in Client().get("/letters/", {"q": "火星"}).content.decode()


def test_a_letter_is_sent_once_and_what_was_typed_stays(now_town: Town) -> None:
    box(now_town)
    client, key = Client(), str(uuid4())
    first, again = sent(client, key=key), sent(client, key=key)
    assert (first.status_code, first["Location"]) == (302, again["Location"])
    letter = Letter.objects.get()
    assert letter.agreed
    wrong = sent(client, phone="12")
    assert wrong.status_code == 422
    assert wrong.context["form"]["words"].value() == WORDS
    acts.switch_box(
        letter.box, on=False, days=5, source="演示", by=now_town.suqing, at=now_town.now, why="停用"
    )
    assert sent(client).status_code == 404


def test_from_letter_to_public_answer_and_back(now_town: Town) -> None:
    box(now_town)
    writer = Client()
    sent(writer)
    letter = Letter.objects.get()
    page = f"{URL}{letter.pk}/"
    drafting, approving = client_for("zhoumin"), client_for("liangyong")
    assert "13800007777" in drafting.get(page).content.decode()
    empty = drafting.post(f"{page}draft/", {"words": ANSWER, "matter": ""})
    assert (empty.status_code, ANSWER in empty.content.decode()) == (422, True)
    assert drafting.post(f"{page}draft/", {"words": ANSWER, "matter": POTHOLE}).status_code == 302
    assert drafting.post(f"{page}approve/").status_code == 422
    assert approving.post(f"{page}approve/").status_code == 302
    mine = writer.get(f"/my/{letter.report.number}/").content.decode()
    assert ANSWER in mine
    assert 'id="rate"' in mine
    made = {"title": "楼道充电", "topic": "safety", "question": "楼道里充电，有焦味", "answer": "已清理"}
    dirty = drafting.post(f"{page}redact/", {**made, "question": "电话13800007777", "looked": "on"})
    assert dirty.status_code == 422
    assert drafting.post(f"{page}redact/", made).status_code == 302
    assert approving.post(f"{page}publish/").status_code == 302
    found = Publication.objects.get()
    listed = (
        Client()
        .get("/letters/answers/", {"q": "焦味", "topic": "safety", "box": "secretary-town"})
        .content.decode()
    )
    shown = Client().get(f"/letters/answers/{found.pk}/").content.decode()
    assert "楼道充电" in listed
    assert not any(canary in text for canary in CANARIES for text in (listed, shown))
    writer.post(f"/letters/{letter.report.number}/agree/", {"agreed": "no"})
    assert Client().get(f"/letters/answers/{found.pk}/").status_code == 404


def test_others_are_kept_out(now_town: Town) -> None:
    letter = answered(now_town)
    for name in ("huangweiming", "liguoqiang", "guojian"):
        assert client_for(name).get(f"{URL}{letter.pk}/").status_code == 403
        assert client_for(name).post(f"{URL}{letter.pk}/take_down/", {"why": "x"}).status_code == 403
    assert client_for("chenlihua").get(URL).status_code == 403
    assert Client().post(f"/letters/{letter.report.number}/agree/", {"agreed": "no"}).status_code == 302
    assert Letter.objects.get().agreed
    assert client_for("zhoumin").get(f"{URL}boxes/").status_code == 403


def test_the_administrator_sets_limits_and_switches(now_town: Town) -> None:
    box(now_town)
    client = client_for("suqing")
    assert "secretary-town" in client.get(f"{URL}boxes/").content.decode()
    told = {"days": "3", "source": "市府办规定", "why": "缩短", "active": "on"}
    assert client.post(f"{URL}boxes/secretary-town/", {**told, "source": ""}).status_code == 422
    assert client.post(f"{URL}boxes/secretary-town/", told).status_code == 302
    assert Box.objects.get().answer_days == 3


def test_lists_cost_the_same_however_many_there_are(
    now_town: Town, django_assert_max_num_queries: Any
) -> None:
    answered(now_town)
    client = client_for("zhoumin")
    client.get(URL)
    with django_assert_max_num_queries(60) as few:
        client.get(URL, {"list": "agreed"})
    for _ in range(3):
        answered(now_town)
    with django_assert_max_num_queries(60) as many:
        client.get(URL, {"list": "agreed"})
    assert len(many) <= len(few)


def test_older_answers_follow_on_the_next_page(now_town: Town) -> None:
    first = published(now_town)
    rows = []
    for n in range(1, 22):
        letter = answered(now_town)
        row = Publication(
            id=uuid4(), letter=letter, unit_ids=letter.unit_ids, box_code=letter.box_id, state="public"
        )
        row.topic, row.title, row.question, row.answer = "homes", f"第{n}封", "问", "答"
        row.published_at, row.search = first.published_at - timedelta(minutes=n), first.search
        rows.append(row)
    for row in rows:
        row.save()
    page = Client().get("/letters/answers/")
    assert len(page.context["rows"]) == 20
    following = Client().get(f"/letters/answers/{page.context['next_url']}")
    assert [one.title for one in following.context["rows"]] == ["第20封", "第21封"]
