"""A grid is split while something is open in it: what is open stays with the old grid, and whoever has its land goes on with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from commongrid.cases.models import Case
from commongrid.registry.places import queries as places
from commongrid.registry.places.models import Grid, Redraw
from commongrid.registry.units import acts as units
from tests.cast import GRID
from tests.registry.places import drawing
from tests.stories.telling import Telling, press, reports, says, the_report

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)
IN = "/desk/admin/grids/in/449900101001/"


@pytest.fixture(autouse=True)
def _fresh_map(settings: Any) -> None:
    settings.MAP_CHECK_SECONDS = 0


def test_a_grid_split_while_cases_are_open_in_it(story: Telling) -> None:
    su, zhou = story.desk_of("suqing"), story.desk_of("zhoumin")
    reports(story, story.resident(), "路面塌了一个大坑，走路容易踩空")
    story.meanwhile()
    zhou_min_asks_somebody_to_look(story, zhou)
    new = su_qing_splits_the_grid(story, su)
    he_zhiqiang_gets_the_new_grid(story, new)
    he = story.phone_of("hezhiqiang")
    he_zhiqiang_goes_on_with_what_was_open(story, he, new)
    the_case_stayed_with_the_old_grid(story)
    what_is_new_belongs_to_the_new_grid(story, new)
    su_qing_can_no_longer_take_it_back(story, su, new)


def zhou_min_asks_somebody_to_look(story: Telling, zhou: Page) -> None:
    story.opens(zhou, "/desk/reports/")
    press(zhou, "v")
    says(zhou, "已转网格员现场核实。")


def su_qing_splits_the_grid(story: Telling, su: Page) -> str:
    """She draws a line, reads what would change, and says why."""
    story.opens(su, f"{IN}draw/split/?grid={GRID}")
    spots = drawing.through(GRID)
    su.get_by_label("界线").fill("\n".join(f"{lon + 0.0008:.6f}, {lat:.6f}" for lon, lat in spots))
    su.get_by_label("为什么改").fill("新楼入伙，户数翻倍")
    su.get_by_role("button", name="看看会改变什么").click()
    says(su, "还没有改变任何东西", "东兴03网格", "陈丽华", "现在负责那片地的人继续处理")
    su.get_by_role("button", name="立即重划").click()
    says(su, "已重划", "切分")
    return str(Redraw.objects.get().drawn["after"][1]["code"])


def he_zhiqiang_gets_the_new_grid(story: Telling, new: str) -> None:
    town = story.town
    row = {
        "account_id": town.account("hezhiqiang").pk,
        "role": "grid_worker",
        "unit_id": town.hezhiqiang.unit_id,
    }
    given: dict[str, Any] = {"area": new, "title": "专职网格员", "starts_on": timezone.localdate()}
    units.give_post({**row, **given}, by=town.suqing, at=timezone.now(), why="新网格")


def he_zhiqiang_goes_on_with_what_was_open(story: Telling, he: Page, new: str) -> None:
    """Acting in his new post he finds what was reported before there was such a grid."""
    story.opens(he, "/field/me/")
    he.locator("label.choice", has_text=new).click()
    he.get_by_role("button", name="用这个岗位").click()
    story.opens(he, "/field/")
    he.get_by_role("link", name="核实：").click()
    says(he, "路面塌了一个大坑")
    he.get_by_text("情况属实").click()
    he.get_by_label("道路破损").check()
    he.get_by_role("button", name="提交").click()
    says(he, "已提交，派遣员收到了。")
    story.meanwhile()


def the_case_stayed_with_the_old_grid(story: Telling) -> None:
    case = Case.objects.get()
    assert case.area == GRID
    assert case.grid_id == the_report().grid_id
    assert Grid.objects.get(pk=case.grid_id).valid_to is not None


def what_is_new_belongs_to_the_new_grid(story: Telling, new: str) -> None:
    grid = places.grid_by_code(new)
    assert grid is not None
    assert places.locate(grid.lon, grid.lat).grid_code == new
    made = story.town.report(lon=grid.lon, lat=grid.lat)
    assert (made.area, made.grid_id) == (new, grid.pk)


def su_qing_can_no_longer_take_it_back(story: Telling, su: Page, new: str) -> None:
    """Something came in the new grid: its history would be lost."""
    story.opens(su, IN)
    su.get_by_label("为什么改").fill("想撤回")
    su.get_by_role("button", name="撤回").click()
    says(su, "新网格里已经有了上报或案件")
    assert places.grid_by_code(new) is not None
