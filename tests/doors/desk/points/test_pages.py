"""The pages of service points: list, one, edit by two at once, a closing, and who is kept out."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from commongrid.registry.places.models import ServicePoint
from tests.browsing import client_for
from tests.cast import Town

pytestmark = pytest.mark.django_db
URL = "/desk/points/"
HALL = "SP-449900101001"
PUBLIC = f"/points/{HALL}/"


def sent(client: Client, url: str, **other: Any) -> dict[str, Any]:
    """The form as a browser would send it back, with some fields changed."""
    form = client.get(url).context["form"]
    told = {bound.html_name: bound.value() for bound in form}
    kept = {
        name: value
        for name, value in told.items()
        if value is not None and value is not False and value != ""
    }
    return {**kept, "why": "实地查看", **other}


def page(client: Client, url: str, **told: Any) -> str:
    return client.get(url, told).content.decode()


def test_the_list_shows_levels_and_how_points_stand(town: Town, django_assert_max_num_queries: Any) -> None:
    client = client_for("zhoumin")
    with django_assert_max_num_queries(24):
        shown = page(client, URL)
    assert "东兴社区党群服务中心" in shown
    assert "街道级" in shown
    assert "东兴社区党群服务中心" not in page(client, URL, level="station")
    assert "榕树头社区党群服务中心" not in page(client, URL, area="449900101001")
    client.cookies["django_language"] = "en"
    assert "Dongxing Community Hall" in page(client, URL)


def test_a_point_is_changed_and_the_slower_keeps_what_they_typed(town: Town) -> None:
    client = client_for("zhoumin")
    edit = f"{URL}at/{HALL}/edit/"
    mine = sent(client, edit, phone="0000-2", hours_holiday="10:00-12:00", rooms="接待大厅 30\n调解室 8")
    assert client.post(edit, sent(client, edit, phone="0000-1")).status_code == 302
    late = client.post(edit, mine)
    assert late.status_code == 409
    assert late.context["form"]["phone"].value() == "0000-2"
    assert client.post(edit, {**mine, "seq": late.context["form"]["seq"].value()}).status_code == 302
    point = ServicePoint.objects.get(pk=HALL)
    assert (point.phone, point.rooms) == ("0000-2", ["接待大厅 30", "调解室 8"])
    assert point.hours["holiday"] == [["10:00", "12:00"]]
    assert "周敏" in page(client, f"{URL}at/{HALL}/")


def test_wrong_hours_are_told_and_nothing_is_lost(town: Town) -> None:
    client = client_for("zhoumin")
    edit = f"{URL}at/{HALL}/edit/"
    answer = client.post(edit, sent(client, edit, phone="0000-2", hours_mon="nine to five"))
    assert answer.status_code == 422
    assert answer.context["form"]["phone"].value() == "0000-2"


def test_a_closing_is_announced_shown_to_residents_and_called_off(town: Town) -> None:
    client, now = client_for("zhoumin"), timezone.localtime()
    shut = f"{URL}at/{HALL}/shut/"
    told = {
        "starts_at": f"{now - timedelta(hours=1):%Y-%m-%dT%H:%M}",
        "ends_at": f"{now + timedelta(days=9):%Y-%m-%dT%H:%M}",
    }
    assert client.post(shut, sent(client, shut, zh="装修", en="building works", **told)).status_code == 302
    assert "装修" in page(Client(), PUBLIC)
    one = client.get(f"{URL}at/{HALL}/")
    closing = one.context["closings"][0]
    assert (
        client.post(f"{URL}at/{HALL}/shut/{closing.pk}/drop/", {"seq": one.context["point"].seq}).status_code
        == 302
    )
    assert "装修" not in page(Client(), PUBLIC)


def test_points_are_kept_only_by_who_may(town: Town) -> None:
    worker = client_for("hezhiqiang")
    assert "东兴社区党群服务中心" in page(worker, f"{URL}at/{HALL}/")
    assert worker.get(f"{URL}at/{HALL}/edit/").status_code == 403
    assert client_for("stranger").get(URL).status_code == 403
    assert client_for("zhoumin").get(f"{URL}at/NONE/").status_code == 404
