"""The configuration page and the auditor's pages: what is broken is said, rights hold, and reading is cheap."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from commongrid.base.journal.models import Entry
from commongrid.base.privacy.models import Look
from commongrid.doors.desk.admin import checks, jobs, tasks
from commongrid.registry.units.models import Post, Unit
from tests.browsing import client_for
from tests.cast import Town

pytestmark = pytest.mark.django_db
ADMIN = [
    "", "matters/", "matters/SR-031/", "matters/SR-031/edit/", "reasons/", "reasons/decline/new/", "rules/", "units/",
    "units/new/", "units/449900101-ZW/", "units/449900101-ZW/edit/", "accounts/", "accounts/new/", "places/",
    "places/449900101001/", "places/449900101/map.json", "places/import/grids/", "calendar/", "calendar/2031/",
    "calendar/import/", "packs/", "packs/small-town/",
]  # fmt: skip
AUDIT = ["journal/", "seals/", "looks/"]


def findings(title: str) -> list[str]:
    return [one.state for one in checks.check_config(timezone.now()) if one.title == title]


def test_the_auditor_comes_in_by_the_journal(town: Town) -> None:
    assert client_for("dushen").get("/desk/admin/")["Location"] == "/desk/admin/journal/"


@pytest.mark.parametrize("path", ADMIN)
def test_administration_opens_for_the_administrator_alone(town: Town, path: str) -> None:
    client = client_for("suqing")
    for language in ("zh-hans", "en"):
        client.cookies["django_language"] = language
        assert client.get(f"/desk/admin/{path}").status_code == 200
    for other in ("dushen", "zhoumin", "stranger") if path else ("zhoumin", "stranger"):
        assert client_for(other).get(f"/desk/admin/{path}").status_code == 403


@pytest.mark.parametrize("path", AUDIT)
def test_the_audit_opens_for_the_auditor_alone(town: Town, path: str) -> None:
    assert client_for("dushen").get(f"/desk/admin/{path}").status_code == 200
    for other in ("suqing", "zhoumin", "stranger"):
        assert client_for(other).get(f"/desk/admin/{path}").status_code == 403


def test_what_is_missing_is_said_and_what_is_mended_is_not(town: Town) -> None:
    assert findings("后台进程") == ["late"]
    with connection.cursor() as cursor:
        cursor.execute("insert into procrastinate_workers default values")
    assert findings("后台进程") == ["ok"]
    assert findings("网格") == ["soon"]
    Post.objects.filter(account__username="chenlihua").update(area="4499")
    assert findings("网格") == ["ok"]
    assert findings("兜底") == ["ok"]
    Unit.objects.update(is_last_resort=False)
    assert findings("兜底") == ["late"]


def test_a_check_that_breaks_is_a_finding(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_at: Any) -> Any:
        raise OSError("no such disk")

    monkeypatch.setattr(checks, "CHECKS", (("Disk", broken),))
    found = checks.check_config(timezone.now())
    assert [one.state for one in found] == ["late"]
    assert "no such disk" in found[0].words


@pytest.mark.parametrize("path", ["", "units/", "accounts/", "matters/"])
def test_more_rows_cost_no_more_queries(
    town: Town,
    path: str,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings.MAP_CHECK_SECONDS = 3600.0  # a slow machine would look for newer ones in between
    for room in ("base.calendar.queries", "registry.matters.queries.keeping"):
        monkeypatch.setattr(f"commongrid.{room}.LOOK_AGAIN", 3600.0)
    client = client_for("suqing")
    client.get(f"/desk/admin/{path}")
    counts = []
    for round_ in range(2):
        with django_assert_max_num_queries(80) as counted:
            client.get(f"/desk/admin/{path}")
        counts.append(len(counted))
        few = {"kind": "team", "level": "town", "division_id": "449900101", "department": "D17"}
        Unit.objects.bulk_create([Unit(code=f"T-{round_}-{n}", name_zh=f"队{n}", **few) for n in range(30)])
    assert counts[0] == counts[1]


def test_the_journal_is_searched_by_subject_actor_kind_and_day(town: Town) -> None:
    town.now = timezone.now() - timedelta(hours=1)
    case, other = town.case(), town.case()
    client = client_for("dushen")

    def found(**asked: str) -> list[Entry]:
        return [row["entry"] for row in client.get("/desk/admin/journal/", asked).context["found"].rows]

    assert {one.subject_id for one in found(subject=case.number)} == {str(case.pk)}
    assert {one.kind for one in found(kind="case.opened")} == {"case.opened"}
    assert len(found(kind="case.opened")) == 2
    assert all("周敏" in one.actor.get("name", "") for one in found(actor="周敏"))
    assert found(actor="周敏")
    assert found(last=(timezone.localdate() - timedelta(days=30)).isoformat()) == []
    assert found(subject=f"case:{other.pk}")
    assert found(subject="nothing-like-it") == []
    assert (
        client.get("/desk/admin/journal/", {"first": "x", "last": "2026-99-99", "after": "y~z"}).status_code
        == 200
    )


def test_the_journal_names_its_subjects_in_the_readers_language(town: Town) -> None:
    town.case()
    assert ">案件</a>" in client_for("dushen").get("/desk/admin/journal/").content.decode()


def test_the_journal_is_read_in_pages(town: Town) -> None:
    town.now = timezone.now() - timedelta(hours=1)
    for _ in range(25):
        town.case()
    client, seen, url = client_for("dushen"), [], "/desk/admin/journal/"
    while url:
        found = client.get(url).context["found"]
        seen += [row["entry"].id for row in found.rows]
        url = f"/desk/admin/journal/{found.next_url}" if found.next_url else ""
    assert len(seen) == len(set(seen)) == Entry.objects.count()


def test_a_changed_entry_is_named(town: Town) -> None:
    client = client_for("dushen")

    def proof() -> jobs.Job:
        answer = client.post("/desk/admin/seals/verify/")
        name = answer["Location"].rstrip("/").rpartition("/")[2]
        tasks.verify(name=name)
        assert client.get(answer["Location"]).status_code == 200
        assert client.get("/desk/admin/seals/").status_code == 200
        found = jobs.find(name)
        assert found is not None
        return found

    assert proof().found == {"fault": None}
    with connection.cursor() as cursor:
        cursor.execute("alter table journal_entry disable trigger all")
        cursor.execute("update journal_entry set data = '{\"x\": 1}' where kind = 'packs.loaded'")
        cursor.execute("alter table journal_entry enable trigger all")
    assert proof().found["fault"] == {"subject": "pack:1", "seq": 1, "what": "changed"}


def test_looks_are_listed_with_who_and_why(town: Town) -> None:
    account = town.account("zhoumin")
    told = {"actor_kind": "staff", "actor_name": "周敏", "field": "people_person.phone", "row": "1"}
    Look.objects.create(at=timezone.now(), account_id=account.pk, reason="核实地址", **told)
    page = client_for("dushen").get("/desk/admin/looks/").content.decode()
    assert "核实地址" in page
    one = client_for("dushen").get("/desk/admin/looks/", {"account": str(account.pk)})
    assert "周敏" in one.content.decode()
    assert client_for("dushen").get("/desk/admin/looks/", {"before": "junk"}).status_code == 200
    assert client_for("dushen").get("/desk/admin/looks/", {"account": "²"}).status_code == 200
    assert "people_person" not in page


def test_a_job_is_shown_only_to_whom_it_belongs(town: Town) -> None:
    job = jobs.begin("verify", asked_by="杜慎", at=timezone.now())
    assert client_for("dushen").get(f"/desk/admin/jobs/{job.name}/").status_code == 200
    assert client_for("suqing").get(f"/desk/admin/jobs/{job.name}/").status_code == 403
    assert client_for("dushen").get("/desk/admin/jobs/none/").status_code == 404
