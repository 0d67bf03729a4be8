"""Rosters at the desk: whose one sees, laying out what was shown and once, changing, swapping, signing, taking away."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from commongrid.registry.duty import acts, queries
from commongrid.registry.duty.models import Absence, Shift
from commongrid.registry.duty.terms import Kind, Slot
from commongrid.registry.units.models import Post
from tests.browsing import client_for
from tests.cast import Town

pytestmark = pytest.mark.django_db
STATION = "449900101001-ZW"
WEEK = f"/desk/duty/{STATION}/"


@pytest.fixture
def lately(town: Town) -> Town:
    town.now = timezone.now().replace(second=0, microsecond=0)
    return town


def post_of(town: Town, name: str) -> Post:
    return Post.objects.select_related("unit", "account").get(pk=town.actors[name].post_id)


def lay(town: Town, name: str, begins_in: timedelta, lasts: timedelta = timedelta(hours=8)) -> Shift:
    starts_at = town.now + begins_in
    slot = Slot(starts_at, starts_at + lasts, Kind.DUTY, post_of(town, name).pk)
    acts.lay_out(town.unit(STATION), [slot], by=town.zhoumin, at=town.now, why="排班")
    return queries.shifts().get(post=slot.post_id, starts_at=starts_at)


def pattern(town: Town, **told: Any) -> dict[str, Any]:
    """Two weeks of day shifts from tomorrow, two taking turns."""
    row = [post_of(town, name).pk for name in ("chenlihua", "hezhiqiang")]
    return {
        "key": "a-key-of-a-roster-page", "starts_on": timezone.localdate() + timedelta(days=1), "weeks": 2,
        "begins": "08:00", "ends": "20:00", "kind": "duty", "days": "every", "weekdays": list(range(7)),
        "turn": "day", "row": row, "why": "两周排班", **told,
    }  # fmt: skip


def shown(client: Client, told: dict[str, Any]) -> dict[str, Any]:
    """The pattern as the page that shows its outcome sends it on."""
    page = client.post(f"{WEEK}plan/", {**told, "do": "show"})
    assert page.status_code == 200, page.context["form"].errors
    return {**told, "seen": page.context["seen"], "do": "write"}


def test_the_list_says_who_is_on_now_and_a_name_finds_a_unit(lately: Town) -> None:
    lay(lately, "chenlihua", timedelta(hours=-1))
    client = client_for("zhoumin")
    page = client.get("/desk/duty/")
    assert "陈丽华" in page.content.decode()
    assert client.get("/desk/duty/?q=不会有的单位").context["rows"] == []
    assert '/desk/duty/"' in client.get("/desk/").content.decode()


def test_a_grid_worker_sees_the_roster_of_their_own_station_and_lays_out_nothing(lately: Town) -> None:
    client = client_for("chenlihua")
    page = client.get(WEEK)
    assert page.status_code == 200
    assert not page.context["may_plan"]
    assert client.get(f"{WEEK}plan/").status_code == 403
    assert client.get("/desk/duty/449900101-D17/").status_code == 404


def test_what_was_shown_is_written_and_only_once(lately: Town) -> None:
    client = client_for("zhoumin")
    told = shown(client, pattern(lately))
    assert Shift.objects.count() == 0
    for _twice in range(2):
        assert client.post(f"{WEEK}plan/", told).status_code == 302
    assert Shift.objects.count() == 14
    held = Shift.objects.order_by("starts_at").values_list("post__account__username", flat=True)
    assert list(held[:3]) == ["chenlihua", "hezhiqiang", "chenlihua"]


def test_what_changed_since_it_was_shown_is_shown_again_and_nothing_is_written(lately: Town) -> None:
    client = client_for("zhoumin")
    told = shown(client, pattern(lately))
    day = timedelta(days=1)
    acts.set_away(
        post_of(lately, "chenlihua"),
        starts_at=lately.now,
        ends_at=lately.now + 9 * day,
        by=lately.zhoumin,
        at=lately.now,
    )
    page = client.post(f"{WEEK}plan/", told)
    assert page.context["has_changed"]
    assert "不在岗" in page.content.decode()
    assert Shift.objects.count() == 0
    assert client.post(f"{WEEK}plan/", {**told, "seen": page.context["seen"]}).status_code == 302
    assert Shift.objects.filter(post__account__username="chenlihua").count() < 7


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"starts_on": "2020-01-01"}, "starts_on"),
        ({"row": []}, "row"),
        ({"weeks": 9}, "weeks"),
        ({"begins": "25:00"}, "begins"),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_is_kept(lately: Town, wrong: dict[str, Any], field: str) -> None:
    page = client_for("zhoumin").post(f"{WEEK}plan/", {**pattern(lately), **wrong, "do": "show"})
    assert page.status_code == 422
    assert list(page.context["form"].errors) == [field]
    assert "两周排班" in page.content.decode()


def test_a_shift_is_given_to_another_swapped_and_taken_out(lately: Town) -> None:
    day = timedelta(days=1)
    one, other = lay(lately, "chenlihua", day), lay(lately, "hezhiqiang", 2 * day)
    client, url = client_for("zhoumin"), f"/desk/duty/shifts/{one.pk}/"
    assert client.post(f"{url}swap/", {"other": other.pk, "why": "家中有事"}).status_code == 302
    assert queries.shift(one.pk).post.account.username == "hezhiqiang"
    told = {
        "post": post_of(lately, "chenlihua").pk,
        "starts_at": timezone.localtime(one.starts_at).strftime("%Y-%m-%dT%H:%M"),
        "ends_at": timezone.localtime(one.starts_at + timedelta(hours=30)).strftime("%Y-%m-%dT%H:%M"),
        "why": "延长",
    }
    page = client.post(url, told)
    assert page.status_code == 422
    assert "最长24小时" in str(page.context["change"].non_field_errors())
    assert client.post(f"{url}drop/", {"why": ""}).status_code == 302
    assert Shift.objects.get(pk=one.pk).dropped_at is None
    assert client.post(f"{url}drop/", {"why": "取消"}).status_code == 302
    assert Shift.objects.get(pk=one.pk).dropped_at is not None
    assert (
        client_for("chenlihua").post(f"/desk/duty/shifts/{other.pk}/drop/", {"why": "x"}).status_code == 403
    )


def test_signing_on_and_off_and_the_next_one_confirms(lately: Town) -> None:
    mine = lay(lately, "chenlihua", timedelta(minutes=-5), timedelta(hours=1))
    after = lay(lately, "hezhiqiang", timedelta(minutes=55))
    client = client_for("chenlihua")
    url = f"/desk/duty/shifts/{mine.pk}/"
    assert client.get(WEEK).context["mine"] == mine
    client.post(f"{url}sign-on/")
    client.post(f"{url}sign-off/", {"handover": "东兴路12号井盖未复位"})
    signed = Shift.objects.get(pk=mine.pk)
    assert signed.signed_on_at is not None
    assert signed.signed_off_at is not None
    page = client_for("hezhiqiang").get(url)
    assert page.context["may_read"]
    client_for("hezhiqiang").post(f"{url}read/")
    assert Shift.objects.get(pk=mine.pk).read_by_id == after.post_id
    assert "东兴路12号井盖未复位" in client_for("zhoumin").get(WEEK).content.decode()
    assert client_for("hezhiqiang").post(f"/desk/duty/shifts/{after.pk}/sign-off/").status_code == 302
    assert Shift.objects.get(pk=after.pk).signed_off_at is None


def test_somebody_away_is_noted_without_a_reason_and_shifts_that_stand_are_named(lately: Town) -> None:
    lay(lately, "chenlihua", timedelta(days=1))
    client, today = client_for("zhoumin"), timezone.localdate()
    told = {"post": post_of(lately, "chenlihua").pk, "first": today, "last": today + timedelta(days=3)}
    page = client.post(f"{WEEK}away/", told, follow=True)
    assert Absence.objects.get().last_day == today + timedelta(days=3)
    assert "仍有 1 个班次" in page.content.decode()
    wrong = client.post(f"{WEEK}away/", {**told, "last": today - timedelta(days=1)})
    assert wrong.status_code == 422


def test_the_week_is_taken_away_as_a_table(lately: Town) -> None:
    begins = timezone.localdate(lay(lately, "chenlihua", timedelta(hours=1)).starts_at)
    page = client_for("zhoumin").get(f"{WEEK}week.csv?week={begins:%G-W%V}")
    rows = b"".join(page.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    assert rows[0] == "\ufeffday,from,until,who,post,kind,state"
    assert len(rows) == 2
    assert "陈丽华" in rows[1]


def test_a_week_asks_the_same_few_questions_however_many_shifts(
    lately: Town, django_assert_max_num_queries: Any
) -> None:
    client = client_for("zhoumin")
    client.post(f"{WEEK}plan/", shown(client, pattern(lately, weeks=4)))
    client.get(WEEK)
    with django_assert_max_num_queries(30):
        client.get(f"{WEEK}?week={timezone.localdate() + timedelta(days=7):%G-W%V}")
