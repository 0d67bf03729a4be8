"""What a phone holds beside today's list: courses with their quiz, never an exam, and the names of the worker's places."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from commongrid.doors.field import held_places
from commongrid.registry.premises import acts as premises
from commongrid.registry.premises.models import Premises
from commongrid.work.training.models import Progress
from tests.browsing import client_for
from tests.cast import GRID, Town
from tests.work.captains.things import place
from tests.work.training.things import COURSE, school

pytestmark = pytest.mark.django_db
COURSES = f"/field/training/courses/{COURSE}/"


@pytest.fixture
def she(town: Town) -> Client:
    town.now = timezone.now() - timedelta(hours=1)
    school(town, at=town.now - timedelta(days=90))
    return client_for("chenlihua")


def held(client: Client) -> dict[str, str]:
    return {one["url"]: one["mark"] for one in client.get("/field/held/").json()["pages"]}


def test_courses_are_held_and_an_exam_is_not(she: Client) -> None:
    before = held(she)
    assert {COURSES, f"{COURSES}1/", f"{COURSES}quiz/", "/field/training/"} <= set(before)
    assert not any("/exams/" in url or "/sittings/" in url for url in before)
    she.post(f"{COURSES}1/")
    after = held(she)
    changed = {url for url in before if before[url] != after.get(url)}
    assert {COURSES, "/field/training/"} <= changed
    assert f"{COURSES}1/" not in changed


def test_only_the_held_quiz_carries_what_is_right(she: Client) -> None:
    assert "data-right" not in she.get(f"{COURSES}quiz/").content.decode()
    assert "data-right" in she.get(f"{COURSES}quiz/", headers={"x-holding": "1"}).content.decode()
    exam = she.post("/field/training/exams/grid-worker/")["Location"]
    assert "data-right" not in she.get(exam, headers={"x-holding": "1"}).content.decode()


def test_a_quiz_done_without_signal_is_noted_once_and_no_answer_of_it(she: Client) -> None:
    told = {"key": "a-quiz-0001", "finished": "1"}
    for _turn in range(2):
        assert she.post(f"{COURSES}quiz/", told, headers={"x-sending": "1"}).json()["state"] == "done"
    assert Progress.objects.get().quiz_at is not None


def test_a_page_read_twice_with_one_key_is_read_once(she: Client) -> None:
    told = {"key": "a-page-0001"}
    urls = [she.post(f"{COURSES}1/", told, headers={"x-sending": "1"}).json()["url"] for _turn in range(2)]
    assert urls == [f"{COURSES}2/"] * 2


def test_the_names_held_are_those_of_my_grids_and_plates_are_digests(she: Client, town: Town) -> None:
    house = place()
    token = premises.make_plate(house.pk, house.seq, by=town.zhoumin, at=town.now).token
    told = she.get("/field/places.json")
    lines = {one[0]: one for one in told.json()["places"]}
    assert set(lines) == set(
        Premises.objects.filter(area__startswith=GRID, state="open").values_list("code", flat=True)
    )
    assert lines["P-004"][8] == held_places.digest(token)
    assert token not in told.content.decode()


def test_no_more_names_are_held_than_is_said(she: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr(held_places, "MOST_PLACES", 1)
    assert len(she.get("/field/places.json").json()["places"]) == 1
    assert "最多 1 处" in she.get("/field/places/").content.decode()


def test_a_changed_name_is_fetched_anew(she: Client, town: Town) -> None:
    before = held(she)["/field/places.json"]
    house = place()
    premises.change(house.pk, house.seq, {"name": "东兴路12号旅舍"}, by=town.zhoumin, at=town.now, why="改名")
    assert held(she)["/field/places.json"] != before


def test_a_place_is_found_by_name_and_by_its_plate_and_nobody_elses(she: Client, town: Town) -> None:
    page = she.get("/field/places/", {"q": "东兴路12号"}).content.decode()
    assert "/field/premises/P-004/" in page
    house = place()
    token = premises.make_plate(house.pk, house.seq, by=town.zhoumin, at=town.now).token
    scanned = she.get("/field/places/", {"q": f"https://city.example/p/{token}/"}).content.decode()
    assert f"/field/premises/P-004/?plate={token}" in scanned
    other = Premises.objects.exclude(area__startswith=GRID).exclude(area="")[0]
    assert (
        other.name
        not in she.get("/field/places/", {"q": other.name}).content.decode().split('id="places"')[1]
    )
    assert "没有找到" in she.get("/field/places/", {"q": "没有这个地方"}).content.decode()
    assert "/field/places/" in she.get("/field/grid/").content.decode()


def test_captains_and_informants_hold_no_names(town: Town) -> None:
    tells = next(name for name, who in town.actors.items() if who.role == "informant")
    assert client_for(tells).get("/field/places.json").status_code == 403
