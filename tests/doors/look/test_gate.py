"""The gate: no post without a second factor where the house demands one, and one's own posts only."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.mfa.models import Authenticator

from tests.browsing import client_for
from tests.cast import Town

pytestmark = pytest.mark.django_db


def test_with_a_password_alone_nobody_acts_where_two_factors_are_asked(town: Town, settings: Any) -> None:
    settings.STAFF_NEED_SECOND_FACTOR = True
    client = client_for("zhoumin")
    answer = client.get("/desk/")
    assert answer.status_code == 302
    assert answer["Location"].endswith("/2fa/totp/activate/")
    Authenticator.objects.create(user=town.account("zhoumin"), type="totp", data={"secret": "x"})
    assert client.get("/desk/").status_code == 200


def test_without_that_demand_a_password_will_do(town: Town) -> None:
    assert client_for("zhoumin").get("/desk/").status_code == 200


def test_somebody_elses_post_cannot_be_taken(town: Town) -> None:
    client = client_for("chenlihua")
    client.post("/field/me/post/", {"post": str(town.zhoumin.post_id)})
    assert client.get("/desk/")["Location"] == "/field/"
    assert client.get("/desk/admin/").status_code == 403


def test_a_signed_in_stranger_is_told_and_sent_nowhere(town: Town) -> None:
    answer = client_for("stranger").get("/field/")
    assert answer.status_code == 403
    assert "你今天没有岗位" in answer.content.decode()
