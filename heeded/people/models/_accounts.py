from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from heeded.core.identifiers import new_identifier
from heeded.people.models._organisations import Organisation, Team
from heeded.people.roles import ROLE_CHOICES


class AccountManager(BaseUserManager["Account"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Account":
        account = self.model(email=self.normalize_email(email).lower(), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(email=(username or "").lower())


class Account(AbstractBaseUser):
    """Somebody who logs in. What they may do comes from their memberships, never from this row."""

    identifier = models.CharField(max_length=20, unique=True, default=new_identifier)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(
        default=False
    )  # a ready account of the sample library: one click, loopback only
    created_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[AccountManager] = AccountManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name


class Membership(models.Model):
    """A role that somebody holds, in an organisation and perhaps a team, from and until."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=ROLE_CHOICES)
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, blank=True)
    team = models.ForeignKey(Team, models.SET_NULL, null=True, blank=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)


class Invitation(models.Model):
    """An address that was invited to a role. Only the hash of its secret is kept."""

    email = models.EmailField()
    role = models.CharField(max_length=20, choices=ROLE_CHOICES)
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, blank=True)
    team = models.ForeignKey(Team, models.SET_NULL, null=True, blank=True)
    secret_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(Account, models.SET_NULL, null=True)
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(Account, models.SET_NULL, null=True, related_name="accepted_invitations")


class EmergencyAccess(models.Model):
    """An administrator opened a restricted document in an emergency: why, and until when. Its owner and the
    board staff are told."""

    account = models.ForeignKey(Account, models.CASCADE)
    thing_kind = models.CharField(max_length=20)
    thing = models.BigIntegerField()
    reason = models.TextField()
    at = models.DateTimeField()
    until = models.DateTimeField()
