"""The report form as a browser without scripts sends it: nothing is lost, nothing arrives twice, nobody is asked too much."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from commongrid.base.files.models import Photo
from commongrid.cases.models import Case
from commongrid.doors.portal import sending
from commongrid.intake.models import Report
from commongrid.registry.premises import acts as plates
from commongrid.registry.premises import queries as premises
from tests.cast import POTHOLE, Town

type Make = Callable[..., SimpleUploadedFile]


def text(response: Any) -> str:
    return str(response.content.decode())


def test_the_page_asks_for_little(visitor: Client) -> None:
    page = visitor.get("/report/")
    assert page.status_code == 200
    assert 'enctype="multipart/form-data"' in text(page)
    assert text(page).count(" required") == 0


def test_a_report_gets_a_number_and_a_code_once(send: Any, visitor: Client) -> None:
    answer = send()
    report = Report.objects.get()
    assert answer["Location"] == f"/report/{report.number}/sent/"
    first, again = text(visitor.get(answer["Location"])), text(visitor.get(answer["Location"]))
    assert f"{report.number[:4]} {report.number[4:8]} {report.number[8:]}" in first
    assert 'id="code"' in first
    assert 'id="code"' in again  # loading the page anew on a weak link loses nothing
    visitor.get(f"/my/{report.number}/")
    assert 'id="code"' not in text(visitor.get(answer["Location"]))


def test_sending_twice_makes_one(send: Any, photo: Make) -> None:
    first, second = send(photos=photo()), send(photos=photo())
    assert first["Location"] == second["Location"]
    assert Report.objects.count() == 1
    assert Photo.objects.count() == 1


def test_photos_arrive_under_the_report(send: Any, photo: Make) -> None:
    send(photos=[photo("a.jpg", 10), photo("b.jpg", 200)], words="")
    report = Report.objects.get()
    assert report.photos == 2
    assert {one.owner for one in Photo.objects.all()} == {f"report:{report.pk}"}


def test_a_wrong_phone_keeps_everything(send: Any, photo: Make) -> None:
    page = send(phone="138 2760 519", address="东兴路12号", photos=photo())
    assert page.status_code == 422
    for kept in (
        "138 2760 519",
        "东兴路12号",
        "路面塌了一个大坑",
        "1 digit(s) missing",
        "1 photo has arrived",
    ):
        assert kept in text(page)
    assert not Report.objects.exists()
    assert send(phone="13827605190").status_code == 302
    assert Report.objects.get().photos == 1


def test_nothing_said_is_told(send: Any) -> None:
    page = send(words="")
    assert page.status_code == 422
    assert "a photo or a few words" in text(page)


def test_without_a_place_it_is_asked(send: Any) -> None:
    page = send(lon=None, lat=None)
    assert page.status_code == 422
    assert "Where is it?" in text(page)
    assert send(lon=None, lat=None, area="449900101002").status_code == 302
    assert Report.objects.get().area == "449900101002"


def test_an_address_is_enough(send: Any) -> None:
    assert send(lon=None, lat=None, address="榕树头社区门口").status_code == 302
    assert Report.objects.get().area.startswith("449900101002")


def test_not_sure_goes_to_the_city(send: Any) -> None:
    assert send(lon=None, lat=None, area="?").status_code == 302
    assert Report.objects.get().area == ""


def test_a_pin_outside_is_told(send: Any) -> None:
    page = send(lon="2.35", lat="48.85")
    assert page.status_code == 422
    assert "outside the city" in text(page)


@pytest.mark.parametrize(
    "wrong",
    [
        {"words": "坑\x00"},
        {"words": "大" * 2001},
        {"lon": "x", "lat": "y"},
        {"lon": "nan", "lat": "nan"},
        {"area": "99"},
        {"key": "short"},
        {"key": "k" * 200},
        {"key": "a-key-with\x00zero"},
        {"phone": "\x00"},
        {"address": "x" * 500},
    ],
)
def test_bad_input_is_answered_not_broken(send: Any, wrong: dict[str, str]) -> None:
    page = send(**wrong)
    assert page.status_code == 422
    assert 'role="alert"' in text(page)
    assert not Report.objects.exists()


def test_following_what_is_not_there_sends_the_report(send: Any) -> None:
    assert send(follow="SB\x00").status_code == 302
    assert Report.objects.get().case is None


def test_what_is_wrong_is_said_in_the_residents_words(send: Any) -> None:
    for wrong in ({"words": "坑\x00"}, {"key": "short"}, {"lon": "x"}, {"lon": "2.35", "lat": "48.85"}):
        page = text(send(Client(headers={"accept-language": "zh-CN"}), **wrong))
        summary = page[page.index('id="errors"') :].partition("</div>")[0]
        assert not any(name in summary for name in ("Lon", "Lat", "Key", "空字符串")), wrong


@pytest.mark.parametrize("hidden", ["5", "[" * 100_000, '[[{"x": "a", "y": 1e999, "w": null}]]', "[[1]]"])
def test_a_photo_whose_hidden_parts_cannot_be_read_is_not_taken(send: Any, photo: Make, hidden: str) -> None:
    page = send(photos=[photo()], photos_boxes=hidden)
    assert page.status_code == 422
    assert not Photo.objects.exists()


def test_a_file_that_is_no_photo_is_told_and_the_good_one_stays(send: Any, photo: Make) -> None:
    page = send(photos=[SimpleUploadedFile("virus.jpg", b"MZ not a photo", "image/jpeg"), photo()])
    assert page.status_code == 422
    assert "not a photo we can read" in text(page)
    assert "1 photo has arrived" in text(page)


def test_more_than_nine_photos_are_told(send: Any, photo: Make) -> None:
    page = send(photos=[photo(f"{n}.jpg", n * 20) for n in range(11)])
    assert page.status_code == 422
    assert "At most 9" in text(page)
    assert Photo.objects.count() == 9


def test_the_photos_place_is_offered_not_taken(send: Any, photo: Make, town: Town) -> None:
    from PIL import Image

    exif = Image.Exif()
    lon, lat = town.spot()
    exif[0x8825] = {1: "N", 2: (lat, 0, 0), 3: "E", 4: (lon, 0, 0)}
    page = send(lon=None, lat=None, words="", photos=photo(exif=exif))
    assert page.status_code == 422
    assert "The photo says where it was taken" in text(page)
    agreed = re.search(r'name="place" value="([^"]+)"', text(page))
    assert agreed
    agreed_page = send(lon=None, lat=None, words="", place=agreed[1])
    assert agreed_page.status_code == 200
    assert f'name="lon" value="{lon:.6f}"' in text(agreed_page)
    assert not Report.objects.exists()


def test_words_suggest_a_matter_that_is_not_demanded(visitor: Client, town: Town) -> None:
    part = text(visitor.post("/report/known/", {"words": "路面塌了一个大坑，走路容易踩空"}))
    assert town.item(POTHOLE).name_en in part
    assert "you need not choose" in part
    assert "<html" not in part


def test_another_matter_can_be_searched_without_scripts(send: Any, town: Town) -> None:
    page = send(do="search", q="路灯")
    assert page.status_code == 200
    assert 'value="BJ1-024"' in text(page)
    assert not Report.objects.exists()
    send(matter="BJ1-024")
    assert Report.objects.get().matter_id == town.item("BJ1-024").matter_id


def test_a_twin_is_offered_before_sending_and_following_counts(send: Any, recent: Town) -> None:
    case = recent.case()
    page = send()
    assert page.status_code == 200
    assert case.number in text(page)
    assert "Not sent yet" in text(page)
    assert Report.objects.count() == 1
    assert send(follow=case.number).status_code == 302
    mine = Report.objects.exclude(case=None).latest("received_at")
    assert (mine.status, mine.case_id) == ("followed", case.pk)
    assert Case.objects.get(pk=case.pk).reporters == 2


def test_nobody_is_asked_twice_about_a_twin(send: Any, recent: Town) -> None:
    case = recent.case()
    assert send(seen=case.number).status_code == 302
    assert Report.objects.latest("received_at").status == "received"


def test_a_confidential_matter_is_never_offered(send: Any, recent: Town) -> None:
    case = recent.case()
    Case.objects.filter(pk=case.pk).update(is_public=False)
    assert send().status_code == 302


def test_a_phone_makes_a_person_and_anonymous_stays_so(send: Any) -> None:
    send(phone="138-2760-5190", anonymous="on")
    report = Report.objects.get()
    assert report.anonymous
    assert report.person is not None
    assert report.person.phone == "13827605190"


def test_sending_very_often_is_slowed_and_keeps_the_words(send: Any) -> None:
    most = sending.SEND_FROM_ONE[0].most
    answers = [send(key=f"another-key-{n:04}", follow="none") for n in range(most + 1)]
    assert [one.status_code for one in answers] == [302] * most + [429]
    assert "路面塌了一个大坑" in text(answers[-1])


def test_asking_for_help_is_the_same_form_by_another_channel(send: Any) -> None:
    assert send(path="/ask/new/", words="楼上装修太吵，想请人调解").status_code == 302
    assert Report.objects.get().channel == "portal"


def test_the_place_of_the_pin_in_words(visitor: Client, town: Town) -> None:
    lon, lat = town.spot()
    assert "东兴" in text(
        visitor.post("/report/where/", {"lon": lon, "lat": lat}, headers={"accept-language": "zh"})
    )
    assert "outside" in text(visitor.post("/report/where/", {"lon": 2, "lat": 48}))
    assert visitor.post("/report/where/", {"lon": "x"}).status_code == 200


@pytest.mark.parametrize(("away", "is_about"), [(0.0, True), (0.01, False)])
def test_a_report_by_a_plate_is_about_its_place_unless_the_pin_was_moved_away(
    town: Town, away: float, is_about: bool
) -> None:
    house = premises.find("P-004")
    assert house is not None
    token = plates.make_plate(house.pk, house.seq, by=town.zhoumin, at=town.now).token
    client = Client()
    page = client.get(f"/p/{token}/").content.decode()
    url = re.search(r'href="(/report/\?[^"]*plate=[^"]*)"', page)
    assert url is not None
    form = client.get(url[1].replace("&amp;", "&")).context["form"]
    told = {name: form[name].value() for name in ("key", "lon", "lat", "address", "plate")}
    client.post("/report/", {**told, "lat": float(told["lat"]) + away, "words": "楼道堆了杂物，走不过去"})
    report = Report.objects.get()
    assert (report.premises_id == house.pk) is is_about
