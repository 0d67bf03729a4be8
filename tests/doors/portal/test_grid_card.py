"""The card of whoever looks after a place: no name by default, what was agreed, and taken back by the worker alone."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.browsing import client_for
from tests.cast import Town

pytestmark = pytest.mark.django_db
ME = "/field/me/"


def around(town: Town, client: Client) -> Any:
    lon, lat = town.spot()
    return client.get("/nearby/", {"lon": lon, "lat": lat})


def test_by_default_the_post_is_shown_and_no_name(town: Town, client: Client) -> None:
    page = around(town, client).content.decode()
    assert 'id="grid-card"' in page
    assert "专职网格员" in page
    assert "陈丽华" not in page
    lon, lat = town.spot()
    assert "陈丽华" not in client.post("/report/where/", {"lon": lon, "lat": lat}).content.decode()


def test_a_worker_agrees_and_takes_it_back(town: Town, client: Client) -> None:
    worker = client_for("chenlihua")
    told = {"shows_name": "on", "work_phone": "0769-22330000", "hours": "周一至周五 9:00–18:00"}
    assert worker.post(f"{ME}card/", told)["Location"] == ME
    page = around(town, client).content.decode()
    assert "陈丽华" in page
    assert "tel:0769-22330000" in page
    assert 'value="0769-22330000"' in worker.get(ME).content.decode()
    assert worker.post(f"{ME}card/", {"withdraw": "1"})["Location"] == ME
    assert "陈丽华" not in around(town, client).content.decode()


def test_a_number_that_is_none_is_told_and_nothing_is_lost(town: Town) -> None:
    answer = client_for("chenlihua").post(f"{ME}card/", {"work_phone": "call me", "hours": "9–18"})
    assert answer.status_code == 422
    assert answer.context["card_form"]["hours"].value() == "9–18"


def test_who_has_no_card_is_not_asked(town: Town) -> None:
    client = client_for("zhoumin")
    assert 'id="card"' not in client.get(ME).content.decode()
    assert client.post(f"{ME}card/", {"shows_name": "on"}).status_code == 403
