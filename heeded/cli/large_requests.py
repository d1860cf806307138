"""Who may send much: the web server takes a request's whole body in before any page is asked, so a stranger's is
bounded before that. Files are sent by people who are logged in and may add reports, or by programs of theirs."""

import copy
from http.cookies import CookieError, SimpleCookie
from typing import Any

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser

STRANGERS_BYTES = 1 << 20  # the longest form of a page that needs no log-in has a few thousand letters


class BoundedRequest(HTTPRequestParser):  # type: ignore[misc]  # waitress has no annotations
    """A request of which a stranger may send little: more is answered by 413 without being read."""

    adj: Any  # the server's settings, for this request
    expect_continue: bool

    def parse_header(self, header_plus: bytes) -> None:
        super().parse_header(header_plus)
        large = self.chunked or self.content_length >= STRANGERS_BYTES
        if large and not sender_may_add(
            self.headers.get("COOKIE", ""), self.headers.get("AUTHORIZATION", "")
        ):
            self.adj = copy.copy(self.adj)
            self.adj.max_request_body_size = STRANGERS_BYTES
            self.expect_continue = (
                self.expect_continue and self.chunked
            )  # nobody is asked to go on for nothing


def bound_requests() -> None:
    """From now on every request to this process's web server is bounded so."""
    HTTPChannel.parser_class = BoundedRequest


def sender_may_add(cookies: str, authorization: str = "") -> bool:
    """Whether these cookies are of somebody who is logged in and may add reports, or this header holds a token that
    may. Anything that is not understood, and a database that does not answer, says no: the files can be sent again."""
    from django.conf import settings
    from django.db import Error, connection

    try:
        if authorization:
            return _token_may_add(authorization)
        found = SimpleCookie(cookies).get(settings.SESSION_COOKIE_NAME)
        return found is not None and _may_add(found.value)
    except (CookieError, Error):
        return False
    finally:
        if not connection.in_atomic_block:
            connection.close()  # this is the thread that listens: it keeps nothing open


def _token_may_add(authorization: str) -> bool:
    from heeded.people.permissions import Permission
    from heeded.people.queries import may
    from heeded.people.tokens import holder_of

    scheme, _blank, secret = authorization.partition(" ")
    holder = holder_of(secret.strip()) if scheme.lower() == "bearer" else None
    return holder is not None and not holder.terms_are_old and may(holder.viewer, Permission.ADD_REPORTS)


def _may_add(session_key: str) -> bool:
    from importlib import import_module

    from django.conf import settings
    from django.contrib.auth import get_user
    from django.http import HttpRequest

    from heeded.people.models import Account
    from heeded.people.permissions import Permission
    from heeded.people.queries import may, viewer_of

    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(session_key)
    account = get_user(request)
    if not isinstance(account, Account) or not account.is_active:
        return False
    return may(viewer_of(account, strong=True), Permission.ADD_REPORTS)
