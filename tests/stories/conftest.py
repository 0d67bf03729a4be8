"""The stage of the stories: a server, browsers that are watched, and files that go with the test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from tests.cast import Town
from tests.stories.telling import Telling

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext
    from pytest_django import Settings


@pytest.fixture
def story(
    town: Town,
    live_server: Any,
    new_context: Callable[..., BrowserContext],
    settings: Settings,
    tmp_path: Path,
) -> Iterator[Telling]:
    """At its end no script has failed and nobody's browser has asked another host."""
    settings.MEDIA_ROOT = tmp_path
    town.now = timezone.now() - timedelta(hours=1)
    told = Telling(town, live_server, new_context)
    yield told
    assert not told.faults, "\n".join(told.faults)
