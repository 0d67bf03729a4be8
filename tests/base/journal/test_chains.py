"""Nobody changes the past unseen: chains of digests, days under seal, and the first broken entry named."""

from __future__ import annotations

import hashlib
import threading
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, connections, transaction
from hypothesis import given
from hypothesis import strategies as st

from commongrid.base.journal import acts, sealing
from commongrid.base.journal.models import Entry, Seal
from commongrid.base.journal.terms import NewEntry, canonical, digest
from commongrid.base.verdicts import Refused

AT = datetime(2026, 3, 2, 1, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Shanghai")
texts = st.text(max_size=20)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**40), 2**40) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)
datas = st.dictionaries(texts, values, max_size=4)


def tell(subject: str, times: int = 1) -> None:
    for number in range(times):
        acts.note("probe", subject, NewEntry("probe.told", AT, {"kind": "system"}, {"number": number}))


def tamper(sql: str, *params: Any) -> None:
    """As somebody with all rights over the database could."""
    with connection.cursor() as db:
        db.execute("set local session_replication_role = replica")
        db.execute(sql, params)
        db.execute("set local session_replication_role = origin")


@pytest.mark.django_db
@pytest.mark.parametrize("sql", ["update journal_entry set kind = 'probe.no'", "delete from journal_entry"])
def test_entries_can_be_neither_changed_nor_deleted(sql: str) -> None:
    tell("a")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as db:
        db.execute(sql)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sql", "seq", "what"),
    [
        ("update journal_entry set data = '{}' where subject_id = 'b' and seq = 2", 2, "changed"),
        (
            "update journal_entry set actor = '{\"name\": \"x\"}' where subject_id = 'b' and seq = 1",
            1,
            "changed",
        ),
        (
            "update journal_entry set at = at + interval '1 second' where subject_id = 'b' and seq = 3",
            3,
            "changed",
        ),
        ("update journal_entry set kind = 'probe.x' where subject_id = 'b' and seq = 2", 2, "changed"),
        ("update journal_entry set whys = '[1]' where subject_id = 'b' and seq = 2", 2, "changed"),
        ("delete from journal_entry where subject_id = 'b' and seq = 2", 2, "missing"),
        ("update journal_entry set digest = sha256('x') where subject_id = 'b' and seq = 1", 1, "changed"),
    ],
)
def test_the_first_broken_entry_is_named(sql: str, seq: int, what: str) -> None:
    for subject in ("a", "b", "c"):
        tell(subject, 3)
    assert sealing.first_broken_entry() is None
    tamper(sql)
    assert sealing.first_broken_entry() == sealing.Fault("probe:b", seq, what)
    with pytest.raises(CommandError, match=f"probe:b, entry {seq}"):
        call_command("verify_journal", stdout=StringIO())


@pytest.mark.django_db
def test_a_whole_journal_is_said_to_be_whole() -> None:
    tell("a", 2)
    said = StringIO()
    call_command("verify_journal", stdout=said)
    assert "whole" in said.getvalue()


@pytest.mark.django_db
def test_a_sealed_day_that_was_rewritten_is_named() -> None:
    tell("a", 3)
    day = Entry.objects.get(subject_id="a", seq=1).recorded_at.astimezone(ZONE).date()
    at = datetime.combine(day + timedelta(days=1), datetime.min.time(), ZONE) + timedelta(minutes=30)
    empty = acts.seal(day - timedelta(days=1), zone=ZONE, at=at)
    sealed = acts.seal(day, zone=ZONE, at=at)
    assert (empty.entries, sealed.entries) == (0, 3)
    assert bytes(sealed.previous) == bytes(empty.root)
    assert acts.seal(day, zone=ZONE, at=at).root == sealed.root
    assert sealing.first_broken_seal(ZONE) is None
    # Somebody rewrites the whole chain of a subject, digests and all: only the seal can tell.
    tamper("update journal_entry set digest = sha256(digest) where subject_id = 'a'")
    assert sealing.first_broken_seal(ZONE) == sealing.Fault(f"seal:{day.isoformat()}", 3, "seal")


@pytest.mark.django_db
def test_a_day_that_is_not_over_is_not_sealed() -> None:
    with pytest.raises(Refused) as refused:
        acts.seal(date(2026, 3, 2), zone=ZONE, at=datetime(2026, 3, 2, 23, 59, tzinfo=ZONE))
    assert refused.value.why.key == "journal.day_not_over"
    assert not Seal.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_day_somebody_still_writes_in_is_not_sealed() -> None:
    begun, may_end = threading.Event(), threading.Event()

    def slow() -> None:
        try:
            with transaction.atomic():
                tell("slow")
                begun.set()
                may_end.wait(30)
        finally:
            connections.close_all()

    writer = threading.Thread(target=slow)
    writer.start()
    begun.wait(30)
    with connection.cursor() as db:
        db.execute("select now()")
        today = db.fetchone()[0].astimezone(ZONE).date()
    after = datetime.combine(today + timedelta(days=1), datetime.min.time(), ZONE) + timedelta(minutes=30)
    with pytest.raises(Refused) as refused:
        acts.seal(today, zone=ZONE, at=after)
    may_end.set()
    writer.join()
    assert refused.value.why.key == "journal.still_writing"
    assert acts.seal(today, zone=ZONE, at=after).entries == 1


@pytest.mark.django_db
def test_days_without_a_seal_are_found_oldest_first() -> None:
    first, last = date(2026, 3, 2), date(2026, 3, 4)
    assert list(sealing.unsealed_days(last, first)) == [date(2026, 3, day) for day in (2, 3, 4)]
    acts.seal(first, zone=ZONE, at=datetime(2026, 3, 3, 1, tzinfo=ZONE))
    assert list(sealing.unsealed_days(last, first)) == [date(2026, 3, day) for day in (3, 4)]
    assert next(iter(sealing.unsealed_days(last, None))) == date(2026, 3, 3)


def test_the_merkle_root_is_that_of_rfc_6962() -> None:
    one, two, three = (hashlib.sha256(bytes([number])).digest() for number in range(3))
    leaf = [hashlib.sha256(b"\x00" + each).digest() for each in (one, two, three)]
    pair = hashlib.sha256(b"\x01" + leaf[0] + leaf[1]).digest()
    assert sealing.merkle_root([]) == hashlib.sha256(b"").digest()
    assert sealing.merkle_root([one]) == leaf[0]
    assert sealing.merkle_root([one, two]) == pair
    assert sealing.merkle_root([one, two, three]) == hashlib.sha256(b"\x01" + pair + leaf[2]).digest()


@given(st.lists(st.binary(min_size=32, max_size=32), unique=True, max_size=20), st.data())
def test_no_digest_can_be_left_out_or_moved(digests: list[bytes], data: st.DataObject) -> None:
    root = sealing.merkle_root(digests)
    other = data.draw(st.permutations(digests)) if digests else []
    assert (sealing.merkle_root(other) == root) == (other == digests)
    if digests:
        gone = data.draw(st.integers(0, len(digests) - 1))
        assert sealing.merkle_root(digests[:gone] + digests[gone + 1 :]) != root


@given(datas, datas, st.binary(max_size=32))
def test_a_digest_covers_everything_an_entry_says(
    one: dict[str, Any], two: dict[str, Any], previous: bytes
) -> None:
    def of(data: dict[str, Any], **told: Any) -> bytes:
        entry = NewEntry(**{"kind": "probe.told", "at": AT, "actor": {"name": "x"}, "data": data, **told})
        return digest("probe", "a", 1, entry, previous)

    assert (of(one) == of(two)) == (canonical(one) == canonical(two))
    assert of(one) != of(one, kind="probe.x")
    assert of(one) != of(one, at=AT + timedelta(microseconds=1))
    assert of(one) != of(one, actor={"name": "y"})
    assert of(one) != of(one, whys=({"key": "said"},))
    assert of(one) == of(one, at=AT.astimezone(ZONE))


@pytest.mark.django_db
@given(datas)
def test_what_is_digested_is_what_is_stored(data: dict[str, Any]) -> None:
    """PostgreSQL knows no NUL and no lone surrogate; everything else comes back as it was digested."""
    told = canonical(data).decode("utf-8", "replace")
    if "\\u0000" in told or "\x00" in told:
        return
    with transaction.atomic():
        acts.note("probe", "hypothesis", NewEntry("probe.told", AT, {}, data))
        broken = sealing.first_broken_entry()
        transaction.set_rollback(True)
    assert broken is None
