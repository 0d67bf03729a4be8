"""The card of whoever looks after a place: no name by default, what was agreed, and taken back by the worker alone."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from commongrid.base.files.models import Photo
from commongrid.registry.serving import acts
from commongrid.registry.serving.models import Card
from commongrid.registry.units.models import Post
from tests.browsing import client_for
from tests.cast import GRID, Town

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


def test_a_photo_is_shown_while_the_worker_agrees_and_not_a_moment_longer(
    town: Town, client: Client, photo: Any
) -> None:
    worker, exif = client_for("chenlihua"), Image.Exif()
    exif[0x010F] = "a camera of somebody"
    assert worker.post(f"{ME}card/photo/", {"portrait": photo(exif=exif)})["Location"] == ME
    shown = Card.objects.get()
    url = f"/grids/photos/{shown.portrait}"
    assert url in around(town, client).content.decode()
    assert url in worker.get(ME).content.decode()
    assert "陈丽华" not in around(town, client).content.decode()
    got = client.get(url)
    assert (got["Content-Type"], got["Cache-Control"]) == ("image/jpeg", "no-store")
    assert not Image.open(BytesIO(got.content)).getexif()
    assert client.get(f"/photos/{Photo.objects.get().pk}/thumb").status_code == 404
    assert not Photo.objects.exclude(original_path="").exists()
    worker.post(f"{ME}card/photo/", {"portrait": photo(shade=40)})
    assert Photo.objects.count() == 1
    assert client.get(url).status_code == 404
    url = f"/grids/photos/{Card.objects.get().portrait}"
    assert worker.post(f"{ME}card/photo/", {"withdraw": "1"})["Location"] == ME
    assert client.get(url).status_code == 404
    assert not Photo.objects.exists()
    assert not Card.objects.exists()


def test_the_photo_goes_with_everything_else_and_with_the_post(
    town: Town, client: Client, photo: Any
) -> None:
    worker = client_for("chenlihua")
    told = {"shows_name": "on", "work_phone": "", "hours": ""}
    for ends in (False, True):
        worker.post(f"{ME}card/", told)
        worker.post(f"{ME}card/photo/", {"portrait": photo()})
        url = f"/grids/photos/{Card.objects.get().portrait}"
        assert client.get(url).status_code == 200
        if ends:
            Post.objects.filter(account__username="chenlihua").update(ends_on=date(2026, 3, 1))
        else:
            worker.post(f"{ME}card/", {"withdraw": "1"})
        assert client.get(url).status_code == 404
    assert acts.forget_cards(timezone.now(), at=timezone.now()) == 1
    assert not Photo.objects.exists()


def test_what_is_no_photo_is_told(town: Town) -> None:
    sent = SimpleUploadedFile("me.jpg", b"not a photo", "image/jpeg")
    assert client_for("chenlihua").post(f"{ME}card/photo/", {"portrait": sent}).status_code == 422
    assert client_for("chenlihua").post(f"{ME}card/photo/", {}).status_code == 422
    assert client_for("zhoumin").post(f"{ME}card/photo/", {"withdraw": "1"}).status_code == 403


def test_the_page_of_a_grid_and_its_sheet_for_the_door(town: Town, client: Client) -> None:
    worker = client_for("chenlihua")
    worker.post(f"{ME}card/", {"shows_name": "on", "work_phone": "0769-22330000", "hours": "9–18"})
    for path in (f"/grids/{GRID}/", f"/grids/{GRID}/print/"):
        page = client.get(path).content.decode()
        assert "陈丽华" in page
        assert "0769-22330000" in page
    assert "<svg" in client.get(f"/grids/{GRID}/print/").content.decode()
    assert f"/grids/{GRID}/print/" in worker.get(ME).content.decode()
    worker.post(f"{ME}card/", {"withdraw": "1"})
    assert "陈丽华" not in client.get(f"/grids/{GRID}/print/").content.decode()
    assert client.get("/grids/000000000000000/").status_code == 404
    assert client.get("/grids/x/print/").status_code == 404


def test_a_number_that_is_none_is_told_and_nothing_is_lost(town: Town) -> None:
    answer = client_for("chenlihua").post(f"{ME}card/", {"work_phone": "call me", "hours": "9–18"})
    assert answer.status_code == 422
    assert answer.context["card_form"]["hours"].value() == "9–18"


def test_who_has_no_card_is_not_asked(town: Town) -> None:
    client = client_for("zhoumin")
    assert 'id="card"' not in client.get(ME).content.decode()
    assert client.post(f"{ME}card/", {"shows_name": "on"}).status_code == 403
