"""The agreement on the phone and at the desk: a code and a drawing sign it, paper does too, and its number checks it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commongrid.base.access.models import Account
from commongrid.work.mediation import queries
from commongrid.work.mediation.models import Agreement, Mediation
from tests.base.files.pictures_made import pdf
from tests.browsing import BACKEND, client_for, prove
from tests.cast import Town
from tests.work.mediation.test_agreement import STROKES, agreed, drawn_up
from tests.work.mediation.things import SUMMARY, WORKER, Table

pytestmark = pytest.mark.django_db(transaction=True)


class Phone:
    """A gateway that keeps the last code it was asked to send, by number."""

    codes: dict[str, str] = {}

    def send(self, to: str, code: str, **_told: Any) -> None:
        self.codes[to] = code

    def tell(self, to: str, subject: str, text: str, *, key: str, at: Any) -> None: ...

    def check_config(self) -> list[str]:
        return []


@pytest.fixture
def table(recent: Town, settings: Any, tmp_path: Path) -> Table:
    settings.MEDIA_ROOT = str(tmp_path)
    settings.CODE_SENDERS = {"phone": f"{__name__}.Phone"}
    return Table(recent)


def phone(person: str | None) -> Client:
    return prove(Client(headers={"accept-language": "zh-hans"}), person)


def desk(username: str) -> Client:
    client = Client(headers={"accept-language": "zh-hans"})
    client.force_login(Account.objects.get(username=username), backend=BACKEND)
    return client


def url(name: str, found: Mediation, *more: str) -> str:
    return reverse(name, args=[found.number, *more])


def test_a_party_signs_with_a_code_and_a_drawing(table: Table) -> None:
    made = drawn_up(table)
    client, page = phone(table.worker.person_id), url("portal:mediation_agreement", made.mediation)
    shown = client.get(page)
    assert shown["Cache-Control"] == "private, no-store"
    sent = {"sha256": bytes(made.sha256).hex(), "strokes": STROKES, "code": "000000"}
    wrong = client.post(page, sent)
    assert wrong.status_code == 422
    assert STROKES in wrong.content.decode()
    assert client.post(page, {"send": "1"}).status_code == 302
    right = {**sent, "code": Phone.codes[WORKER[0]]}
    assert client.post(page, right).status_code == 302
    assert made.signatures.get().how == "drawn"
    assert client.post(page, right).status_code == 422  # a code works once
    file = client.get(url("portal:mediation_agreement_file", made.mediation))
    assert b"".join(file.streaming_content).startswith(b"%PDF-")  # type: ignore[attr-defined]


def test_the_mediator_draws_it_up_and_brings_it_into_effect(table: Table) -> None:
    found = agreed(table)
    lin, page = desk("linmed"), url("desk:mediation:agreement", found)
    assert lin.get(page).status_code == 200
    empty = lin.post(page, {"issues": "", "manner": "银行转账"})
    assert empty.status_code == 422
    assert "银行转账" in empty.content.decode()
    assert lin.post(page, {"issues": SUMMARY, "manner": ""}).status_code == 302

    def does(name: str, **told: Any) -> str:
        answer = lin.post(url("desk:mediation:agreement_act", found, name), told, follow=True)
        return answer.content.decode()

    does("countersign")
    assert Agreement.objects.get().mediator_at is None
    for party in found.parties.all():
        does("paper", party=str(party.pk))
    does("countersign")
    does("seal")
    assert Agreement.objects.get().effective_at is None
    does("seal", file=SimpleUploadedFile("scan.pdf", pdf()))
    made = Agreement.objects.get()
    assert made.effective_at
    for part in ("text", "copy", "scan"):
        file = lin.get(url("desk:mediation:agreement_file", found, part))
        assert b"".join(file.streaming_content).startswith(b"%PDF-")  # type: ignore[attr-defined]
        file.close()
    assert lin.get(url("desk:mediation:agreement_file", found, "other")).status_code == 404
    word = lin.get(url("desk:mediation:agreement_word", found))
    assert word.content.startswith(b"PK")
    with CaptureQueriesContext(connection) as asked:
        lin.get(page)
    assert len(asked) < 40


def test_the_number_tells_that_it_is_genuine_and_nothing_of_it(table: Table) -> None:
    made = drawn_up(table)
    answer = Client().get(reverse("portal:verify", args=[made.number]))
    said = answer.content.decode()
    assert bytes(made.sha256).hex() in said
    assert not any(secret in said for secret in (SUMMARY, *WORKER, "付清", made.mediation.number))
    assert Client().get(reverse("portal:verify", args=["NOTHINGHERE"])).status_code == 404


def test_strangers_find_no_agreement(table: Table) -> None:
    made = drawn_up(table)
    found, digest = made.mediation, bytes(made.sha256).hex()
    portal = [url(f"portal:mediation_{name}", found) for name in ("agreement", "agreement_file")]
    at_desk = [
        url("desk:mediation:agreement", found),
        url("desk:mediation:agreement_word", found),
        *(url("desk:mediation:agreement_file", found, part) for part in ("text", "copy", "scan")),
        *(
            url("desk:mediation:agreement_act", found, name)
            for name in ("oral", "paper", "countersign", "seal")
        ),
    ]
    outside = {
        "nobody": Client(),
        "stranger": client_for("stranger"),
        "dispatcher": client_for("zhoumin"),
        "administrator": client_for("suqing"),
        "mediator of another matter": desk("tanmed"),
        "neighbour": phone(table.resident("13800010077", "邻居").person_id),
        "party at the desk": phone(table.worker.person_id),
    }
    faults = []
    for who, client in outside.items():
        client.raise_request_exception = False
        for address in at_desk + (portal if who != "party at the desk" else []):
            sent = {"strokes": STROKES, "sha256": digest, "code": "1"}
            answers = (client.get(address), client.post(address, sent))
            faults += [
                f"{who} {address} {one.status_code}"
                for one in answers
                if one.status_code not in (302, 401, 403, 404, 405)
            ]
    assert not faults
    again = queries.agreement_of(found)
    assert again is not None
    assert not again.signatures.exists()
