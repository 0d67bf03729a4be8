"""Two duty lawyers at the town's service centre, every day, and somebody who booked."""

from __future__ import annotations

from datetime import time, timedelta

from django.utils import timezone

from commongrid.base.access import acts as access
from commongrid.base.access.terms import SYSTEM, Actor
from commongrid.intake import queries as intake
from commongrid.registry.appointments import acts as appointments
from commongrid.registry.appointments.models import Appointment, Session
from commongrid.registry.appointments.terms import Weekly
from commongrid.registry.places.models import ServicePoint
from commongrid.registry.units import acts as units
from commongrid.registry.units import queries as posts
from commongrid.registry.units.models import Post
from commongrid.work.advice import acts, queries
from commongrid.work.advice.models import Advice
from commongrid.work.advice.terms import SERVICE, Written
from tests.cast import PASSWORD, Town

CENTRE = "SP-449900101"
ASKED = "房东不退押金三千元"
SAID = "可先书面催告，十五日内不退可起诉；合同和转账记录请保留。"


def lawyer(town: Town, username: str = "luozheng", name: str = "罗正") -> Actor:
    """Somebody with a post as duty lawyer at the town's centre."""
    row = {"username": username, "name": name, "name_en": username.title(), "password": PASSWORD}
    account = access.add_accounts([row], by=SYSTEM, at=town.now)[username]
    unit = town.unit_of("zhoumin")
    made = {
        "account_id": account.pk, "role": "lawyer", "unit_id": unit.pk, "area": "449900101", "title": "值班律师",
        "employment": "part_time", "starts_on": town.today - timedelta(days=30),
    }  # fmt: skip
    post = units.give_post(made, by=SYSTEM, at=town.now, why="值班")
    return posts.actor_for(Post.objects.select_related("account", "unit").get(pk=post.pk))


def hours(town: Town, by: Actor, weekday: int | None = None, opens: time = time(9)) -> Session:
    """Three hours of a weekday, tomorrow's where none is named."""
    day = (town.today + timedelta(days=1)).weekday() if weekday is None else weekday
    weekly = Weekly(day, opens, time(opens.hour + 3), 30, 1, town.today)
    point = ServicePoint.objects.get(pk=CENTRE)
    return appointments.set_session(
        point, SERVICE, Post.objects.get(pk=by.post_id), weekly, "法律咨询室", by=town.zhoumin, at=town.now
    )


def book(town: Town, session: Session, n: int = 0, words: str = ASKED) -> tuple[Appointment, str]:
    """The first free time of a session, booked without a name."""
    slot = next(one for one in queries.free(CENTRE, town.now) if one.session == session.pk)
    key = f"advice-form-{session.pk.hex[:8]}-{n}"
    return appointments.book(session, slot.starts_at, key, words=words, by=intake.reporter(), at=town.now)


def given(town: Town, by: Actor, found: Appointment, told: Written | None = None) -> Advice:
    """Taken in at its time, written down, given."""
    town.now = max(town.now, found.starts_at)
    one = acts.take_in(found, by=by, at=town.now)
    acts.draft(one, told or Written(SAID, "legal_aid"), by=by, at=town.now)
    return acts.give(one, by=by, at=town.now)


def today_is(found: Appointment) -> None:
    """Let its time be now, whatever the clock says."""
    now = timezone.now()
    Appointment.objects.filter(pk=found.pk).update(
        starts_at=now - timedelta(minutes=1), ends_at=now + timedelta(minutes=29)
    )
    found.refresh_from_db()
