"""Training at the desk: who lacks what, a course from draft to edition, questions from a table, exams, demands, withdrawing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from commongrid.base.journal import queries as history
from commongrid.work.training import queries, tables
from commongrid.work.training.models import BankQuestion, Certificate, Edition, Exam
from tests.browsing import client_for
from tests.cast import Town
from tests.work.training.things import COURSE, demand, passed, school

pytestmark = pytest.mark.django_db
BASE = "/desk/training/"
RUN = f"{BASE}run/"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\nxref\n0 1\n0000000000 65535 f \ntrailer<</Root 1 0 R>>\nstartxref\n40\n%%EOF\n"


@pytest.fixture
def lately(town: Town) -> Town:
    town.now = timezone.now().replace(microsecond=0)
    school(town, at=town.now - timedelta(days=90))
    return town


def course(**told: Any) -> dict[str, Any]:
    return {
        "code": "visits", "zh": "上门走访", "en": "Visits", "minutes": 15, "roles": ["grid_worker"], "summary_zh": "", "summary_en": "",
        "text_zh": "# 敲门\n先说来意。\n# 告别\n留下电话。", "text_en": "# At the door\nSay why.\n# Leaving\nLeave a number.",
        **told,
    }  # fmt: skip


def test_a_leader_sees_who_lacks_it_and_by_when_and_nothing_else(lately: Town) -> None:
    client = client_for("zhoumin")
    page = client.get(f"{BASE}lacking/?demand={demand().pk}")
    rows = {post.account.username: stands for post, stands in page.context["rows"]}
    assert {name: stands.standing for name, stands in rows.items()} == {
        "chenlihua": "lacking", "hezhiqiang": "lacking",
    }  # fmt: skip
    passed(queries.exam("grid-worker"), lately.chenlihua, lately.now)
    again = client.get(f"{BASE}lacking/?demand={demand().pk}").content.decode()
    assert "陈丽华" not in again
    assert "何志强" in again
    assert client_for("liguoqiang").get(f"{BASE}lacking/").status_code == 403
    assert client_for("chenlihua").get(f"{BASE}lacking/").status_code == 403


def test_the_table_is_taken_away_and_that_is_recorded(lately: Town) -> None:
    page = client_for("zhoumin").get(f"{BASE}lacking.csv?demand={demand().pk}")
    lines = b"".join(page.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    assert lines[0] == "\ufeffwho,post,unit,area,certificate,state,by"
    assert len(lines) == 3
    told = history.history("exports", str(lately.zhoumin.account_id))
    assert told[-1].data["table"] == "lacking"


def test_only_whoever_runs_training_opens_its_pages(lately: Town) -> None:
    client = client_for("zhoumin")
    assert client.get(BASE).status_code == 200
    assert f'"{RUN}"' not in client.get(BASE).content.decode()
    for path in ("", "courses/", f"courses/{COURSE}/", "exams/", "kinds/", "demands/", "certificates/"):
        assert client.get(f"{RUN}{path}").status_code == 403, path
        assert client_for("suqing").get(f"{RUN}{path}").status_code == 200, path


def test_a_course_is_drafted_looked_at_published_and_read(lately: Town) -> None:
    client, page = client_for("suqing"), f"{RUN}courses/visits/"
    assert client.post(f"{RUN}courses/", course())["Location"] == page
    shown = client.get(page)
    assert "先说来意" in shown.content.decode()
    assert client_for("chenlihua").get("/field/training/courses/visits/").status_code == 404
    client.post(f"{page}publish/", {"why": ""})
    assert queries.current_of("visits") is None
    client.post(f"{page}publish/", {"why": "新课"})
    assert client_for("chenlihua").get("/field/training/courses/visits/2/").status_code == 200
    again = client.post(f"{RUN}courses/", course())
    assert again.status_code == 422
    assert "已有此代码的课程" in again.content.decode()
    client.post(f"{page}state/", {"why": "改版"})
    assert client_for("chenlihua").get("/field/training/courses/visits/").status_code == 404


def test_what_keeps_a_draft_from_being_published_is_said(lately: Town) -> None:
    client, page = client_for("suqing"), f"{RUN}courses/visits/"
    client.post(f"{RUN}courses/", course(text_en="# One\na"))
    shown = client.get(page).content.decode()
    assert "中文有2页，英文有1页" in shown
    client.post(f"{page}publish/", {"why": "新课"})
    assert queries.current_of("visits") is None


def test_a_pdf_is_checked_by_what_it_is(lately: Town) -> None:
    client = client_for("suqing")
    fake = SimpleUploadedFile("course.pdf", b"MZ not a pdf")
    wrong = client.post(f"{RUN}courses/{COURSE}/edit/", {**course(), "document": fake})
    assert wrong.status_code == 422
    assert "先说来意" in wrong.content.decode()
    good = SimpleUploadedFile("course.exe", PDF)
    assert client.post(f"{RUN}courses/{COURSE}/edit/", {**course(), "document": good}).status_code == 302
    client.post(f"{RUN}courses/{COURSE}/publish/", {"why": "加讲义"})
    sent = client_for("chenlihua").get(f"/field/training/courses/{COURSE}/document/")
    assert sent["Content-Disposition"] == 'attachment; filename="course.exe.pdf"'
    assert b"".join(sent.streaming_content) == PDF  # type: ignore[attr-defined]


def test_questions_come_from_a_table_checked_line_by_line(lately: Town) -> None:
    client, page = client_for("suqing"), f"{RUN}courses/{COURSE}/questions/"
    table = b"".join(client.get(f"{RUN}courses/{COURSE}/questions.csv").streaming_content).decode()  # type: ignore[attr-defined]
    assert tables.read(table.removeprefix("\ufeff"))[1] == []
    bad = table.replace("g02,true_false", "g02,single")
    shown = client.post(page, {"file": SimpleUploadedFile("q.csv", bad.encode())})
    assert shown.status_code == 422
    assert "第3行" in shown.content.decode()
    less = "\n".join(table.splitlines()[:6])
    checked = client.post(page, {"file": SimpleUploadedFile("q.csv", less.encode())})
    assert checked.context["changed"] == {"new": 0, "gone": 13, "all": 5}
    assert BankQuestion.objects.filter(retired_at=None, course__code=COURSE).count() == 18
    client.post(page, {"table": checked.context["table"], "why": ""})
    assert BankQuestion.objects.filter(retired_at=None, course__code=COURSE).count() == 18
    for _twice in range(2):
        client.post(page, {"table": checked.context["table"], "why": "精简"})
    assert BankQuestion.objects.filter(retired_at=None, course__code=COURSE).count() == 5


def test_an_exam_and_a_demand_are_set_and_ended(lately: Town) -> None:
    client = client_for("suqing")
    client.post(f"{RUN}kinds/", {"code": "visits", "zh": "走访证", "en": "", "months": 12, "why": "试行"})
    exam = {
        "code": "visits", "zh": "走访考试", "en": "", "courses": [COURSE], "kind": "visits", "questions": 5, "minutes": 10,
        "pass_percent": 60, "attempts_per_day": 2, "why": "试行",
    }  # fmt: skip
    assert client.post(f"{RUN}exams/", exam).status_code == 302
    wrong = client.post(f"{RUN}exams/", {**exam, "pass_percent": 101})
    assert wrong.status_code == 422
    assert Exam.objects.get(code="visits").pass_percent == 60
    told = {
        "role": "informant",
        "kind": "visits",
        "from_on": timezone.localdate(),
        "grace_days": 10,
        "why": "试行",
    }
    assert client.post(f"{RUN}demands/", told).status_code == 302
    found = demand("informant")
    client.post(f"{RUN}demands/{found.pk}/end/", {"why": ""})
    assert demand("informant") == found
    client.post(f"{RUN}demands/{found.pk}/end/", {"why": "取消"})
    assert "informant" not in {one.role for one in queries.demands()}
    client.post(f"{RUN}exams/visits/state/", {"why": "停"})
    assert client_for("chenlihua").get("/field/training/exams/visits/").status_code == 404


def test_a_certificate_is_found_and_withdrawn(lately: Town) -> None:
    held = passed(queries.exam("grid-worker"), lately.chenlihua, lately.now)
    client, page = client_for("suqing"), f"{RUN}certificates/?number={held.number}"
    assert "陈丽华" in client.get(page).content.decode()
    assert client.post(page, {"why": ""}).status_code == 422
    client.post(page, {"why": "由他人代考"})
    assert Certificate.objects.get().withdrawn_why == "由他人代考"
    assert (
        "由他人代考"
        in client_for("chenlihua").get("/field/training/certificates/" + held.number + "/").content.decode()
    )


def test_the_desk_learns_on_the_same_pages(lately: Town) -> None:
    client: Client = client_for("zhoumin")
    page = client.get(f"{BASE}courses/{COURSE}/1/")
    assert page.status_code == 200
    assert client.post(f"{BASE}courses/{COURSE}/1/")["Location"] == f"{BASE}courses/{COURSE}/2/"
    assert Edition.objects.count() == 2
    assert client.get("/training/")["Location"] == BASE
    assert f'"{BASE}"' in client.get("/desk/").content.decode()
