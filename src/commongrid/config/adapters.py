"""allauth's adapter, read by it once the apps are loaded."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class StaffAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """allauth's adapter with the front door shut: accounts are made on the desk."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
