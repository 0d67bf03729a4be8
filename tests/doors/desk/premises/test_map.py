"""The map of premises: the filter of the list, sums from far, places from near, and only what the post sees."""

from __future__ import annotations

from typing import Any

import pytest

from commongrid.doors.desk.premises import mapping
from commongrid.doors.look import placekinds
from commongrid.registry.premises.models import Premises
from commongrid.registry.premises.terms import Kind
from tests.browsing import client_for
from tests.cast import Town

pytestmark = pytest.mark.django_db
URL = "/desk/premises/map/"
CITY = "bbox=113,22,114.5,23.8"


def shown(name: str, told: str) -> dict[str, Any]:
    found: dict[str, Any] = client_for(name).get(f"{URL}shown.json?{CITY}&{told}").json()
    return found


def test_the_map_has_the_filter_of_the_list(town: Town) -> None:
    client = client_for("zhoumin")
    page = client.get(URL, {"kind": "school"}).content.decode()
    assert "石埠中心小学" in page
    assert "东兴市场" not in page
    assert 'href="/desk/premises/?kind=school"' in page
    assert (
        'href="/desk/premises/map/?kind=school"' in client.get("/desk/premises/?kind=school").content.decode()
    )
    points = shown("zhoumin", "zoom=16.5&kind=school")["points"]["features"]
    assert {one["properties"]["kind"] for one in points} == {"public"}
    assert all(one["properties"]["url"].startswith("/desk/premises/at/") for one in points)


def test_few_places_are_shown_and_many_are_summed(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    everything = Premises.objects.filter(state="open").count()
    few = shown("zhoumin", "zoom=10")
    assert (few["sums"], few["count"], few["more"]) == ([], everything, False)
    monkeypatch.setattr(mapping, "FEW", 0)
    for zoom, digits in ((8, 12), (11, 12), (13, 12), (15, 15)):
        many = shown("zhoumin", f"zoom={zoom}")
        assert many["count"] == sum(one["n"] for one in many["sums"]) == everything
        assert {len(one["code"]) for one in many["sums"]} == {digits}
        assert all(f"area={one['code']}" in one["url"] for one in many["sums"])
    monkeypatch.setattr(mapping, "MOST", 3)
    near = shown("zhoumin", "zoom=17")
    assert (near["count"], near["more"]) == (3, True)


def test_words_are_looked_for_on_the_map_too(town: Town) -> None:
    titles = [
        one["properties"]["title"] for one in shown("zhoumin", "zoom=10&q=东兴市场")["points"]["features"]
    ]
    assert titles == ["东兴市场"]
    assert shown("zhoumin", "zoom=10&q=恐龙博物馆")["count"] == 0


def test_nobody_sees_beyond_their_area_and_sums_tell_no_more_than_the_list(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mapping, "FEW", 0)
    own = town.account("hezhiqiang").posts.get().area
    mine = Premises.objects.filter(state="open", area__startswith=own).count()
    assert shown("hezhiqiang", "zoom=10")["count"] == mine
    assert shown("hezhiqiang", "zoom=17")["count"] == mine
    assert shown("hezhiqiang", "zoom=17&area=449900102")["count"] == mine
    assert client_for("stranger").get(f"{URL}shown.json?{CITY}").status_code == 403
    assert client_for("zhoumin").get(f"{URL}shown.json?bbox=1,2").status_code == 400


def test_a_map_costs_the_same_however_much_is_on_it(town: Town, django_assert_max_num_queries: Any) -> None:
    client = client_for("zhoumin")
    for address in (f"shown.json?{CITY}&zoom=17", f"shown.json?{CITY}&zoom=10", "ground.json"):
        client.get(URL + address)
        with django_assert_max_num_queries(14):
            assert client.get(URL + address).status_code == 200


def test_every_kind_of_place_has_a_family_with_a_shape() -> None:
    assert set(placekinds.FAMILY) == set(Kind)
