"""What a device sends later: the same view, answered as data, once; and what the device is told to hold."""

from __future__ import annotations

import base64
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.utils import timezone

from commongrid.base.files import queries as files
from commongrid.base.files.models import Upload
from commongrid.base.journal import queries as history
from commongrid.cases import acts as cases
from commongrid.intake import acts as intake
from commongrid.intake.models import Report
from tests.browsing import client_for
from tests.cast import Town
from tests.doors.field.test_pages import photo, to_check, to_verify

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django import Settings

pytestmark = pytest.mark.django_db
KEY = "0b6c1f6e-4b1e-4a8e-9d43-6f2c4a1d7e10"
DEVICE = {"HTTP_X_SENDING": "1"}


@pytest.fixture
def lately(town: Town, settings: Settings, tmp_path: Path) -> Town:
    settings.MEDIA_ROOT = tmp_path
    town.now = timezone.now() - timedelta(hours=1)
    return town


def send(client: Client, url: str, **told: Any) -> Any:
    return client.post(url, {"key": KEY, **told}, **DEVICE).json()


def test_done_is_told_with_the_words_of_the_page_and_only_once(lately: Town) -> None:
    report = to_verify(lately)
    client, url = client_for("chenlihua"), f"/field/verify/{report.number}/"
    told = send(client, url, finding="confirmed")
    assert (told["state"], told["url"], len(told["words"])) == ("done", "/field/", 1)
    assert send(client, url, finding="confirmed") == told
    kinds = [entry.kind for entry in history.history("report", str(report.pk))]
    assert kinds.count("report.verified") == 1
    assert told["words"][0] not in client.get("/field/").content.decode()


def test_what_is_wrong_comes_back_field_by_field_and_the_key_stays_free(lately: Town) -> None:
    report = to_verify(lately)
    client, url = client_for("chenlihua"), f"/field/verify/{report.number}/"
    told = send(client, url, finding="false")
    assert told["state"] == "back"
    assert any("请写几句你看到的情况" in words for words in told["words"])
    assert send(client, url, finding="false", text="没有这回事")["state"] == "done"


def test_who_was_quicker_is_told_with_what_they_did(lately: Town) -> None:
    case = to_check(lately)
    seen = case.seq
    cases.pass_check(case, by=lately.zhoumin, at=timezone.now(), why="已核实")
    told = send(
        client_for("chenlihua"),
        f"/field/check/{case.number}/",
        seq=seen,
        answer="fail",
        text="不亮",
        photos=[photo()],
    )
    assert told["state"] == "conflict"
    assert told["note"] == f"/field/cases/{case.number}/"
    assert [one["quote"] for one in told["meanwhile"]] == ["已核实"]
    assert files.photos([f"case:{case.pk}"]) == []


def test_a_report_somebody_else_looked_at_says_who(lately: Town) -> None:
    report = to_verify(lately)
    intake.verify(report, "confirmed", by=lately.chenlihua, at=timezone.now())
    told = send(client_for("chenlihua"), f"/field/verify/{report.number}/", finding="confirmed")
    assert told["state"] == "conflict"
    assert len(told["meanwhile"]) > 0


def test_looking_in_time_counts_though_it_came_late(lately: Town) -> None:
    report = to_verify(lately)
    Report.objects.filter(pk=report.pk).update(due_at=timezone.now() - timedelta(minutes=5))
    seen = timezone.now() - timedelta(minutes=20)
    send(
        client_for("chenlihua"),
        f"/field/verify/{report.number}/",
        finding="confirmed",
        captured_at=seen.isoformat(),
        sent_at=timezone.now().isoformat(),
    )
    entry = history.history("report", str(report.pk))[-1]
    assert entry.data["in_time"] is True
    assert entry.actor["captured_at"][:16] == seen.isoformat()[:16]


@pytest.mark.parametrize(
    "moment",
    [
        "",
        "yesterday",
        "2026-13-45T00:00:00Z",
        "2026-01-01T00:00:00",
    ],
)
def test_a_moment_that_cannot_be_read_stops_nothing(lately: Town, moment: str) -> None:
    report = to_verify(lately)
    url = f"/field/verify/{report.number}/"
    assert (
        send(client_for("chenlihua"), url, finding="confirmed", captured_at=moment, sent_at=moment)["state"]
        == "done"
    )
    assert "captured_at" not in history.history("report", str(report.pk))[-1].actor


def pieces(client: Client, data: bytes, step: int) -> str:
    digest = base64.b64encode(sha256(data).digest()).decode()
    begun = client.post(
        "/field/parts/", HTTP_UPLOAD_LENGTH=str(len(data)), HTTP_UPLOAD_METADATA=f"sha256 {digest}"
    )
    assert begun.status_code == 201
    for start in range(int(begun["Upload-Offset"]), len(data), step):
        answer = client.patch(
            begun["Location"],
            data[start : start + step],
            content_type="application/offset+octet-stream",
            HTTP_UPLOAD_OFFSET=str(start),
        )
        assert answer.status_code == 204, answer.content
    return str(begun["Location"])


def test_photos_that_came_in_pieces_belong_to_the_form_that_names_them(lately: Town) -> None:
    client, data = client_for("chenlihua"), photo().read()
    where = pieces(client, data, 500)
    assert client.head(where)["Upload-Offset"] == str(len(data))
    told = send(client, "/field/found/", words="井盖松动", photos_sent=where.split("/")[-2])
    report = Report.objects.get(source_key=KEY)
    assert (told["state"], report.photos) == ("done", 1)
    assert not Upload.objects.exists()


def test_nobody_takes_anothers_pieces(lately: Town) -> None:
    where = pieces(client_for("chenlihua"), photo().read(), 500)
    other = client_for("hezhiqiang")
    assert other.head(where).status_code == 404
    told = send(other, "/field/found/", words="别人的照片", photos_sent=where.split("/")[-2])
    assert told["state"] == "back"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 413),
        ({"HTTP_UPLOAD_LENGTH": "many"}, 400),
        ({"HTTP_UPLOAD_LENGTH": "10", "HTTP_UPLOAD_METADATA": "sha256 ???"}, 413),
    ],
)
def test_a_wrong_beginning_is_refused(lately: Town, headers: dict[str, str], status: int) -> None:
    assert client_for("chenlihua").post("/field/parts/", **headers).status_code == status


def test_a_device_holds_what_is_mine_today_and_marks_change_with_it(lately: Town) -> None:
    report, case = to_verify(lately), to_check(lately)
    client = client_for("chenlihua")
    held = {one["url"]: one["mark"] for one in client.get("/field/held/").json()["pages"]}
    for url in held:
        assert client.get(url).status_code == 200, url
    others = {one["url"] for one in client_for("hezhiqiang").get("/field/held/").json()["pages"]}
    assert f"/field/verify/{report.number}/" in held
    assert f"/field/verify/{report.number}/" not in others
    cases.comment(case, "明天再看", is_public=False, by=lately.zhoumin, at=timezone.now())
    after = {one["url"]: one["mark"] for one in client.get("/field/held/").json()["pages"]}
    changed = {url for url in held if held[url] != after.get(url)}
    assert f"/field/check/{case.number}/" in changed
    assert f"/field/verify/{report.number}/" not in changed
    assert "/field/matters/" not in changed


def test_every_file_a_device_is_told_to_hold_is_there(lately: Town) -> None:
    named = client_for("chenlihua").get("/field/held/").json()["files"]
    missing = [name for name in named if not finders.find(name.removeprefix("/static/"))]
    assert missing in ([], ["/static/look.css"])
    assert len(named) > 30


def test_hello_says_who_it_is_and_nobody_else(lately: Town) -> None:
    assert client_for("chenlihua").get("/field/hello/").json()["name"] == "陈丽华"
    stranger = Client().get("/field/hello/").json()
    assert (stranger["account"], stranger["name"]) == (None, "")


def test_a_page_fetched_to_be_held_does_not_swallow_what_is_to_be_said(lately: Town) -> None:
    report = to_verify(lately)
    client, url = client_for("chenlihua"), f"/field/verify/{report.number}/"
    client.post(url, {"key": KEY, "finding": "confirmed"})
    assert (
        "toast"
        not in client.get("/field/", HTTP_X_HOLDING="1").content.decode().partition('id="toasts"')[2][:400]
    )
    assert 'class="toast' in client.get("/field/").content.decode()


def test_signing_out_asks_where_something_waits(lately: Town) -> None:
    client = client_for("chenlihua")
    client.cookies["waiting"] = "2"
    assert "2 条内容未上传" in client.post("/accounts/logout/").content.decode()
    assert client.get("/field/hello/").json()["account"]
    answer = client.post("/accounts/logout/", {"lose": "1"})
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert client.get("/field/hello/").json()["account"] is None


def test_an_inspection_nobody_asks_for_any_more_stays_on_the_phone(lately: Town) -> None:
    told = send(client_for("chenlihua"), "/field/inspect/P-004/CK99/", edition="1")
    assert told["state"] == "refused"
    assert told["words"]
