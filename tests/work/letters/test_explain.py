"""What the lists of letters stand on."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection

from commongrid.base import lexemes
from commongrid.work.letters import queries
from commongrid.work.letters.models import Box, Letter, Publication
from commongrid.work.letters.queries import Asked
from tests.cast import Town
from tests.explaining import explain_asked, explain_queryset
from tests.work.letters.things import TOWN, box, written

pytestmark = pytest.mark.django_db
MANY = 3000


def test_lists_and_public_answers_stand_on_their_indexes(town: Town) -> None:
    first = written(town)
    _many_reports(first)
    Letter.objects.bulk_create(
        Letter(
            id=UUID(int=n), report_id=UUID(int=n), box=first.box, unit_ids=[10_000 + n % 300], written_at=town.now,
            due_at=town.now, state=("open", "drafted", "answered")[n % 3], answered_at=town.now, agreed=n % 2 == 0,
        )
        for n in range(1, MANY)
    )  # fmt: skip
    Publication.objects.bulk_create(
        Publication(
            id=UUID(int=n), letter_id=UUID(int=n), unit_ids=[10_000 + n % 300], box_code=f"box-{n % 50}", topic="other",
            state="public", published_at=town.now - timedelta(minutes=n), search=lexemes.lexemes(f"第{n}号 楼道{n % 97}"),
        )
        for n in range(1, MANY)
    )  # fmt: skip
    with connection.cursor() as db:
        for table in ("letters_letter", "letters_publication", "intake_report"):
            db.execute(f"analyze {table}")
    assert "letters_letter_owed" in explain_queryset(queries.listed(town.zhoumin, "open")).indexes
    assert "letters_letter_owed" in explain_queryset(queries.listed(town.zhoumin, "drafted")).indexes
    assert "letters_letter_agreed" in explain_queryset(queries.listed(town.zhoumin, "agreed")).indexes
    assert "letters_publication_new" in explain_asked(lambda: queries.published(Asked())).indexes
    assert "letters_publication_box" in explain_asked(lambda: queries.published(Asked(box="box-7"))).indexes
    assert (
        "letters_publication_words"
        in explain_asked(lambda: queries.published(Asked(words="第1234号"))).indexes
    )
    asked = Asked(after=(town.now - timedelta(minutes=2000), uuid4()))
    assert explain_asked(lambda: queries.published(asked)).pages < 200


def _many_reports(first: Letter) -> None:
    with connection.cursor() as db:
        db.execute(
            "insert into intake_report (id, number, code_hash, channel, source_key, status, received_at, moved_at, anonymous,"
            " reported_by_name, language, address, area, centre_id, suggestion, answers, photos, finding, finding_text,"
            " decline_reason, decline_text, appeal_text, appeal_answer, seq, head)"
            " select lpad(to_hex(n), 32, '0')::uuid, 'X' || n, '', channel, 'many-' || n, status, received_at, moved_at, true,"
            " '', language, '', area, centre_id, '{}', '{}', 0, '', '', '', '', '', '', 1, head"
            " from intake_report, generate_series(1, %s) n where id = %s",
            [MANY, first.report_id],
        )


def test_boxes_are_found_by_place(town: Town) -> None:
    unit = box(town).unit
    Box.objects.bulk_create(
        Box(
            code=f"b{n}",
            kind="letterbox",
            name="信箱",
            name_en="",
            area=f"44{n:010d}",
            unit=unit,
            answer_days=5,
        )
        for n in range(3000)
    )
    with connection.cursor() as db:
        db.execute("analyze letters_box")
    assert "letters_box_area" in explain_asked(lambda: queries.boxes_for(("4499", TOWN))).indexes
