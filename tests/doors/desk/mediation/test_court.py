"""From the agreement to the last instalment through the pages: both join, the judge decides, the ruling is opened; and who is kept out."""

from __future__ import annotations

import contextlib
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commongrid.base.access.models import Account
from commongrid.base.privacy.models import Look
from commongrid.work.mediation import acts
from commongrid.work.mediation.models import Confirmation, Instalment, Mediation
from commongrid.work.mediation.terms import Brought, Check, Seen
from tests.base.files.pictures_made import pdf
from tests.browsing import BACKEND, client_for, prove
from tests.cast import Town
from tests.doors.portal.test_agreement import Phone
from tests.work.mediation.courtroom import NUMBER, Room, second_judge
from tests.work.mediation.test_agreement import STROKES
from tests.work.mediation.things import BOSS, SUMMARY, WORKER, Table

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def room(recent: Town, settings: Any, tmp_path: Path) -> Room:
    settings.MEDIA_ROOT = str(tmp_path)
    settings.CODE_SENDERS = {"phone": "tests.doors.portal.test_agreement.Phone"}
    return Room(Table(recent))


def phone(person: str | None) -> Client:
    return prove(Client(headers={"accept-language": "zh-hans"}), person)


def desk(username: str) -> Client:
    client = Client(headers={"accept-language": "zh-hans"})
    client.force_login(Account.objects.get(username=username), backend=BACKEND)
    return client


def joins(room: Room, client: Client, number: str) -> None:
    """A code, the address form, a drawing."""
    address = f"/mediation/{room.made.mediation.number}/confirmation/join/"
    found = Confirmation.objects.get()
    sent = {
        "sha256": bytes(found.sha256 or b"").hex(),
        "strokes": STROKES,
        "address": "东兴路12号",
        "electronic": "on",
        "truthful": "on",
    }
    wrong = client.post(address, {**sent, "code": "000000"})
    assert wrong.status_code == 422
    assert STROKES in wrong.content.decode()
    assert "东兴路12号" in wrong.content.decode()
    client.post(address.replace("join", "send"))
    assert client.post(address, {**sent, "code": Phone.codes[number]}).status_code == 302


def test_from_the_agreement_to_the_last_payment(room: Room) -> None:
    number = room.made.mediation.number
    worker, boss = phone(room.table.worker.person_id), phone(room.table.boss.person_id)
    page = f"/mediation/{number}/confirmation/"
    shown = worker.get(page)
    assert shown["Cache-Control"] == "private, no-store"
    court = {"court": str(room.court.pk), "ground": "body"}
    barred = worker.post(f"{page}draft/", {**court, "declared": ["title"]})
    assert (barred.status_code, "物权" in barred.content.decode()) == (422, True)
    for _twice in range(2):
        assert worker.post(f"{page}draft/", court).status_code == 302
    joins(room, worker, WORKER[0])
    joins(room, boss, BOSS[0])
    found = Confirmation.objects.get()
    assert found.stage == "applied"
    the_judge_decides(room, found)
    assert "已确认有效" in worker.get(page).content.decode()
    ruling = worker.get(f"/mediation/{number}/ruling.pdf")
    assert b"".join(ruling.streaming_content).startswith(b"%PDF-")  # type: ignore[attr-defined]
    party = room.table.party(room.made.mediation, room.table.worker)
    assert found.deliveries.get(party=party).opened_at
    assert worker.post(f"{page}paper/").status_code == 302
    said = Client().get(reverse("portal:verify", args=[found.number])).content.decode()
    assert bytes(Confirmation.objects.get().ruling_sha256 or b"").hex() in said
    assert not any(secret in said for secret in (SUMMARY, *WORKER, *BOSS, "付清", number))
    they_pay(worker, boss, number)


def the_judge_decides(room: Room, found: Confirmation) -> None:
    judge, at = desk("fangzheng"), f"/desk/court/{found.number}/"
    assert found.number in judge.get("/desk/court/").content.decode()
    page = judge.get(at)
    assert WORKER[1] in page.content.decode()
    assert Look.objects.filter(context=f"mediation:{found.agreement.mediation.number}").exists()
    parties = [str(one.pk) for one in found.agreement.mediation.parties.all()]
    assert judge.post(f"{at}do/take/").status_code == 302
    asked = {
        "key": page.context["forms"].get("ask", None) or "a-key-of-its-own",
        "party": parties[0],
        "words": "是否自愿？",
    }
    assert judge.post(f"{at}do/ask/", {**asked, "key": "a-key-of-its-own"}).status_code == 302
    question = found.questions.get()
    who = (
        room.table.worker if str(question.party.person_id) == room.table.worker.person_id else room.table.boss
    )
    answered = phone(who.person_id).post(
        f"/mediation/{found.agreement.mediation.number}/confirmation/answer/",
        {"question": str(question.pk), "words": "自愿。"},
    )
    assert answered.status_code == 302
    short = judge.post(f"{at}do/hear/", {"way": "together", "came": parties[:1], "record": "只到一方"})
    assert (short.status_code, "只到一方" in short.content.decode()) == (422, True)
    assert (
        judge.post(f"{at}do/hear/", {"way": "together", "came": parties, "record": "均自愿"}).status_code
        == 302
    )
    early = judge.post(f"{at}do/confirm/", {"court_number": NUMBER, "grounds": ""})
    assert (early.status_code, NUMBER in early.content.decode()) == (422, True)
    assert judge.post(f"{at}do/tick/", {"checks": list(Check), "note-will": "已当庭核对"}).status_code == 302
    assert "已当庭核对" in judge.get(at).content.decode()
    assert judge.post(f"{at}do/confirm/", {"court_number": NUMBER, "grounds": ""}).status_code == 302
    for part in ("application", "agreement", "scan", "ruling"):
        file = judge.get(f"{at}{part}.pdf")
        assert b"".join(file.streaming_content).startswith(b"%PDF-")  # type: ignore[attr-defined]
    with CaptureQueriesContext(connection) as read:
        assert judge.get(at).status_code == 200
    assert len(read) < 60
    assert "30分钟内" in judge.get("/desk/court/pace/").content.decode()


def they_pay(worker: Client, boss: Client, number: str) -> None:
    at = f"/mediation/{number}/performance/"
    assert boss.get(at).status_code == 200
    assert boss.post(f"{at}1/done/").status_code == 403
    assert boss.post(f"{at}1/said/", {"file": SimpleUploadedFile("p.pdf", pdf())}).status_code == 302
    proof = worker.get(f"{at}1.pdf")
    assert b"".join(proof.streaming_content).startswith(b"%PDF-")  # type: ignore[attr-defined]
    for nth in (1, 2):
        assert worker.post(f"{at}{nth}/done/").status_code == 302
    assert "已全部履行" in worker.get(at).content.decode()


def test_late_a_creditor_takes_the_application_for_enforcement(room: Room) -> None:
    room.confirmed()
    number = room.made.mediation.number
    worker = phone(room.table.worker.person_id)
    assert worker.post(f"/mediation/{number}/enforcement.pdf").status_code == 302
    Instalment.objects.filter(nth=1).update(due_at=room.town.now - timedelta(days=40))
    page = worker.get(f"/mediation/{number}/performance/").content.decode()
    assert "申请强制执行" in page
    paper = worker.post(f"/mediation/{number}/enforcement.pdf")
    assert paper.content.startswith(b"%PDF-")
    boss = phone(room.table.boss.person_id)
    assert boss.post(f"/mediation/{number}/enforcement.pdf").status_code == 302


def test_the_table_notes_paper_and_performance(room: Room) -> None:
    found, lin = room.made.mediation, desk("linmed")
    page = f"/desk/mediation/{found.number}/confirmation/"
    assert lin.get(page).status_code == 200
    sent = {"court": str(room.court.pk), "ground": "body"}
    assert lin.post(f"{page}do/draft/", sent).status_code == 302
    one, other = found.parties.all()
    unsaid = lin.post(f"{page}do/join/", {"party": str(one.pk), "address": "河东8号"})
    assert (unsaid.status_code, "河东8号" in unsaid.content.decode()) == (422, True)
    for party in (one, other):
        told = {"party": str(party.pk), "address": "河东8号", "truthful": "on"}
        assert lin.post(f"{page}do/join/", told).status_code == 302
    assert Confirmation.objects.get().stage == "applied"
    assert lin.get(f"{page}application.docx").content.startswith(b"PK")
    file = lin.get(f"{page}application.pdf")
    assert b"".join(file.streaming_content).startswith(b"%PDF-")  # type: ignore[attr-defined]
    assert lin.post(f"/desk/mediation/{found.number}/performance/1/done/").status_code == 302
    assert Instalment.objects.get(nth=1).state == "done"
    assert lin.post(f"{page}do/withdraw/", {"party": str(one.pk)}).status_code == 302


def addresses(room: Room, found: Confirmation) -> tuple[list[str], list[str], list[str]]:
    """The judge's, the table's and the parties' addresses about one application."""
    mine, number = found.number, room.made.mediation.number
    court = [
        reverse("desk:court:one", args=[mine]),
        *(reverse("desk:court:act", args=[mine, name]) for name in ("take", "tick", "ask", "hear", "confirm", "reject", "refuse", "hand_over", "hand_on", "extend", "slot")),
        *(reverse("desk:court:file", args=[mine, part]) for part in ("application", "agreement", "scan", "ruling")),
        reverse("desk:court:evidence", args=[mine, uuid4()]),
    ]  # fmt: skip
    table = [
        reverse("desk:mediation:agreement", args=[number]),
        reverse("desk:mediation:agreement_word", args=[number]),
        *(reverse("desk:mediation:agreement_act", args=[number, name]) for name in ("oral", "paper", "countersign", "seal")),
        *(reverse("desk:mediation:agreement_file", args=[number, part]) for part in ("text", "copy", "scan")),
        reverse("desk:mediation:confirmation", args=[number]),
        *(reverse("desk:mediation:confirmation_act", args=[number, name]) for name in ("draft", "join", "withdraw")),
        reverse("desk:mediation:confirmation_application", args=[number]),
        reverse("desk:mediation:confirmation_word", args=[number]),
        *(reverse("desk:mediation:performance_act", args=[number, 1, name]) for name in ("done", "denied")),
    ]  # fmt: skip
    portal = [
        reverse("portal:mediation_agreement", args=[number]),
        reverse("portal:mediation_agreement_file", args=[number]),
        reverse("portal:confirmation", args=[number]),
        *(reverse("portal:confirmation_act", args=[number, name]) for name in ("draft", "send", "join", "answer", "withdraw", "paper")),
        reverse("portal:confirmation_application", args=[number]),
        reverse("portal:confirmation_ruling", args=[number]),
        reverse("portal:performance", args=[number]),
        *(reverse("portal:performance_act", args=[number, 1, name]) for name in ("said", "done", "denied")),
        reverse("portal:performance_proof", args=[number, 1]),
        reverse("portal:enforcement", args=[number]),
    ]  # fmt: skip
    return court, table, portal


def test_every_door_is_shut_to_all_but_judge_table_and_parties(room: Room) -> None:
    found = room.heard()
    second_judge(room.town)
    court, table, portal = addresses(room, found)
    everywhere = [*court, *table, *portal]
    neighbour = room.table.resident("13800010077", "邻居")
    outside = {
        "nobody": (Client(), everywhere),
        "stranger": (client_for("stranger"), everywhere),
        "dispatcher": (client_for("zhoumin"), everywhere),
        "administrator": (client_for("suqing"), everywhere),
        "auditor": (client_for("dushen"), everywhere),
        "wrong judge": (desk("luozheng"), everywhere),
        "wrong mediator": (desk("tanmed"), everywhere),
        "its judge at the table": (desk("fangzheng"), [*table, *portal]),
        "its mediator at the court": (desk("linmed"), [*court, *portal]),
        "neighbour": (phone(neighbour.person_id), everywhere),
        "party at the desk": (phone(room.table.worker.person_id), [*court, *table]),
    }
    faults = []
    for who, (client, doors) in outside.items():
        client.raise_request_exception = False
        for address in doors:
            for answer in (client.get(address), client.post(address, {"court_number": NUMBER})):
                said = answer.content.decode(errors="replace") if not answer.streaming else "a file"
                if (
                    answer.status_code not in (302, 401, 403, 404, 405)
                    or SUMMARY in said
                    or WORKER[1] in said
                ):
                    faults.append(f"{who} {address} {answer.status_code}")
    assert not faults
    assert room.again(found).stage == "heard"
    assert not Instalment.objects.exclude(state="owed").exists()
    acts.watch(at=room.town.now)


def status(client: Client, address: str) -> int:
    """Of an answer that may be a file, which is closed again."""
    with contextlib.closing(client.get(address)) as answer:
        return answer.status_code


def test_of_the_evidence_the_judge_sees_papers_about_property_that_both_sides_see(room: Room) -> None:
    found, judge = room.heard(), desk("fangzheng")
    whole = Mediation.objects.filter(pk=room.made.mediation.pk)
    ended = whole.get().state
    whole.update(state="sitting")  # papers are brought while the table sits
    shown = {
        seen: acts.add_evidence(
            whole.get(),
            None,
            Brought(f"房产证 {seen}", pdf(), seen),
            f"key-{seen}",
            by=room.table.lin,
            at=room.town.now,
        )
        for seen in Seen
    }
    whole.update(state=ended)
    page = reverse("desk:court:one", args=[found.number])
    address = {
        seen: reverse("desk:court:evidence", args=[found.number, row.pk]) for seen, row in shown.items()
    }
    assert "房产证" not in judge.get(page).content.decode()
    assert {status(judge, one) for one in address.values()} == {404}
    Confirmation.objects.filter(pk=found.pk).update(property_wanted=True)
    told = judge.get(page).content.decode()
    assert [seen for seen in Seen if f"房产证 {seen}" in told] == [Seen.BOTH]
    assert [seen for seen, one in address.items() if status(judge, one) == 200] == [Seen.BOTH]
