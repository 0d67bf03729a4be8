"""Safe ratings in public: the register, the criteria, what a plate says; and the keeper's own page of one rating."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from commongrid.base.verdicts import NotAllowed, Refused, Verdict, Why
from commongrid.doors.look import sentences, wording
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.portal import frame
from commongrid.registry.people.terms import Limit
from commongrid.registry.places import queries as places
from commongrid.registry.premises.models import Premises
from commongrid.work.ratings import acts, queries, rules, stored
from commongrid.work.ratings.acts.contesting import keeps
from commongrid.work.ratings.models import Rating
from commongrid.work.ratings.terms import Scheme

SAY_ONE = (Limit("hour", 3600, 10),)
SIZE, MOST_WORDS = 50, 40


def rated(premises: Premises) -> dict[str, Any]:
    """What the plate of a place says of its rating today: in force, run out, or nothing."""
    found = queries.standing(premises)
    shown = rules.shown(found.state, found.until, timezone.localdate()) if found else ""
    return {"rating": found if shown else None, "rating_shown": shown}


@opens_for("public")
@require_GET
def register(request: HttpRequest) -> HttpResponse:
    """Places that are rated safe today, by scheme and name; what has run out is not in it."""
    asked = request.GET
    scheme = asked.get("scheme", "")
    scheme = scheme if scheme in set(Scheme) else Scheme.RENTAL.value
    words = asked.get("q", "").replace("\x00", "").strip()[:MOST_WORDS]
    area = asked.get("area", "")
    area = area if area.isdecimal() and area.isascii() and len(area) in (9, 12) else ""
    rows = queries.register(
        scheme, timezone.localdate(), words, area, after=_after(asked.get("after", "")), most=SIZE
    )
    last = rows[SIZE - 1] if len(rows) > SIZE else None
    kept = {name: value for name, value in (("scheme", scheme), ("q", words), ("area", area)) if value}
    told = {
        "rows": rows[:SIZE],
        "scheme": scheme,
        "schemes": [(str(each), str(each) == scheme) for each in Scheme],
        "q": words,
        "areas": [(each.code, frame.name_of(each), each.code == area) for each in _areas()],
        "next_url": f"?{urlencode({**kept, 'after': f'{last.pk}~{last.name}'})}" if last else "",
    }
    return frame.page(request, "portal/ratings.html", told)


def _areas() -> list[Any]:
    """The communities, for a choice; with more than a few dozen the search by words is the better way."""
    city = places.city()
    found = list(places.divisions_within(city.code, "village")[:61]) if city else []
    return found if len(found) <= 60 else []


def _after(text: str) -> tuple[str, str]:
    pk, _tilde, name = text.replace("\x00", "").partition("~")
    try:
        return name[:96], str(UUID(pk))
    except ValueError:
        return "", ""


@opens_for("public")
@require_GET
def criteria(request: HttpRequest) -> HttpResponse:
    """By what places are rated: every criterion, must or should, looked up or seen."""
    language = frame.language()
    told = [
        (
            edition,
            [
                {"words": each.words(language), "need": each.need.value, "is_looked_up": each.is_looked_up}
                for each in criteria.criteria
            ],
        )
        for edition, criteria in queries.editions(timezone.now())
    ]
    return frame.page(request, "portal/rating_criteria.html", {"editions": told, "policy": queries.policy()})


class SayForm(wording.Form):
    """What the keeper wants to be known."""

    words = forms.CharField(
        label=gettext_lazy("In your words"),
        max_length=rules.MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


@opens_for("resident", "ratings.answer")
@require_http_methods(["GET", "POST"])
def mine(request: HttpRequest, rating_id: UUID) -> HttpResponse:
    """The keeper's page of one rating: every finding, what may be said now, and until when; POST says it or contests it."""
    found, by = queries.rating(rating_id), _keeper(request)
    if found is None or not keeps(found, by):
        raise Http404
    act = next((each for each in ("explain", "appeal") if _is_open(found, each)), "")
    form = SayForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and act:
        if seconds := frame.slow_down(request, "rating", SAY_ONE, at=timezone.now(), who=str(found.pk)):
            return frame.too_often(request, seconds)
        try:
            say = acts.explain if act == "explain" else acts.appeal
            say(found.pk, form.cleaned_data["words"], by=by, at=timezone.now())
            messages.success(request, _("It has arrived and is read before anything is decided."))
            return redirect("portal:rating", rating_id=found.pk)
        except NotAllowed:
            raise
        except Refused as refused:
            form.add_error(None, frame.say(refused))
    told = {
        "rating": found,
        "lines": _lines(found),
        "act": act,
        "form": form,
        "appeal_why": _appeal_why(found),
    }
    return frame.page(request, "portal/rating.html", told, status=422 if form.errors else 200)


def _keeper(request: HttpRequest) -> Any:
    """The captain in their post, else the resident with a proven number."""
    actor = actor_of(request)
    return actor if actor.kind == "staff" else frame.resident(request)


def _is_open(rating: Rating, act: str) -> bool:
    if not rules.may(rating.state, act).answer:
        return False
    return act == "explain" or _appeal(rating).answer


def _appeal(rating: Rating) -> Verdict[bool]:
    decided = timezone.localtime(rating.decided_at).date() if rating.decided_at else None
    days = queries.policy().appeal_days
    return rules.may_appeal(decided, timezone.localdate(), days, appealed=rating.appealed_at is not None)


def _appeal_why(rating: Rating) -> Why | None:
    return _appeal(rating).why[0] if rules.may(rating.state, "appeal").answer else None


def _lines(rating: Rating) -> list[dict[str, Any]]:
    found = {each.code: each for each in stored.findings(rating.findings)}
    return [
        {
            "words": each.words(frame.language()),
            "need": each.need.value,
            "is_met": found[each.code].is_met,
            "why": sentences.say(found[each.code].why),
            "note": found[each.code].note,
        }
        for each in queries.edition_kept(rating.edition_id).criteria
        if each.code in found
    ]
