from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models


class AccountManager(BaseUserManager["Account"]):
    def get_by_natural_key(self, username: str | None) -> Account:
        return self.get(username=username)


class Account(AbstractBaseUser):
    """A sign-in of somebody who works here. Residents have none (see `registry/people`)."""

    username = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=64)
    name_en = models.CharField(max_length=64, blank=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=10, default="zh-hans")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_staff(self) -> bool:
        return False

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Django's own permissions are never used: access follows from posts alone."""
        return False

    def has_module_perms(self, app_label: str) -> bool:
        return False


class Invitation(models.Model):
    """An account still has the one-time password an administrator was shown; it opens nothing but choosing one's own."""

    account = models.OneToOneField(
        Account, on_delete=models.CASCADE, primary_key=True, related_name="invitation"
    )
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=64)

    def __str__(self) -> str:
        return str(self.account)
