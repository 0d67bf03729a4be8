"""Every address of mediation, tried as everybody who must not pass; and what those who may find there."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commongrid.base.access.models import Account
from commongrid.base.privacy.models import Look
from commongrid.work.mediation import acts, queries
from commongrid.work.mediation.models import Evidence, Mediation
from commongrid.work.mediation.terms import Brought, Seen
from tests.base.files.pictures_made import pdf
from tests.browsing import BACKEND, client_for, prove
from tests.cast import DISPUTE, Town
from tests.work.mediation.things import SUMMARY, WORKER, Table

pytestmark = pytest.mark.django_db


@pytest.fixture
def table(town: Town, settings: Any, tmp_path: Path) -> Table:
    settings.MEDIA_ROOT = str(tmp_path)
    return Table(town)


def as_mediator(username: str) -> Client:
    client = Client()
    client.force_login(Account.objects.get(username=username), backend=BACKEND)
    return client


def as_party(person: str | None) -> Client:
    return prove(Client(), person)


def addresses(found: Mediation, evidence: Evidence) -> dict[str, list[str]]:
    """All addresses about one matter: at the desk and on the portal."""
    number, sitting, party = found.number, found.sittings.get().pk, found.parties.first()
    assert party is not None
    desk = "desk:mediation:"
    return {
        "desk": [
            reverse(f"{desk}one", args=[number]),
            reverse(f"{desk}terms", args=[number]),
            reverse(f"{desk}sitting_new", args=[number]),
            reverse(f"{desk}sitting", args=[number, sitting]),
            reverse(f"{desk}sitting_cancel", args=[number, sitting]),
            reverse(f"{desk}sitting_ics", args=[number, sitting]),
            reverse(f"{desk}file", args=[number, evidence.pk]),
            reverse(f"{desk}power", args=[number, party.pk]),
            *(reverse(f"{desk}act", args=[number, name]) for name in ("offer", "seat", "agree", "fail", "evidence", "refuse")),
        ],
        "portal": [
            reverse("portal:mediation_one", args=[number]),
            reverse("portal:mediation_ics", args=[number, sitting]),
            reverse("portal:mediation_file", args=[number, evidence.pk]),
            *(reverse("portal:mediation_act", args=[number, name]) for name in ("consent", "refuse", "withdraw", "choose", "bring", "take_back", "represent")),
        ],
    }  # fmt: skip


def test_every_door_is_shut_to_all_but_the_table(table: Table) -> None:
    found = table.seated()
    worker = table.party(found, table.worker)
    evidence = acts.add_evidence(
        found, worker, Brought("证言", pdf(), Seen.MEDIATOR), "ev-0001", by=table.worker, at=table.town.now
    )
    table.sitting(found)
    neighbour = table.resident("13800010077", "邻居")
    outside = {
        "nobody": Client(),
        "stranger": client_for("stranger"),
        "dispatcher": client_for("zhoumin"),
        "secretary": client_for("huangweiming"),
        "administrator": client_for("suqing"),
        "auditor": client_for("dushen"),
        "wrong mediator": as_mediator("tanmed"),
        "neighbour": as_party(neighbour.person_id),
    }
    state = table.again(found).state
    every = [one for some in addresses(found, evidence).values() for one in some]
    faults = []
    for who, client in outside.items():
        client.raise_request_exception = False
        for address in every:
            for answer in (client.get(address), client.post(address, {"party": str(worker.pk)})):
                said = answer.content.decode(errors="replace") if not answer.streaming else "a file"
                if answer.status_code not in (302, 401, 403, 404, 405) or SUMMARY in said or "证言" in said:
                    faults.append(f"{who} {address} {answer.status_code}")
    assert not faults
    assert table.again(found).state == state


def test_the_other_side_sees_nothing_kept_to_the_mediators(table: Table) -> None:
    found = table.seated()
    mine = table.party(found, table.worker)
    secret = acts.add_evidence(
        found, mine, Brought("工友证言", pdf(), Seen.MEDIATOR), "ev-0001", by=table.worker, at=table.town.now
    )
    boss = as_party(table.boss.person_id)
    page = boss.get(f"/mediation/{found.number}/")
    assert page.status_code == 200
    assert "工友证言" not in page.content.decode()
    assert boss.get(reverse("portal:mediation_file", args=[found.number, secret.pk])).status_code == 404
    sent = boss.post(
        reverse("portal:mediation_act", args=[found.number, "take_back"]), {"evidence": str(secret.pk)}
    )
    assert sent.status_code in (403, 404)
    worker = as_party(table.worker.person_id)
    file = worker.get(reverse("portal:mediation_file", args=[found.number, secret.pk]))
    assert (file.status_code, "证言" in file["Content-Disposition"]) == (200, False)
    assert b"".join(file.streaming_content) == pdf()  # type: ignore[attr-defined]


def test_opening_a_matter_is_written_for_the_parties_to_read(table: Table) -> None:
    found = table.seated()
    page = as_mediator("linmed").get(f"/desk/mediation/{found.number}/")
    assert page.status_code == 200
    assert SUMMARY in page.content.decode()
    assert WORKER[0] in page.content.decode()
    looks = Look.objects.filter(context=f"mediation:{found.number}")
    assert looks.count() == 2


def test_the_list_says_nothing_of_the_dispute_and_asks_no_more_for_more_rows(
    table: Table, django_assert_num_queries: Any
) -> None:
    table.offered("apply-0000")
    client = as_mediator("zhaohead")
    client.get("/desk/mediation/")
    with CaptureQueriesContext(connection) as of_one:
        client.get("/desk/mediation/")
    for nth in (1, 2):
        table.offered(f"apply-{nth:04}")
    with django_assert_num_queries(len(of_one)):
        page = client.get("/desk/mediation/")
    assert page.context["tabs"][0][1] == 3
    assert SUMMARY not in page.content.decode()
    assert as_mediator("linmed").get("/desk/mediation/").context["tabs"][0][1] == 0


def test_a_case_gives_a_dispute_away_and_sees_no_more(table: Table) -> None:
    town = table.town
    reporter = table.worker.person_id
    report_of = uuid.UUID(reporter or "")
    case = town.case(DISPUTE, words="老板拖欠工资", person_id=report_of)
    client = client_for("zhoumin")
    assert (
        reverse("desk:mediation:from_case", args=[case.number])
        in client.get(f"/desk/cases/{case.number}/").content.decode()
    )
    url = reverse("desk:mediation:from_case", args=[case.number])
    form = client.get(url)
    sent = {
        "key": form.context["form"].initial["key"], "topic": "wages", "summary": SUMMARY, "claim": "", "other_name": "黄老板",
        "other_organisation": "石埠五金厂", "other_phone": "13800010002", "body": str(table.body.pk),
    }  # fmt: skip
    assert client.post(url, sent).status_code == 302
    assert client.post(url, sent).status_code == 302
    found = Mediation.objects.get()
    page = client.get(f"/desk/cases/{case.number}/").content.decode()
    assert found.number in page
    assert SUMMARY not in page
    assert client.get(f"/desk/mediation/{found.number}/").status_code == 403
    assert [one.state for one in queries.exists_for(case.number)] == ["applied"]


def test_at_the_counter_and_through_the_desk(table: Table) -> None:
    client = as_mediator("zhaohead")
    form = client.get("/desk/mediation/new/").context["form"]
    sent = {
        "key": form.initial["key"], "name": "阿强", "phone": "13800010001", "topic": "wages", "summary": SUMMARY, "claim": "",
        "other_name": "黄老板", "other_organisation": "", "other_phone": "bad", "origin": "counter", "course": "", "number_in": "",
    }  # fmt: skip
    wrong = client.post("/desk/mediation/new/", sent)
    assert wrong.status_code == 422
    assert SUMMARY in wrong.content.decode()
    made = client.post("/desk/mediation/new/", {**sent, "other_phone": "13800010002"})
    assert made.status_code == 302
    found = Mediation.objects.get()
    at = f"/desk/mediation/{found.number}/do/"
    assert client.post(f"{at}offer/").status_code == 302
    for party in found.parties.all():
        assert client.post(f"{at}consent/", {"party": str(party.pk), "online": "on"}).status_code == 302
    assert client.post(f"{at}accept/").status_code == 302
    assert client.post(f"{at}seat/", {"mediator": str(table.lin_row.pk)}).status_code == 302
    lin = as_mediator("linmed")
    assert lin.post(f"{at}take/").status_code == 302
    assert table.again(found).state == "accepted"
    refused = lin.post(f"{at}fail/", {"ending": "nonsense"})
    assert refused.status_code == 422
    assert lin.post(f"{at}pause/").status_code == 302
    assert lin.post(f"{at}resume/").status_code == 302
    assert table.again(found).state == "sitting"
    terms = {
        "rows": "1",
        "t0-who": str(found.parties.all()[0].pk),
        "t0-what": "付清工资",
        "t0-by_on": "2026-04-01",
        "t0-amount": "5200",
    }
    unclear = lin.post(f"/desk/mediation/{found.number}/terms/", {**terms, "t0-by_on": ""})
    assert unclear.status_code == 422
    assert "付清工资" in unclear.content.decode()
    assert lin.post(f"/desk/mediation/{found.number}/terms/", terms).status_code == 302
    assert lin.post(f"{at}agree/").status_code == 302
    assert table.again(found).state == "agreed"


def test_a_sitting_goes_into_a_calendar_and_out_again(table: Table) -> None:
    found = table.seated()
    planned = table.sitting(found)
    worker = as_party(table.worker.person_id)
    url = reverse("portal:mediation_ics", args=[found.number, planned.pk])
    first = worker.get(url).content.decode()
    assert "METHOD:PUBLISH" in first
    assert "SEQUENCE:0" in first
    assert SUMMARY not in first
    acts.cancel(planned, by=table.lin, at=table.town.now)
    second = worker.get(url).content.decode()
    assert "METHOD:CANCEL" in second
    assert "SEQUENCE:1" in second
    uid = next(line for line in first.splitlines() if line.startswith("UID:"))
    assert uid in second


def test_bodies_are_set_up_without_seeing_a_matter(table: Table) -> None:
    found = table.offered()
    admin = client_for("suqing")
    page = admin.get("/desk/mediation/bodies/")
    assert page.status_code == 200
    assert found.number not in page.content.decode()
    url = f"/desk/mediation/bodies/{table.body.unit.code}/"
    assert admin.get(url).status_code == 200
    sent = {
        "post": str(table.tan_row.post_id), "engagement": "expert", "topics": ["family", "land"], "languages": ["zh"],
        "studio": "老谭工作室", "is_head": "on", "is_active": "on",
    }  # fmt: skip
    assert admin.post(url, sent).status_code == 302
    assert table.tan_row.post_id in table.again(found).heading_ids
    assert admin.post(url, {"kind": "professional", "is_active": "on"}).status_code == 302
    assert client_for("zhoumin").get(url).status_code == 403
