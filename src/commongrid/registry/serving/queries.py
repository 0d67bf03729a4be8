"""Who serves a grid or an address: posts with their roles, absences and cover, the public card, and other nets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet

from commongrid.base.files import queries as files
from commongrid.base.files.models import Photo
from commongrid.base.verdicts import Why
from commongrid.registry.duty import queries as duty
from commongrid.registry.duty.models import Absence
from commongrid.registry.places import queries as places
from commongrid.registry.places.models import ServicePoint
from commongrid.registry.serving import rules
from commongrid.registry.serving.models import Card, NetPart
from commongrid.registry.serving.terms import CARRIES_CARD, ROLES, Held, Presence, Serving, owner_of
from commongrid.registry.units import queries as units
from commongrid.registry.units.models import Post, Unit
from commongrid.registry.units.terms import UnitKind

MOST_POINTS = 20


@dataclass(frozen=True, slots=True)
class Staffed:
    """One who serves, with the post, and the reasons of the whole answer beside it."""

    post: Post
    is_here: Serving


@dataclass(frozen=True, slots=True)
class Answer:
    """Who serves a piece of land, the first to call on top, why, and which other nets lie over it."""

    staff: tuple[Staffed, ...]
    why: tuple[Why, ...]
    nets: tuple[NetPart, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """The card residents see: `name`, `phone`, `hours` and `portrait` are empty unless the worker agreed to show them."""

    post: Post | None
    name: str
    phone: str
    hours: str
    unit: Unit | None
    point: ServicePoint | None
    portrait: UUID | None = None

    @property
    def office_phone(self) -> str:
        """The community's own number: its office's, else its service point's."""
        return (self.unit.phone if self.unit else "") or (self.point.phone if self.point else "")


def who_serves(area: str, at: datetime) -> Answer:
    """Everybody who serves a grid now, the closest first (indexes units_post_area, duty_shift_area, duty_absence_post).

    A grid that was redrawn is served by those who have its land.
    """
    posts = list(staff_of(area, at))
    lasting = {one.post_id: one for one in duty.on_now_for(area, at)}
    known = {post.pk: post for post in posts} | {pk: one.post for pk, one in lasting.items()}
    away = dict(
        Absence.objects.filter(post__in=known, starts_at__lte=at, ends_at__gt=at).values_list(
            "post", "ends_at"
        )
    )
    on = {pk: Presence.ON_DUTY if one.kind == "duty" else Presence.STANDBY for pk, one in lasting.items()}
    verdict = rules.who_serves([Held(pk, post.role, post.area) for pk, post in known.items()], away, on)
    staff = tuple(Staffed(known[one.post_id], one) for one in verdict.answer)
    return Answer(staff, verdict.why, tuple(nets_over(area)))


def staff_of(area: str, at: datetime) -> QuerySet[Post]:
    """Posts that serve a grid or all of its community, whatever is redrawn (index units_post_area)."""
    areas = [*places.heirs(area), area[:12]] if len(area) > 12 else [area]
    return units.holding(areas, _day(at)).filter(role__in=ROLES)


def staffed(community: str, at: datetime) -> dict[str, list[Post]]:
    """The posts of each grid of a community, in one query (index units_post_area)."""
    found: dict[str, list[Post]] = {}
    held = units.current_posts(_day(at)).filter(area__startswith=community, role__in=ROLES)
    for post in held.select_related("account", "unit").order_by("area", "role", "id"):
        found.setdefault(post.area, []).append(post)
    return found


def shown(area: str, at: datetime) -> Shown:
    """The card of whoever looks after a grid: what they agreed to show, else the post and the community's number."""
    answer = who_serves(area, at)
    serving = [one.post for one in answer.staff if one.post.role in CARRIES_CARD]
    here = [one.post for one in answer.staff if one.is_here.presence != Presence.AWAY and one.post in serving]
    post = next(iter(here or serving), None)
    card = Card.objects.filter(post=post).first() if post is not None else None
    community = area[:12]
    office = Unit.objects.filter(
        division=community, active=True, kind__in=(UnitKind.COMMUNITY, UnitKind.CENTRE)
    )
    unit = office.order_by("-kind", "code").first()
    points = list(ServicePoint.objects.filter(division=community, active=True).order_by("code")[:MOST_POINTS])
    point = min(points, key=lambda one: (one.kind == "mediation", not one.phone, one.code), default=None)
    name = post.account.name if post is not None and card is not None and card.shows_name else ""
    if card is None:
        return Shown(post, "", "", "", unit, point)
    return Shown(post, name, card.work_phone, card.hours, unit, point, card.portrait)


def card_of(post_id: int) -> Card | None:
    """What a post's holder agreed to show (unique index of the key post)."""
    return Card.objects.filter(post=post_id).first()


def portrait(asked: UUID, at: datetime) -> Photo | None:
    """The photo a worker agreed to show, while they agree and hold the post (unique index of portrait, files_photo_owner)."""
    card = Card.objects.filter(portrait=asked).select_related("post").first()
    if card is None or (card.post.ends_on is not None and card.post.ends_on < _day(at)):
        return None
    return next(iter(files.photos([owner_of(asked)])), None)


def nets_over(area: str) -> Sequence[NetPart]:
    """Parts of other nets that lie over a grid, or over the division it is in (index serving_netpart_areas)."""
    return _parts_in([area, *_above(area), *(code for _row, code in places.earlier(area))])


def nets_within(community: str, grids: Sequence[str]) -> Sequence[NetPart]:
    """Parts of other nets over a community or any of its grids (index serving_netpart_areas)."""
    return _parts_in([community, *_above(community), *grids])


def _above(area: str) -> list[str]:
    return [area[:size] for size in (4, 6, 9, 12) if len(area) >= size]


def _parts_in(codes: Sequence[str]) -> Sequence[NetPart]:
    found = NetPart.objects.filter(areas__overlap=list(codes)).select_related("net", "unit", "post__account")
    return list(found.order_by("net__code", "code"))


def _day(at: datetime) -> date:
    return at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
