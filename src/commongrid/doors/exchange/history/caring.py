"""Counselling hours, what was booked in them, notes, and care visits in every state; everybody in it is made up."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from commongrid.base.access.terms import SYSTEM, Actor
from commongrid.doors.exchange.history.company import Company
from commongrid.intake import queries as reports
from commongrid.registry.appointments import acts as appointments
from commongrid.registry.appointments import queries as slots
from commongrid.registry.appointments.models import Session
from commongrid.registry.appointments.terms import State, Weekly
from commongrid.registry.people import acts as people
from commongrid.registry.places.models import ServicePoint
from commongrid.registry.points import queries as points
from commongrid.registry.points.rules import services_of
from commongrid.registry.points.terms import Service
from commongrid.registry.units import queries as units
from commongrid.registry.units.models import Post
from commongrid.work.care import acts
from commongrid.work.care import queries as cared
from commongrid.work.care.models import Care
from commongrid.work.care.terms import NoteKind, Purpose, Wish

HOURS = ((0, 14, 17), (2, 9, 12), (4, 14, 17)), ((1, 14, 17), (3, 9, 12), (5, 9, 12))
"""Weekday, from, to, for each counsellor."""
BEFORE = (3, 6, 9, 13)
"""Days ago when somebody came, the last but one of whom did not."""
AHEAD = (
    ("最近总是睡不着", ""),
    ("", "13800130021"),
    ("孩子不愿意上学，想问问怎么办", "13800130022"),
    ("", ""),
)
NOTES = (
    ("周三傍晚的来电", "夜班后难以入睡，谈了作息。约两周后再谈。"),
    ("考前的学生", "担心考试，家里安静时也静不下来。练习呼吸，下周再来。"),
)
COMING = "陪聊半小时，血压药还有一周的量。", "送午饭，门锁不好用，答应帮问。"


def begin(company: Company, *, now: datetime) -> int:
    """Hours, appointments, notes and care of the home town up to now; how many hours a week. Done, it does nothing."""
    counsellors = _posts("counsellor", company.home)
    rooms = [one for one in points.within(company.home) if Service.PSYCHOLOGY in services_of(one.services)]
    if Session.objects.exists() or not counsellors or not rooms:
        return 0
    made = _hours(counsellors, rooms, now - timedelta(days=60))
    for session in made[:1]:
        _came(session, now)
    _ahead(rooms[0], now)
    by = units.actor_for(counsellors[0])
    for nth, (called, words) in enumerate(NOTES):
        at = now - timedelta(days=4 - nth)
        acts.note(None, NoteKind.HOTLINE, words, f"demo-note-{nth}", called=called, by=by, at=at)
    for carer in _posts("carer", company.home)[:1]:
        _care(units.actor_for(carer), now)
    return len(made)


def _posts(role: str, area: str) -> list[Post]:
    found = Post.objects.filter(role=role, area__startswith=area, ends_on=None)
    return list(found.select_related("account", "unit").order_by("pk"))


def _hours(counsellors: list[Post], rooms: list[ServicePoint], since: datetime) -> list[Session]:
    first = timezone.localdate(since)
    return [
        appointments.set_session(
            rooms[nth % len(rooms)], Service.PSYCHOLOGY, post,
            Weekly(day, time(opens), time(closes), 60, 1, first), "心理疏导室", by=SYSTEM, at=since,
        )
        for nth, post in enumerate(counsellors[: len(HOURS)])
        for day, opens, closes in HOURS[nth]
    ]  # fmt: skip


def _came(session: Session, now: datetime) -> None:
    """The last weeks of one's hours, each booked some days before."""
    by = units.actor_for(Post.objects.select_related("account", "unit").get(pk=session.post_id))
    for nth, days in enumerate(BEFORE):
        booked = now - timedelta(days=days + 7)
        free = slots.free(session.point_id, session.service, booked, days=8)
        mine = [one for one in free if one.session == session.pk and one.ends_at < now]
        if not mine:
            continue
        at = mine[nth % len(mine)].starts_at
        one, _code = appointments.book(session, at, f"demo-came-{nth}", by=reports.reporter(), at=booked)
        state = State.MISSED if nth == len(BEFORE) - 2 else State.CAME
        appointments.record(one.pk, state, by=by, at=one.ends_at)


def _ahead(room: ServicePoint, now: datetime) -> None:
    for nth, (words, phone) in enumerate(AHEAD):
        free = slots.free(room.pk, Service.PSYCHOLOGY, now)
        if not free:
            return
        slot = free[min(nth * 2, len(free) - 1)]
        session = Session.objects.select_related("point").get(pk=slot.session)
        appointments.book(
            session,
            slot.starts_at,
            f"demo-ahead-{nth}",
            words=words,
            phone=phone,
            by=reports.reporter(),
            at=now,
        )


def _care(carer: Actor, now: datetime) -> None:
    """One waits, one is visited, a ward is cared for by law, one has ended."""
    waiting = _asked(carer, "邓伯", (Purpose.REPAIRS,), 1, now)
    visited = _asked(carer, "莲姨", (Purpose.MEALS, Purpose.COMPANY), 2, now)
    ended = _asked(carer, "阿强", (Purpose.ERRANDS,), 3, now)
    for one, at in ((visited, now - timedelta(days=25)), (ended, now - timedelta(days=20))):
        acts.take(one, 14, by=carer, at=at)
    for nth, words in enumerate(COMING):
        at = now - timedelta(days=16 - nth * 14)
        acts.look(visited, by=carer, at=at - timedelta(hours=2), why="探访前准备")
        acts.visit(visited, words, f"demo-visit-{nth}", by=carer, at=at)
    acts.end(ended, by=_owner(ended), at=now - timedelta(days=5))
    child = Wish(
        waiting.area, (Purpose.LEARNING,), _until(now, 120), "小宇", "", "放学后在外婆家", by_guardian=True
    )
    at = now - timedelta(days=10)
    acts.begin_by_law(child, "care.minors_help", "13800130039", "demo-by-law", by=carer, at=at)


def _asked(carer: Actor, name: str, purposes: tuple[str, ...], nth: int, now: datetime) -> Care:
    at = now - timedelta(days=30 - nth)
    person = people.remember(phone=f"1380013003{nth}", at=at)
    wish = Wish(carer.area[:12], purposes, _until(now, 150), name, "", "上午方便，请大声敲门")
    return acts.begin(wish, f"demo-care-{nth}", by=reports.reporter(person.pk), at=at)


def _owner(one: Care) -> Actor:
    whole = cared.care(one.pk)
    return reports.reporter(whole.person_id if whole else None)


def _until(now: datetime, days: int) -> date:
    return timezone.localdate(now) + timedelta(days=days)
