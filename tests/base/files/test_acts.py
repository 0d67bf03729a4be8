"""Photos and documents from arrival to removal: nothing half-stored, nothing public unseen, nothing kept too long."""

from __future__ import annotations

import errno
import io
import os
import stat
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection, transaction
from PIL import Image

from commongrid.base.access.terms import Actor, Grant, Prefix
from commongrid.base.files import acts, faces, queries, store, tasks
from commongrid.base.files.models import Document, Photo
from commongrid.base.files.terms import Box
from commongrid.base.privacy import acts as privacy
from commongrid.base.privacy import queries as looks
from commongrid.base.privacy.sealing import Unreadable
from commongrid.base.verdicts import NotAllowed, Outrun, Refused
from tests.base.files import pictures_made as made

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LIN = Actor(kind="resident", person_id="019cabcd-0000-7000-8000-000000000001")
ZHOU = Actor(
    kind="staff", name="周敏", account_id=7, role="dispatcher", unit_name="石埠镇智网中心",
    grants=(Grant("photos.review", Prefix("area", "449900101")),),
)  # fmt: skip
STRANGER = Actor(kind="staff", name="陌生人", account_id=8)
CASE = SimpleNamespace(area="449900101001003")
OWNER = "report:019cabcd-0000-7000-8000-0000000000aa"
REVIEW: dict[str, Any] = {"about": CASE, "by": ZHOU, "at": AT}


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files"


def files(media: Path) -> list[str]:
    return sorted(str(path.relative_to(media)) for path in media.rglob("*") if path.is_file())


def send(seed: int = 0, **more: Any) -> acts.TakenIn:
    data = made.encoded(image=made.picture(seed=seed), exif=made.exif())
    return acts.take_in(data, **{"owner": OWNER, "stage": "report", "by": LIN, "at": AT, **more})


def refused(deed: Any) -> Any:
    with pytest.raises(Refused) as fault:
        deed()
    return fault.value.why


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Any) -> Any:
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.mark.django_db
def test_a_photo_arrives(media: Path) -> None:
    taken = send()
    photo = Photo.objects.get()
    assert taken.photo == photo
    assert (photo.visibility, photo.uploaded_by, photo.media_type) == (
        "internal",
        f"resident:{LIN.person_id}",
        "image/jpeg",
    )
    assert (taken.offered.lon, taken.offered.lat) == (113.75, 23.05)
    assert (photo.lon, photo.taken_at) == (None, None)
    assert len(files(media)) == 3
    for name in files(media):
        assert stat.S_IMODE((media / name).stat().st_mode) == 0o600
        assert "SECRETCAMERA" not in (media / name).read_bytes().decode("latin-1")
    assert queries.serve(photo, "shown").path.read_bytes()[:3] == b"\xff\xd8\xff"


@pytest.mark.django_db
def test_the_place_is_kept_when_the_sender_agrees() -> None:
    taken = send()
    acts.keep_offer(taken.photo, taken.offered, by=STRANGER, at=AT)
    assert Photo.objects.get().lon is None
    acts.keep_offer(taken.photo, taken.offered, by=LIN, at=AT)
    assert Photo.objects.get().lon == 113.75
    assert send(seed=9, keep_place=True).photo.lat == 23.05


@pytest.mark.django_db
def test_sending_twice_stores_once(media: Path) -> None:
    first, second = send(), send()
    assert first.photo == second.photo
    assert second.offered == first.offered
    assert len(files(media)) == 3
    assert send(owner="case:17").photo != first.photo
    why = refused(lambda: send(stage="after"))
    assert (why.key, why.facts["stage"]) == ("files.same_photo", "report")


@pytest.mark.django_db(transaction=True)
def test_the_same_photo_four_times_at_once_is_stored_once(media: Path) -> None:
    found: list[Any] = []
    gate = threading.Barrier(4)

    def arrive() -> None:
        try:
            gate.wait()
            found.append(send().photo.pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=arrive) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert set(found) == {Photo.objects.get().pk}
    assert len(files(media)) == 3


@pytest.mark.django_db
def test_nine_and_no_more(media: Path) -> None:
    for seed in range(9):
        send(seed)
    why = refused(lambda: send(9))
    assert (why.key, why.facts["most"]) == ("files.too_many", 9)
    assert len(files(media)) == 27
    send(9, stage="before")


@pytest.mark.django_db
def test_names_endings_and_streams_do_not_matter() -> None:
    assert acts.take_in(io.BytesIO(made.encoded("PNG")), owner=OWNER, stage="report", by=LIN, at=AT)
    assert (
        refused(
            lambda: acts.take_in(io.BytesIO(b"x" * (16 << 20)), owner=OWNER, stage="report", by=LIN, at=AT)
        ).key
        == "files.too_large"
    )


@pytest.mark.django_db
def test_a_refused_photo_leaves_nothing(media: Path) -> None:
    refused(lambda: acts.take_in(made.encoded()[:-900], owner=OWNER, stage="report", by=LIN, at=AT))
    assert files(media) == []
    assert Photo.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("after", [0, 1, 2])
def test_a_full_disk_is_said_and_nothing_is_half_stored(
    monkeypatch: pytest.MonkeyPatch, media: Path, after: int
) -> None:
    written, real = [0], os.fsync

    def full(handle: int) -> None:
        if not stat.S_ISDIR(os.fstat(handle).st_mode):
            if written[0] == after:
                raise OSError(errno.ENOSPC, "No space left on device")
            written[0] += 1
        real(handle)

    monkeypatch.setattr(os, "fsync", full)
    assert refused(send).key == "files.no_room"
    assert files(media) == []
    assert Photo.objects.count() == 0


@pytest.mark.django_db
def test_a_failing_database_leaves_no_files(monkeypatch: pytest.MonkeyPatch, media: Path) -> None:
    monkeypatch.setattr(Photo, "save", lambda *args, **kwargs: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        send()
    assert files(media) == []


@pytest.mark.django_db
def test_the_original_is_sealed_to_its_photo(media: Path) -> None:
    first, second = send(1).photo, send(2).photo
    data = made.encoded(image=made.picture(seed=1), exif=made.exif())
    look = {"about": CASE, "context": "case:17", "by": ZHOU, "at": AT, "why": "核对车牌号码"}
    assert acts.open_original(first.pk, **look) == (data, "image/jpeg")
    (row,) = looks.looks_for(LIN.person_id or "")
    assert (row.field, row.actor_name) == ("files_photo.original", "周敏")
    with pytest.raises(NotAllowed):
        acts.open_original(first.pk, **{**look, "by": STRANGER})
    assert (
        refused(lambda: acts.open_original(first.pk, **{**look, "why": "."})).key
        == "privacy.reason_too_short"
    )
    store.place(first.original_path).write_bytes(store.get(second.original_path))
    with pytest.raises(Unreadable):
        acts.open_original(first.pk, **look)


@pytest.mark.django_db
def test_originals_stay_readable_when_field_keys_turn(settings: Any) -> None:
    photo = send().photo
    settings.FIELD_KEYS = {"k9": b"9" * 32, **settings.FIELD_KEYS}
    assert ("files_photo.original_key", 1) in list(privacy.rotate(at=AT))
    settings.FIELD_KEYS = {"k9": b"9" * 32}
    acts.open_original(photo.pk, about=CASE, context="", by=ZHOU, at=AT, why="核对车牌号码")


@pytest.mark.django_db
def test_originals_go_and_the_shown_photo_stays(media: Path, committed: Any) -> None:
    photo, other = send().photo, send(owner="case:17").photo
    with committed():
        assert acts.drop_originals(OWNER, at=AT) == 1
    assert acts.drop_originals(OWNER, at=AT) == 0
    photo = Photo.objects.get(pk=photo.pk)
    assert (photo.original_path, photo.original_key) == ("", None)
    assert len(files(media)) == 5
    assert queries.serve(photo, "thumb")
    assert (
        refused(
            lambda: acts.open_original(photo.pk, about=CASE, context="", by=ZHOU, at=AT, why="核对车牌号码")
        ).key
        == "files.original_gone"
    )
    assert Photo.objects.get(pk=other.pk).original_path


@pytest.mark.django_db
def test_originals_go_by_themselves() -> None:
    send()
    send(owner="case:17")
    acts.keep_originals("case:17", until=AT + timedelta(days=500), at=AT)
    later = AT + timedelta(days=366)
    assert acts.expire_originals(later - timedelta(days=365), at=later) == 1
    assert acts.expire_originals(AT, at=AT + timedelta(days=500)) == 1
    assert privacy.expire(at=AT)["files.original"] == 0


@pytest.mark.django_db
def test_nothing_is_public_before_somebody_has_looked() -> None:
    photo = send().photo
    assert queries.public_photos([OWNER]) == []
    for actor in (STRANGER, LIN):
        with pytest.raises(NotAllowed):
            acts.approve(photo.pk, version=1, about=CASE, by=actor, at=AT)
    approved = acts.approve(photo.pk, version=1, **REVIEW)
    assert (approved.visibility, approved.looked_by_name, approved.looked_at) == ("public", "周敏", AT)
    assert queries.public_photos([OWNER]) == [photo]
    blurred = acts.blur(photo.pk, [(0.1, 0.1, 0.2, 0.2)], **REVIEW)
    assert (blurred.visibility, blurred.looked_at, blurred.version) == ("internal", None, 2)
    with pytest.raises(Outrun):
        acts.approve(photo.pk, version=1, **REVIEW)


@pytest.mark.django_db
def test_proposed_faces_are_blurred_or_denied_before_publishing(monkeypatch: pytest.MonkeyPatch) -> None:
    photo = send().photo
    monkeypatch.setattr(faces, "propose", lambda shown: (Box(0.1, 0.1, 0.1, 0.1), Box(0.6, 0.6, 0.1, 0.1)))
    assert tasks.propose_faces(str(photo.pk)) == 2
    why = refused(lambda: acts.approve(photo.pk, version=1, **REVIEW))
    assert (why.key, why.facts["faces"]) == ("files.faces_not_blurred", 2)
    blurred = acts.blur(photo.pk, [(0.09, 0.09, 0.12, 0.12)], **REVIEW)
    assert refused(lambda: acts.approve(photo.pk, version=2, **REVIEW)).facts["faces"] == 1
    assert (
        acts.approve(photo.pk, version=blurred.version, despite_faces=True, **REVIEW).visibility == "public"
    )


@pytest.mark.django_db
def test_without_a_detector_everything_else_works(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faces, "_detectors", lambda: None)
    photo = send().photo
    assert tasks.propose_faces(str(photo.pk)) is None
    assert tasks.propose_faces("019cabcd-0000-7000-8000-0000000000ff") is None
    assert acts.approve(photo.pk, version=1, **REVIEW).faces is None


@pytest.mark.django_db
def test_a_face_is_looked_for_after_the_request() -> None:
    photo = send().photo
    with connection.cursor() as cursor:
        cursor.execute(
            "select queue_name, args from procrastinate_jobs where task_name = 'files.propose_faces'"
        )
        assert cursor.fetchall() == [("photos", f'{{"photo_id": "{photo.pk}"}}')]
    assert tasks.propose_faces(str(photo.pk)) == 0
    assert Photo.objects.get().faces == []


@pytest.mark.django_db
def test_blurring_replaces_the_files_and_can_be_redone_from_the_original(media: Path, committed: Any) -> None:
    photo = send().photo
    with committed():
        acts.blur(photo.pk, [(0.0, 0.0, 0.5, 0.5)], **REVIEW)
    with committed():
        again = acts.blur(photo.pk, [(0.5, 0.5, 0.4, 0.4)], **REVIEW)
    assert again.blurred == [[0.5, 0.5, 0.4, 0.4]]
    assert len(files(media)) == 3
    assert photo.shown_path not in files(media)
    with committed():
        acts.drop_originals(OWNER, at=AT)
    final = acts.blur(photo.pk, [(0.0, 0.0, 0.2, 0.2)], **REVIEW)
    assert len(final.blurred) == 2


def colour(photo: Photo, x: int, y: int) -> Any:
    return Image.open(queries.serve(photo, "shown").path).getpixel((x, y))


@pytest.mark.django_db
def test_what_the_sender_hid_stays_hidden() -> None:
    """Red and green meet at x = 200: hidden there is neither, whatever a reviewer does later."""
    photo = send(boxes=[(0.4, 0.1, 0.2, 0.2)]).photo
    assert (photo.veiled, photo.blurred, photo.visibility) == ([[0.4, 0.1, 0.2, 0.2]], [], "internal")
    hidden = colour(photo, 190, 60)
    assert max(abs(one - other) for one, other in zip(hidden, (220, 20, 20), strict=True)) > 30
    again = acts.blur(photo.pk, [(0.0, 0.8, 0.1, 0.1)], **REVIEW)
    assert again.veiled == photo.veiled
    assert max(abs(one - other) for one, other in zip(colour(again, 190, 60), hidden, strict=True)) < 8
    assert refused(lambda: send(5, boxes=[(2, 2, 1, 1)])).key == "files.boxes_wrong"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "boxes", [[(0, 0, 0, 1)], [(2, 2, 1, 1)], [(0, 0, float("nan"), 1)], [(0, 0, 1)], [(0, 0, 1, 1)] * 201]
)
def test_boxes_that_make_no_sense_change_nothing(boxes: Any, media: Path) -> None:
    photo = send().photo
    before = files(media)
    assert refused(lambda: acts.blur(photo.pk, boxes, **REVIEW)).key == "files.boxes_wrong"
    assert files(media) == before


@pytest.mark.django_db
def test_withdrawn_is_shown_to_nobody() -> None:
    photo = send().photo
    acts.approve(photo.pk, version=1, **REVIEW)
    with pytest.raises(NotAllowed):
        acts.withdraw(photo.pk, about=CASE, by=STRANGER, at=AT, why="住户要求")
    acts.withdraw(photo.pk, why="住户要求", **REVIEW)
    photo = Photo.objects.get()
    assert queries.photos([OWNER]) == [] == queries.public_photos([OWNER])
    assert refused(lambda: queries.serve(photo, "shown")).key == "files.withdrawn"
    assert refused(lambda: acts.approve(photo.pk, version=1, **REVIEW)).key == "files.withdrawn"
    assert send().photo != photo


@pytest.mark.django_db
def test_before_stands_beside_after() -> None:
    reported = send(0).photo
    assert queries.pairs([OWNER, "case:17"]) == []
    after = send(1, owner="case:17", stage="after", by=ZHOU).photo
    assert queries.pairs([OWNER, "case:17"]) == [queries.Pair(reported, after)]
    before = send(2, owner="case:17", stage="before", by=ZHOU).photo
    second = send(3, owner="case:17", stage="after", by=ZHOU, at=AT + timedelta(minutes=1)).photo
    assert queries.pairs([OWNER, "case:17"]) == [queries.Pair(before, after), queries.Pair(None, second)]


@pytest.mark.django_db
def test_forgetting_an_owner_removes_rows_and_files(media: Path, committed: Any) -> None:
    send()
    acts.take_in_document(made.pdf(), "a.pdf", owner=OWNER, by=LIN, at=AT)
    send(owner="case:17")
    with committed():
        assert acts.forget(OWNER, at=AT) == 2
    assert len(files(media)) == 3


@pytest.mark.django_db
def test_the_sweep_removes_only_what_nobody_names_and_is_old(media: Path) -> None:
    photo = send().photo
    orphan, fresh = store.put("shown", b"x", "jpg"), store.put("thumbs", b"x", "jpg")
    draft = media / "originals" / "ab" / "gone.part"
    draft.parent.mkdir(parents=True, exist_ok=True)
    draft.write_bytes(b"half")
    now = datetime.now(tz=UTC)
    long_ago = (now - timedelta(hours=2)).timestamp()
    for path in (orphan, photo.shown_path, photo.original_path):
        os.utime(media / path, (long_ago, long_ago))
    os.utime(draft, (long_ago, long_ago))
    assert tasks.sweep(int(now.timestamp())) == {"removed": 2, "missing": 0, "uploads": 0}
    assert fresh in files(media)
    assert photo.shown_path in files(media)
    store.drop(photo.shown_path)
    assert acts.sweep(at=now).missing == 1


@pytest.mark.parametrize("path", ["../secret", "/etc/passwd", "shown/../../x", ""])
def test_no_path_leads_out_of_the_store(path: str) -> None:
    with pytest.raises(ValueError, match="store"):
        store.place(path)


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_request_leaves_only_what_the_sweep_takes(media: Path) -> None:
    with pytest.raises(KeyError), transaction.atomic():  # noqa: PT012  (the failure comes after the photo)
        send()
        raise KeyError
    assert Photo.objects.count() == 0
    assert acts.sweep(at=datetime.now(tz=UTC) + timedelta(hours=2)).removed == 3
    assert files(media) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("协议书 第2稿.pdf", "协议书 第2稿.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\lin\\合同.PDF", "合同.pdf"),
        ("a\x00b\r\nSet-Cookie: x.pdf", "abSet-Cookie x.pdf"),
        ('";alert(1)//.pdf', "document.pdf"),
        ("evil\u202efdp.exe", "evilfdp.exe.pdf"),
        ("x" * 300, "x" * 100 + ".pdf"),
        ("", "document.pdf"),
    ],
)
def test_a_document_gets_a_harmless_name(sent: str, kept: str) -> None:
    document = acts.take_in_document(made.pdf(), sent, owner="case:17", by=ZHOU, at=AT)
    assert document.name == kept
    served = queries.serve_document(document)
    assert (served.media_type, served.name, served.path.read_bytes()) == ("application/pdf", kept, made.pdf())


@pytest.mark.django_db
def test_the_same_document_is_stored_once(media: Path) -> None:
    first = acts.take_in_document(made.pdf(), "a.pdf", owner="case:17", by=ZHOU, at=AT)
    assert acts.take_in_document(made.pdf(), "b.pdf", owner="case:17", by=ZHOU, at=AT) == first
    assert len(files(media)) == Document.objects.count() == 1
    assert queries.documents(["case:17"]) == [first]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "files.not_a_pdf"),
        (b"%PDF-1.7\n", "files.not_a_pdf"),
        (b"<html>%PDF-1.7" + made.pdf(), "files.not_a_pdf"),
        (b"\n" + made.pdf(), "files.not_a_pdf"),
        (made.pdf()[:-20], "files.not_a_pdf"),
        (made.pdf() + b"PK\x03\x04", "files.not_a_pdf"),
        (made.pdf().replace(b"startxref\n", b"startxref\n9"), "files.not_a_pdf"),
        (made.encoded(), "files.not_a_pdf"),
        (made.pdf(b"/AA << /S /JavaScript /JS (app.alert(1)) >>"), "files.pdf_active"),
        (made.pdf(b"/A << /S /Launch /F (cmd.exe) >>"), "files.pdf_active"),
        (b"%PDF-1.7\n" + b"x" * (21 << 20), "files.document_too_large"),
    ],
)
def test_what_is_no_plain_pdf_is_refused(data: bytes, key: str, media: Path) -> None:
    assert refused(lambda: acts.take_in_document(data, "a.pdf", owner="case:17", by=ZHOU, at=AT)).key == key
    assert files(media) == []
