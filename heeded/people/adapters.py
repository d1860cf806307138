"""How log-in behaves here: accounts come from invitations only, by whatever way somebody logs in."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest


class InvitationOnly(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Nobody makes an account without an invitation."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class KnownPeopleOnly(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """An identity provider says who somebody is; it makes no accounts."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: object) -> bool:
        return False
