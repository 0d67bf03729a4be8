"""A resident's session travels with the resident; everybody else's stands in the database."""

from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from commongrid.config.sessions import LONGEST, SessionStore

pytestmark = pytest.mark.django_db


def kept(**told: object) -> SessionStore:
    session = SessionStore()
    session.update(told)
    session.save()
    return session


def test_what_a_device_keeps_for_itself_needs_no_row(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(0):
        key = kept(reports=True, codes={"a": "K7M2QX"}).session_key
        again = SessionStore(key)
        assert again["codes"] == {"a": "K7M2QX"}
    assert key is not None
    assert "K7M2QX" not in key


def test_a_proven_contact_and_an_account_stand_in_the_database() -> None:
    session = SessionStore(kept(reports=True).session_key)
    session["person"] = "somebody"
    session.save()
    assert Session.objects.filter(session_key=session.session_key).exists()
    assert SessionStore(session.session_key)["reports"] is True
    session.flush()
    assert not Session.objects.exists()


def test_one_that_has_grown_too_long_moves_to_the_database() -> None:
    long = kept(seen={f"{number:032x}{number * 7919:032x}": number for number in range(3 * LONGEST)})
    assert Session.objects.filter(session_key=long.session_key).exists()


@pytest.mark.parametrize(
    "change", [lambda key: key[:-4], lambda key: key[:20] + "A" * 8 + key[28:], lambda _: "~" * 9]
)
def test_a_changed_cookie_says_nothing(change: object) -> None:
    key = kept(proven=["x"]).session_key
    assert callable(change)
    assert dict(SessionStore(change(key)).items()) == {}


def test_an_unknown_key_begins_anew(client: Client) -> None:
    client.cookies["sessionid"] = "nobody-knows-this-key"
    assert client.get("/healthz").status_code == 200
    assert SessionStore("nobody-knows-this-key").load() == {}


def test_a_proof_grows_old(settings: object) -> None:
    key = kept(proven=["x"]).session_key
    settings.SESSION_COOKIE_AGE = 0  # type: ignore[attr-defined]
    assert SessionStore(key).get("proven") is None
