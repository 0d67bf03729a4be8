"""Accounts and the posts they hold: inviting, giving and ending posts, one-time passwords."""

from __future__ import annotations

import secrets

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.db.models import Exists, OuterRef, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from commongrid.base.access import acts as access
from commongrid.base.access.models import Account
from commongrid.base.verdicts import Refused
from commongrid.doors.desk.admin import frame
from commongrid.doors.desk.admin.catalogue_list import Choice
from commongrid.doors.desk.admin.forms import accounts as forms
from commongrid.doors.desk.admin.forms.units import words_of
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.look.sentences import say
from commongrid.registry.units import acts
from commongrid.registry.units import queries as units
from commongrid.registry.units.models import Post
from commongrid.registry.units.terms import Role

SIZE = 60
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def account_or_404(account_id: int) -> Account:
    found = Account.objects.filter(pk=account_id).first()
    if found is None:
        raise Http404
    return found


def one_time_password() -> str:
    """Sixteen letters and digits that cannot be mistaken for one another when read out: 79 bits."""
    groups = ("".join(secrets.choice(LETTERS) for _place in range(4)) for _group in range(4))
    return "-".join(groups)


@opens_for("admin.registry")
@require_GET
def accounts(request: HttpRequest) -> HttpResponse:
    """Who can sign in, with the posts held today."""
    asked, today = request.GET, timezone.localdate()
    text, role = asked.get("q", "").strip(), asked.get("role", "")
    named = Q(username__icontains=text) | Q(name__icontains=text) | Q(name_en__icontains=text)
    fitting = Account.objects.filter(named if text else Q())
    if role:
        fitting = fitting.filter(Exists(units.current_posts(today).filter(account=OuterRef("pk"), role=role)))
    strong = Authenticator.objects.filter(user=OuterRef("pk"), type="totp")
    page = fitting.filter(username__gt=asked.get("after", "")).annotate(strong=Exists(strong))
    found = list(page.order_by("username")[: SIZE + 1])
    held = units.current_posts(today).filter(account__in=[one.pk for one in found]).select_related("unit")
    posts: dict[int, list[Post]] = {}
    for post in held.order_by("starts_on", "id"):
        posts.setdefault(post.account_id, []).append(post)
    more = asked.copy()
    more["after"] = found[SIZE - 1].username if len(found) > SIZE else ""
    roles = [("", _("any")), *words_of("role", Role)]
    told = {
        "rows": [(one, posts.get(one.pk, [])) for one in found[:SIZE]],
        "total": fitting.count(),
        "next_url": f"?{more.urlencode()}" if more["after"] else "",
        "choices": [Choice("role", _("Role"), roles, role)],
        "q": text,
    }
    return frame.page(request, "accounts.html", told, here="accounts")


@opens_for("admin.registry")
@require_http_methods(["GET", "POST"])
@never_cache
def invite(request: HttpRequest) -> HttpResponse:
    """A new account; its one-time password is shown on the page that answers, and nowhere again."""
    form = forms.AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        row, password = dict(form.cleaned_data), one_time_password()
        why = row.pop("why")
        try:
            made = access.invite(row, password, by=actor_of(request), at=timezone.now(), why=why)
            return frame.page(
                request, "password.html", {"account": made, "password": password}, here="accounts"
            )
        except Refused as refused:
            form.add_error("username", say(refused.why))
    return frame.page(
        request, "invite.html", {"form": form}, here="accounts", status=422 if form.errors else 200
    )


@opens_for("admin.registry")
@require_http_methods(["GET", "POST"])
def account(request: HttpRequest, account_id: int) -> HttpResponse:
    """One account: its posts now and before, and the form to give another."""
    found, today = account_or_404(account_id), timezone.localdate()
    first = {"starts_on": today.isoformat(), "unit": request.GET.get("unit", "")}
    form = forms.PostForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            acts.give_post(
                form.row(found.pk), by=actor_of(request), at=timezone.now(), why=form.cleaned_data["why"]
            )
            messages.success(request, _("The post is given; its rights hold from the day it starts."))
            return redirect("desk:admin:account", account_id=found.pk)
        except Refused as refused:
            form.add_error(None, say(refused.why))
    posts = Post.objects.filter(account=found).select_related("unit").order_by("-starts_on", "-id")
    told = {
        "account": found,
        "form": form,
        "posts": [(post, post.ends_on is None or post.ends_on >= today) for post in posts],
        "strong": Authenticator.objects.filter(user=found, type="totp").exists(),
        "invited": hasattr(found, "invitation"),
    }
    return frame.page(request, "account.html", told, here="accounts", status=422 if form.errors else 200)
