"""The certificates of the demonstration's home town: most hold one, one ends soon, one of the cast still lacks theirs."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from django.db import transaction

from commongrid.base.access.terms import SYSTEM, Actor
from commongrid.doors.exchange.history.company import Company
from commongrid.doors.exchange.history.lots import lot
from commongrid.registry.packs import shelf
from commongrid.registry.units import queries as units
from commongrid.registry.units.models import Post
from commongrid.work.training import acts, queries, shipping
from commongrid.work.training.models import Certificate, Demand, Exam

MOST, LACKS_IN = 60, 0.15
READS = 2
"""Pages the one who lacks it has read so far."""


def hold(company: Company, pack: str, *, now: datetime, seed: int) -> int:
    """Load the pack's courses as of two years ago and let the home town sit its exams; how many hold a certificate. Done, none."""
    if Demand.objects.exists():
        return 0
    begun = now - timedelta(days=730)
    with transaction.atomic():
        acts.load(shipping.read(shelf.find(pack)), by=SYSTEM, at=begun, why="岗前培训")
        many = sum(_sat(company, one, now, lot("training", seed, one.role)) for one in queries.demands())
        acts.remind(now.date(), at=now)
        return many


def _sat(company: Company, demand: Demand, now: datetime, rng: Random) -> int:
    """Every post of the role in the home town, those who can sign in first: the first of them lacks it, the second's ends soon."""
    exam = next((one for one in queries.all_exams() if one.kind_id == demand.kind_id), None)
    posts = units.current_posts(now.date()).filter(role=demand.role, area__startswith=company.home)
    held = list(posts.select_related("account", "unit").order_by("id")[:MOST])
    cast = [post for post in held if post.account_id in company.cast]
    others = [post for post in held if post.account_id not in company.cast]
    if exam is None:
        return 0
    for post in cast[:1]:
        _reads(units.actor_for(post), exam, now)
    rest = [post for post in others if rng.random() > LACKS_IN]
    return sum(_passed(post, exam, now, rng) for post in (*cast[1:], *rest))


def _reads(by: Actor, exam: Exam, now: datetime) -> None:
    codes = {one.code for one in exam.courses.all()}
    for edition in [one for one in queries.current() if one.course.code in codes][:1]:
        for number in range(1, READS + 1):
            acts.read_page(edition, number, by=by, at=now - timedelta(days=2))


def _passed(post: Post, exam: Exam, now: datetime, rng: Random) -> bool:
    """Sat some time within the last two years; the cast's so long ago that it ends within weeks."""
    is_cast = post.account.has_usable_password()
    at = now - timedelta(days=700 if is_cast else rng.randint(30, 690), minutes=rng.randint(0, 400))
    by = units.actor_for(post)
    if Certificate.objects.filter(account=post.account_id, kind=exam.kind_id).exists():
        return False
    sitting = acts.begin(exam, by=by, at=at, seed=rng.randint(0, 10**9))
    answers = {one.pk: one.right for one in queries.drawn(sitting)}
    acts.hand_in(sitting, answers, by=by, at=at + timedelta(minutes=rng.randint(6, 25)))
    return True
