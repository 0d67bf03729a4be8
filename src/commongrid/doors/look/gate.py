"""The gate of every page: it declares who may come in, and says who has come.

A view carries exactly one `@opens_for(...)`: "public", "session" (somebody who is signed in or has proven a
contact), "staff" (signed in, in a post), "resident" (has proven a contact or a report), or abilities of which
one is enough. The single thing a page shows is still checked by the act or by `may` below.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from time import monotonic
from typing import Any, cast
from urllib.parse import quote
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from commongrid.base.access import rules
from commongrid.base.access.models import Account
from commongrid.base.access.terms import Actor
from commongrid.base.verdicts import NotAllowed
from commongrid.doors.look.pace import Pace, TooOften
from commongrid.doors.look.signed_out import asked_to_sign_in
from commongrid.intake import queries as intake
from commongrid.intake.models import Report
from commongrid.registry.units import queries as units
from commongrid.registry.units.models import Post

type View = Callable[..., HttpResponseBase]

WRITING = ("POST", "PUT", "DELETE")
"""Pieces of a photo (PATCH) belong to one that was begun, which is rationed by itself."""
_pace = Pace(*settings.STAFF_PACE)
PERSON, PROVEN, POST, ONE_TIME, SECOND = "person", "proven", "post", "one_time", "second_factor"


def opens_for(*grants: str) -> Callable[[View], View]:
    """Let in whoever has one of `grants`; others are sent to sign in, or refused when they already are."""

    def around(view: View) -> View:
        @wraps(view)
        def gate(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            actor = actor_of(request)
            if any(_meets(request, actor, grant) for grant in grants):
                _slow_down(request, actor)
                return view(request, *args, **kwargs)
            return _turn_away(request, grants)

        gate.grant = "|".join(grants)  # type: ignore[attr-defined]
        return gate

    return around


def _slow_down(request: HttpRequest, actor: Actor) -> None:
    """Staff write at the pace of hands and phones; TooOften beyond it. Residents have limits of their own."""
    if request.method in WRITING and actor.account_id is not None:
        seconds = _pace.take(actor.account_id, monotonic())
        if seconds:
            raise TooOften(seconds)


def _meets(request: HttpRequest, actor: Actor, grant: str) -> bool:
    if grant == "public":
        return True
    if grant == "session":
        return request.user.is_authenticated or person_id(request) is not None or bool(proven(request))
    if grant == "staff":
        return actor.kind == "staff" and actor.post_id is not None
    if grant == "resident":
        return person_id(request) is not None or bool(proven(request))
    return actor.kind == "staff" and rules.has(actor, grant)


def _turn_away(request: HttpRequest, grants: tuple[str, ...]) -> HttpResponse:
    if "resident" in grants:
        return redirect(f"{reverse('portal:prove')}?next={quote(request.get_full_path())}")
    if lacks_second_factor(request):
        messages.info(request, _("Set up a second factor first: with a password alone nobody acts here."))
        return redirect("mfa_activate_totp")
    if request.user.is_authenticated and not posts(request):
        raise NotAllowed("access.no_post", name=actor_of(request).name)
    if request.user.is_authenticated:
        raise NotAllowed("access.no_grant", ability=", ".join(grants), role=actor_of(request).role or "–")
    return asked_to_sign_in(request)


def actor_of(request: HttpRequest) -> Actor:
    """Who acts in this request: staff in the post they chose, or a resident with what they have proven."""
    if not hasattr(request, "_actor"):
        request._actor = _staff(request) if request.user.is_authenticated else _resident(request)  # type: ignore[attr-defined]
    actor: Actor = request._actor  # type: ignore[attr-defined]
    return actor


def _staff(request: HttpRequest) -> Actor:
    held = posts(request)
    chosen = request.session.get(POST)
    post = next((post for post in held if post.pk == chosen), held[0] if held else None)
    if post is None:
        account = cast("Account", request.user)
        return Actor(kind="staff", name=account.name, account_id=account.pk)
    return units.actor_for(post)


def posts(request: HttpRequest) -> list[Post]:
    """The posts the signed-in person holds today; none with a one-time password or without a second factor."""
    if not hasattr(request, "_posts"):
        account = request.user
        is_staff = isinstance(account, Account) and not request.session.get(ONE_TIME)
        is_staff = is_staff and not lacks_second_factor(request)
        held = units.posts_of(cast("Account", account), timezone.localdate()) if is_staff else []
        request._posts = list(held)  # type: ignore[attr-defined]
        for post in request._posts:  # type: ignore[attr-defined]
            post.account = account
    found: list[Post] = request._posts  # type: ignore[attr-defined]
    return found


def lacks_second_factor(request: HttpRequest) -> bool:
    """Is somebody signed in who has no second factor, where the house demands one? (GB/T 22239 level 3)"""
    if not settings.STAFF_NEED_SECOND_FACTOR or not request.user.is_authenticated:
        return False
    if not request.session.get(SECOND):
        request.session[SECOND] = Authenticator.objects.filter(user=request.user.pk).exists()
    return not request.session[SECOND]


def _resident(request: HttpRequest) -> Actor:
    return intake.reporter(person_id(request), own_reports(request))


def own_reports(request: HttpRequest) -> list[Report]:
    """Reports that belong to whoever is here: by their proven contact, or by number and code in this session."""
    if not hasattr(request, "_reports"):
        person, codes = person_id(request), proven(request)
        found = list(intake.of_person(person)[:200]) if person else []
        known = {report.pk for report in found}
        found += (
            [report for report in intake.for_reading().filter(pk__in=codes) if report.pk not in known]
            if codes
            else []
        )
        request._reports = found  # type: ignore[attr-defined]
    reports: list[Report] = request._reports  # type: ignore[attr-defined]
    return reports


def person_id(request: HttpRequest) -> UUID | None:
    """The resident who has proven a contact in this session."""
    stored = request.session.get(PERSON)
    return UUID(stored) if stored else None


def proven(request: HttpRequest) -> list[UUID]:
    """Reports whose number and code were given in this session."""
    return [UUID(stored) for stored in request.session.get(PROVEN, [])]


def prove_report(request: HttpRequest, report: Report) -> None:
    """Remember that whoever is here knows this report's code."""
    kept = [stored for stored in request.session.get(PROVEN, []) if stored != str(report.pk)]
    request.session[PROVEN] = [*kept, str(report.pk)][-30:]
    _forget_actor(request)


def prove_person(request: HttpRequest, person: UUID) -> None:
    """Remember who has proven their contact; a new session key, so that an old one is worth nothing."""
    request.session.cycle_key()
    request.session[PERSON] = str(person)
    _forget_actor(request)


def choose_post(request: HttpRequest, post_id: int) -> bool:
    """Act in another of one's own posts; False when it is not one's own."""
    if all(post.pk != post_id for post in posts(request)):
        return False
    request.session[POST] = post_id
    _forget_actor(request)
    return True


def _forget_actor(request: HttpRequest) -> None:
    for name in ("_actor", "_posts", "_reports"):
        if hasattr(request, name):
            delattr(request, name)


def require(request: HttpRequest, ability: str, thing: Any) -> None:
    """For pages that show one thing: NotAllowed unless the actor may use `ability` on it."""
    verdict = rules.may(actor_of(request), ability, thing)
    if not verdict.answer:
        raise NotAllowed(verdict.why[0].key, **verdict.why[0].facts)
