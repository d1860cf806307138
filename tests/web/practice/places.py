"""Browsers of the people around a plan, for tests of its pages."""

from django.test import Client
from django.urls import reverse

from heeded.people.models import Account
from heeded.people.viewer import Viewer
from tests.web.client import PageClient


def browser(who: Viewer | Account | None = None, *, strong: bool = True) -> PageClient:
    """Somebody's browser, with a second factor unless said otherwise; nobody's where nobody is named."""
    client = Client()
    account = Account.objects.get(pk=who.account) if isinstance(who, Viewer) else who
    if account is not None:
        client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
        if strong:
            session = client.session
            session["account_authentication_methods"] = [{"method": "mfa", "at": 0}]
            session.save()
    return PageClient(client)


def to(name: str, *things: object) -> str:
    """The address of a page about these things, by their identifiers."""
    return reverse(name, args=[getattr(one, "identifier", one) for one in things])


def asks_to_log_in(address: str, sent: dict[str, object] | None = None) -> bool:
    """Whether whoever has not logged in is led to do that, whatever there is behind the address."""
    client = Client()
    answer = client.get(address) if sent is None else client.post(address, sent)
    return answer.status_code == 302 and str(answer["Location"]).startswith(reverse("account_login"))
