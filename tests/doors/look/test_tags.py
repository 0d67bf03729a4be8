from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django import forms
from django.template import Context, Template
from django.template.loader import get_template
from django.test import RequestFactory
from django.utils import translation

from commongrid.base.verdicts import Why

NOW = datetime(2026, 11, 18, 8, 42, tzinfo=UTC)


def drawn(source: str, language: str = "zh-hans", **facts: Any) -> str:
    with translation.override(language):
        return Template("{% load look %}" + source).render(Context(facts)).strip()


def test_an_icon_is_a_decoration_from_the_sprite() -> None:
    svg = drawn('{% icon "camera" 32 %}')
    assert 'aria-hidden="true"' in svg
    assert 'width="32"' in svg
    assert "icons.svg#camera" in svg


def test_an_icon_that_is_not_in_the_sprite_fails_at_once() -> None:
    with pytest.raises(ValueError, match=r"icons\.txt"):
        drawn('{% icon "unicorn" %}')


def test_the_deadline_light_draws_how_far_time_has_run_and_says_it() -> None:
    case = {"due_at": NOW + timedelta(minutes=30), "started_at": NOW - timedelta(minutes=30)}
    html = drawn("{% light case now %}", case=case, now=NOW)
    assert 'stroke-dasharray="50 200"' in html
    assert "剩30分钟" in html
    assert "style=" not in html


def test_words_of_a_light_may_stand_elsewhere() -> None:
    case = {"due_at": NOW - timedelta(minutes=12)}
    assert "逾期" not in drawn("{% light case now words=False %}", case=case, now=NOW)
    assert (
        drawn("{% light_words case now %}", case=case, now=NOW)
        == '<span class="deadline-late">逾期12分钟</span>'
    )


@pytest.mark.parametrize(
    ("status", "here"), [("waiting", 0), ("assigned", 1), ("paused", 2), ("checking", 3)]
)
def test_the_bridge_shows_what_is_crossed_here_and_ahead(status: str, here: int) -> None:
    html = drawn("{% stepper status %}", status=status)
    assert html.count("is-crossed") == here
    assert html.count('aria-current="step"') == 1
    assert html.count("is-ahead") == 4 - here


def test_a_closed_case_has_crossed_the_whole_bridge_and_a_void_one_has_not() -> None:
    assert drawn('{% stepper "closed" %}').count("is-crossed") == 5
    assert drawn('{% stepper "void" %}').count("is-stopped") == 4


def test_a_moment_carries_its_full_date() -> None:
    html = drawn('{% moment at "near" now %}', at=NOW, now=NOW)
    assert html == '<time datetime="2026-11-18T08:42:00+00:00" title="2026年11月18日16:42">今天16:42</time>'


class Form(forms.Form):
    phone = forms.CharField(label="手机号", required=False, help_text="只用来告诉你进展", min_length=11)


def test_a_field_ties_label_hint_and_error_together() -> None:
    html = drawn("{% field form.phone %}", form=Form({"phone": "138"}))
    assert '<label class="field-label" for="id_phone">' in html
    assert 'aria-describedby="id_phone_helptext id_phone_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_phone_error"' in html
    assert "其他内容都已存好。" in html
    assert "选填" in html


def test_a_reason_is_said_in_the_language_of_the_reader() -> None:
    why = Why("cases.not_in_status", {"status": "closed", "act": "assign"})
    assert drawn("{% say why %}", why=why) == "案件现在是已结案，不能“派遣”"
    assert (
        drawn("{% say why %}", "en", why=why.as_json())
        == "A case that is closed cannot be moved by “Dispatch”"
    )


def test_words_from_people_are_escaped() -> None:
    assert "<script>" not in drawn("{% say why %}", why=Why("said", {"text": "<script>"}))
    assert "<b>" not in drawn('{% chip "" label=text %}', text="<b>")


def test_html_follows_the_cookies_and_ignores_nonsense() -> None:
    request = RequestFactory().get("/")
    request.COOKIES.update({"look_theme": "dark", "look_text": '"><script>'})
    assert (
        drawn("{% html_attrs %}", "en", request=request) == 'lang="en" data-theme="dark" data-text="normal"'
    )


@pytest.mark.parametrize(("is_outrun", "told"), [(False, "什么都没有改动"), (True, "重新载入页面")])
def test_a_refusal_says_what_happened_what_is_safe_and_what_to_do(is_outrun: bool, told: str) -> None:
    why = Why("cases.merge_with_itself", {"number": "SB6B2M7K4T"})
    with translation.override("zh-hans"):
        notice = get_template("look/refused.html#notice").render(
            {"why": why, "is_outrun": is_outrun, "request": RequestFactory().post("/")}
        )
    assert "案件SB6B2M7K4T不能并入自己" in notice
    assert told in notice
    assert "<html" not in notice


def test_a_timeline_tells_newest_first_with_what_comes_next_above() -> None:
    entries = [{"at": NOW, "words": "接下了这件事", "quote": "下午围起来", "is_internal": True}]
    html = drawn('{% include "look/timeline.html" with next="再核查" %}', entries=entries, now=NOW)
    assert html.index("再核查") < html.index("接下了这件事")
    assert "“下午围起来”" in html
    assert "内部" in html
