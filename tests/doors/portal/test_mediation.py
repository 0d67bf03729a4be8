"""A party on the phone: asks, says yes, chooses, brings something, names who stands for them, stops; without scripts."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from commongrid.base.access.terms import Actor
from commongrid.work.mediation.models import Mediation
from tests.base.files.pictures_made import pdf
from tests.browsing import prove
from tests.cast import Town
from tests.work.mediation.things import SUMMARY, Table

pytestmark = pytest.mark.django_db


@pytest.fixture
def table(recent: Town) -> Table:
    return Table(recent)


def phone(who: Actor) -> Client:
    return prove(Client(headers={"accept-language": "zh-hans"}), who.person_id)


def does(client: Client, found: Mediation, deed: str, **told: Any) -> HttpResponse:
    return client.post(reverse("portal:mediation_act", args=[found.number, deed]), told)


def says(client: Client, found: Mediation) -> str:
    return client.get(reverse("portal:mediation_one", args=[found.number])).content.decode()


def test_whoever_has_proven_nothing_reads_what_it_is_and_proves_first(table: Table) -> None:
    client = Client()
    home = client.get(reverse("portal:mediation")).content.decode()
    assert "/law/mediation.people.free/" in home
    asked = client.get(reverse("portal:mediation_apply"))
    assert asked.status_code == 302
    assert asked["Location"].startswith(reverse("portal:prove"))


def test_asking_keeps_what_was_written_and_twice_is_once(table: Table) -> None:
    client, url = phone(table.worker), reverse("portal:mediation_apply")
    form = client.get(url).context["form"]
    sent = {
        "key": form.initial["key"], "topic": "wages", "summary": SUMMARY, "claim": "", "community": table.body.unit.division_id,
        "name": "阿强", "other_name": "黄老板", "other_organisation": "石埠五金厂", "other_phone": "12",
    }  # fmt: skip
    wrong = client.post(url, sent)
    assert wrong.status_code == 422
    assert SUMMARY in wrong.content.decode()
    right = {**sent, "other_phone": "13800010002"}
    first, again = client.post(url, right), client.post(url, right)
    assert first["Location"] == again["Location"]
    found = Mediation.objects.get()
    assert (found.state, found.body, found.parties.get(side="applicant").consent) == (
        "applied",
        table.body,
        "yes",
    )
    assert found.number in client.get(reverse("portal:mediation")).content.decode()


def test_yes_a_choice_and_then_a_seat(table: Table) -> None:
    found = table.offered()
    boss, worker = phone(table.boss), phone(table.worker)
    assert "你愿意调解吗" in says(boss, found)
    assert does(boss, found, "consent", online="on").status_code == 302
    party = found.parties.get(side="respondent")
    assert (party.consent, party.online, party.recording) == ("yes", True, False)
    for client in (boss, worker):
        does(client, found, "choose", mediator=str(table.lin_row.pk))
    assert found.seats.get().how == "chosen"
    assert does(boss, found, "choose", mediator="many").status_code == 302
    assert found.parties.get(side="respondent").chosen is None


def test_evidence_is_brought_shown_to_whom_one_says_and_taken_back(table: Table) -> None:
    found, boss, worker = table.offered(), phone(table.boss), phone(table.worker)
    told = {"key": "evidence-0001", "title": "工资条", "seen_by": "both"}
    assert does(worker, found, "bring", **told).status_code == 422
    not_one = SimpleUploadedFile("x.txt", b"only words")
    kept = does(worker, found, "bring", **told, file=not_one)
    assert kept.status_code == 422
    assert "工资条" in kept.content.decode()
    does(worker, found, "bring", **told, file=SimpleUploadedFile("x.pdf", pdf()))
    assert "工资条" in says(boss, found)
    row = found.evidence.get()
    file = boss.get(reverse("portal:mediation_file", args=[found.number, row.pk]))
    assert b"".join(file.streaming_content) == pdf()  # type: ignore[attr-defined]
    assert does(boss, found, "take_back", evidence=str(row.pk)).status_code == 403
    does(worker, found, "take_back", evidence=str(row.pk))
    assert "工资条" not in says(worker, found)


def test_a_lawyer_stands_for_a_party_and_acts_for_it(table: Table) -> None:
    found, boss = table.offered(), phone(table.boss)
    told = {"name": "刘律师", "phone": "13800010009", "scope": "ordinary"}
    does(boss, found, "represent", **told, file=SimpleUploadedFile("p.pdf", pdf()))
    lawyer = phone(table.resident("13800010009", "刘律师"))
    assert "对方" in says(lawyer, found)
    assert does(lawyer, found, "consent").status_code == 302
    party = found.parties.get(side="respondent")
    assert (party.consent, party.consent_by, party.scope) == ("yes", "party", "ordinary")


def test_one_act_stops_it_and_says_what_is_open(table: Table) -> None:
    found, boss = table.seated(), phone(table.boss)
    assert does(boss, found, "withdraw").status_code == 403
    assert does(boss, found, "refuse").status_code == 302
    told = says(boss, found)
    assert "调解不成" in told
    assert reverse("portal:law", args=["mediation.people.failed"]) in told
    again = does(boss, found, "refuse")
    assert again.status_code == 302
    assert "调解不成" in boss.get(again["Location"]).content.decode()


def test_a_calendar_is_for_whoever_is_invited(table: Table) -> None:
    found = table.seated()
    planned = table.sitting(found)
    planned.invited = [str(found.parties.get(side="applicant").pk)]
    planned.save()
    url = reverse("portal:mediation_ics", args=[found.number, planned.pk])
    assert phone(table.worker).get(url).status_code == 200
    assert phone(table.boss).get(url).status_code == 404


def test_on_my_data_i_read_my_mediations_and_who_looked(table: Table) -> None:
    found = table.offered()
    data = phone(table.worker).get(reverse("portal:data")).content.decode()
    assert found.number in data
