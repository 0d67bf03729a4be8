"""Learning on the phone: page by page, a quiz that keeps nothing, an exam without scripts, one's own certificate."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from commongrid.work.training import acts, queries
from commongrid.work.training.models import Certificate, Progress, Sitting
from tests.browsing import client_for
from tests.cast import Town
from tests.work.training.things import COURSE, passed, right, school, wrong

pytestmark = pytest.mark.django_db
HOME = "/field/training/"
READ = f"{HOME}courses/{COURSE}/"
EXAM = f"{HOME}exams/grid-worker/"


@pytest.fixture
def lately(town: Town) -> Town:
    town.now = timezone.now().replace(microsecond=0)
    school(town, at=town.now - timedelta(days=90))
    return town


def form(sitting: Sitting, answers: dict[int, frozenset[str]]) -> dict[str, Any]:
    """The page of a sitting as a browser without scripts sends it."""
    return {"q": list(sitting.questions), **{f"a{pk}": sorted(chosen) for pk, chosen in answers.items()}}


def begun(client: Client) -> Sitting:
    answer = client.post(EXAM)
    assert answer.status_code == 302
    return Sitting.objects.get(handed_at=None)


def test_what_my_post_demands_stands_on_top_with_the_way_there(lately: Town) -> None:
    client = client_for("chenlihua")
    page = client.get(HOME)
    (owed,) = page.context["owed"]
    assert owed.stands.standing == "lacking"
    assert EXAM in page.content.decode()
    assert READ in page.content.decode()
    assert HOME in client.get("/field/me/").content.decode()
    assert client.get("/training/")["Location"] == HOME


def test_a_course_is_read_page_by_page_and_remembers_where(lately: Town) -> None:
    client = client_for("chenlihua")
    many = len(client.get(READ).context["pages"])
    page = client.get(f"{READ}1/").content.decode()
    assert "<strong>采集</strong>" in page
    for number in range(1, many):
        assert client.post(f"{READ}{number}/")["Location"] == f"{READ}{number + 1}/"
        assert client.get(READ).context["next"] == number + 1
    assert client.post(f"{READ}{many}/")["Location"] == READ
    assert client.get(f"{READ}{many + 1}/").status_code == 404
    assert Progress.objects.get().pages == list(range(1, many + 1))
    assert client_for("hezhiqiang").get(READ).context["next"] == 1


def test_text_is_text_and_no_page_of_somebody_elses(lately: Town) -> None:
    edition = queries.current_of(COURSE)
    assert edition is not None
    said = edition.content()
    told = {name: getattr(said, name) for name in said.__dataclass_fields__}
    bad = "# 一\n<script>alert(1)</script> [x](javascript:alert(1)) ![y](http://z/y.png)\n\n## 小\n- 甲"
    acts.draft(COURSE, type(said)(**{**told, "text_zh": bad, "text_en": ""}), by=lately.suqing, at=lately.now)
    acts.publish(COURSE, by=lately.suqing, at=lately.now, why="试")
    page = client_for("chenlihua").get(f"{READ}1/").content.decode()
    article = re.search(r"<article.*?</article>", page, re.DOTALL)
    assert article is not None
    assert "&lt;script&gt;" in article[0]
    assert not re.search(r"<(script|a|img)\b", article[0])
    assert "<h3>小</h3>" in article[0]
    assert "<li>甲</li>" in article[0]


def test_the_quiz_tells_at_once_what_is_right_and_keeps_nothing(lately: Town) -> None:
    client = client_for("chenlihua")
    page = client.get(f"{READ}quiz/")
    asked = page.context["asked"]
    sent = {"seed": page.context["seed"], "q": [one.pk for one in asked]}
    judged = client.post(f"{READ}quiz/", sent)
    assert judged.status_code == 200
    assert [one.pk for one in judged.context["asked"]] == [one.pk for one in asked]
    assert all(one.is_right is False and one.because for one in judged.context["asked"])
    kept = Progress.objects.get()
    assert kept.quiz_at is not None
    assert not Sitting.objects.exists()


def test_an_exam_without_scripts_is_saved_gone_on_with_and_handed_in_once(lately: Town) -> None:
    client = client_for("chenlihua")
    sitting = begun(client)
    url, answers = f"{HOME}sittings/{sitting.pk}/", dict(right(sitting))
    first = dict(list(answers.items())[:3])
    assert client.post(url, {**form(sitting, first), "do": "save"})["Location"] == url
    page = client.get(url)
    assert page.context["saved"] == 3
    assert "已答3/10题" in page.content.decode()
    assert "question-told" not in page.content.decode()
    assert client.post(EXAM)["Location"] == url
    for _twice in range(2):
        assert client.post(url, form(sitting, answers)).status_code == 302
    held = Certificate.objects.get()
    done = client.get(url)
    assert done.context["certificate"] == held
    assert "考试合格" in done.content.decode()
    assert client_for("hezhiqiang").get(url).status_code == 404
    assert client_for("hezhiqiang").get(f"{HOME}certificates/{held.number}/").status_code == 404


def test_each_answer_is_kept_as_it_is_given(lately: Town) -> None:
    client = client_for("chenlihua")
    sitting = begun(client)
    pk, chosen = next(iter(right(sitting).items()))
    url = f"{HOME}sittings/{sitting.pk}/answer/"
    page = client.post(url, {"q": [pk], f"a{pk}": sorted(chosen)}, HTTP_HX_REQUEST="true")
    assert "已答1/10题" in page.content.decode()
    Sitting.objects.update(ends_at=lately.now - timedelta(minutes=1))
    late = client.post(url, {"q": [pk]}, HTTP_HX_REQUEST="true")
    assert late.status_code == 422
    assert "时间已到" in late.content.decode()
    result = client.get(f"{HOME}sittings/{sitting.pk}/")
    assert result.context["sitting"].right == 1
    assert "未合格" in result.content.decode()


def test_too_often_is_said_before_it_is_tried(lately: Town) -> None:
    exam = queries.exam("grid-worker")
    for _attempt in range(3):
        one = acts.begin(exam, by=lately.chenlihua, at=lately.now)
        acts.hand_in(one, wrong(one), by=lately.chenlihua, at=lately.now)
    client = client_for("chenlihua")
    page = client.get(EXAM)
    assert page.context["left"] == 0
    assert "今天已考3次" in page.content.decode()
    assert client.post(EXAM).status_code == 422


def test_my_certificate_is_a_sheet_with_its_code_and_my_name_is_mine_to_show(lately: Town) -> None:
    held = passed(queries.exam("grid-worker"), lately.chenlihua, lately.now)
    client, url = client_for("chenlihua"), f"{HOME}certificates/{held.number}/"
    page = client.get(url).content.decode()
    assert "<svg" in page
    assert "陈丽华" in page
    assert "第1版" in page
    client.post(url, {"shows_name": "on"})
    assert Certificate.objects.get().shows_name
    client.post(url, {})
    assert not Certificate.objects.get().shows_name


def test_the_page_asks_the_same_few_questions_however_much_there_is(
    lately: Town, django_assert_max_num_queries: Any
) -> None:
    exam = queries.exam("grid-worker")
    for days in range(800, 300, -100):
        passed(exam, lately.chenlihua, lately.now - timedelta(days=days))
    client = client_for("chenlihua")
    client.get(HOME)
    with django_assert_max_num_queries(22):
        client.get(HOME)


def test_pages_are_english_for_whoever_reads_english(lately: Town) -> None:
    client = client_for("chenlihua")
    client.cookies["django_language"] = "en"
    assert "One matter, all the way" in client.get(READ).content.decode()
    assert "Begin the exam" in client.get(EXAM).content.decode()


def test_today_says_which_certificate_is_missing_until_it_is_held(lately: Town) -> None:
    client = client_for("chenlihua")
    page = client.get("/field/")
    assert page.context["certificate"].demand.kind.code == "grid-worker"
    assert '"/field/training/"' in page.content.decode()
    passed(queries.exam("grid-worker"), lately.chenlihua, lately.now)
    assert client.get("/field/").context["certificate"] is None
