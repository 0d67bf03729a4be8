"""Writing at the desk: one page of a course and one question of its bank on forms; what was sat keeps what it asked."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from commongrid.doors.desk.admin import loading
from commongrid.work.training import acts, queries, texts
from commongrid.work.training.models import BankQuestion
from commongrid.work.training.terms import Page
from tests.browsing import client_for
from tests.cast import Town
from tests.work.training.things import COURSE, school

pytestmark = pytest.mark.django_db
RUN = f"/desk/training/run/courses/{COURSE}/"
ONE = {"title_zh": "报一次", "text_zh": "先看**全景**。", "title_en": "Once", "text_en": "Look around first."}


@pytest.fixture
def admin(town: Town) -> Client:
    town.now = timezone.now().replace(microsecond=0)
    school(town, at=town.now - timedelta(days=90))
    return client_for("suqing")


def asked(client: Client, **told: Any) -> dict[str, Any]:
    facts = {
        "kind": "single", "zh": "看见井盖缺失，先做什么？", "en": "A cover is missing: what first?", "because_zh": "人先安全。",
        "because_en": "People first.", "zh_a": "围起来", "en_a": "Fence it off", "right_a": "on", "zh_b": "先回去", "why": "补一题",
    }  # fmt: skip
    return {**facts, **told}


def test_a_page_is_seen_first_and_kept_in_the_draft_only(admin: Client) -> None:
    before = queries.current_of(COURSE)
    assert before is not None
    many = len(before.pages("zh-hans"))
    shown = admin.post(f"{RUN}pages/1/", {**ONE, "do": "preview"}).content.decode()
    assert "<strong>全景</strong>" in shown
    assert queries.draft_of(before.course) is None
    assert admin.post(f"{RUN}pages/1/", ONE)["Location"] == RUN
    draft = queries.draft_of(before.course)
    assert draft is not None
    assert draft.pages("zh-hans")[0] == Page("报一次", "先看**全景**。")
    assert draft.pages("en")[0].title == "Once"
    assert len(draft.pages("zh-hans")) == len(draft.pages("en")) == many
    assert queries.current_of(COURSE) == before
    assert not list(texts.faults(draft.content()))


def test_pages_are_added_moved_and_taken_out(admin: Client) -> None:
    many = len(admin.get(RUN).context["pages"])
    admin.post(f"{RUN}pages/{many + 1}/", ONE)
    titles = [title for title, _text in admin.get(RUN).context["pages"]]
    assert titles[-1] == "报一次"
    admin.post(f"{RUN}pages/{many + 1}/arrange/", {"do": "up"})
    assert [title for title, _text in admin.get(RUN).context["pages"]][-2] == "报一次"
    admin.post(f"{RUN}pages/{many}/arrange/", {"do": "remove"})
    assert "报一次" not in [title for title, _text in admin.get(RUN).context["pages"]]
    assert admin.post(f"{RUN}pages/{many}/arrange/", {"do": "burn"}).status_code == 404
    assert admin.get(f"{RUN}pages/{many + 2}/").status_code == 404


def test_a_title_inside_a_page_is_said_and_nothing_is_lost(admin: Client) -> None:
    back = admin.post(f"{RUN}pages/1/", {**ONE, "text_zh": "# 另一页\n正文"})
    assert back.status_code == 422
    assert "会另起一页" in back.content.decode()
    assert back.context["form"]["title_en"].value() == "Once"


def test_a_question_is_added_seen_changed_and_asked_no_longer(admin: Client) -> None:
    url = f"{RUN}questions/"
    shown = admin.post(f"{url}new/", asked(admin, code="cover", why="", do="preview")).content.decode()
    assert "choice-right" in shown
    assert not BankQuestion.objects.filter(code="cover").exists()
    assert admin.post(f"{url}new/", asked(admin, code="cover"))["Location"] == url
    first = BankQuestion.objects.get(code="cover")
    assert (first.right, [one[0] for one in first.options]) == (["a"], ["a", "b"])
    assert admin.post(f"{url}new/", asked(admin, code="cover")).status_code == 422
    form = admin.get(f"{url}cover/").context["form"]
    assert (form["zh_a"].value(), form["right_a"].value()) == ("围起来", True)
    admin.post(f"{url}cover/", asked(admin, kind="multiple", right_b="on", why="改为多选"))
    now = BankQuestion.objects.get(code="cover", retired_at=None)
    assert (now.pk != first.pk, now.kind, now.right) == (True, "multiple", ["a", "b"])
    assert BankQuestion.objects.get(pk=first.pk).retired_at is not None
    admin.post(f"{url}cover/retire/", {"why": "过时"})
    assert not BankQuestion.objects.filter(code="cover", retired_at=None).exists()
    assert admin.get(f"{url}cover/").status_code == 404


def test_what_cannot_be_judged_is_told(admin: Client) -> None:
    back = admin.post(f"{RUN}questions/new/", asked(admin, code="cover", right_a=""))
    assert back.status_code == 422
    assert "正确答案须在选项之中" in back.content.decode()
    told = asked(admin, code="cover", kind="true_false", is_true="no", right_a="")
    assert admin.post(f"{RUN}questions/new/", told).status_code == 302
    assert BankQuestion.objects.get(code="cover").right == ["no"]


def test_an_exam_that_was_begun_keeps_the_question_as_it_was(admin: Client, town: Town) -> None:
    sitting = acts.begin(queries.exam("grid-worker"), by=town.chenlihua, at=town.now)
    drawn = queries.drawn(sitting)[0]
    form = admin.get(f"{RUN}questions/{drawn.code}/").context["form"]
    told = {name: form[name].value() or "" for name in form.fields}
    kept = {name: "on" if value is True else value for name, value in told.items() if value is not False}
    answer = admin.post(f"{RUN}questions/{drawn.code}/", {**kept, "zh": "换了问法", "why": "改写"})
    assert answer.status_code == 302, answer.context["form"].errors
    assert queries.drawn(sitting)[0].zh == drawn.zh
    now = BankQuestion.objects.get(course__code=COURSE, code=drawn.code, retired_at=None)
    assert now.zh == "换了问法"
    assert set(now.right) == set(drawn.right)


def test_only_whoever_runs_training_writes(admin: Client) -> None:
    for path in (f"{RUN}pages/1/", f"{RUN}questions/new/"):
        assert client_for("zhoumin").get(path).status_code == 403


def test_loading_a_pack_at_the_desk_loads_what_it_teaches(town: Town) -> None:
    assert loading.check("small-town") == []
    found = loading.load("small-town", over_own=False, why="试点", by=town.suqing, at=town.now)
    assert COURSE in found["courses"]["added"]
    assert queries.exam("grid-worker").questions > 0
    again = loading.load("small-town", over_own=False, why="再来", by=town.suqing, at=town.now)
    assert again["courses"] == {"added": (), "changed": (), "kept": ()}
