"""Every page declares its grant, and the stranger is turned away from all that is not public."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from commongrid.config.docs import addresses
from tests.house.law import Law

DECLARED = Law(
    says="Every view of ours declares its grant: public, session, or an ability.",
    why="A page without a grant is open by forgetting; a declared one can be listed, tested and asked about.",
    mend="Put the gate of doors/look on the view; docs/pages.md then lists it.",
)
KNOWN = Law(
    says="The grant of a page is public, session, resident or an ability that some role carries.",
    why="An ability nobody has is a page nobody sees; a misspelt one is the same.",
    mend="Correct the word, or give the ability to a role in registry/units/grants.py.",
)
TURNED_AWAY = Law(
    says="Whoever lacks the grant is sent to sign in or refused (302, 401, 403, 404), and nothing breaks.",
    why="The stranger tries every address of the house; one 200 is a leak, one 500 is a crack.",
    mend="Let the gate decide before the view reads anything.",
)

OPEN_WORDS = {"public", "session", "resident", "staff"}
SAMPLES = {
    "int": "1",
    "uuid": "00000000-0000-7000-8000-000000000000",
    "str": "none",
    "slug": "none",
    "path": "none",
}
REFUSED = {301, 302, 401, 403, 404, 405}


def ours() -> list[addresses.Page]:
    try:
        return [page for page in addresses.pages() if page.is_ours]
    except ModuleNotFoundError as missing:
        pytest.skip(f"config/urls.py is not whole yet: {missing}")


def asks_for(page: addresses.Page) -> set[str]:
    """The words of a page's grant; one of them is enough."""
    return {word.strip() for word in page.grant.split("|") if word.strip()}


def sample(route: str) -> str | None:
    """An address of this shape that leads to nothing in particular; None when its shape is unknown."""
    route = re.sub(r"<(?:(\w+):)?\w+>", lambda found: SAMPLES.get(found[1] or "str", "none"), route)
    route = re.sub(r"[\^$]|\\Z", "", route)
    return None if re.search(r"[(<\\]", route) else route


def answers(client: Client, page: addresses.Page) -> Iterator[str]:
    """What `client` gets that it should not, by GET and by POST."""
    address = sample(page.route)
    if address is None:
        return
    for method in (client.get, client.post):
        client.raise_request_exception = False
        status = method(address, secure=True).status_code
        if status not in REFUSED:
            yield f"{method.__name__.upper()} {address} ({page.name}, {page.grant}) answered {status}"


def test_every_view_declares_its_grant() -> None:
    DECLARED.holds(f"{page.route} {page.name} ({page.view.__module__})" for page in ours() if not page.grant)


def test_every_grant_is_known() -> None:
    from commongrid.registry.units.grants import TABLE

    abilities = {ability for grants in TABLE.values() for _, some in grants for ability in some}
    KNOWN.holds(
        f"{page.route} asks for {word}"
        for page in ours()
        for word in asks_for(page)
        if word not in OPEN_WORDS | abilities
    )


@pytest.mark.django_db
def test_nobody_gets_past_a_grant_without_signing_in() -> None:
    TURNED_AWAY.holds(
        fault
        for page in ours()
        if asks_for(page) and "public" not in asks_for(page)
        for fault in answers(Client(), page)
    )


@pytest.mark.django_db
def test_the_stranger_is_signed_in(stranger: Client) -> None:
    """Else the next test would try every page as nobody a second time."""
    assert stranger.get("/healthz").wsgi_request.user.is_authenticated


@pytest.mark.django_db
def test_the_stranger_is_turned_away(stranger: Client) -> None:
    TURNED_AWAY.holds(
        fault
        for page in ours()
        if not asks_for(page) & {"public", "session"} and asks_for(page)
        for fault in answers(stranger, page)
    )


@pytest.mark.django_db
def test_public_pages_do_not_break_for_the_stranger(stranger: Client) -> None:
    faults = []
    for page in ours():
        address = sample(page.route)
        stranger.raise_request_exception = False
        if (
            address
            and asks_for(page) & {"public", "session"}
            and stranger.get(address, secure=True).status_code >= 500
        ):
            faults.append(f"{address} ({page.name}) broke")
    TURNED_AWAY.holds(faults)


@pytest.fixture
def stranger(db: Any) -> Client:
    """Signed in, with an account and no post."""
    from datetime import UTC, datetime

    from commongrid.base.access import acts
    from commongrid.base.access.terms import SYSTEM

    row = {"username": "stranger", "name": "陌生人", "name_en": "Mo"}
    account = acts.add_accounts([row], by=SYSTEM, at=datetime(2026, 3, 2, 9, tzinfo=UTC))["stranger"]
    client = Client()
    client.force_login(account)
    return client
