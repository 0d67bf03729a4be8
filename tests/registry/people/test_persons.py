"""Remembering, unmasking, correcting and forgetting people."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from uuid import UUID

import pytest
from django.db import connection, transaction

from commongrid.base.access.terms import Actor, Grant, Prefix
from commongrid.base.journal.models import Entry
from commongrid.base.privacy import queries as privacy
from commongrid.base.verdicts import NotAllowed, Refused, Why
from commongrid.registry.people import acts, providers, queries
from commongrid.registry.people.models import Person
from commongrid.registry.people.terms import Section

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LIN = "13827605190"
ZHOU = Actor(
    kind="staff", name="周敏", account_id=7, role="dispatcher", unit_name="石埠镇智网中心",
    grants=(Grant("people.unmask", Prefix("area", "449900101")),),
)  # fmt: skip
STRANGER = Actor(kind="staff", name="陌生人", account_id=8)
HERE, ELSEWHERE = SimpleNamespace(area="449900101001003"), SimpleNamespace(area="449900202001001")


def herself(person: Person) -> Actor:
    return Actor(kind="resident", person_id=str(person.pk))


class Reports:
    """A room above that knows of one report, and may need it still."""

    key = "reports"

    def __init__(self) -> None:
        self.needed, self.forgotten = False, 0

    def data(self, person_id: UUID) -> Section:
        return Section("reports", ({"number": "SB-1"},))

    def holds(self, person_id: UUID, at: datetime) -> tuple[Why, ...]:
        return (Why("cases.open", {"number": "SB-1"}),) if self.needed else ()

    def forget(self, person_id: UUID, at: datetime) -> int:
        self.forgotten += 1
        return 1


@pytest.fixture
def reports(monkeypatch: pytest.MonkeyPatch) -> Reports:
    monkeypatch.setattr(providers, "_PROVIDERS", {})
    room = Reports()
    providers.register(room)
    return room


@pytest.mark.django_db
def test_the_same_number_is_the_same_person() -> None:
    lin = acts.remember(phone="+86 138 2760 5190", name="林小月", at=AT)
    assert acts.remember(phone="１３８２７６０５１９０", name="Somebody Else", at=AT) == lin
    assert Person.objects.get().name == "林小月"
    assert queries.find("phone", LIN) == lin
    assert acts.remember(phone="13900000000", at=AT) != lin


@pytest.mark.django_db
def test_a_gap_is_filled_but_nothing_is_overwritten() -> None:
    lin = acts.remember(phone=LIN, at=AT)
    acts.remember(phone=LIN, name="林小月", email="lin@example.org", at=AT)
    acts.remember(phone=LIN, name="别人", email="thief@example.org", at=AT)
    lin = Person.objects.get(pk=lin.pk)
    assert (lin.name, lin.email) == ("林小月", "lin@example.org")


@pytest.mark.django_db
def test_an_address_typed_beside_anothers_number_opens_nothing() -> None:
    lin = acts.remember(phone=LIN, email="thief@example.org", at=AT)
    thief = acts.remember(email="thief@example.org", at=AT)
    assert thief != lin
    assert queries.find("email", "thief@example.org") == thief


@pytest.mark.django_db
def test_bad_contacts_are_refused_with_what_to_mend() -> None:
    with pytest.raises(Refused) as fault:
        acts.remember(phone="1382760519", at=AT)
    assert fault.value.why == Why("people.phone_short", {"digits": 10, "missing": 1})
    with pytest.raises(Refused):
        acts.remember(at=AT)
    assert Person.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_many_at_once_remember_one_person() -> None:
    found: list[UUID] = []
    gate = threading.Barrier(8)

    def arrive() -> None:
        try:
            gate.wait()
            found.append(acts.remember(phone=LIN, name="林小月", at=AT).pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=arrive) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert set(found) == {Person.objects.get().pk}


@pytest.mark.django_db
def test_others_see_a_mask() -> None:
    lin = acts.remember(phone=LIN, name="林小月", email="lin@example.org", at=AT)
    shown = queries.masked(lin)
    assert (shown.name, shown.phone, shown.email) == ("林**", "138****5190", "l***@example.org")
    assert queries.masked_by_id([lin.pk]) == {lin.pk: shown}


@pytest.mark.django_db
def test_unmasking_needs_the_grant_and_the_reason_and_leaves_a_trace() -> None:
    lin = acts.remember(phone=LIN, at=AT)
    ask = {"context": "case:17", "at": AT, "why": "核实现场地址"}
    for actor, about in ((STRANGER, HERE), (ZHOU, ELSEWHERE), (herself(lin), HERE)):
        with pytest.raises(NotAllowed):
            acts.unmask(lin.pk, "phone", about=about, by=actor, **ask)
    with pytest.raises(Refused):
        acts.unmask(lin.pk, "phone", about=HERE, by=ZHOU, **{**ask, "why": "?"})
    assert privacy.looks_for(lin.pk) == []
    assert acts.unmask(lin.pk, "phone", about=HERE, by=ZHOU, **ask) == LIN
    (look,) = queries.my_data(lin.pk).looks
    assert (look.actor_name, look.reason, look.context) == ("周敏", "核实现场地址", "case:17")
    entry = Entry.objects.get(subject_kind="person", kind="person.unmasked")
    assert entry.data["reason"] == "核实现场地址"
    assert LIN not in str(entry.data)


@pytest.mark.django_db(transaction=True)
def test_unmasking_is_on_record_whatever_happens_next() -> None:
    lin = acts.remember(phone=LIN, at=AT)
    ask = {"about": HERE, "context": "case:17", "by": ZHOU, "at": AT, "why": "核实现场地址"}
    with pytest.raises(RuntimeError), transaction.atomic():
        acts.unmask(lin.pk, "phone", **ask)
    with pytest.raises(KeyError):  # noqa: PT012  (the caller's failure comes after the look)
        acts.unmask(lin.pk, "phone", **ask)
        raise KeyError
    assert len(privacy.looks_for(lin.pk)) == 1


@pytest.mark.django_db
def test_my_data_shows_everything_in_full(reports: Reports) -> None:
    lin = acts.remember(phone=LIN, name="林小月", at=AT)
    mine = queries.my_data(lin.pk)
    assert [section.key for section in mine.sections] == ["people.contact", "reports"]
    assert mine.sections[0].rows[0]["phone"] == LIN
    assert mine.kept["people.contact"] == 730


@pytest.mark.django_db
def test_only_the_person_corrects() -> None:
    lin = acts.remember(phone=LIN, name="林小月", at=AT)
    with pytest.raises(NotAllowed):
        acts.correct(lin.pk, name="x", by=ZHOU, at=AT)
    acts.correct(lin.pk, name=" 林晓月 ", language="en", by=herself(lin), at=AT)
    lin = Person.objects.get(pk=lin.pk)
    assert (lin.name, lin.language) == ("林晓月", "en")
    entry = Entry.objects.get(kind="person.corrected")
    assert entry.data["fields"] == ["language", "name"]
    assert "林晓月" not in str(entry.data)


@pytest.mark.django_db
def test_erasing_leaves_an_empty_row(reports: Reports) -> None:
    lin = acts.remember(phone=LIN, name="林小月", email="lin@example.org", at=AT)
    with pytest.raises(NotAllowed):
        acts.erase(lin.pk, by=ZHOU, at=AT)
    assert acts.erase(lin.pk, by=herself(lin), at=AT).outcome == "erased"
    assert acts.erase(lin.pk, by=herself(lin), at=AT).outcome == "erased"
    gone = Person.objects.get(pk=lin.pk)
    assert (gone.name, gone.phone, gone.email, gone.phone_index, gone.erased_at) == (
        None,
        None,
        None,
        None,
        AT,
    )
    assert queries.masked(gone).phone == ""
    assert reports.forgotten == 1
    assert acts.remember(phone=LIN, at=AT) != lin


@pytest.mark.django_db
def test_what_the_law_still_needs_is_frozen_first(reports: Reports) -> None:
    reports.needed = True
    lin = acts.remember(phone=LIN, name="林小月", at=AT)
    done = acts.erase(lin.pk, by=herself(lin), at=AT)
    assert (done.outcome, done.holds[0].key) == ("frozen", "cases.open")
    assert acts.erase(lin.pk, by=herself(lin), at=AT).outcome == "frozen"
    lin = Person.objects.get(pk=lin.pk)
    assert queries.masked(lin).name == ""
    assert queries.find("phone", LIN) is None
    with pytest.raises(Refused) as fault:
        acts.unmask(lin.pk, "phone", about=HERE, context="", by=ZHOU, at=AT, why="核实现场地址")
    assert fault.value.why.key == "people.frozen"
    assert acts.expire_persons(AT, at=AT) == 0
    reports.needed = False
    assert acts.expire_persons(AT, at=AT) == 1
    assert Person.objects.get(pk=lin.pk).phone is None


@pytest.mark.django_db
def test_whom_nobody_heard_of_for_long_is_forgotten(reports: Reports) -> None:
    old, fresh = acts.remember(phone=LIN, at=AT), acts.remember(phone="13900000000", at=AT)
    later = AT + timedelta(days=700)
    acts.remember(phone="13900000000", at=later)
    assert acts.expire_persons(later - timedelta(days=1), at=later) == 1
    assert Person.objects.get(pk=old.pk).erased_at == later
    assert Person.objects.get(pk=fresh.pk).erased_at is None
