"""allauth's adapter, read by it once the apps are loaded."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from commongrid.base.access import acts
from commongrid.base.access.models import Account, Invitation
from commongrid.doors.field import frame as field
from commongrid.doors.look.gate import ONE_TIME, actor_of


class StaffAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """allauth's adapter with the front door shut: accounts are made on the desk, and a one-time password opens one page."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def post_login(self, request: HttpRequest, user: Account, **told: Any) -> Any:
        if Invitation.objects.filter(account=user).exists():
            request.session[ONE_TIME] = True
            told["redirect_url"] = reverse("account_change_password")
        return super().post_login(request, user, **told)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Whoever only tells what they see, or has buildings, begins in the field; everybody else at the desk, which leads on."""
        abilities = {grant.ability for grant in actor_of(request).grants}
        if "reports.receive" in abilities and not abilities & {"reports.see", "cases.see"}:
            return field.home(actor_of(request))
        return str(super().get_login_redirect_url(request))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """To work: the form they came from has nothing more to ask."""
        return str(self.get_login_redirect_url(request))

    def set_password(self, user: Account, password: str) -> None:
        super().set_password(user, password)
        acts.password_chosen(user, at=timezone.now())
        if self.request is not None:
            self.request.session.pop(ONE_TIME, None)
