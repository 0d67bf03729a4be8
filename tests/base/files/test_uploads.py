"""Photos in pieces: they go on from where they stopped, belong to who began them, and leave sealed bytes only."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest

from commongrid.base.access.terms import Actor
from commongrid.base.files import acts, queries
from commongrid.base.files.models import Part, Upload
from commongrid.base.files.terms import PHOTO_BYTES, UPLOAD_KEPT, UPLOADS_OF_ONE_ACCOUNT
from commongrid.base.verdicts import Refused

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
ME, OTHER = Actor("staff", account_id=7), Actor("staff", account_id=8)
DATA = bytes(range(256)) * 20


def begun(data: bytes = DATA) -> Upload:
    return acts.begin(sha256(data).digest(), len(data), by=ME, at=NOW)


def test_pieces_make_the_whole_and_are_sealed() -> None:
    upload = begun()
    there = acts.add_part(upload, 0, DATA[:2000], by=ME, at=NOW)
    assert begun().received == there == 2000
    assert acts.add_part(upload, there, DATA[2000:], by=ME, at=NOW) == len(DATA)
    found = queries.upload(upload.pk, 7)
    assert found
    assert queries.whole(found) == DATA
    assert all(DATA[:50] not in bytes(part.sealed) for part in Part.objects.all())


def test_a_piece_sent_twice_is_told_where_to_go_on() -> None:
    upload = begun()
    acts.add_part(upload, 0, DATA[:2000], by=ME, at=NOW)
    with pytest.raises(Refused) as refused:
        acts.add_part(upload, 0, DATA[:2000], by=ME, at=NOW)
    assert (refused.value.why.key, refused.value.why.facts) == ("files.out_of_step", {"received": 2000})


def test_what_is_not_whole_or_changed_is_not_a_photo() -> None:
    upload = begun()
    acts.add_part(upload, 0, DATA[:2000], by=ME, at=NOW)
    upload.refresh_from_db()
    with pytest.raises(Refused, match=r"files\.not_whole"):
        queries.whole(upload)
    acts.add_part(upload, 2000, b"x" * (len(DATA) - 2000), by=ME, at=NOW)
    upload.refresh_from_db()
    with pytest.raises(Refused, match=r"files\.other_bytes"):
        queries.whole(upload)


def test_nobody_else_sees_or_adds_or_drops() -> None:
    upload = begun()
    assert queries.upload(upload.pk, 8) is None
    with pytest.raises(Refused, match=r"files\.out_of_step"):
        acts.add_part(upload, 0, DATA, by=OTHER, at=NOW)
    assert acts.drop_uploads([upload.pk], by=OTHER, at=NOW) == 0
    assert acts.begin(sha256(DATA).digest(), len(DATA), by=OTHER, at=NOW).pk != upload.pk


@pytest.mark.parametrize(
    ("size", "digest", "key"),
    [
        (0, b"0" * 32, "files.broken"),
        (9, b"short", "files.broken"),
        (PHOTO_BYTES + 1, b"0" * 32, "files.too_large"),
    ],
)
def test_what_cannot_be_a_photo_is_not_begun(size: int, digest: bytes, key: str) -> None:
    with pytest.raises(Refused) as refused:
        acts.begin(digest, size, by=ME, at=NOW)
    assert refused.value.why.key == key


def test_nobody_fills_the_disk() -> None:
    for n in range(UPLOADS_OF_ONE_ACCOUNT // PHOTO_BYTES):
        acts.begin(n.to_bytes(32), PHOTO_BYTES, by=ME, at=NOW)
    with pytest.raises(Refused, match=r"files\.too_much_on_the_way"):
        acts.begin(b"9" * 32, PHOTO_BYTES, by=ME, at=NOW)
    assert acts.begin(b"9" * 32, PHOTO_BYTES, by=OTHER, at=NOW)


def test_a_photo_whose_form_never_came_goes() -> None:
    upload = begun()
    acts.add_part(upload, 0, DATA, by=ME, at=NOW)
    assert acts.expire_uploads(at=NOW + UPLOAD_KEPT) == 0
    assert acts.expire_uploads(at=NOW + UPLOAD_KEPT + timedelta(seconds=1)) == 1
    assert not Part.objects.exists()
