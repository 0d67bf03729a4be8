"""A resident's browser without scripts, the small town around it, and photos that are really photos."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from PIL import Image
from pytest_django import Settings

from commongrid.intake.models import Report
from tests.cast import Town

KEY = "a-key-made-by-the-device-01"
type Send = Callable[..., HttpResponse]


@pytest.fixture(autouse=True)
def _files(tmp_path: Path, settings: Settings) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def visitor(town: Town) -> Client:
    """Somebody at the door who reads English."""
    return Client(headers={"accept-language": "en"})


@pytest.fixture
def recent(town: Town) -> Town:
    """The town this morning: what happens in it is recent to the pages, whose clock is the real one."""
    town.now = timezone.now() - timedelta(hours=6)
    return town


@pytest.fixture
def photo() -> Callable[..., SimpleUploadedFile]:
    def make(name: str = "hole.jpg", shade: int = 120, **saved: Any) -> SimpleUploadedFile:
        out = BytesIO()
        Image.new("RGB", (64, 48), (shade, 90, 60)).save(out, "JPEG", **saved)
        return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")

    return make


@pytest.fixture
def send(town: Town, visitor: Client) -> Send:
    """Sends the report form as a browser without scripts does."""
    lon, lat = town.spot()

    def post(client: Client = visitor, path: str = "/report/", **told: Any) -> HttpResponse:
        facts = {"key": KEY, "words": "路面塌了一个大坑", "lon": str(lon), "lat": str(lat), **told}
        sent = {name: value for name, value in facts.items() if value is not None}
        return client.post(path, sent)  # type: ignore[return-value]

    return post


@pytest.fixture
def reported(send: Send) -> Report:
    """A report the visitor has sent."""
    assert send().status_code == 302
    return Report.objects.get()
