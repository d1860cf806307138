"""The link in a letter that stops letters about one search: signed, so that nobody can make one up."""

from django.core import signing

_SALT = "heeded.reach.unsubscribing"


def token_of(identifier: str) -> str:
    """The token that stops letters about a search. It names the search by identifier, never by its words."""
    return signing.Signer(salt=_SALT, sep=".").sign(identifier)


def search_of_token(token: str) -> str:
    """The identifier of the search.

    Raises:
        django.core.signing.BadSignature: the token is not ours.
    """
    return signing.Signer(salt=_SALT, sep=".").unsign(token)
