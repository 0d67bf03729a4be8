"""Lists: filters are links, pages are keyset, and the number of queries does not depend on the rows."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from commongrid.base.notices import acts as notices
from commongrid.base.notices.terms import Message
from commongrid.base.verdicts import Why
from commongrid.cases import numbers
from commongrid.doors.desk import lists
from commongrid.work.tallies import acts as tallies
from tests.cast import LAMP, Town

SignIn = Callable[[str], Client]
LIST_QUERIES, CASE_QUERIES, REPORT_QUERIES = 30, 22, 16
VERSIONS = 3
KEPT_QUERIES = 24
"""Of two kept filters: at most ten for each, whatever the number of cases."""


def queries(client: Client, address: str, **headers: str) -> int:
    client.get(address, headers=headers)
    with CaptureQueriesContext(
        connection,
    ) as told:
        assert client.get(address, headers=headers).status_code == 200
    return len(told)


@pytest.mark.parametrize(
    "address",
    [
        "/desk/?queue=waiting&after=zz",
        "/desk/?queue=waiting&after=2026-03-02~x",
        "/desk/?queue=waiting&after=2026-03-02~019c9a52-0000-7000-8000-000000000000",
        "/desk/?unit=²&area=²",
        "/desk/?unit=99999999999999999999",
        "/desk/?q=%00&queue=%00",
        "/desk/reports/?after=%00",
        "/desk/notices/?after=zz",
    ],
)
def test_an_address_that_makes_no_sense_is_the_first_page(
    town: Town, client_of: Callable[[str], Client], address: str
) -> None:
    case = town.case()
    assert client_of("zhoumin").get(address).status_code == 200
    assert client_of("zhoumin").get(f"/desk/cases/%00{case.number}/").status_code == 200
    assert client_of("zhoumin").get("/desk/cases/%00/").status_code == 404
    assert client_of("dushen").get("/desk/admin/journal/?actor=²").status_code == 200


def test_the_next_page_of_the_inbox_is_reached_by_its_link(
    town: Town, client_of: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    account, client = town.account("zhoumin").pk, client_of("zhoumin")
    for number in range(40):
        why = Why("telling.sent_back", {"number": f"{number}", "title": "井盖"})
        about = Message(
            why, f"case:{number}", "/desk/", f"1.{number}", town.later(minutes=1), frozenset({account})
        )
        notices.tell([about], at=town.now)
    first = client.get("/desk/notices/")
    link = re.search(r'href="([?]after=[^"]+)"', first.content.decode())
    assert link is not None
    second = client.get(f"/desk/notices/{html.unescape(link[1])}")
    assert len(first.context["told"]) + len(second.context["told"]) == 40


def test_the_number_of_queries_does_not_depend_on_the_rows(town: Town, client_of: SignIn) -> None:
    case = town.case()
    town.case(), town.report()
    client = client_of("zhoumin")
    addresses = [f"/desk/cases/{case.number}/", "/desk/reports/"]
    before = [queries(client, address) for address in addresses]
    for _ in range(12):
        town.case()
        town.report()
    after = [queries(client, address) for address in addresses]
    # What a process keeps (map, catalogue, calendar) asks for its version every few seconds: one query each.
    assert all(abs(late - early) <= VERSIONS for early, late in zip(before, after, strict=True))
    assert before[0] <= LIST_QUERIES
    assert before[1] <= REPORT_QUERIES
    assert queries(client, addresses[0], **{"HX-Request": "true"}) <= CASE_QUERIES


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("kind=道路设施", 0),
        ("area=449900101001", 2),
        ("area=449900101002", 0),
        ("channel=phone", 0),
        ("queue=closed", 0),
        ("light=late", 2),
    ],
)
def test_a_filter_is_a_link(town: Town, client_of: SignIn, query: str, expected: int) -> None:
    town.case()
    town.case(LAMP)
    page = client_of("zhoumin").get(
        f"/desk/?queue=waiting&{query}" if "queue" not in query else f"/desk/?{query}"
    )
    listed = page.context["listed"]
    if query.startswith("kind"):
        assert listed.count <= 2
    else:
        assert listed.count == expected


def test_a_number_finds_its_case_and_its_report(town: Town, client_of: SignIn) -> None:
    case, report = town.case(), town.report()
    client = client_of("zhoumin")
    found = client.get("/desk/", {"q": numbers.spoken(case.number).lower()})
    assert [row.number for row in found.context["listed"].rows] == [case.number]
    assert client.get("/desk/", {"q": report.number})["Location"].endswith(f"/desk/reports/{report.number}/")


def test_pages_follow_one_another_without_gap_or_double(
    town: Town, client_of: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = {town.case().number for _ in range(7)}
    from commongrid.cases import queries as cases

    paged = cases.page
    monkeypatch.setattr(cases, "page", lambda found, order, after: paged(found, order, after, size=3))
    client, address, seen = client_of("zhoumin"), "?queue=waiting", []
    while address:
        listed = client.get(f"/desk/{address}").context["listed"]
        seen += [row.number for row in listed.rows]
        address = listed.next
    assert len(seen) == 7
    assert set(seen) == made


def test_a_filter_is_kept_and_let_go(town: Town, client_of: SignIn) -> None:
    client = client_of("zhoumin")
    client.post("/desk/me/views/", {"name": "东兴的", "query": "queue=waiting&area=449900101001"})
    page = client.get("/desk/?queue=waiting&area=449900101001")
    assert "东兴的" in page.content.decode()
    view, uncounted = page.context["saved"][0]
    assert uncounted == ""
    assert client_of("guojian").post(f"/desk/me/views/{view.pk}/drop/").status_code == 302
    assert "东兴的" in client.get("/desk/?queue=open").content.decode()
    client.post(f"/desk/me/views/{view.pk}/drop/")
    assert "东兴的" not in client.get("/desk/?queue=open").content.decode()


def test_kept_filters_are_counted_when_the_page_already_stands(
    town: Town, client_of: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_of("zhoumin")
    town.case(), town.case(LAMP)
    for name, query in (("东兴", "queue=waiting&area=449900101001"), ("电话", "queue=open&channel=phone")):
        client.post("/desk/me/views/", {"name": name, "query": query})
    assert "/desk/me/views/counts/" in client.get("/desk/?queue=waiting").content.decode()
    told = client.get("/desk/me/views/counts/?here=/desk/?queue=open%26channel=phone")
    assert [(view.name, count) for view, count in told.context["kept"]] == [("东兴", "2"), ("电话", "0")]
    assert "/desk/me/views/counts/" not in told.content.decode()
    monkeypatch.setattr(lists, "ABOUT", 1)
    assert [count for _, count in client.get("/desk/me/views/counts/").context["kept"]] == ["1+", "0"]
    assert queries(client, "/desk/me/views/counts/") <= KEPT_QUERIES
    for _ in range(12):
        town.case()
    assert queries(client, "/desk/me/views/counts/") <= KEPT_QUERIES


def test_a_citys_desk_reads_the_counts_kept_behind_the_loop(town: Town, client_of: SignIn) -> None:
    town.case()
    client = client_of("guojian")
    before = client.get("/desk/").context["groups"]
    tallies.rebuild(at=town.now)
    after = client.get("/desk/").context["groups"]
    waiting = [
        next(one for one in groups[-1].queues if one.key == "waiting").count for groups in (before, after)
    ]
    assert waiting == [0, 1]
