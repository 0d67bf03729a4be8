"""A rating with an appeal: proposed, heard, not met, contested, decided by another, scanned, run out; the plate says so."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from commongrid.registry.premises import acts as premises
from commongrid.work.ratings import acts
from commongrid.work.ratings.models import Rating
from tests.browsing import prove_in
from tests.stories.telling import Telling, says
from tests.work.ratings.things import inspected, looked_after, place, published

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_rating_is_contested_given_scanned_and_runs_out(story: Telling) -> None:
    town = story.town
    published(town)
    looked_after(town)
    inspected(town)
    chen, zhou, huang = story.desk_of("chenlihua"), story.desk_of("zhoumin"), story.desk_of("huangweiming")
    keeper = story.resident()
    prove_in(keeper.context, story.server, place().keeper_id)
    chen_lihua_judges_the_house(story, chen)
    he_bo_is_heard(story, keeper)
    decided(story, zhou, "decide", "一处出口不通")
    says(zhou, "暂未达标")
    he_bo_contests_it(story, keeper)
    decided(story, huang, "uphold", "复核时已通")
    says(huang, "有效")
    the_plate_is_scanned_and_a_year_passes(story)


def chen_lihua_judges_the_house(story: Telling, chen: Page) -> None:
    story.opens(chen, "/desk/premises/at/P-004/")
    chen.get_by_role("link", name="评定此场所").click()
    says(chen, "近 180 天内接受过检查")
    for code, value in (("exits", "no"), ("ebikes", "yes"), ("notice", "yes")):
        chen.locator(f"[name=met-{code}][value={value}]").check()
    chen.locator("[name=note-exits]").fill("二楼门锁着")
    chen.get_by_role("button", name="提出").click()
    says(chen, "听取意见中")


def he_bo_is_heard(story: Telling, keeper: Page) -> None:
    story.opens(keeper, "/captains/")
    keeper.get_by_role("link", name="东兴路12号出租屋").first.click()
    says(keeper, "二楼门锁着")
    keeper.get_by_label("你的话").fill("当天在修门")
    keeper.get_by_role("button", name="提交").click()
    says(keeper, "“当天在修门”")


def decided(story: Telling, page: Page, deed: str, why: str) -> None:
    """On the page of the rating, by whoever may."""
    story.opens(page, f"/desk/ratings/{Rating.objects.get().pk}/")
    form = page.locator(f"form[action$='/{deed}/']")
    form.locator("textarea").fill(why)
    form.get_by_role("button").click()
    says(page, why)


def he_bo_contests_it(story: Telling, keeper: Page) -> None:
    keeper.reload()
    says(keeper, "提出申诉")
    keeper.locator("textarea").fill("门已修好，请复核")
    keeper.get_by_role("button", name="提交").click()
    says(keeper, "由其他单位的人员处理")


def the_plate_is_scanned_and_a_year_passes(story: Telling) -> None:
    house, passer_by = place(), story.resident()
    plate = premises.make_plate(house.pk, house.seq, by=story.town.zhoumin, at=timezone.now())
    story.opens(passer_by, f"/p/{plate.token}/")
    says(passer_by, "已达标")
    story.opens(passer_by, "/ratings/")
    says(passer_by, "东兴路12号出租屋")
    yesterday = timezone.localdate() - timedelta(days=1)
    Rating.objects.update(valid_from=yesterday - timedelta(days=364), until=yesterday)
    story.opens(passer_by, f"/p/{plate.token}/")
    says(passer_by, "不再有效")
    assert acts.expire(timezone.localdate(), at=timezone.now()) == 1
    passer_by.reload()
    says(passer_by, "不再有效")
    story.opens(passer_by, "/ratings/")
    says(passer_by, "目前没有这类平安场所")
