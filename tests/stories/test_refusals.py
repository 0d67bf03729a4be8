"""The stranger is refused everywhere, in words one understands, on pages that lead back."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from commongrid.intake import acts as intake
from tests.stories.telling import Telling, said, says

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_stranger_is_refused_everywhere(story: Telling, assert_accessible: Any) -> None:
    town = story.town
    case, report = (
        town.case(),
        intake.send_to_verify(town.report(words="路灯不亮"), by=town.zhoumin, at=town.now),
    )
    doors = {
        "desk": ("/desk/", f"/desk/cases/{case.number}/", f"/desk/reports/{report.number}/", "/desk/admin/"),
        "field": (
            "/field/",
            f"/field/verify/{report.number}/",
            f"/field/check/{case.number}/",
            "/field/found/",
        ),
    }
    private = (f"/my/{report.number}/", f"/report/{report.number}/sent/", "/my/data/")

    # Signed in, but in no post: each page says so and leads back to where one came from.
    stranger = story.desk_of("stranger", viewport={"width": 360, "height": 780})
    for path in (*doors["desk"], *doors["field"]):
        story.opens(stranger, "/help/")
        answer = stranger.goto(story.server.url + path, referer=stranger.url)
        assert answer is not None
        assert answer.status == 403, path
        says(stranger, "这一步没有办成")
        assert report.words not in said(stranger)
        assert case.title not in said(stranger)
    assert_accessible(stranger)
    stranger.get_by_role("link", name="返回").click()
    says(stranger, "可以怎么找到我们")

    # Signed out: staff pages ask who one is and keep where one wanted to go.
    nobody = story.resident()
    for paths in doors.values():
        story.opens(nobody, paths[1])
        assert urlsplit(nobody.url).path == "/accounts/login/"
        assert urlsplit(nobody.url).query == f"next={paths[1]}"
        says(nobody, "登录")
    assert_accessible(nobody)

    # What belongs to a resident asks for a proof; what belongs to another resident is not there.
    for path in private:
        story.opens(nobody, path)
        assert urlsplit(nobody.url).path == "/prove/", path
        says(nobody, "是你本人吗？")
    assert_accessible(nobody)
    story.opens(nobody, "/follow/")
    nobody.get_by_label("编号").fill(report.number)
    nobody.get_by_label("查询码").fill("AAAAAA")
    nobody.get_by_role("button", name="查看").click()
    says(nobody, "编号和查询码对不上。内容没有丢，请再核对一下。")
    expect(nobody.get_by_label("编号")).to_have_value(report.number)
