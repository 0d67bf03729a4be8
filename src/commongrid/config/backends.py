"""Who a session belongs to: asked by every request of a signed-in person."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from commongrid.base import reads
from commongrid.base.access.models import Account

_BY_ID = reads.Read[Account](lambda pk: Account.objects.filter(pk=pk, is_active=True), -1)


class StaffBackend(AuthenticationBackend):  # type: ignore[misc]
    """allauth's backend; an account that was switched off is nobody from the next request on."""

    def get_user(self, user_id: Any) -> Account | None:
        return _BY_ID.first(int(user_id))
