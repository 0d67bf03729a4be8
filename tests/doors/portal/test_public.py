"""What everybody may see: light pages, open public matters without anybody's words, service points, maps."""

import gzip
import json
import re
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.test import Client

from commongrid.cases.models import Case
from commongrid.doors.look import sprite
from commongrid.intake.models import Report
from commongrid.registry.places import queries as places
from tests.cast import DISPUTE, Town

FIRST_PAGE_BYTES = 100 * 1024
PAGES = [
    "/",
    "/report/",
    "/ask/",
    "/ask/new/",
    "/my/",
    "/follow/",
    "/prove/",
    "/nearby/",
    "/help/",
    "/privacy/",
]


def test_texts_leave_compressed_and_photos_as_they_are(town: Town) -> None:
    client = Client(headers={"accept-encoding": "gzip"})
    for path in ("/nearby/", "/map/around.json"):
        answer = client.get(path)
        assert answer["Content-Encoding"] == "gzip", path
        assert len(answer.content) < len(gzip.decompress(answer.content)) / 3, path


def test_the_privacy_notice_speaks_of_residents_and_in_years(town: Town) -> None:
    page = text(Client(headers={"accept-language": "en"}).get("/privacy/"))
    assert "Hook secrets" not in page
    assert "3 years" in page


@pytest.mark.parametrize("path", ["/nearby/SB%00/", "/my/SB%00/", "/points/%00/", "/follow/?number=%00"])
def test_signs_that_cannot_be_stored_are_not_found(town: Town, path: str) -> None:
    assert Client().get(path).status_code in (200, 302, 404)


def text(response: Any) -> str:
    return str(response.content.decode())


def found(path: str) -> bytes:
    place = finders.find(path)
    assert isinstance(place, str), path
    with open(place, "rb") as source:  # noqa: PTH123  (the finder gives a text)
        return source.read()


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_page_answers_in_both_languages(town: Town, path: str, language: str) -> None:
    page = Client(headers={"accept-language": language}).get(path)
    assert page.status_code == 200
    assert f'lang="{"en" if language == "en" else "zh-Hans"}"' in text(page)


@pytest.mark.parametrize("path", ["/", "/report/"])
def test_the_first_page_is_light(visitor: Client, path: str) -> None:
    page = text(visitor.get(path))
    sheet = sprite.sheet().encode()
    linked = {one for one in re.findall(r'(?:src|href)="/static/([^"#]+)', page) if "/css/" not in one}
    parts = [page.encode(), sheet, *(found(one) for one in linked if not one.endswith(".png"))]
    modules = [
        "look/js/start.js",
        "look/js/draft.js",
        "look/js/photo.js",
        "look/js/toast.js",
        "look/js/words.js",
        "look/js/blur.js",
    ]
    parts += [found(one) for one in modules]
    weight = sum(len(gzip.compress(part)) for part in parts)
    assert weight < FIRST_PAGE_BYTES, weight


def test_the_manifest_names_its_icons(visitor: Client) -> None:
    told = json.loads(visitor.get("/manifest.webmanifest").content)
    for icon in told["icons"]:
        assert found(icon["src"].removeprefix("/static/"))


def test_public_matters_show_nothing_a_resident_wrote(visitor: Client, recent: Town) -> None:
    case = recent.case(words="我是林小月，电话13827605190", address="林小月家门口")
    lon, lat = recent.spot()
    for path in (
        f"/nearby/?lon={lon}&lat={lat}",
        "/nearby/",
        f"/nearby/{case.number}/",
        "/map/cases.json?bbox=113,22,114,24",
    ):
        page = text(visitor.get(path))
        assert case.number in page.replace(" ", "")
        assert "林小月" not in page
        assert "13827605190" not in page


def test_what_is_not_public_is_not_there(visitor: Client, recent: Town) -> None:
    case = recent.case(DISPUTE)
    assert not case.is_public
    assert visitor.get(f"/nearby/{case.number}/").status_code == 404
    assert case.number not in text(visitor.get("/nearby/"))
    assert case.number not in text(visitor.get("/map/cases.json?bbox=113,22,114,24"))


def test_only_what_is_within_500_metres(visitor: Client, recent: Town) -> None:
    case = recent.case()
    lon, lat = recent.spot()
    assert case.number in text(visitor.get(f"/nearby/?lon={lon + 0.003}&lat={lat}"))
    assert case.number not in text(visitor.get(f"/nearby/?lon={lon + 0.006}&lat={lat}"))


def test_counting_oneself_in_sends_one_report(visitor: Client, recent: Town) -> None:
    case = recent.case()
    key = {"key": "a-key-of-this-page-0001"}
    first = visitor.post(f"/nearby/{case.number}/", key)
    second = visitor.post(f"/nearby/{case.number}/", key)
    assert first["Location"] == second["Location"]
    assert Case.objects.get().reporters == 2
    assert Report.objects.filter(status="followed").count() == 1
    assert visitor.post(f"/nearby/{case.number}/", {"key": "x"}).status_code == 404


def test_where_no_service_point_is_near_the_nearest_is_named(visitor: Client) -> None:
    page = text(visitor.get("/nearby/?lon=113.778&lat=23.07"))
    assert "None within 500 m" in page
    assert "/points/" in page


def test_a_service_point_says_when_it_is_open(visitor: Client) -> None:
    page = text(visitor.get("/points/SP-449900101/"))
    assert "Shibu Service Centre" in page
    assert "09:00–12:00" in page
    assert visitor.get("/points/none/").status_code == 404
    assert visitor.get("/points/%00/").status_code == 404


@pytest.mark.parametrize(
    "asked", ["?q=东兴社区", "?q=nowhere", "?lon=x&lat=y", "?lon=999&lat=0", "?q=%00", "?lon=nan&lat=nan"]
)
def test_nearby_takes_whatever_is_asked(visitor: Client, asked: str) -> None:
    assert visitor.get(f"/nearby/{asked}").status_code == 200


def test_maps_are_tagged(visitor: Client) -> None:
    city = places.city()
    assert city
    for path in (
        f"/map/boundaries/{city.code}.json",
        "/map/points.json",
        "/map/cases.json?bbox=113,22,114,24",
        "/map/around.json",
    ):
        first = visitor.get(path)
        assert first.status_code == 200
        json.loads(first.content)
        again = visitor.get(path, headers={"if-none-match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("asked", ["", "?bbox=1,2,3", "?bbox=a,b,c,d", "?bbox=nan,nan,nan,nan"])
def test_a_wrong_box_is_told(visitor: Client, asked: str) -> None:
    assert visitor.get(f"/map/cases.json{asked}").status_code == 400


def test_unknown_boundaries_are_not_there(visitor: Client) -> None:
    for code in ("999", "x", "%00"):
        assert visitor.get(f"/map/boundaries/{code}.json").status_code == 404


def test_pages_that_are_not_there_say_so_kindly(visitor: Client) -> None:
    page = visitor.get("/no-such-page/")
    assert page.status_code == 404
    assert "This page is not here" in text(page)


def test_the_page_for_what_broke_needs_neither_request_nor_database() -> None:
    assert "110" in render_to_string("500.html")


def test_a_form_from_elsewhere_is_refused_kindly(town: Town) -> None:
    strict = Client(enforce_csrf_checks=True, headers={"accept-language": "en"})
    page = strict.post("/follow/", {"number": "x", "code": "y"})
    assert page.status_code == 403
    assert "The page had grown old" in text(page)


def test_the_first_page_asks_the_database_little(visitor: Client, django_assert_max_num_queries: Any) -> None:
    visitor.get("/")
    with django_assert_max_num_queries(2):
        visitor.get("/")


def test_the_form_of_a_report_asks_the_database_little(
    visitor: Client, django_assert_max_num_queries: Any
) -> None:
    visitor.get("/report/")
    with django_assert_max_num_queries(3) as asked:
        page = visitor.get("/report/")
    assert "Rongshutou</option>" in text(page)
    assert not [each for each in asked.captured_queries if "geometry" in each["sql"]]
