"""A photo is shown to whoever may see what it belongs to, and is not there for anybody else."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from commongrid.base.files import acts as files
from commongrid.base.files.models import Photo
from commongrid.cases.models import Case
from tests.browsing import client_for
from tests.cast import Town

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files_of_their_own(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def case(town: Town) -> Case:
    town.now = timezone.now() - timedelta(hours=1)
    return town.case()


@pytest.fixture
def photo(town: Town, case: Case) -> Photo:
    made = io.BytesIO()
    Image.new("RGB", (640, 480), "teal").save(made, "JPEG")
    sent = SimpleUploadedFile("hole.jpg", made.getvalue())
    report = case.reports.get()
    taken = files.take_in(sent, owner=f"report:{report.pk}", stage="report", by=town.chenlihua, at=town.now)
    return taken.photo


def status(client: Client, photo: Photo, variant: str = "thumb") -> int:
    return client.get(f"/photos/{photo.pk}/{variant}").status_code


@pytest.mark.parametrize("who", ["zhoumin", "guojian", "chenlihua", "huangweiming"])
def test_those_with_the_case_see_it(photo: Photo, who: str) -> None:
    assert status(client_for(who), photo) == 200
    assert status(client_for(who), photo, "shown") == 200


@pytest.mark.parametrize("who", ["hezhiqiang", "liguoqiang", "suqing", "dushen", "stranger"])
def test_for_everybody_else_it_is_not_there(photo: Photo, who: str) -> None:
    assert status(client_for(who), photo) == 404
    assert status(Client(), photo) == 404


def test_it_is_public_only_after_somebody_has_looked(town: Town, photo: Photo, case: Case) -> None:
    assert status(Client(), photo) == 404
    files.approve(photo.pk, version=photo.version, about=case, by=town.zhoumin, at=town.now)
    answer = Client().get(f"/photos/{photo.pk}/shown")
    assert answer.status_code == 200
    assert answer["Cache-Control"].startswith("public")
    assert answer["X-Content-Type-Options"] == "nosniff"
    files.withdraw(photo.pk, about=case, by=town.zhoumin, at=town.now, why="有人脸")
    assert status(Client(), photo) == 404


def test_the_original_has_no_address(photo: Photo) -> None:
    assert status(client_for("zhoumin"), photo, "original") == 404
