"""Signing people in for browser tests without typing the password each time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.test import Client

from commongrid.base.access.models import Account

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

BACKEND = "commongrid.config.backends.StaffBackend"


def client_for(username: str) -> Client:
    """A test client that is signed in as one of the cast."""
    client = Client()
    client.force_login(Account.objects.get(username=username), backend=BACKEND)
    return client


def sign_in(context: BrowserContext, live_server: Any, username: str) -> None:
    """Give a browser the session of one of the cast."""
    cookie = client_for(username).cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])


def prove(client: Client, person_id: Any) -> Client:
    """The same client as a resident who has proven the number of a person."""
    session = client.session
    session["person"] = str(person_id)
    session.save()
    return client


def prove_in(context: BrowserContext, live_server: Any, person_id: Any) -> None:
    """Give a browser the session of a resident who has proven the number of a person."""
    client = prove(Client(), person_id)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
