"""Units, posts and accounts: rights follow from what is given, and a one-time password opens one page only."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from commongrid.base.access.models import Account, Invitation
from commongrid.base.journal.models import Entry
from commongrid.registry.units.models import Post, Unit
from tests.browsing import client_for
from tests.cast import Town

pytestmark = pytest.mark.django_db


def test_a_unit_is_added_and_changed_with_its_hours(town: Town) -> None:
    client = client_for("suqing")
    sent = {
        "code": "449900101-NEW", "name_zh": "新机构", "kind": "department", "level": "town", "division": "449900101",
        "department": "D17", "hours": "mon-fri 08:30-12:00 14:00-17:30", "active": "on", "why": "新设",
    }  # fmt: skip
    assert client.post("/desk/admin/units/new/", sent).status_code == 302
    unit = Unit.objects.get(code="449900101-NEW")
    assert unit.hours is not None
    assert unit.hours["mon"] == [["08:30", "12:00"], ["14:00", "17:30"]]
    url = f"/desk/admin/units/{unit.code}/edit/"
    assert client.post(url, {**sent, "name_zh": "改名", "hours": "whenever"}).status_code == 422
    assert client.post(url, {**sent, "name_zh": "改名", "why": "更名"}).status_code == 302
    unit.refresh_from_db()
    assert unit.name_zh == "改名"
    assert Entry.objects.filter(kind="units.unit_set", subject_id=unit.code).count() == 2


@pytest.mark.parametrize("wrong", [{"division": "4400"}, {"parent": "NOBODY"}, {"code": "4499-ZW"}])
def test_a_unit_with_an_unknown_place_is_refused(town: Town, wrong: dict[str, str]) -> None:
    sent = {
        "code": "X-1",
        "name_zh": "新",
        "kind": "team",
        "level": "town",
        "division": "449900101",
        "why": "新设",
    }
    assert client_for("suqing").post("/desk/admin/units/new/", {**sent, **wrong}).status_code == 422
    assert not Unit.objects.filter(name_zh="新").exists()


def test_a_post_opens_and_its_end_shuts(town: Town) -> None:
    client, mo = client_for("suqing"), town.account("stranger")
    today = timezone.localdate().isoformat()
    sent = {
        "role": "grid_worker",
        "unit": "449900101001-ZW",
        "area": "449900101001002",
        "starts_on": today,
        "why": "新到岗",
    }
    assert client_for("stranger").get("/field/").status_code == 403
    assert client.post(f"/desk/admin/accounts/{mo.pk}/", sent).status_code == 302
    assert client_for("stranger").get("/field/").status_code == 200
    assert client.post(f"/desk/admin/accounts/{mo.pk}/", sent).status_code == 422
    post = Post.objects.get(account=mo)
    assert client.post(f"/desk/admin/posts/{post.pk}/end/", {"why": "离岗"}).status_code == 302
    post.refresh_from_db()
    assert post.ends_on == timezone.localdate()
    kinds = set(Entry.objects.filter(subject_kind="post").values_list("kind", flat=True))
    assert kinds == {"units.post_given", "units.post_ended"}


def test_a_grid_worker_needs_an_area(town: Town) -> None:
    mo = town.account("stranger")
    sent = {"role": "grid_worker", "unit": "449900101001-ZW", "starts_on": "2026-01-01", "why": "新"}
    assert client_for("suqing").post(f"/desk/admin/accounts/{mo.pk}/", sent).status_code == 422


def test_a_one_time_password_opens_nothing_but_choosing_ones_own(town: Town) -> None:
    admin = client_for("suqing")
    page = admin.post("/desk/admin/accounts/new/", {"username": "newcomer", "name": "新人", "why": "报到"})
    password = page.context["password"]
    assert "no-store" in page["Cache-Control"]
    account = Account.objects.get(username="newcomer")
    today = timezone.localdate().isoformat()
    given = {"role": "administrator", "unit": "4499-ZW", "area": "4499", "starts_on": today, "why": "接任"}
    assert admin.post(f"/desk/admin/accounts/{account.pk}/", given).status_code == 302
    client = Client()
    answer = client.post("/accounts/login/", {"login": "newcomer", "password": password})
    assert answer.status_code == 302
    assert answer["Location"] == "/accounts/password/change/"
    assert client.get("/desk/admin/").status_code == 403
    chosen = "own-long-password-7431"
    sent = {"oldpassword": password, "password1": chosen, "password2": chosen}
    elsewhere = Client()
    elsewhere.post("/accounts/login/", {"login": "newcomer", "password": password})
    changed = client.post("/accounts/password/change/", sent)
    assert (changed.status_code, changed["Location"]) == (302, "/desk/")
    assert client.get("/desk/admin/").status_code == 200, "who has just chosen a password is not asked for it"
    assert "login" in elsewhere.get("/accounts/password/change/")["Location"], "other devices are signed out"
    assert not Invitation.objects.exists()
    told = Entry.objects.filter(subject_kind="account", subject_id=str(account.pk)).order_by("seq")
    assert [entry.kind for entry in told] == ["access.account_invited", "access.password_chosen"]
    again = Client()
    assert (
        again.post("/accounts/login/", {"login": "newcomer", "password": chosen})["Location"]
        != "/accounts/password/change/"
    )
    assert again.get("/desk/admin/").status_code == 200


def test_a_taken_name_is_refused(town: Town) -> None:
    page = client_for("suqing").post(
        "/desk/admin/accounts/new/", {"username": "zhoumin", "name": "别人", "why": "重名"}
    )
    assert page.status_code == 422
    assert Account.objects.get(username="zhoumin").name == "周敏"


def test_nobody_shuts_themselves_out(town: Town) -> None:
    client, own, other = client_for("suqing"), town.account("suqing"), town.account("zhoumin")
    client.post(f"/desk/admin/accounts/{own.pk}/shut/", {"off": "1", "why": "试试"})
    client.post(f"/desk/admin/accounts/{other.pk}/shut/", {"off": "1", "why": "离职"})
    own.refresh_from_db()
    other.refresh_from_db()
    assert (own.is_active, other.is_active) == (True, False)


def test_lists_find_those_who_are_missing(town: Town) -> None:
    page = client_for("suqing").get("/desk/admin/units/", {"without": "1"})
    codes = {unit.code for unit, _depth, _department in page.context["units"]}
    assert codes
    assert town.unit_of("liguoqiang").code not in codes


def test_a_renewed_password_and_a_shut_account_end_what_was_open(town: Town) -> None:
    admin = client_for("suqing")
    for deed, given in (("renew", {"why": "忘了"}), ("shut", {"off": "1", "why": "离职"})):
        client = client_for("zhoumin")
        assert client.get("/desk/?queue=waiting").status_code == 200
        admin.post(f"/desk/admin/accounts/{town.account('zhoumin').pk}/{deed}/", given)
        assert client.get("/desk/?queue=waiting").status_code in (302, 403), deed
