"""A new grid worker learns, fails, learns again and passes; the leader's list empties, the code is scanned, and time passes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from commongrid.work.training import acts, queries
from commongrid.work.training.models import Certificate, Progress, Sitting
from tests.stories.telling import Telling, says
from tests.work.training.things import demand, passed, right, school

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_new_grid_worker_learns_until_she_knows(story: Telling) -> None:
    town, now = story.town, timezone.now()
    exam = school(town, at=now - timedelta(days=10))
    passed(exam, town.hezhiqiang, now)
    chen, zhou, anybody = story.phone_of("chenlihua"), story.desk_of("zhoumin"), story.resident()
    lacking = f"/desk/training/lacking/?demand={demand().pk}"
    story.opens(zhou, lacking)
    says(zhou, "陈丽华", "宽限期内")
    she_reads(story, chen)
    sits(story, chen, knows=False)
    says(chen, "未合格", "不会告诉任何人")
    story.opens(zhou, lacking)
    says(zhou, "陈丽华")
    expect(zhou.locator("body")).not_to_contain_text("未合格")
    sits(story, chen, knows=True)
    says(chen, "考试合格")
    story.opens(zhou, lacking)
    says(zhou, "无人缺证")
    held = Certificate.objects.get(account_id=town.chenlihua.account_id)
    scanned(story, chen, anybody, held)
    time_passes(story, chen, anybody, held)


def she_reads(story: Telling, chen: Page) -> None:
    """From her own page, page by page, and the quiz tells her why."""
    story.opens(chen, "/field/me/")
    chen.get_by_role("link", name="我的实训").click()
    chen.get_by_role("link", name="新任网格员基础").click()
    chen.get_by_role("link", name="开始学习").click()
    for _page in range(5):
        chen.get_by_role("button", name="学完，下一页").click()
    chen.get_by_role("button", name="学完，回到课程").click()
    assert len(Progress.objects.get().pages) == 6
    chen.get_by_role("link", name="试一试").click()
    chen.get_by_role("button", name="看答案").click()
    says(chen, "只有你能看到，也不保存")


def sits(story: Telling, chen: Page, *, knows: bool) -> None:
    """Every answer right, or only the first."""
    story.opens(chen, "/field/training/exams/grid-worker/")
    chen.get_by_role("button", name="开始考试").click()
    chen.get_by_role("button", name="交卷").wait_for()
    sitting = Sitting.objects.get(handed_at=None)
    for pk, chosen in list(right(sitting).items())[: None if knows else 1]:
        for value in chosen:
            chen.locator(f"#q{pk} input[value='{value}']").check()
    chen.get_by_role("button", name="交卷").click()


def scanned(story: Telling, chen: Page, anybody: Page, held: Certificate) -> None:
    """Whoever scans it reads that it is valid, and her name once she wants it."""
    story.opens(anybody, f"/certificates/{held.number}/")
    says(anybody, "网格员上岗证", "有效", held.valid_until.isoformat())
    expect(anybody.locator("body")).not_to_contain_text("陈丽华")
    chen.get_by_role("link", name="你的证书").click()
    chen.get_by_text("同时显示我的姓名").click()
    chen.get_by_role("button", name="保存").click()
    says(chen, "扫码的人会看到你的姓名")
    story.opens(anybody, f"/certificates/{held.number}/")
    says(anybody, "陈丽华")


def time_passes(story: Telling, chen: Page, anybody: Page, held: Certificate) -> None:
    """She is told two weeks before; then it is over, and the list has her again."""
    today = timezone.localdate()
    Certificate.objects.filter(pk=held.pk).update(
        issued_on=today - timedelta(days=700), valid_until=today + timedelta(days=14)
    )
    assert acts.remind(today, at=timezone.now()) == 1
    story.opens(chen, "/desk/notices/")
    says(chen, "还有 14 天到期")
    Certificate.objects.filter(pk=held.pk).update(valid_until=today - timedelta(days=1))
    story.opens(anybody, f"/certificates/{held.number}/")
    says(anybody, "已过期")
    assert queries.how_many_lack(story.town.zhoumin, demand(), today) == 1
