"""Nobody else reads what is told in confidence: every page is tried by everybody, no room imports it, and a planted name
is found in no table, no journal, no log."""

from __future__ import annotations

import ast
import logging
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import connection, models
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from commongrid.base.privacy import retention
from commongrid.base.privacy.fields import EncryptedTextField
from commongrid.doors.desk.care import urls
from commongrid.work.care import acts
from commongrid.work.care.models import Care, File, Look
from commongrid.work.care.terms import NoteKind
from tests.browsing import client_for, prove
from tests.cast import Town
from tests.house import plan
from tests.work.care.conftest import CANARY, PHONE, begin, person_of, resident, taken

pytestmark = pytest.mark.django_db
OTHERS = (
    "stranger",
    "wangxiuying",
    "chenlihua",
    "zhoumin",
    "liguoqiang",
    "huangweiming",
    "liangyong",
    "suqing",
    "dushen",
)
OWN = (
    "work/care/", "doors/portal/caring.py", "doors/portal/care_forms.py", "doors/portal/views/care.py", "doors/portal/views/care_visits.py",
    "doors/desk/care/", "doors/exchange/history/caring.py", "config/schedule.py",
)  # fmt: skip
PLAIN = {
    "care_file": {"id"}, "care_note": {"id", "key", "kind"}, "care_invitation": {"key", "area"},
    "care_care": {"key", "area", "state", "ground", "statute", "ended_by"}, "care_consent": {"notice"},
    "care_visit": {"key"}, "care_look": {"name", "role", "unit", "reason"},
}  # fmt: skip
"""Columns of text that may be read in the database: codes of ours, and the name of the member of staff who looked."""


def secrets(town: Town) -> tuple[File, Care]:
    """A note and care visits that hold the planted name and number."""
    town.now = timezone.now()
    note = acts.note(
        None, NoteKind.HOTLINE, f"{CANARY} {PHONE}", "note-000001", called=CANARY, by=town.anyi, at=town.now
    )
    one = taken(town)
    acts.visit(one, f"{CANARY}想修灯", "visit-0001", by=town.guanaihua, at=town.now)
    return note.file, one


def addresses(file: File, one: Care) -> Iterator[str]:
    """Every address of the section, with what really is there."""
    given = {
        "file_id": file.pk, "care_id": one.pk, "appointment_id": file.pk, "state": "came", "deed": "visit",
    }  # fmt: skip
    for pattern in urls.urlpatterns:
        names = pattern.pattern.converters
        yield reverse(f"desk:care:{pattern.name}", kwargs={name: given[name] for name in names})


def test_every_page_is_shut_to_everybody_else(town: Town) -> None:
    file, one = secrets(town)
    looks = Look.objects.count()
    tried = list(addresses(file, one))
    assert len(tried) == len(urls.urlpatterns)
    stranger = Client()
    for address in tried:
        assert stranger.get(address).status_code in (302, 405), address
    for name in OTHERS:
        client = client_for(name)
        for address in tried:
            for answer in (client.get(address), client.post(address, {"reason": "call", "words": "偷看"})):
                assert answer.status_code in (302, 403, 404, 405), (name, address)
                assert CANARY not in answer.content.decode()
    assert Look.objects.count() == looks


def test_the_wrong_counsellor_the_wrong_carer_and_the_wrong_resident_find_nothing(town: Town) -> None:
    file, one = secrets(town)
    for name in ("muqing", "guanaihua"):
        client = client_for(name)
        for address in (f"/desk/care/files/{file.pk}/", f"/desk/care/files/{file.pk}/hand/"):
            assert client.post(address, {"words": "偷看"}).status_code in (403, 404)
            assert client.get(address).status_code in (403, 404, 405)
    for name in ("anyi", "muqing"):
        assert client_for(name).post(f"/desk/care/visits/{one.pk}/", {"reason": "call"}).status_code == 403
    other = prove(Client(), resident(town, "13800138222").person_id)
    for address in (f"/care/visits/{one.pk}/", f"/care/visits/{one.pk}/end/"):
        assert other.get(address).status_code in (404, 405)
        assert other.post(address).status_code in (404, 405)
    assert Care.objects.get(pk=one.pk).state == "cared"


def test_no_other_room_imports_it_or_names_its_tables() -> None:
    tables = {model._meta.db_table for model in apps.get_app_config("care").get_models()}
    broken = []
    for path in plan.modules():
        place = path.relative_to(plan.HOUSE).as_posix()
        if place.startswith(OWN):
            continue
        for node in ast.walk(plan.tree(path)):
            named = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            named += (
                [f"{node.module}.{one.name}" for one in node.names]
                if isinstance(node, ast.ImportFrom)
                else []
            )
            named += [one.name for one in node.names] if isinstance(node, ast.Import) else []
            if any(name.startswith("commongrid.work.care") for name in named):
                broken.append(f"{place} imports work.care")
            if isinstance(node, ast.Constant) and node.value in tables:
                broken.append(f"{place} names {node.value}")
    assert not broken


def test_what_is_told_stands_only_in_sealed_columns() -> None:
    sealed = {field.label for field in retention.sealed_fields()}
    for model in apps.get_app_config("care").get_models():
        table = model._meta.db_table
        for field in model._meta.concrete_fields:
            if isinstance(field, EncryptedTextField):
                assert field.label in sealed
            elif isinstance(field, models.CharField | models.TextField | models.JSONField):
                assert field.name in PLAIN[table], f"{table}.{field.name} holds text that is not sealed"
    assert not retention.faults()


def test_a_planted_name_is_found_in_no_table_no_journal_and_no_log(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    file, one = secrets(town)
    carer, me = client_for("guanaihua"), prove(Client(), person_of(one))
    assert CANARY in client_for("anyi").get(f"/desk/care/files/{file.pk}/").content.decode()
    assert CANARY in me.get(f"/care/visits/{one.pk}/").content.decode()
    assert CANARY not in carer.get("/desk/care/visits/").content.decode()
    acts.report_need(one, "二楼楼道灯坏了", "", "need-00001", by=town.guanaihua, at=town.now)
    begin(town, "care-form-2")
    for table, row in everything():
        assert CANARY not in row, table
        assert PHONE not in row, table
    assert CANARY not in caplog.text
    assert PHONE not in caplog.text


def everything() -> Iterator[tuple[str, str]]:
    """Every row of every table as PostgreSQL writes it out."""
    with connection.cursor() as db:
        db.execute("select relname from pg_stat_user_tables where n_live_tup >= 0 order by relname")
        tables = [name for (name,) in db.fetchall()]
        for table in tables:
            db.execute(f'select t::text from "{table}" t')
            yield from ((table, row) for (row,) in db.fetchall())
