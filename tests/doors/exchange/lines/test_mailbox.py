"""A letterbox on a real IMAP server: each letter once although the line breaks, photos rendered anew."""

from __future__ import annotations

from email.message import EmailMessage
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from commongrid.base.files.models import Photo
from commongrid.doors.exchange.lines import reading
from commongrid.intake.models import Report
from commongrid.registry.people.models import Person
from commongrid.work.lines.models import Line, Receipt, Ticket
from tests.cast import Town
from tests.doors.exchange.lines.servers import Mailbox, mailbox
from tests.work.lines.setting import line

pytestmark = pytest.mark.django_db


def letter(number: int, text: str = "小区门口的路灯坏了", photo: bytes = b"", **heads: str) -> bytes:
    told = EmailMessage()
    told["Message-ID"] = f"<letter-{number}@example.org>"
    told["From"] = "林女士 <lin@example.org>"
    told["Subject"] = "关于路灯的来信"
    for name, value in heads.items():
        del told[name]
        told[name] = value
    told.set_content(text)
    if photo:
        told.add_attachment(photo, maintype="image", subtype="jpeg", filename="a.jpg")
    return told.as_bytes()


def jpeg() -> bytes:
    out, exif = BytesIO(), Image.Exif()
    exif[0x010E] = "only the camera knows"
    Image.effect_noise((640, 480), 60).convert("RGB").save(out, "JPEG", exif=exif)
    return out.getvalue()


@pytest.fixture
def box_line(town: Town, settings: Any) -> Any:
    settings.LINE_SECRETS = {"letterbox": "letters:only-a-test"}
    columns = {"id": "message_id", "words": ["subject", "text"], "email": "from"}

    def of(box: Mailbox) -> Line:
        options = {"host": "127.0.0.1", "port": box.port, "tls": False, "answers_to": "office@example.org"}
        return line(
            town, "letterbox", "mailbox", channel="letterbox", options=options, map={"columns": columns}
        )

    return of


def test_letters_come_in_once_although_the_line_breaks(
    town: Town, box_line: Any, mailoutbox: list[Any]
) -> None:
    letters = {number * 3: letter(number) for number in range(1, 8)}
    with mailbox(letters, breaks_after=2) as box:
        for _ in range(6):
            reading.round_of(box_line(box), at=town.later(hours=1))
        assert Report.objects.filter(channel="letterbox").count() == 7
        box.validity += 1  # the server numbered its letters anew: all are read again, none twice
        box.letters = {**letters, 99: letter(99)}
        box.breaks_after = 100
        reading.round_of(box_line(box), at=town.later(hours=1))
    kept = Line.objects.get()
    assert (Ticket.objects.count(), Report.objects.count(), kept.cursor) == (8, 8, "8:99")
    assert kept.failing_since is None
    assert Person.objects.count() == 1
    assert len(mailoutbox) == Receipt.objects.filter(sent_at__isnull=False).count() == 8
    assert len({mail.extra_headers["Message-ID"] for mail in mailoutbox}) == 8


def test_photos_are_rendered_anew_and_what_is_none_stops_nothing(town: Town, box_line: Any) -> None:
    odd = letter(2, photo=b"no photo at all")
    with mailbox({1: letter(1, photo=jpeg()), 2: odd, 3: letter(3, Subject="", text="")}) as box:
        reading.round_of(box_line(box), at=town.now)
    first, second = (
        Report.objects.get(pk=one.report_id) for one in Ticket.objects.filter(report__isnull=False)
    )
    assert sorted([first.photos, second.photos]) == [0, 1]
    photo = Photo.objects.get()
    assert photo.owner in {f"report:{first.pk}", f"report:{second.pk}"}
    assert "关于路灯的来信" in (first.words or "")
    assert Ticket.objects.get(report=None).refused["key"] == "intake.nothing_said"


def test_a_wrong_password_is_seen(town: Town, box_line: Any, settings: Any) -> None:
    settings.LINE_SECRETS = {"letterbox": "letters:another"}
    with mailbox({1: letter(1)}) as box:
        assert reading.round_of(box_line(box), at=town.now) == (0, 0)
    assert "mailbox" in Line.objects.get().fault
