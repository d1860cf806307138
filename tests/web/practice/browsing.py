"""A browser of somebody who has an account."""

from django.test import Client

from heeded.people.models import Account
from heeded.people.viewer import Viewer
from tests.web.client import PageClient


def browser_of(account: Account, *, strong: bool = True) -> PageClient:
    """Logged in, with a second factor unless said otherwise; checks every page that it fetches."""
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa" if strong else "password", "at": 0}]
    session.save()
    return PageClient(client)


def browser_as(viewer: Viewer) -> PageClient:
    """The same for whoever looks as this viewer does."""
    return browser_of(Account.objects.get(pk=viewer.account or 0))
