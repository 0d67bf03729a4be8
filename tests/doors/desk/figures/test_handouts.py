"""What leaves the house: files with the reader's rights, recorded and not too often; links that show sums and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from commongrid.base.journal.models import Entry
from commongrid.insight.handouts import signing
from commongrid.insight.handouts.models import Link
from commongrid.insight.handouts.terms import EXPORTS
from tests.cast import Town
from tests.doors.desk.figures.conftest import SHIBU

SignIn = Callable[[str], Client]
TOWN = f"/desk/figures/{SHIBU}/"


@pytest.mark.parametrize("name", ["figures", "areas", "units", "matters", "channels", "stages"])
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_every_table_can_be_taken_away(counted: Town, client_of: SignIn, name: str, form: str) -> None:
    answer = client_of("zhoumin").get(f"{TOWN}{name}.{form}?p=month")
    body = b"".join(answer.streaming_content)
    assert answer.status_code == 200
    assert f"{SHIBU}-{name}-" in answer["Content-Disposition"]
    assert body.startswith(b"PK" if form == "xlsx" else "\ufeff".encode())
    entry = Entry.objects.get(kind="handouts.exported")
    assert (entry.data["table"], entry.data["form"]) == (name, form)
    assert entry.actor["name"] == "周敏"


def test_a_table_says_what_the_page_says(counted: Town, client_of: SignIn) -> None:
    body = b"".join(client_of("zhoumin").get(f"{TOWN}channels.csv?p=month").streaming_content).decode(
        "utf-8-sig"
    )
    lines = body.splitlines()
    assert lines[0].split(",")[1] == "本月"
    assert lines[1].split(",")[:2] == ["随手拍", "14"]
    assert "石埠镇" in lines


def test_nobody_takes_away_too_much(counted: Town, client_of: SignIn) -> None:
    client = client_of("zhoumin")
    statuses = [client.get(f"{TOWN}channels.csv").status_code for _ in range(EXPORTS[0].most + 1)]
    assert statuses == [200] * EXPORTS[0].most + [429]
    assert Entry.objects.filter(kind="handouts.exported").count() == EXPORTS[0].most
    assert client_of("guojian").get(f"{TOWN}channels.csv").status_code == 200


def given(client: Client) -> Link:
    client.post(f"{TOWN}links/?p=month", {"name": "大厅的屏", "days": "30"})
    return Link.objects.get()


def test_a_link_shows_sums_to_whoever_holds_it(counted: Town, client_of: SignIn) -> None:
    link = given(client_of("zhoumin"))
    answer = Client().get(f"/desk/figures/shown/{signing.token(link.pk)}/")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "石埠镇本月怎么样" in page
    assert set(re.findall(r'href="(/desk[^"]*|/field[^"]*)"', page)) == set()
    for name in ("周敏", "李国强", "陈丽华", "邻里", "漏水"):
        assert name not in page
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
    assert answer["X-Robots-Tag"] == "noindex"


def test_a_page_may_be_framed_only_where_the_settings_say(counted: Town, client_of: SignIn) -> None:
    from commongrid.doors.desk.figures.views import handouts

    assert handouts.framed(("https://intranet.example.gov.cn",))["frame-ancestors"] == [
        "https://intranet.example.gov.cn"
    ]
    link = given(client_of("zhoumin"))
    assert "X-Frame-Options" not in Client().get(f"/desk/figures/shown/{signing.token(link.pk)}/").headers
    assert client_of("zhoumin").get(TOWN)["X-Frame-Options"] == "DENY"


def test_a_link_ends_when_it_is_withdrawn_or_runs_out(counted: Town, client_of: SignIn) -> None:
    client = client_of("zhoumin")
    link = given(client)
    address = f"/desk/figures/shown/{signing.token(link.pk)}/"
    assert "大厅的屏" in client.get(f"{TOWN}links/").content.decode()
    assert client_of("guojian").post(f"/desk/figures/links/{link.pk}/withdraw/").status_code == 404
    counted.later(days=31)
    assert Client().get(address).status_code == 404
    counted.now -= timedelta(days=31)
    assert Client().get(address).status_code == 200
    client.post(f"/desk/figures/links/{link.pk}/withdraw/")
    assert Client().get(address).status_code == 404


def test_a_life_that_is_not_offered_is_refused(town: Town, client_of: SignIn) -> None:
    answer = client_of("zhoumin").post(f"{TOWN}links/", {"name": "x", "days": "9999"})
    assert answer.status_code == 422
    assert not Link.objects.exists()
