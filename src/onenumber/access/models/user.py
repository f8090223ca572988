"""Somebody who signs in. A practitioner may have no sign-in; a user may be no practitioner."""

from datetime import datetime
from typing import ClassVar, NamedTuple

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models


class Users(BaseUserManager["User"]):
    """Makes users from an e-mail address, which is what they sign in with."""

    def create_user(self, *, email: str, name: str, password: str | None = None) -> "User":
        """A new user; without a password they can only sign in through the organisation's identity provider."""
        user = self.model(email=self.normalize_email(email), name=name)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class GrantRead(NamedTuple):
    """A grant as it was read with its user: past, present or future."""

    role: str
    service_id: int
    council_id: int | None
    begins_at: datetime
    ends_at: datetime | None
    practitioner_id: int | None


class User(AbstractBaseUser):
    """A person with a sign-in."""

    grants_read: tuple[GrantRead, ...] | None = None  # only on the user of a request, who is read with them

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    single_letter_keys = models.BooleanField(default=True)
    large_print = models.BooleanField(default=False)  # what this user prints: 16 point

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[Users] = Users()

    def __str__(self) -> str:
        return self.name
