"""Dashboards: who may see them, what stands on them, and that every number is as long as the list behind it."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from commongrid.doors.desk.figures import asked, following, indicators, reading, scopes
from commongrid.doors.desk.figures.asked import Asked
from commongrid.doors.desk.figures.following import Narrow
from commongrid.insight.figures.models import Turn
from commongrid.insight.figures.terms import Cut
from tests.cast import Town
from tests.doors.desk.figures.conftest import BUREAU, DONGXING, SHIBU, count

SignIn = Callable[[str], Client]
TOWN, COMMUNITY, UNIT = (
    f"/desk/figures/{SHIBU}/",
    f"/desk/figures/{DONGXING}/",
    f"/desk/figures/units/{BUREAU}/",
)
QUERIES = 36
"""Of one dashboard: fourteen of its figures, the rest of the gate and of what a process keeps."""


@pytest.mark.parametrize(
    ("name", "sees", "not_these"),
    [
        ("zhoumin", [TOWN, COMMUNITY, UNIT], ["/desk/figures/4499/"]),
        ("guojian", ["/desk/figures/4499/", TOWN, COMMUNITY], []),
        ("huangweiming", [COMMUNITY], [TOWN, "/desk/figures/449900101002/", UNIT]),
        ("liguoqiang", [UNIT], [TOWN, COMMUNITY, "/desk/figures/units/449900101-GY/"]),
        ("chenlihua", [], [TOWN, COMMUNITY, UNIT]),
        ("stranger", [], [TOWN, COMMUNITY, UNIT]),
        ("dushen", [], [TOWN]),
    ],
)
def test_a_post_sees_its_own_area_or_unit(
    town: Town, client_of: SignIn, name: str, sees: list[str], not_these: list[str]
) -> None:
    client = client_of(name)
    assert {client.get(address).status_code for address in sees} <= {200}
    assert {client.get(address).status_code for address in not_these} <= {403}
    for address in not_these:
        assert client.get(f"{address}cases/reports/").status_code == 403
        assert client.get(f"{address}figures.csv").status_code == 403
        assert client.get(f"{address}links/").status_code == 403


@pytest.mark.parametrize(
    ("name", "address"), [("zhoumin", TOWN), ("huangweiming", COMMUNITY), ("liguoqiang", UNIT)]
)
def test_figures_begin_at_home(town: Town, client_of: SignIn, name: str, address: str) -> None:
    assert client_of(name).get("/desk/figures/")["Location"] == address


def test_nobody_is_sent_to_sign_in_and_unknown_places_are_not_there(town: Town, client_of: SignIn) -> None:
    assert Client().get(TOWN)["Location"].startswith("/accounts/login/")
    client = client_of("guojian")
    for address in (
        "449900999/",
        "units/none/",
        f"{SHIBU}/cases/no-such/",
        f"{SHIBU}/no-such.csv",
        f"{SHIBU}/units.pdf",
    ):
        assert client.get(f"/desk/figures/{address}").status_code == 404


def test_the_six_tiles_say_what_was_counted(counted: Town, client_of: SignIn) -> None:
    tiles = {tile.name: tile for tile in client_of("zhoumin").get(TOWN).context["tiles"]}
    assert list(tiles) == ["立案数", "按时核实率", "准确派遣率", "按期处置率", "返工率", "满意率"]
    assert tiles["立案数"].number == "14"
    assert tiles["按期处置率"].number == "—"
    assert tiles["按期处置率"].too_few


@pytest.mark.parametrize("kind", ["division", "unit"])
@pytest.mark.parametrize("part", ["", "met", "missed"])
def test_a_list_is_as_long_as_its_figure(counted: Town, kind: str, part: str) -> None:
    scope = scopes.of(kind, SHIBU if kind == "division" else BUREAU)
    wanted, today = Asked("month"), counted.today
    told = reading.told(scope, tuple(indicators.of_kind(kind)), wanted, today)
    span, seen = asked.span(wanted, today), 0
    for code, one in told.items():
        behind = following.behind(scope, code, span, Narrow(part))
        found = len(list(behind.ids()))
        assert behind.count == found, code
        met = one.now.part if one.indicator.better > 0 else one.now.whole - one.now.part
        whole = one.indicator.unit == "count" or not part
        assert found == (one.now.whole if whole else met if part == "met" else one.now.whole - met), code
        seen += found
    assert seen


@pytest.mark.parametrize("key", ["", "unit", "matter", "channel", "matter channel"])
@pytest.mark.parametrize("area", ["", DONGXING])
def test_a_narrowed_list_is_as_long_as_it_says(counted: Town, key: str, area: str) -> None:
    one = Turn.objects.exclude(unit_id=None).exclude(matter_id=None).order_by("-opened_on")[0]
    keys = {"unit": str(one.unit_id), "matter": str(one.matter_id), "channel": one.channel}
    narrow = Narrow(area=area, **{name: keys[name] for name in key.split()})
    span, seen = asked.span(Asked("month"), counted.today), 0
    for code in ("opened", "handled_on_time", "right_first_dispatch", "sent_back_share"):
        for part in ("", "met", "missed"):
            behind = following.behind(scopes.of("division", SHIBU), code, span, replace(narrow, part=part))
            assert behind.count == len(list(behind.ids())), (code, part)
            seen += behind.count
    assert seen


def test_every_link_to_a_list_leads_to_as_many_rows(counted: Town, client_of: SignIn) -> None:
    client = client_of("zhoumin")
    page = client.get(f"{TOWN}?p=month").content.decode()
    links = set(re.findall(r'href="(/desk/figures/[^"]+/cases/[^"]+)"[^>]*>([^<]+)<', page))
    assert len(links) >= 5
    for address, words in links:
        listed = client.get(address.replace("&amp;", "&"))
        assert listed.status_code == 200, address
        numbers = [int(number) for number in re.findall(r"\d+", words.replace(",", ""))]
        if "%" not in words:
            assert (
                int(listed.context["count"].replace(",", "")) == numbers[-1] == len(listed.context["rows"])
            ), words


def test_parts_add_up_to_the_whole(counted: Town) -> None:
    scope, today = scopes.of("division", SHIBU), counted.today
    span = asked.span(Asked("month"), today)
    for by in ("matter", "channel"):
        (found,) = reading.by_key(scope, Cut(by), ("opened",), (span,))
        assert sum(each["opened"].whole for each in found.values()) == 14
    (children,) = reading.by_child(scope, "opened", [DONGXING, "449900101002"], (span,))
    assert {code: each.whole for code, each in children.items()} == {DONGXING: 14}
    (small,) = reading.by_key(scopes.of("division", DONGXING), Cut.MATTER, ("opened",), (span,))
    assert sum(each["opened"].whole for each in small.values()) == 14


def test_what_is_confidential_is_counted_and_not_named(counted: Town, client_of: SignIn) -> None:
    client = client_of("zhoumin")
    listed = client.get(f"{TOWN}cases/opened/?p=month")
    assert listed.context["count"] == "14"
    assert listed.context["untold"] == 1
    file = b"".join(client.get(f"{TOWN}cases/opened.csv?p=month").streaming_content).decode()
    assert len(file.strip().splitlines()) >= 15
    for text in (listed.content.decode(), file):
        assert "一件保密办理的案件" in text
        assert "漏水" not in text


def test_pages_of_a_list_follow_without_gap_or_double(
    counted: Town, client_of: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "PAGE", 5)
    client, address, seen = client_of("zhoumin"), f"{TOWN}cases/opened/?p=month", []
    while address:
        listed = client.get(address)
        seen += [row.url or "quiet" for row in listed.context["rows"]]
        address = listed.context["next"]
    assert len(seen) == len(set(seen)) == 14
    for nonsense in ("x~y", "449900101001~2026-99-99~x~1", "a~b~c~d"):
        assert client.get(f"{TOWN}cases/opened/?p=month&after={nonsense}").status_code == 404
    assert client.get(f"{TOWN}cases/opened/?area=449900102").status_code == 404
    assert client.get(f"{TOWN}cases/reports/?unit=1").status_code == 404
    for nonsense in (
        "unit=²",
        "unit=99999999999999999999",
        "channel=%00",
        "matter=-1",
        "area=4499001010010011",
    ):
        assert client.get(f"{TOWN}cases/opened/?{nonsense}").status_code == 404
    assert client.get("/desk/figures/units/%00/").status_code == 404
    assert client.get(f"{TOWN}?since=%00&until=2026-13-01&by=²&p=²").status_code == 200
    assert client.get(f"{TOWN}cases/opened/?part=all").status_code == 404


def test_the_number_of_queries_does_not_depend_on_what_was_counted(counted: Town, client_of: SignIn) -> None:
    client, found = client_of("zhoumin"), []
    for _ in range(2):
        client.get(f"{TOWN}?p=month")
        with CaptureQueriesContext(connection) as told:
            client.get(f"{TOWN}?p=month")
        found.append(len(told))
        for _case in range(6):
            counted.case()
        count(counted.now)
    assert max(found) <= QUERIES
    assert abs(found[0] - found[1]) <= 3


def test_days_to_come_and_days_before_the_house_say_so(counted: Town, client_of: SignIn) -> None:
    client = client_of("zhoumin")
    for since in (counted.now + timedelta(days=40), counted.now - timedelta(days=400)):
        page = client.get(f"{TOWN}?since={since.date()}&until={since.date()}")
        assert page.context["nothing"].title
        assert all(tile.number in ("—", "0") for tile in page.context["tiles"])
    assert client.get(TOWN).context["nothing"] is None


def test_a_community_shows_its_grids(counted: Town, client_of: SignIn) -> None:
    page = client_of("huangweiming").get(COMMUNITY)
    rows = {row.name: row.count for row in page.context["areas"].rows}
    assert rows["东兴03"] == "14"
    assert sum(int(number) for number in rows.values()) == 14


def test_a_visit_is_small(counted: Town, client_of: SignIn) -> None:
    answer = client_of("zhoumin").get(f"{TOWN}?p=month")
    again = len(gzip.compress(answer.content, 6))
    names = set(re.findall(r'/static/([^"#?]+)', answer.content.decode()))
    names |= {"vendor/echarts.js", "look/js/toast.js", "look/js/words.js", "look/js/menu.js"}
    names = {name for name in names if "maplibre" not in name}
    first = again + sum(len(gzip.compress(read(name), 6)) for name in names)
    assert again <= 60_000
    assert first <= 300_000


def read(name: str) -> bytes:
    return Path(str(finders.find(name))).read_bytes()
