"""Checklists on the desk: tried as the worker meets them, switched with a reason, renewed from a table that was checked."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from commongrid.base.access.terms import SYSTEM
from commongrid.base.journal.models import Entry
from commongrid.doors.desk.admin import inspecting
from commongrid.registry.checklists import acts, queries
from commongrid.registry.matters import acts as catalogue
from commongrid.registry.matters import queries as matters
from tests.browsing import client_for
from tests.cast import Town

pytestmark = pytest.mark.django_db
URL = "/desk/admin/checklists/"


def send(client: Client, text: str, code: str = "CK01") -> object:
    file = SimpleUploadedFile("q.csv", text.encode("utf-8-sig"))
    return client.post(f"{URL}{code}/new/", {"file": file, "why": "改得更清楚"})


def test_the_list_says_which_are_off(town: Town) -> None:
    page = client_for("suqing").get(URL)
    assert [each.code for each, _name, _premises in page.context["rows"]] == [
        "CK01",
        "CK02",
        "CK03",
        "CK06",
        "CK15",
        "CK20",
    ]
    assert page.content.decode().count("已停用") == 1
    assert "小商店、小作坊、小娱乐场所" in page.content.decode()


def test_the_preview_asks_what_the_answers_ask_for(town: Town) -> None:
    client = client_for("suqing")
    before = client.get(f"{URL}CK02/").context["preview"]
    after = client.get(f"{URL}CK02/", {"q01": "yes"}).context["preview"]
    assert (len(before.asked), before.left_out, before.gaps) == (11, 1, ())
    assert (len(after.asked), after.left_out) == (12, 0)
    assert [gap.opens for gap in after.gaps] == ["XF-012"]
    assert after.asked[0].opens == "三小场所违规住人"
    assert after.score.got < after.score.most


def test_a_figure_that_is_none_is_no_answer(town: Town) -> None:
    page = client_for("suqing").get(f"{URL}CK15/", {"q05": "many", "q01": "perhaps"})
    assert page.status_code == 200
    assert page.context["preview"].gaps == ()


def test_the_table_goes_out_and_comes_back_as_it_was(town: Town) -> None:
    client = client_for("suqing")
    text = client.get(f"{URL}CK01/table.csv").content.decode("utf-8-sig")
    page = send(client, text)
    assert page.context["checked"].faults == []  # type: ignore[attr-defined]
    assert page.context["same"]  # type: ignore[attr-defined]
    assert page.context["kept"] == ""  # type: ignore[attr-defined]


def test_a_new_edition_is_shown_first_and_published_as_shown(town: Town) -> None:
    client, before = client_for("suqing"), queries.checklist("CK01")
    text = inspecting.as_table(before).replace(before.questions[0].zh, "楼里是否住人又做生意？")
    page = send(client, text)
    assert [(each.code, each.after.zh) for each in page.context["changes"]] == [
        ("q01", "楼里是否住人又做生意？")
    ]  # type: ignore[attr-defined]
    assert queries.checklist("CK01").number == 1
    done = client.post(f"{URL}CK01/new/", {"publish": page.context["kept"]})  # type: ignore[attr-defined]
    assert done.status_code == 302
    now = queries.checklist("CK01")
    assert (now.number, now.origin, now.questions[0].zh) == (2, "desk", "楼里是否住人又做生意？")
    assert queries.edition_kept(before.edition_id).questions == before.questions


def test_every_fault_is_told_by_its_line_and_nothing_is_kept(town: Town) -> None:
    lines = inspecting.as_table(queries.checklist("CK01")).splitlines()
    lines[1] = lines[1].replace("XF-001", "XX-999")
    lines[3] = lines[3].replace(",no,gap,", ",perhaps,gap,")
    faulty = send(client_for("suqing"), "\n".join(lines))
    told = [(fault.line, fault.why.key) for fault in faulty.context["checked"].faults]  # type: ignore[attr-defined]
    assert faulty.status_code == 422  # type: ignore[attr-defined]
    assert told == [(4, "packs.bad_value")]
    lines[3] = lines[3].replace(",perhaps,gap,", ",no,gap,")
    faulty = send(client_for("suqing"), "\n".join(lines))
    told = [(fault.line, fault.why.key) for fault in faulty.context["checked"].faults]  # type: ignore[attr-defined]
    assert told == [(2, "checklists.unknown_matter")]
    assert faulty.context["kept"] == ""  # type: ignore[attr-defined]


def test_who_was_slower_is_told(town: Town) -> None:
    client, before = client_for("suqing"), queries.checklist("CK01")
    page = send(client, inspecting.as_table(before).replace("烟感", "烟雾报警器"))
    other = replace(before, questions=before.questions[:3])
    acts.publish([other], origin="desk", by=SYSTEM, at=timezone.now(), why="quicker")
    client.post(f"{URL}CK01/new/", {"publish": page.context["kept"]})  # type: ignore[attr-defined]
    assert len(queries.checklist("CK01").questions) == 3


def test_switching_needs_a_reason_and_is_journalled(town: Town) -> None:
    client = client_for("suqing")
    client.post(f"{URL}CK03/switch/", {"on": "1", "why": " "})
    assert not queries.checklist("CK03").is_active
    client.post(f"{URL}CK03/switch/", {"on": "1", "why": "演练要用"})
    assert queries.checklist("CK03").is_active
    assert Entry.objects.get(kind="checklists.switched").data["why"] == "演练要用"


def test_near_copies_stand_side_by_side_until_they_are_told_apart(town: Town) -> None:
    client = client_for("suqing")
    page = client.get("/desk/admin/matters-alike/")
    assert (len(page.context["open"]), len(page.context["settled"])) == (0, 2)
    lamp, cover = matters.edition("BJ1-024"), matters.edition("BJ1-003")
    copied = {"name_zh": "雨水井盖坏了", "rows": cover.rows, "questions": cover.questions}
    catalogue.revise("BJ1-024", copied, number=lamp.number, by=SYSTEM, at=timezone.now(), why="a copy")
    assert "有2对" in client.get("/desk/admin/matters/").content.decode()
    (first, *_others) = client.get("/desk/admin/matters-alike/").context["open"]
    codes = [side["item"].code for side in first[0]]
    client.post("/desk/admin/matters-alike/", {"code": codes, "zh": "看盖上的字", "en": "Read the lid"})
    open_now = client.get("/desk/admin/matters-alike/").context["open"]
    assert codes not in [[side["item"].code for side in each[0]] for each in open_now]


@pytest.mark.parametrize(
    "path", [URL, f"{URL}CK01/", f"{URL}CK01/new/", f"{URL}CK01/table.csv", "/desk/admin/matters-alike/"]
)
def test_the_stranger_and_the_worker_see_none_of_it(town: Town, path: str) -> None:
    assert client_for("stranger").get(path).status_code == 403
    assert client_for("chenlihua").get(path).status_code == 403


def test_what_is_not_there_is_not_found(town: Town) -> None:
    assert client_for("suqing").get(f"{URL}CK99/").status_code == 404
