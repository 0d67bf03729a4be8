"""Certificates, what roles demand, and which posts lack it. Nobody's answers, points or failures are read here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from commongrid.base.access import queries as access
from commongrid.base.access.terms import Actor
from commongrid.registry.units import queries as units
from commongrid.registry.units.models import Post
from commongrid.work.training import rules
from commongrid.work.training.models import Certificate, Demand, Exam
from commongrid.work.training.terms import REMIND_DAYS, Stands

SIZE = 50


@dataclass(frozen=True, slots=True)
class Owed:
    """What one of one's posts has to hold, how that stands, and the exam that gives it."""

    demand: Demand
    stands: Stands
    exam: Exam | None


def certificate(number: str) -> Certificate | None:
    """One certificate by number (primary key)."""
    found = Certificate.objects.select_related("account", "kind", "exam")
    return found.filter(pk=number).first() if number else None


def certificates_of(account_id: int) -> list[Certificate]:
    """Somebody's own certificates, newest first (index training_certificate_own)."""
    found = Certificate.objects.filter(account=account_id).select_related("kind")
    return list(found.order_by("-issued_on", "-valid_until", "number"))


def certified(account_ids: Iterable[int], on: date) -> set[int]:
    """Which accounts hold any certificate on a day (index training_certificate_holder)."""
    found = Certificate.objects.filter(account__in=set(account_ids), valid_until__gte=on, withdrawn_at=None)
    return set(found.values_list("account", flat=True))


def best(account_id: int, kind_ids: Iterable[int]) -> dict[int, date]:
    """The last day somebody holds each kind, of certificates that stand (index training_certificate_holder)."""
    held = Certificate.objects.filter(account=account_id, kind__in=list(kind_ids), withdrawn_at=None)
    return dict(held.values_list("kind").annotate(until=Max("valid_until")).values_list("kind", "until"))


def demands() -> list[Demand]:
    """What roles have to hold, by role (a dozen rows, read whole)."""
    found = (
        Demand.objects.filter(ended_at=None).select_related("kind").prefetch_related("kind__exams__courses")
    )
    return list(found.order_by("role", "kind__code"))


def owed(account_id: int, posts: Sequence[Post], on: date) -> list[Owed]:
    """What somebody's posts demand of them, once for each kind, the most pressing first."""
    since = {
        post.role: post.starts_on for post in sorted(posts, key=lambda post: post.starts_on, reverse=True)
    }
    mine = [one for one in demands() if one.role in since and one.from_on <= on]
    held = best(account_id, {one.kind_id for one in mine})
    found: dict[int, Owed] = {}
    for one in mine:
        due = rules.due_on(since[one.role], one.from_on, one.grace_days)
        stands = rules.how_it_stands(held.get(one.kind_id), due, on).answer
        exam = next((each for each in one.kind.exams.all() if each.withdrawn_at is None), None)
        known = found.get(one.kind_id)
        if known is None or stands.on < known.stands.on:
            found[one.kind_id] = Owed(one, stands, exam)
    return sorted(found.values(), key=lambda each: each.stands.on)


def lacking(
    actor: Actor, demand: Demand, on: date, after: tuple[str, int] | None = None, size: int = SIZE
) -> list[Post]:
    """A page of the posts in reach that lack what a demand asks, by area; one row more says that there are more.

    Indexes units_post_area and training_certificate_holder.
    """
    found = _without(actor, demand, on).select_related("account", "unit")
    if after is not None:
        found = found.filter(Q(area__gt=after[0]) | Q(area=after[0], pk__gt=after[1]))
    return list(found.order_by("area", "pk")[: size + 1])


def how_many_lack(actor: Actor, demand: Demand, on: date) -> int:
    """How many posts in reach lack what a demand asks (as `lacking`)."""
    return _without(actor, demand, on).count()


def _without(actor: Actor, demand: Demand, on: date) -> QuerySet[Post]:
    held = Certificate.objects.filter(
        account=OuterRef("account"), kind=demand.kind_id, withdrawn_at=None, valid_until__gte=on
    )
    posts = units.current_posts(on).filter(access.within(actor, "training.see"), role=demand.role)
    return posts.filter(~Exists(held), account__is_active=True)


def ending(on: date) -> QuerySet[Certificate]:
    """Certificates that end within the days of the first reminder and that no later one of the kind replaces.

    Indexes training_certificate_until and training_certificate_holder.
    """
    later = Certificate.objects.filter(
        account=OuterRef("account"),
        kind=OuterRef("kind"),
        withdrawn_at=None,
        valid_until__gt=OuterRef("valid_until"),
    )
    near = Certificate.objects.filter(
        withdrawn_at=None, valid_until__gte=on, valid_until__lte=on + timedelta(days=REMIND_DAYS[0])
    )
    return near.filter(~Exists(later), account__is_active=True).select_related("kind")
