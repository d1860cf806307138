"""The provider of OpenID Connect that people may sign in with."""

from typing import Any


def openid_apps(text: str) -> list[dict[str, Any]]:
    """The provider of `HEEDED_OPENID`: its address, our client's name there and its secret, parted by blanks.

    Raises:
        ValueError: it does not have these three parts.
    """
    if not text.strip():
        return []
    parts = text.split()
    if len(parts) != 3 or not parts[0].startswith("https://"):
        raise ValueError("HEEDED_OPENID must be: https://provider client-name client-secret")
    server, client, secret = parts
    settings = {"server_url": server}
    return [
        {
            "provider_id": "openid",
            "name": "your organisation",
            "client_id": client,
            "secret": secret,
            "settings": settings,
        }
    ]
