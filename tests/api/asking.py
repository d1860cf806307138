"""Asking the API as somebody, with a token of theirs."""

import json
from collections.abc import Collection
from typing import Any

from django.http import HttpResponse
from django.test import Client

from heeded.people import terms
from heeded.people.models import Account
from heeded.people.queries import viewer_of
from heeded.people.scopes import Scope
from heeded.people.services import make_token

HERE = "/api/v1"
EVERYTHING = tuple(Scope)


def secret_of(account: Account, *scopes: Scope, strong: bool = True, days: int = 30) -> str:
    """A new token of somebody: with every scope where none is named."""
    viewer = viewer_of(account, strong=strong)
    wanted: Collection[Scope] = scopes or EVERYTHING
    _token, secret = make_token(
        name="A test", scopes=wanted, days=days, terms_version=terms.VERSION, by=viewer
    )
    return secret


class Asker:
    """Somebody's program. Every answer is checked for what all answers have in common."""

    def __init__(self, secret: str = "") -> None:
        self.client = Client()
        self.headers = {"Authorization": f"Bearer {secret}"} if secret else {}

    def get(self, address: str, **parameters: Any) -> HttpResponse:
        return self._checked(self.client.get(HERE + address, parameters, headers=self.headers))

    def send(self, method: str, address: str, said: Any = None) -> HttpResponse:
        content = json.dumps(said) if said is not None else ""
        answer = self.client.generic(
            method, HERE + address, content, content_type="application/json", headers=self.headers
        )
        return self._checked(answer)

    def post(self, address: str, said: Any = None) -> HttpResponse:
        return self.send("POST", address, said)

    def put(self, address: str, said: Any = None) -> HttpResponse:
        return self.send("PUT", address, said)

    def upload(self, address: str, **fields: Any) -> HttpResponse:
        return self._checked(self.client.post(HERE + address, fields, headers=self.headers))

    def _checked(self, answer: HttpResponse) -> HttpResponse:
        """A refusal is a problem, whoever refused; nothing is kept by others on the way."""
        assert answer["Cache-Control"].startswith("private")
        assert "Set-Cookie" not in answer
        if answer.status_code >= 400:
            assert answer["Content-Type"] == "application/problem+json", answer.content
            said = json.loads(answer.content)
            assert said["status"] == answer.status_code
            assert said["title"]
            assert said["detail"]
        return answer
