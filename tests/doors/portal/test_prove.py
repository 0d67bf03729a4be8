"""Proving a contact: then what was reported with it is here, and one's data can be read, taken along and erased."""

import json
import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from commongrid.intake.models import Report
from commongrid.registry.people.models import Person
from tests.cast import Town

MAIL = "lin@example.org"


def text(response: Any) -> str:
    return str(response.content.decode())


@pytest.fixture
def prove(town: Town) -> Any:
    def by_mail(client: Client, contact: str = MAIL, following: str = "") -> Any:
        asked = client.post("/prove/", {"contact": contact, "next": following})
        assert asked.status_code == 200, text(asked)
        code = re.search(r"\d{6}", str(mail.outbox[-1].body))
        assert code
        return client.post("/prove/", {"contact": contact, "code": code[0], "next": following})

    return by_mail


def test_what_was_reported_here_becomes_the_persons(visitor: Client, reported: Report, prove: Any) -> None:
    assert prove(visitor)["Location"] == "/my/"
    person = Person.objects.get()
    assert Report.objects.get().person_id == person.pk
    elsewhere = Client()
    prove_again = Client.post
    assert prove_again
    assert elsewhere.get(f"/my/{reported.number}/").status_code == 302


@pytest.mark.parametrize("evil", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "evil"])
def test_going_on_only_within_the_house(visitor: Client, prove: Any, evil: str) -> None:
    assert prove(visitor, following=evil)["Location"] == "/my/"


def test_going_on_to_where_one_was(visitor: Client, prove: Any) -> None:
    assert prove(visitor, following="/my/data/")["Location"] == "/my/data/"


def test_a_wrong_code_proves_nothing(visitor: Client) -> None:
    visitor.post("/prove/", {"contact": MAIL})
    page = visitor.post("/prove/", {"contact": MAIL, "code": "000000"})
    assert page.status_code == 422
    assert "person" not in visitor.session


@pytest.mark.parametrize("wrong", ["", "138", "a@", "\x00", "1" * 300])
def test_a_wrong_contact_is_told(visitor: Client, wrong: str) -> None:
    assert visitor.post("/prove/", {"contact": wrong}).status_code == 422


def test_the_contact_is_not_in_the_session(visitor: Client, prove: Any) -> None:
    visitor.post("/prove/", {"contact": MAIL})
    assert MAIL not in json.dumps(dict(visitor.session))


def test_my_data_is_whole_and_can_be_taken_along(visitor: Client, reported: Report, prove: Any) -> None:
    assert visitor.get("/my/data/")["Location"].startswith("/prove/")
    prove(visitor)
    page = text(visitor.get("/my/data/"))
    for told in (MAIL, reported.number, "路面塌了一个大坑", "How long it is kept"):
        assert told in page
    taken = json.loads(visitor.get("/my/data.json").content)
    assert taken["sections"][0]["rows"][0]["email"] == MAIL
    assert taken["kept_days"]


def test_correcting_the_name(visitor: Client, prove: Any) -> None:
    prove(visitor)
    assert visitor.post("/my/data/correct/", {"name": "林小月"}).status_code == 302
    assert Person.objects.get().name == "林小月"
    assert visitor.post("/my/data/correct/", {"name": "x" * 60}).status_code == 422


def test_erasing_is_deliberate_and_honest(visitor: Client, reported: Report, prove: Any) -> None:
    prove(visitor)
    assert visitor.post("/my/data/erase/").status_code == 422
    page = text(visitor.post("/my/data/erase/", {"sure": "on"}))
    assert "You will be forgotten" in page
    assert reported.number in page
    assert Person.objects.get().frozen_at
    assert visitor.get("/my/data/").status_code == 302


def test_nobody_else_sees_my_data(town: Town) -> None:
    for path in ("/my/data/", "/my/data.json"):
        assert Client().get(path).status_code == 302
    for path in ("/my/data/correct/", "/my/data/erase/"):
        assert Client().post(path).status_code == 302
