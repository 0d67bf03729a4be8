"""Legal advice in the demonstration's home town: two duty lawyers with weekly hours, advice given, a conflict handed over, times booked."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from commongrid.base.access import acts as access
from commongrid.base.access.terms import SYSTEM, Actor
from commongrid.doors.exchange.history.company import Company
from commongrid.intake import queries as intake
from commongrid.registry.appointments import acts as appointments
from commongrid.registry.appointments import queries as booked
from commongrid.registry.appointments.models import Appointment, Session
from commongrid.registry.appointments.terms import Weekly
from commongrid.registry.places.models import ServicePoint
from commongrid.registry.points import queries as points
from commongrid.registry.points.rules import services_of
from commongrid.registry.units import acts as units
from commongrid.registry.units import queries as posts
from commongrid.registry.units.models import Post
from commongrid.work.advice import acts
from commongrid.work.advice.terms import SERVICE, Written

LAWYERS = (("luozheng", "罗正", "Luo Zheng"), ("hejing", "何静", "He Jing"))
DAYS = 21
GIVEN = (
    ("房东不退押金", "合同和转账记录请保留。可先书面催告，写明期限；不退的，可向房屋所在地法院起诉，标的小的适用小额诉讼。", "court"),
    ("工厂两个月没发工资", "先向劳动监察投诉，同时申请劳动仲裁，一年内提出。仲裁不收费；请不起律师的可申请法律援助。", "legal_aid"),
    ("楼上漏水，邻居不肯修", "相邻关系纠纷，建议先调解；请物业到场确认漏点并拍照。调解不成再起诉。", "mediation"),
    ("网购的东西商家不给退", "七日无理由退货期内的，向平台申请介入；超过期限但有质量问题的，可向市场监管部门投诉。", ""),
    ("老人想立遗嘱", "可自书遗嘱，全文亲笔书写、签名、注明年月日；也可到公证处办理，带身份证和房产证。", ""),
)  # fmt: skip
"""What it was about, what was written, where the asker was sent on to."""
AHEAD = ("离婚后孩子抚养费", "", "工伤认定要什么材料")


def advise(company: Company, *, now: datetime, password: str) -> int:
    """Hours since three weeks and what was booked in them up to now, all or nothing; how often advice was given."""
    found = [one for one in points.within(company.home) if SERVICE in services_of(one.services)]
    unit = next(
        (one.unit_id for each in company.dispatchers.values() for one in each if one.area == company.home),
        None,
    )
    if not company.home or not found or unit is None or Session.objects.filter(service=SERVICE).exists():
        return 0
    begun = now - timedelta(days=DAYS)
    with transaction.atomic():
        by = [_lawyer(row, unit, company.home, password, begun) for row in LAWYERS]
        today = timezone.localdate(now).weekday()
        first = _hours(found[0], by[0], {1, today}, time(14, 30), begun)
        second = _hours(found[0], by[1], {3}, time(9), begun)
        given = _past([*first, *second], by, now)
        _ahead(first, now)
    return given


def _lawyer(row: tuple[str, str, str], unit: int, area: str, password: str, at: datetime) -> Actor:
    username, zh, en = row
    made = {"username": username, "name": zh, "name_en": en, "password": password}
    account = access.add_accounts([made], by=SYSTEM, at=at)[username]
    post = units.give_post(
        {
            "account_id": account.pk, "role": "lawyer", "unit_id": unit, "area": area, "title": "值班律师",
            "employment": "part_time", "starts_on": timezone.localdate(at),
        },
        by=SYSTEM, at=at, why="示范数据",
    )  # fmt: skip
    return posts.actor_for(Post.objects.select_related("account", "unit").get(pk=post.pk))


def _hours(point: ServicePoint, by: Actor, days: set[int], opens: time, at: datetime) -> list[Session]:
    post, since = Post.objects.get(pk=by.post_id or 0), timezone.localdate(at)
    closes = time(opens.hour + 3, opens.minute)
    return [
        appointments.set_session(
            point, SERVICE, post, Weekly(day, opens, closes, 30, 1, since), "法律咨询室", by=SYSTEM, at=at
        )
        for day in sorted(days)
    ]


def _past(hours: list[Session], by: list[Actor], now: datetime) -> int:
    """The first slot of each day of hours until yesterday; the last of them had a conflict."""
    whose = {one.post_id: one for one in by}
    rows = [(one, at) for one in hours for at in _begins(one, timezone.localdate(now))]
    rows.sort(key=lambda row: row[1])
    for n, ((one, starts_at), (about, words, referral)) in enumerate(zip(rows, GIVEN, strict=False)):
        found = _book(one, starts_at, f"demo-advice-{n}", about, starts_at - timedelta(days=1))
        lawyer = whose[found.post_id]
        if n == 2:
            other = next(each for each in by if each is not lawyer)
            to = Post.objects.get(pk=other.post_id or 0)
            acts.hand_over(found, to, by=lawyer, at=starts_at - timedelta(hours=2))
            found.refresh_from_db()
            lawyer = other
        made = acts.take_in(found, by=lawyer, at=starts_at)
        acts.draft(made, Written(words, referral), by=lawyer, at=starts_at + timedelta(minutes=20))
        acts.give(made, by=lawyer, at=starts_at + timedelta(minutes=25))
    return min(len(rows), len(GIVEN))


def _begins(one: Session, until: date) -> list[datetime]:
    """The first slot of each day of hours there was until a day."""
    found, day = [], one.valid_from + timedelta(days=2)
    while day < until:
        at = datetime.combine(day, one.opens, timezone.get_current_timezone())
        if booked.slot(one, at, at - timedelta(days=1)) is not None:
            found.append(at)
        day += timedelta(days=1)
    return found


def _ahead(hours: list[Session], now: datetime) -> None:
    """The next free times of the first lawyer: today's where the clock allows it."""
    own = {one.pk: one for one in hours}
    free = [slot for slot in booked.free(hours[0].point_id, SERVICE, now) if slot.session in own]
    for n, (slot, words) in enumerate(zip(free, AHEAD, strict=False)):
        _book(own[slot.session], slot.starts_at, f"demo-advice-ahead-{n}", words, now)


def _book(one: Session, starts_at: datetime, key: str, words: str, at: datetime) -> Appointment:
    return appointments.book(one, starts_at, key, words=words, by=intake.reporter(), at=at)[0]
