"""From an agreement in effect to a ruling in both hands: applied together, before the judge, decided, served."""

from __future__ import annotations

import hashlib
import io
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from commongrid.base.files import queries as files
from commongrid.base.journal import queries as history
from commongrid.base.notices.models import Notice
from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.work.mediation import acts, papers, queries
from commongrid.work.mediation.models import Confirmation
from commongrid.work.mediation.terms import CONFIRMATION, Bar, Check, Joining
from tests.cast import Town
from tests.work.mediation.courtroom import HOME, NUMBER, Room, second_judge
from tests.work.mediation.test_agreement import ADDRESS, STROKES
from tests.work.mediation.things import BOSS, WORKER, Table

pytestmark = pytest.mark.django_db
ON_PAPER = Joining("河东社区8号", electronic=False, truthful=True)


@pytest.fixture
def room(town: Town, settings: Any, tmp_path: Path) -> Room:
    settings.MEDIA_ROOT = str(tmp_path)
    return Room(Table(town))


def ruling_of(found: Confirmation) -> bytes:
    (kept,) = files.documents([papers.owner_of(found.pk, "ruling")])
    return files.serve_document(kept).path.read_bytes()


def test_both_join_and_the_judge_with_least_to_do_has_it(room: Room) -> None:
    found = room.drafted()
    assert room.drafted().pk == found.pk
    room.joins(found, room.table.worker)
    assert room.again(found).stage == "drafted"
    room.joins(found, room.table.boss)
    now = room.again(found)
    assert (now.stage, now.sitting_ids) == ("applied", [room.judge.post_id])
    (kept,) = files.documents([papers.owner_of(found.pk, "copy")])
    with pikepdf.open(files.serve_document(kept).path) as read:
        assert read.open_metadata().pdfa_status == "2A"
    kinds = [entry.kind for entry in history.history(CONFIRMATION, str(found.pk))]
    assert kinds == ["confirmation.drafted", *["confirmation.joined"] * 2, "confirmation.applied"]


def test_a_ruling_in_time_is_served_and_opened(room: Room) -> None:
    found = room.confirmed()
    assert found.stage == "confirmed"
    assert found.delivered_at == found.decided_at
    minutes = queries.measured(room.town.now - timedelta(days=1), room.town.now + timedelta(days=1))
    assert minutes == [16 * 60]
    data = ruling_of(found)
    assert hashlib.sha256(data).digest() == bytes(found.ruling_sha256 or b"")
    with pikepdf.open(io.BytesIO(data)) as read:
        assert read.open_metadata().pdfa_status == "2A"
    party = room.table.party(found.agreement.mediation, room.table.worker)
    for _twice in range(2):
        acts.open_ruling(found, party, by=room.table.worker, at=room.town.later(minutes=1))
    rows = {row.party_id: row for row in found.deliveries.all()}
    assert rows[party.pk].opened_at
    assert sum(row.opened_at is not None for row in rows.values()) == 1
    told = json.dumps(
        [entry.data for entry in history.history(CONFIRMATION, str(found.pk))], ensure_ascii=False
    )
    assert not any(secret in told for secret in (WORKER[1], BOSS[1], "付清", "当庭"))
    genuine = queries.genuine_ruling(found.number)
    assert genuine is not None
    assert genuine.sha256 == hashlib.sha256(data).hexdigest()


def test_paper_is_delivered_when_it_is_handed_over(room: Room) -> None:
    found = room.confirmed(ON_PAPER)
    assert found.delivered_at is None
    boss = room.table.party(found.agreement.mediation, room.table.boss)
    with pytest.raises(Refused):
        acts.hand_over(found, boss, " ", by=room.judge, at=room.town.now)
    acts.hand_over(found, boss, "书记员 何芳", by=room.judge, at=room.town.later(hours=2))
    assert room.again(found).delivered_at == room.town.now
    worker = room.table.party(found.agreement.mediation, room.table.worker)
    acts.want_paper(found, worker, by=room.table.worker, at=room.town.now)
    assert found.deliveries.get(party=worker).paper_wanted_at


def test_what_bars_it_is_told_before_anything_is_sent(room: Room) -> None:
    with pytest.raises(Refused) as refused:
        acts.draft(
            room.made,
            room.court.pk,
            "body",
            [Bar.TITLE],
            property_wanted=False,
            by=room.table.worker,
            at=room.town.now,
        )
    assert refused.value.why.facts == {"confirmation_bar": "title"}
    with pytest.raises(Refused, match=r"confirmation\.wrong_court"):
        room.drafted("invited")
    assert not Confirmation.objects.exists()


def test_each_joins_for_themselves_what_they_read_and_vouch_for(room: Room) -> None:
    found, worker = room.drafted(), room.table.worker
    party, other = (room.table.party(found.agreement.mediation, who) for who in (worker, room.table.boss))
    sha256 = bytes(found.sha256 or b"").hex()
    with pytest.raises(NotAllowed):
        acts.join(found, other, HOME, STROKES, sha256, by=worker, at=room.town.now)
    for told, strokes, text in (
        (Joining("", electronic=True, truthful=True), STROKES, sha256),
        (Joining("某处", electronic=True, truthful=False), STROKES, sha256),
        (HOME, "1,1", sha256),
        (HOME, STROKES, "00" * 32),
    ):
        with pytest.raises(Refused):
            acts.join(found, party, told, strokes, text, by=worker, at=room.town.now)
    with pytest.raises(Refused, match=r"confirmation\.too_late"):
        acts.join(found, party, HOME, STROKES, sha256, by=worker, at=found.due_at + timedelta(seconds=1))
    assert not found.joined.exists()


def test_at_the_counter_the_table_notes_what_was_signed_on_paper(room: Room) -> None:
    found = room.drafted()
    for who in (room.table.worker, room.table.boss):
        party = room.table.party(found.agreement.mediation, who)
        with pytest.raises(NotAllowed):
            acts.join_on_paper(found, party, ON_PAPER, by=room.table.tan, at=room.town.now)
        acts.join_on_paper(found, party, ON_PAPER, by=room.table.lin, at=room.town.now)
    assert room.again(found).stage == "applied"


def test_the_judge_ticks_asks_and_hears_before_deciding(room: Room) -> None:
    found = room.applied()
    boss = room.table.party(found.agreement.mediation, room.table.boss)
    acts.take_on(found, by=room.judge, at=room.town.now)
    question = acts.ask_party(found, boss, "钱从哪个账户付？", "q-1", by=room.judge, at=room.town.now)
    assert (
        acts.ask_party(found, boss, "钱从哪个账户付？", "q-1", by=room.judge, at=room.town.now).pk
        == question.pk
    )
    with pytest.raises(Refused, match=r"confirmation\.questions_open"):
        acts.hear(found, "writing", [], "", by=room.judge, at=room.town.now)
    with pytest.raises(NotAllowed):
        acts.answer_judge(question, boss, "代答", by=room.table.worker, at=room.town.now)
    acts.answer_judge(question, boss, "工资卡转账。", by=room.table.boss, at=room.town.later(minutes=2))
    with pytest.raises(Refused, match=r"confirmation\.not_all_answered"):
        acts.hear(found, "writing", [], "", by=room.judge, at=room.town.now)
    with pytest.raises(Refused, match=r"confirmation\.not_all_came"):
        acts.hear(found, "together", [boss.pk], "记录", by=room.judge, at=room.town.now)
    acts.set_slot(found, room.town.now + timedelta(hours=1), "石埠法庭", by=room.judge, at=room.town.now)
    came = [party.pk for party in found.agreement.mediation.parties.all()]
    acts.hear(found, "together", came, "双方自愿。", by=room.judge, at=room.town.later(hours=1))
    acts.tick(found, [Check.IDENTITY], {}, by=room.judge, at=room.town.now)
    with pytest.raises(Refused, match=r"confirmation\.not_ticked"):
        acts.confirm(found, NUMBER, "", address=ADDRESS, by=room.judge, at=room.town.now)
    acts.reject(
        found, "unclear", NUMBER, "给付方式不明确。", address=ADDRESS, by=room.judge, at=room.town.now
    )
    assert room.again(found).reason == "unclear"


def test_nobody_but_its_judge_acts_and_it_can_be_handed_on(room: Room) -> None:
    other = second_judge(room.town)
    found = room.applied()
    for who in (other, room.table.lin, room.town.zhoumin, room.town.suqing, room.table.worker):
        with pytest.raises(NotAllowed):
            acts.take_on(found, by=who, at=room.town.now)
    acts.hand_on(found, other.post_id or 0, by=room.judge, at=room.town.now)
    with pytest.raises(NotAllowed):
        acts.take_on(found, by=room.judge, at=room.town.now)
    acts.take_on(found, by=other, at=room.town.now)
    assert [one.number for one in queries.at_court(other, "open")] == [found.number]
    assert queries.at_court(room.judge, "open") == []


def test_limits_stand_line_by_line_and_can_be_extended_once(room: Room) -> None:
    found = room.applied()
    acts.take_on(found, by=room.judge, at=room.town.now)
    before = found.next_due_at
    acts.put_off(found, by=room.judge, at=room.town.now)
    assert before is not None
    assert found.next_due_at is not None
    assert found.next_due_at > before
    with pytest.raises(Refused):
        acts.put_off(found, by=room.judge, at=room.town.now)
    rules = [line.rule.partition(".")[2] for line in queries.limits(found)]
    assert rules == ["apply", "accept", "decide", "extend", "outer"]


def test_taken_back_it_can_be_asked_for_again(room: Room) -> None:
    found = room.applied()
    worker = room.table.party(found.agreement.mediation, room.table.worker)
    acts.withdraw_application(found, worker, by=room.table.worker, at=room.town.now)
    again = room.drafted()
    assert again.pk != found.pk
    assert again.stage == "drafted"


def test_refused_for_a_bar_with_the_law_it_stands_on(room: Room) -> None:
    found = room.applied()
    with pytest.raises(Refused, match=r"confirmation\.no_number"):
        acts.refuse_application(found, "venue", "", "", address=ADDRESS, by=room.judge, at=room.town.now)
    acts.refuse_application(found, "venue", NUMBER, "", address=ADDRESS, by=room.judge, at=room.town.now)
    assert room.again(found).stage == "refused"
    assert Notice.objects.filter(about=f"mediation:{found.agreement.mediation.number}").exists()


def test_after_its_time_the_words_are_gone_and_the_digest_stays(room: Room) -> None:
    found = room.confirmed()
    acts.let_go(room.town.now + timedelta(days=1), at=room.town.now)
    now = room.again(found)
    assert (now.notes, now.record, now.grounds) == (None, None, None)
    assert queries.genuine_ruling(found.number)
    assert not files.documents([papers.owner_of(found.pk, "ruling")])
    assert not now.joined.filter(address__isnull=False).exists()
