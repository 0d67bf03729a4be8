"""The pages of premises: list, edit, two at once, import and export, doubles, plates, and the page behind a plate."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from python_calamine import CalamineWorkbook

from commongrid.doors.look import downloads, spreadsheets
from commongrid.registry.premises import acts, queries
from commongrid.registry.premises.models import Plate, Premises
from tests.browsing import client_for
from tests.cast import Town

pytestmark = pytest.mark.django_db
URL = "/desk/premises/"


def sent(client: Client, url: str, **other: str) -> dict[str, str]:
    """The form as a browser would send it back, with some fields changed."""
    form = client.get(url).context["form"]
    told = {bound.html_name: bound.value() for bound in form}
    kept = {
        name: "on" if value is True else str(value)
        for name, value in told.items()
        if value is not None and value is not False and value != ""
    }
    return {**kept, "why": "实地查看", **other}


def page(client: Client, url: str, **told: Any) -> str:
    return client.get(url, told).content.decode()


def test_the_list_is_filtered_and_searched(town: Town) -> None:
    client = client_for("zhoumin")
    everything = page(client, URL)
    assert "东兴市场" in everything
    assert "石埠中心小学" in everything
    schools = page(client, URL, kind="school")
    assert "石埠中心小学" in schools
    assert "东兴市场" not in schools
    assert "东兴市场" in page(client, URL, q="东兴市场")
    assert 'class="empty"' in page(client, URL, q="恐龙博物馆")
    assert "P-001" not in page(client, URL, area="449900101002")
    client.cookies["django_language"] = "en"
    assert "Rental building" in page(client, URL)


def test_no_field_takes_the_name_of_what_scripts_read(town: Town) -> None:
    """The map finds its words and addresses by this id; a second one would leave it blank for ever."""
    assert page(client_for("zhoumin"), URL).count('id="words"') == 1


def test_a_list_costs_the_same_however_many_it_shows(town: Town, django_assert_max_num_queries: Any) -> None:
    client = client_for("zhoumin")
    client.get(URL)
    with django_assert_max_num_queries(20):
        client.get(URL)


def test_a_place_is_changed_and_the_slower_of_two_keeps_what_they_typed(town: Town) -> None:
    client = client_for("zhoumin")
    edit = f"{URL}at/P-004/edit/"
    mine = sent(client, edit, floors="6")
    theirs = sent(client, edit, floors="5")
    assert client.post(edit, theirs).status_code == 302
    late = client.post(edit, mine)
    assert late.status_code == 409
    assert "周敏" in late.content.decode()
    assert late.context["form"]["floors"].value() == "6"
    assert [str(value) for _label, value in late.context["theirs"]] == ["5"]
    assert client.post(edit, {**mine, "seq": str(late.context["form"]["seq"].value())}).status_code == 302
    found = queries.find("P-004")
    assert found is not None
    assert found.floors == 6


def test_a_wrong_credit_code_is_told_and_nothing_is_lost(town: Town) -> None:
    client = client_for("zhoumin")
    answer = client.post(
        f"{URL}at/P-009/edit/",
        sent(client, f"{URL}at/P-009/edit/", credit_code="91350100M000100Y44", floors="2"),
    )
    assert answer.status_code == 422
    assert "校验位不符" in answer.content.decode()
    assert answer.context["form"]["floors"].value() == "2"


def test_a_place_is_added_closed_and_taken_into_use_again(town: Town) -> None:
    client = client_for("zhoumin")
    lon, lat = town.spot()
    told = sent(
        client, f"{URL}new/", code="N-1", kind="three_small", name="阿英理发店", lon=str(lon), lat=str(lat)
    )
    assert client.post(f"{URL}new/", told).status_code == 302
    for state in ("closed", "open"):
        assert client.post(f"{URL}at/N-1/state/", sent(client, f"{URL}at/N-1/state/")).status_code == 302
        assert Premises.objects.get(code="N-1").state == state
    assert "周敏" in page(client, f"{URL}at/N-1/")


def test_nobody_reaches_beyond_their_area(town: Town) -> None:
    worker = client_for("hezhiqiang")
    assert worker.get(f"{URL}at/P-002/").status_code == 403
    assert worker.get(f"{URL}at/P-002/edit/").status_code == 403
    assert worker.get(f"{URL}export.csv").status_code == 403
    assert "石埠中心小学" not in page(worker, URL)
    assert client_for("stranger").get(URL).status_code == 403


def test_a_contact_is_masked(town: Town) -> None:
    client = client_for("zhoumin")
    told = sent(client, f"{URL}at/P-004/contact/", name="林阿英", phone="13800005190")
    assert client.post(f"{URL}at/P-004/contact/", told).status_code == 302
    shown = page(client, f"{URL}at/P-004/")
    assert "138****5190" in shown
    assert "13800005190" not in shown
    assert "13800005190" not in b"".join(client.get(f"{URL}export.csv").streaming_content).decode()


def test_an_export_can_be_imported_again_and_a_faulty_table_is_told_by_line(town: Town) -> None:
    client = client_for("zhoumin")
    table = b"".join(client.get(f"{URL}export.csv").streaming_content).decode()
    assert table.count("\n") == Premises.objects.count() + 1

    def send(text: str) -> Any:
        file = SimpleUploadedFile("premises.csv", text.encode())
        return client.post(f"{URL}import/", {"file": file, "why": "年度更新"})

    checked = send(table)
    assert (checked.status_code, checked.context["report"].unchanged) == (200, Premises.objects.count())
    more = send(table.replace("东兴市场", "东兴大市场", 1))
    assert client.post(f"{URL}import/", {"import": more.context["kept"]}).status_code == 302
    assert Premises.objects.filter(name="东兴大市场").exists()
    wrong = send(table.replace("449900101001", "449900101002", 1))
    assert wrong.status_code == 422
    assert [fault.at for fault in wrong.context["faults"]] == [2]


def workbook(rows: list[list[Any]]) -> bytes:
    with spreadsheets.xlsx_file(rows[0], rows[1:]) as file:
        return file.read()


def taken_in(client: Client, data: bytes) -> Any:
    file = SimpleUploadedFile("premises.xlsx", data)
    return client.post(f"{URL}import/", {"file": file, "why": "年度更新"})


def test_an_excel_export_can_be_imported_again(town: Town) -> None:
    client, count = client_for("zhoumin"), Premises.objects.count()
    Premises.objects.filter(code="P-004").update(name="=1+1", valid_from=date(2020, 3, 2))
    exported = b"".join(client.get(f"{URL}export.xlsx").streaming_content)
    with CalamineWorkbook.from_filelike(io.BytesIO(exported)) as book:
        rows = book.get_sheet_by_index(0).to_python()
    assert (len(rows), rows[0][:3]) == (count + 1, ["code", "kind", "name"])
    assert "=1+1" in [row[2] for row in rows]
    again = taken_in(client, exported)
    assert (again.status_code, again.context["report"].unchanged) == (200, count)


def test_every_line_turned_away_can_be_taken_along_with_its_reason(town: Town) -> None:
    client = client_for("zhoumin")
    lon, lat = town.spot()
    head = ["code", "kind", "name", "division", "lon", "lat", "floors", "valid_from"]
    fine = ["N-1", "school", "新学校", "449900101", lon, lat, 5, "2026-03-02"]
    wrong = ["N-2", "castle", "城堡", "449900101", lon, lat, "五", "昨天"]
    answer = taken_in(client, workbook([head, fine, wrong]))
    assert answer.status_code == 422
    assert {fault.at for fault in answer.context["faults"]} == {3}
    kept = f"{URL}import/faults/{answer.context['kept_faults']}"
    table = b"".join(client.get(f"{kept}.csv").streaming_content).decode()
    assert "3,N-2," in table
    assert "五" in table
    assert b"".join(client.get(f"{kept}.xlsx").streaming_content).startswith(b"PK")
    assert client_for("chenlihua").get(f"{kept}.csv").status_code == 403
    assert client.get(f"{URL}import/faults/unknown.csv").status_code == 404
    for data in (b"PK\x03\x04 no archive at all", b"PK"):
        broken = taken_in(client, data)
        assert broken.status_code == 422
        assert "XLSX" in broken.content.decode()
    assert not Premises.objects.filter(code__startswith="N-").exists()


def test_an_excel_file_that_would_be_too_long_is_refused_and_too_many_are_slowed(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_for("zhoumin")
    monkeypatch.setattr(downloads, "MOST_ROWS", 2)
    assert client.get(f"{URL}export.xlsx")["Location"].startswith(URL)
    assert client.get(f"{URL}export.pdf").status_code == 404
    answers = [client.get(f"{URL}export.csv").status_code for _ in range(12)]
    assert answers[-1] == 429


def test_doubles_are_compared_merged_or_told_apart(town: Town) -> None:
    client, lon, lat = client_for("zhoumin"), *town.spot()
    for code in ("N-1", "N-2", "N-3"):
        acts.add(
            code,
            lon,
            lat,
            {"kind": "three_small", "name": "阿英理发店", "address": "东兴路9号"},
            by=town.zhoumin,
            at=town.now,
        )
    url = f"{URL}doubles/?area=449900101001"
    assert "东兴" in page(client, f"{URL}doubles/")
    pairs = client.get(url).context["pairs"]
    assert len(pairs) == 3
    one, other = pairs[0].one, pairs[0].other
    told = {"stays": f"{one.pk}~{one.seq}", "gone": f"{other.pk}~{other.seq}"}
    assert client.post(url, {**told, "do": "merge"}).status_code == 302
    assert Premises.objects.get(pk=other.pk).state == "merged"
    left = client.get(url).context["pairs"]
    assert len(left) == 1
    one, other = left[0].one, left[0].other
    client.post(url, {"stays": f"{one.pk}~{one.seq}", "gone": f"{other.pk}~{other.seq}", "do": "apart"})
    assert not client.get(url).context["pairs"]


def test_plates_are_made_for_a_page_and_printed(town: Town) -> None:
    client = client_for("zhoumin")
    empty = client.get(f"{URL}plates/", {"kind": "school"})
    assert (len(empty.context["plates"]), empty.context["missing"]) == (0, 2)
    client.post(f"{URL}plates/?kind=school")
    full = client.get(f"{URL}plates/", {"kind": "school"})
    assert (len(full.context["plates"]), full.context["missing"]) == (2, 0)
    assert full.content.decode().count('class="plate-code"') == 2


def test_a_plate_opens_the_right_page_for_the_right_person(town: Town, client: Client) -> None:
    one = queries.find("P-004")
    assert one is not None
    plate = acts.make_plate(one.pk, one.seq, by=town.zhoumin, at=town.now)
    url = f"/p/{plate.token}/"
    shown = client.get(url)
    assert shown.status_code == 200
    form = client.get(shown.context["report"]).context["form"]
    assert (form["lon"].value(), form["address"].value()) == (str(one.lon), "东兴路12号 东兴路12号出租屋")
    assert client_for("zhoumin").get(url)["Location"] == f"{URL}at/P-004/"
    assert client_for("stranger").get(url).status_code == 200
    worker = client_for("chenlihua")
    field = worker.get(url)["Location"]
    assert field == f"/field/premises/P-004/?plate={plate.token}"
    seq = worker.get(field).context["premises"].seq
    assert worker.post(field, {"seq": seq}).status_code == 302
    assert Premises.objects.get(code="P-004").confirmed_at is not None
    Plate.objects.filter(pk=plate.pk).update(withdrawn_at=town.now)
    for token in (plate.token, "aaaaaaaaaa", str(one.pk), "P-004"):
        assert client.get(f"/p/{token}/").status_code == 404


def test_tokens_cannot_be_tried(town: Town, client: Client) -> None:
    answers = [client.get(f"/p/{number:010d}/").status_code for number in range(40)]
    assert answers[0] == 404
    assert answers[-1] == 429
