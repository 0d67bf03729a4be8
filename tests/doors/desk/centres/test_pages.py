"""The pages of the centre standard: published, filled in, reviewed, contested, read by residents; and who is kept out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from commongrid.base.files.models import Photo
from commongrid.work.centres.models import Assessment, Edition
from tests.browsing import client_for
from tests.cast import Town
from tests.stories.telling import photo
from tests.work.centres.things import CENTRE, HALL, begun, published, submitted

if TYPE_CHECKING:
    from pytest_django import Settings

URL = "/desk/centres/"
HEAD = "part,code,weight,must,evidence,fact,zh,en"


def answers(found: Assessment, met: str = "yes") -> dict[str, str]:
    """Every item answered as the page asks it."""
    codes = found.findings.values_list("code", flat=True)
    return {
        **{f"own_{code}": met for code in codes},
        **{f"words_{code}": "写在制度里" for code in codes},
    }


@pytest.mark.django_db
def test_the_administrator_publishes_a_table(town: Town) -> None:
    client = client_for("suqing")
    told = {"model_from": "90", "meets_from": "75", "months": "24", "why": "试行"}
    bad = SimpleUploadedFile("s.csv", f"{HEAD}\nnowhere,a,1,,words,,中,En\n".encode())
    wrong = client.post(f"{URL}standard/", {**told, "table": bad})
    assert wrong.status_code == 422
    assert 'value="24"' in wrong.content.decode()
    table = client.get(f"{URL}standard.csv").content
    again = SimpleUploadedFile("s.csv", table.replace(b"p5,4", b"p5,5"))
    assert client.post(f"{URL}standard/", {**told, "table": again}).status_code == 302
    assert next(one for one in Edition.objects.get().told["items"] if one["code"] == "p5")["weight"] == 5
    assert client_for("zhoumin").post(f"{URL}standard/", told).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_a_centre_fills_in_with_a_photo_is_lowered_and_residents_read_why(
    town: Town, settings: Settings, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    published(town)
    secretary, above = client_for("huangweiming"), client_for("zhoumin")
    first, again = secretary.post(f"{URL}begin/{HALL}/"), secretary.post(f"{URL}begin/{HALL}/")
    assert first["Location"] == again["Location"]
    page, found = first["Location"], Assessment.objects.get()
    refused = secretary.post(page, {**answers(found), "submit": "1"})
    assert refused.status_code == 422
    assert "还缺照片" in refused.content.decode()
    taken = photo("墙")
    sent = SimpleUploadedFile("wall.jpg", taken["buffer"], "image/jpeg")
    secretary.post(f"{page}items/f1/", {"photos": sent})
    kept = Photo.objects.get()
    assert secretary.get(f"/photos/{kept.pk}/thumb/").status_code in (200, 404)
    lacking = {f"own_{code}": "no" for code in ("u2", "m1", "p3", "p4", "r3")}
    assert secretary.post(page, {**answers(found), **lacking, "submit": "1"}).status_code == 302
    assert secretary.get(page).status_code == 200
    assert above.post(f"{page}do/grade/", {"found_f1": "no", "why_f1": ""}).status_code == 422
    above.post(f"{page}do/grade/", {"found_f1": "no", "why_f1": "牌子已旧", "on_the_spot": "on"})
    secretary.post(f"{page}do/appeal/", {"why": "已换新牌"})
    client_for("liangyong").post(f"{page}do/answer_appeal/", {"answer": "照片为证", "raised": ["f1"]})
    found.refresh_from_db()
    assert (found.state, found.grade) == ("final", "not_yet")
    public = Client().get(f"/points/{HALL}/standard/").content.decode()
    assert "暂未达标" in public
    assert "一厅五室齐全" in public
    assert "暂未达标" in Client().get(f"/points/{HALL}/").content.decode()
    assert Client().get(f"/points/{CENTRE}/standard/").status_code == 404


@pytest.mark.django_db
def test_the_list_says_how_each_level_stands(town: Town) -> None:
    submitted(town)
    page = client_for("guojian").get(URL)
    assert [(one.level, one.all, one.never) for one in page.context["levels"]] == [
        ("town", 1, 1),
        ("community", 3, 3),
    ]
    assert client_for("guojian").get(f"{URL}?level=town&how=never").context["count"] == 1
    assert client_for("guojian").get(f"{URL}?level=town&how=model").context["count"] == 0


@pytest.mark.django_db
def test_the_pages_are_for_those_whose_centres_they_are(town: Town) -> None:
    found = begun(town)
    for address in ("", "standard/", "standard.csv", f"{found.pk}/"):
        for name in ("liguoqiang", "stranger", "wangxiuying"):
            assert client_for(name).get(f"{URL}{address}").status_code == 403, (name, address)
    assert client_for("huangweiming").get(f"{URL}{found.pk}/").status_code == 403
    assert client_for("liangyong").post(f"{URL}begin/{CENTRE}/").status_code == 403
    assert client_for("guojian").post(f"{URL}{found.pk}/do/nothing/").status_code == 404
    assert client_for("suqing").post(f"{URL}{found.pk}/items/f1/").status_code == 403
