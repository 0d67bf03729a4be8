"""One plate at one door: a resident reports there, its captain confirms the rooms, the grid worker checks in and inspects."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from commongrid.intake.models import Report
from commongrid.registry.premises import acts as premises
from commongrid.registry.premises.models import Premises
from commongrid.work.captains import acts as captains
from commongrid.work.captains import queries
from commongrid.work.captains.terms import Floor
from commongrid.work.patrol.models import CheckIn
from tests.browsing import BACKEND, client_for
from tests.cast import Town
from tests.work.captains.things import captain, place

pytestmark = pytest.mark.django_db


@pytest.fixture
def plate(town: Town) -> str:
    town.now = timezone.now() - timedelta(hours=1)
    house = place()
    return f"/p/{premises.make_plate(house.pk, house.seq, by=town.zhoumin, at=town.now).token}/"


def test_three_people_scan_it(town: Town, plate: str) -> None:
    serving, by = captain(town)
    captains.confirm_rooms(place(), (Floor(1, 2, 1, 0),), "rooms-0001", by=by, at=town.now)
    a_resident_reports_there(town, plate)
    assert serving.account is not None
    he = Client()
    he.force_login(serving.account, backend=BACKEND)
    the_captain_confirms(he, plate)
    the_grid_worker_checks_in(client_for("chenlihua"), plate)


def a_resident_reports_there(town: Town, plate: str) -> None:
    anybody = Client()
    page = anybody.get(plate)
    assert page.status_code == 200
    assert f"/accounts/login/?next={plate.replace('/', '%2F')}" in page.content.decode()
    form = anybody.get(page.context["report"]).context["form"]
    told = {name: form[name].value() or "" for name in form.fields if form[name].value() is not None}
    sent = anybody.post(page.context["report"], {**told, "words": "楼道灯不亮"})
    assert sent.status_code == 302
    assert Report.objects.get().premises_id == place().pk


def the_captain_confirms(he: Client, plate: str) -> None:
    page = he.get(plate, follow=True)
    assert page.redirect_chain == [("/field/buildings/P-004/", 302)]
    before = queries.rooms_of(place())
    assert before is not None
    told = {"key": f"{page.context['key']}r", "as_before": "1"}
    assert he.post("/field/buildings/P-004/rooms/", told).status_code == 302
    after = queries.rooms_of(place())
    assert after is not None
    assert after.pk != before.pk


def the_grid_worker_checks_in(she: Client, plate: str) -> None:
    """One tap on the page the plate leads to; and from there to the checklists of the place."""
    page = she.get(plate, follow=True)
    token = plate.strip("/").split("/")[-1]
    assert page.redirect_chain == [(f"/field/premises/P-004/?plate={token}", 302)]
    assert page.context["checklists"]
    told = {"key": f"{page.context['key']}-in", "plate": page.context["plate"]}
    for _turn in range(2):
        assert she.post("/field/patrol/at/P-004/", told)["Location"] == "/field/patrol/"
    assert CheckIn.objects.get().way == "plate"


def test_whoever_oversees_it_comes_to_the_desk_and_a_neighbour_reports_as_everybody(
    town: Town, plate: str
) -> None:
    assert client_for("zhoumin").get(plate)["Location"] == "/desk/premises/at/P-004/"
    elsewhere = next(
        name
        for name, who in town.actors.items()
        if who.role == "grid_worker" and not place().area.startswith(who.area)
    )
    assert "不在你的工作范围" in client_for(elsewhere).get(plate).content.decode()


def test_a_plate_of_another_place_is_not_taken(town: Town, plate: str) -> None:
    she, other = client_for("chenlihua"), Premises.objects.filter(area=place().area).exclude(code="P-004")[0]
    page = she.get(f"/field/premises/{other.code}/", {"plate": plate.strip("/").split("/")[-1]})
    told = {"key": f"{page.context['key']}-in", "plate": page.context["plate"]}
    assert she.post(f"/field/patrol/at/{other.code}/", told).status_code == 422
    assert not CheckIn.objects.exists()
