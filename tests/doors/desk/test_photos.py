"""Nobody outside sees a photo before somebody has looked; the inbox tells what came."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from commongrid.base.access.terms import SYSTEM
from commongrid.base.files import acts as files
from commongrid.base.files.models import Photo
from commongrid.cases.models import Case
from tests.cast import Town

SignIn = Callable[[str], Client]


@pytest.fixture
def photo(town: Town, settings: Any, tmp_path: Path) -> tuple[Case, Photo]:
    settings.MEDIA_ROOT = tmp_path
    case = town.case()
    picture = io.BytesIO()
    Image.new("RGB", (400, 300), (120, 130, 140)).save(picture, "JPEG")
    owner = f"report:{case.reports.get().pk}"
    taken = files.take_in(picture.getvalue(), owner=owner, stage="report", by=SYSTEM, at=town.now)
    return case, taken.photo


def test_a_dispatcher_looks_and_it_becomes_public(photo: tuple[Case, Photo], client_of: SignIn) -> None:
    case, one = photo
    client = client_of("zhoumin")
    assert (
        f"/desk/photos/{one.pk}/approve/" in client.get(f"/desk/cases/{case.number}/photos/").content.decode()
    )
    assert Client().get(f"/photos/{one.pk}/shown").status_code == 404
    client.post(f"/desk/photos/{one.pk}/approve/", {"version": one.version})
    shown = Client().get(f"/photos/{one.pk}/shown")
    assert shown.status_code == 200
    shown.close()


def test_what_was_drawn_is_blurred_and_looked_at_again(photo: tuple[Case, Photo], client_of: SignIn) -> None:
    _case, one = photo
    client = client_of("zhoumin")
    client.post(f"/desk/photos/{one.pk}/blur/", {"boxes": '[{"x": 0.1, "y": 0.1, "w": 0.3, "h": 0.3}]'})
    stale = client.post(f"/desk/photos/{one.pk}/approve/", {"version": one.version}, follow=True)
    one.refresh_from_db()
    assert one.blurred == [[0.1, 0.1, 0.3, 0.3]]
    assert one.visibility == "internal"
    assert stale.status_code == 200
    client.post(f"/desk/photos/{one.pk}/withdraw/")
    one.refresh_from_db()
    assert one.visibility == "withdrawn"


@pytest.mark.parametrize("name", ["liguoqiang", "liangyong", "chenlihua"])
def test_others_do_not_review(photo: tuple[Case, Photo], client_of: SignIn, name: str) -> None:
    _case, one = photo
    assert (
        client_of(name).post(f"/desk/photos/{one.pk}/approve/", {"version": one.version}).status_code == 403
    )
    one.refresh_from_db()
    assert one.visibility == "internal"


def test_the_inbox_opens_for_staff(town: Town, client_of: SignIn) -> None:
    assert client_of("liguoqiang").get("/desk/notices/").status_code == 200
    assert client_of("stranger").get("/desk/notices/").status_code == 403
