"""One-time codes: rare, short-lived, used once, not to be guessed, and silent about who is known."""

from __future__ import annotations

import json
import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from types import SimpleNamespace
from typing import Any, ClassVar

import pytest
from django.core import mail

from commongrid.base.verdicts import Refused
from commongrid.registry.people import acts, senders
from commongrid.registry.people.models import OneTimeCode, Person, Rate

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LIN = "13827605190"


class Pocket:
    """A sender that keeps what it was given."""

    codes: ClassVar[list[tuple[str, str]]] = []

    def send(self, to: str, code: str, *, language: str, at: datetime) -> None:
        self.codes.append((to, code))

    def check_config(self) -> list[str]:
        return []


class Broken(Pocket):
    def send(self, to: str, code: str, *, language: str, at: datetime) -> None:
        raise senders.NotSent


@pytest.fixture
def pocket(settings: Any) -> list[tuple[str, str]]:
    settings.CODE_SENDERS = {"phone": f"{__name__}.Pocket"}
    Pocket.codes.clear()
    return Pocket.codes


def refused(deed: Any) -> Any:
    with pytest.raises(Refused) as fault:
        deed()
    return fault.value.why


@pytest.mark.django_db
def test_a_code_proves_a_number_once(pocket: list[tuple[str, str]]) -> None:
    sent = acts.send_code("phone", "+86 138 2760 5190", "sign_in", at=AT)
    assert sent.to == "138****5190"
    assert sent.again_at - AT == timedelta(seconds=60)
    ((to, code),) = pocket
    assert (to, len(code), code.isdigit()) == (LIN, 6, True)
    person = acts.check_code("phone", LIN, "sign_in", f" {code} ", at=AT)
    assert person == acts.remember(phone=LIN, at=AT)
    assert refused(lambda: acts.check_code("phone", LIN, "sign_in", code, at=AT)).key == "people.code_wrong"


@pytest.mark.django_db
def test_only_a_digest_of_the_code_is_kept(pocket: list[tuple[str, str]]) -> None:
    acts.send_code("phone", LIN, "sign_in", at=AT, client="203.0.113.9")
    row = OneTimeCode.objects.get()
    assert pocket[0][1].encode() not in bytes(row.code_hash)
    assert all(b"203.0.113.9" not in bytes(rate.bucket) for rate in Rate.objects.all())


@pytest.mark.django_db
def test_guessing_stops_after_five_tries(pocket: list[tuple[str, str]]) -> None:
    acts.send_code("phone", LIN, "sign_in", at=AT)
    right = pocket[0][1]
    wrong = f"{(int(right) + 1) % 1000000:06}"
    for _ in range(5):
        assert (
            refused(lambda: acts.check_code("phone", LIN, "sign_in", wrong, at=AT)).key == "people.code_wrong"
        )
    assert refused(lambda: acts.check_code("phone", LIN, "sign_in", right, at=AT)).key == "people.code_wrong"
    assert Person.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_failed_try_counts_even_when_the_caller_fails(pocket: list[tuple[str, str]]) -> None:
    acts.send_code("phone", LIN, "sign_in", at=AT)
    refused(lambda: acts.check_code("phone", LIN, "sign_in", "000000", at=AT))
    assert OneTimeCode.objects.get().tries == 1


@pytest.mark.django_db
def test_one_client_cannot_try_many_numbers(pocket: list[tuple[str, str]]) -> None:
    for n in range(60):
        number = f"138276{n:05}"
        refused(
            lambda number=number: acts.check_code("phone", number, "sign_in", "123456", at=AT, client="c")
        )
    why = refused(lambda: acts.check_code("phone", LIN, "sign_in", "123456", at=AT, client="c"))
    assert (why.key, why.facts["seconds"]) == ("people.too_often", 3600)


@pytest.mark.django_db
def test_a_code_is_for_its_purpose_number_and_time(pocket: list[tuple[str, str]]) -> None:
    acts.send_code("phone", LIN, "follow", at=AT)
    code = pocket[0][1]
    late = AT + timedelta(minutes=10)
    for deed in (
        lambda: acts.check_code("phone", LIN, "sign_in", code, at=AT),
        lambda: acts.check_code("phone", "13900000000", "follow", code, at=AT),
        lambda: acts.check_code("phone", LIN, "follow", code, at=late),
        lambda: acts.check_code("phone", LIN, "follow", "", at=AT),
        lambda: acts.check_code("phone", LIN, "follow", "\x00" + code[1:], at=AT),
    ):
        assert refused(deed).key == "people.code_wrong"
    assert acts.check_code("phone", LIN, "follow", code, at=late - timedelta(seconds=1))


@pytest.mark.django_db
def test_a_new_code_ends_the_old_one(pocket: list[tuple[str, str]]) -> None:
    acts.send_code("phone", LIN, "sign_in", at=AT)
    acts.send_code("phone", LIN, "sign_in", at=AT + timedelta(seconds=61))
    old, new = pocket[0][1], pocket[1][1]
    if old != new:
        refused(lambda: acts.check_code("phone", LIN, "sign_in", old, at=AT + timedelta(seconds=62)))
    assert acts.check_code("phone", LIN, "sign_in", new, at=AT + timedelta(seconds=62))


@pytest.mark.django_db
def test_a_phone_is_not_flooded(pocket: list[tuple[str, str]]) -> None:
    acts.send_code("phone", LIN, "sign_in", at=AT)
    why = refused(lambda: acts.send_code("phone", LIN, "follow", at=AT + timedelta(seconds=15)))
    assert (why.key, why.facts["seconds"]) == ("people.too_often", 45)
    moment = AT
    for _ in range(4):
        moment += timedelta(seconds=61)
        acts.send_code("phone", LIN, "sign_in", at=moment)
    why = refused(lambda: acts.send_code("phone", LIN, "sign_in", at=moment + timedelta(seconds=61)))
    assert why.facts["seconds"] > 3000
    assert len(pocket) == 5


@pytest.mark.django_db
def test_one_client_cannot_flood_many_phones(pocket: list[tuple[str, str]]) -> None:
    for n in range(20):
        acts.send_code("phone", f"138276{n:05}", "sign_in", at=AT, client="c")
    assert (
        refused(lambda: acts.send_code("phone", LIN, "sign_in", at=AT, client="c")).key == "people.too_often"
    )
    acts.send_code("phone", LIN, "sign_in", at=AT + timedelta(seconds=61), client="d")


@pytest.mark.django_db
def test_known_and_unknown_numbers_get_the_same_answer(pocket: list[tuple[str, str]]) -> None:
    acts.remember(phone=LIN, at=AT)
    known = acts.send_code("phone", LIN, "sign_in", at=AT)
    unknown = acts.send_code("phone", "13827605199", "sign_in", at=AT)
    assert (known.expires_at, known.again_at) == (unknown.expires_at, unknown.again_at)
    wrong = refused(lambda: acts.check_code("phone", LIN, "sign_in", "x", at=AT))
    assert wrong == refused(lambda: acts.check_code("phone", "13700000000", "sign_in", "x", at=AT))
    assert Person.objects.count() == 1


@pytest.mark.django_db
def test_a_gateway_that_fails_is_told(settings: Any, pocket: list[tuple[str, str]]) -> None:
    settings.CODE_SENDERS = {"phone": f"{__name__}.Broken"}
    assert refused(lambda: acts.send_code("phone", LIN, "sign_in", at=AT)).key == "people.code_not_sent"


@pytest.mark.django_db
def test_mail_carries_the_code_in_the_persons_language() -> None:
    acts.send_code("email", "LIN@example.org", "sign_in", at=AT)
    acts.send_code("email", "he@example.org", "sign_in", at=AT, language="en")
    first, second = mail.outbox
    assert first.to == ["lin@example.org"]
    assert "验证码" in first.subject
    assert "10 分钟" in first.body
    assert "10 minutes" in second.body
    code = second.body[:6]
    assert acts.check_code("email", "he@example.org", "sign_in", code, at=AT).email == "he@example.org"


@pytest.mark.django_db
def test_changing_a_contact_needs_a_code_and_a_free_number(pocket: list[tuple[str, str]]) -> None:
    from commongrid.base.access.terms import Actor

    lin, he = acts.remember(phone=LIN, at=AT), acts.remember(phone="13900000000", at=AT)
    herself = Actor(kind="resident", person_id=str(lin.pk))
    acts.send_code("phone", "13711111111", "change_contact", at=AT)
    change = {"by": herself, "at": AT}
    refused(lambda: acts.change_contact(lin.pk, "phone", "13711111111", "", **change))
    assert (
        refused(lambda: acts.change_contact(he.pk, "phone", "13711111111", pocket[0][1], **change)).key
        == "people.not_yours"
    )
    acts.change_contact(lin.pk, "phone", "13711111111", pocket[0][1], **change)
    assert acts.remember(phone="13711111111", at=AT) == lin
    assert acts.remember(phone=LIN, at=AT) != lin
    acts.send_code("phone", "13900000000", "change_contact", at=AT)
    taken = refused(lambda: acts.change_contact(lin.pk, "phone", "13900000000", pocket[1][1], **change))
    assert taken.key == "people.contact_taken"


@pytest.mark.django_db
def test_old_codes_are_swept(pocket: list[tuple[str, str]]) -> None:
    acts.send_code("phone", LIN, "sign_in", at=AT)
    assert acts.expire_codes(AT, at=AT) == 0
    acts.expire_codes(AT + timedelta(days=2), at=AT + timedelta(days=3))
    assert (OneTimeCode.objects.count(), Rate.objects.count()) == (0, 0)


def test_senders_say_what_is_missing(settings: Any) -> None:
    settings.SMS_GATEWAY = {"url": "http://sms.example.org/send"}
    settings.CODE_SENDERS = {"phone": "commongrid.registry.people.senders.SignedSms"}
    told = " ".join(senders.check_config())
    for word in ("key_id", "secret", "template", "https"):
        assert word in told
    settings.HOUSE = SimpleNamespace(mode="production")
    assert senders.Console().check_config()


def test_the_sms_request_is_signed(settings: Any) -> None:
    taken: list[tuple[dict[str, str], bytes]] = []

    class Gateway(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            taken.append((dict(self.headers), self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200 if len(taken) == 1 else 500)
            self.end_headers()

        def log_message(self, *args: Any) -> None: ...

    with HTTPServer(("127.0.0.1", 0), Gateway) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}/send"
        settings.SMS_GATEWAY = {"url": url, "key_id": "k", "secret": "s", "template": "T1"}
        sender = senders.SignedSms()
        assert sender.check_config() == []
        sender.send(LIN, "123456", language="zh-hans", at=AT)
        with pytest.raises(senders.NotSent):
            sender.send(LIN, "123456", language="zh-hans", at=AT)
        server.shutdown()
    headers, body = taken[0]
    assert json.loads(body)["params"] == {"code": "123456", "minutes": "10"}
    assert len(headers["X-Signature"]) == 64
    assert headers["X-Timestamp"] == str(int(AT.timestamp()))
