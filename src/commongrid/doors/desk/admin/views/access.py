"""Ending posts, one-time passwords for those who lost theirs, and shutting accounts."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from commongrid.base.access import acts as access
from commongrid.base.verdicts import Refused
from commongrid.doors.desk.admin import frame
from commongrid.doors.desk.admin.views.accounts import account_or_404, one_time_password
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.look.sentences import say
from commongrid.registry.units import acts
from commongrid.registry.units.models import Post


@opens_for("admin.registry")
@require_POST
def end_post(request: HttpRequest, post_id: int) -> HttpResponse:
    """End a post today."""
    post = Post.objects.select_related("account", "unit").filter(pk=post_id).first()
    if post is None:
        raise Http404
    now = timezone.now()
    try:
        acts.end_post(
            post,
            by=actor_of(request),
            at=now,
            on=timezone.localdate(now),
            why=request.POST.get("why", "")[:200],
        )
        messages.success(request, _("The post ends with today."))
    except Refused as refused:
        messages.error(request, say(refused.why))
    return redirect("desk:admin:account", account_id=post.account_id)


@opens_for("admin.registry")
@require_POST
@never_cache
def renew(request: HttpRequest, account_id: int) -> HttpResponse:
    """A new one-time password for somebody who has lost theirs."""
    found, password = account_or_404(account_id), one_time_password()
    access.renew_password(
        found, password, by=actor_of(request), at=timezone.now(), why=request.POST.get("why", "")[:200]
    )
    return frame.page(request, "password.html", {"account": found, "password": password}, here="accounts")


@opens_for("admin.registry")
@require_POST
def shut(request: HttpRequest, account_id: int) -> HttpResponse:
    """Shut an account, or open it again."""
    found, why = account_or_404(account_id), request.POST.get("why", "")[:200]
    try:
        access.switch_account(
            found, on="on" in request.POST, by=actor_of(request), at=timezone.now(), why=why
        )
        messages.success(request, _("Done."))
    except Refused as refused:
        messages.error(request, say(refused.why))
    return redirect("desk:admin:account", account_id=found.pk)
