"""Somebody signed in at the desk, by client or in the browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.test import Client

from tests.cast import Town

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture
def client_of(town: Town) -> Callable[[str], Client]:
    def sign_in(name: str) -> Client:
        client = Client()
        client.force_login(town.account(name))
        return client

    return sign_in


@pytest.fixture
def desk_of(town: Town, page: Page, live_server: Any) -> Callable[..., Page]:
    """Opens an address of the desk as one of the cast, in a window of this width and theme."""

    def open_as(name: str, address: str, width: int = 1440, theme: Any = "light") -> Page:
        client = Client()
        client.force_login(town.account(name))
        key = client.cookies[settings.SESSION_COOKIE_NAME].value
        cookie: Any = {"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}
        page.context.clear_cookies()
        page.context.add_cookies([cookie])
        page.emulate_media(color_scheme=theme)
        page.set_viewport_size({"width": width, "height": 780 if width < 760 else 900})
        page.goto(f"{live_server.url}{address}")
        return page

    return open_as
