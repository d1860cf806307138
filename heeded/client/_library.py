"""The library, as a program sees it."""

from functools import cached_property
from typing import Self

from heeded.client._adding import Adding
from heeded.client._coding import Themes
from heeded.client._connection import Connection
from heeded.client._counting import Counting
from heeded.client._deciding import Deciding
from heeded.client._hearing import Hearing
from heeded.client._keeping import Keeping
from heeded.client._leafing import Leafing
from heeded.client._learning import Learning
from heeded.client._outside import Outside
from heeded.client._practising import Practising
from heeded.client._publications import Publications
from heeded.client._reviewing import Reviewing
from heeded.client._searching import Searching


class Library(
    Searching,
    Reviewing,
    Leafing,
    Learning,
    Practising,
    Outside,
    Themes,
    Counting,
    Hearing,
    Adding,
    Deciding,
    Keeping,
):
    """One Heeded library. `token` is made there under Your account, Tokens; without one a program reads what
    everybody may read, a little at a time.

    `timeout` is in seconds for each answer; `tries` how often a request is sent where no answer comes or the library
    asks for a pause.
    """

    def __init__(self, address: str, *, token: str = "", timeout: float = 30.0, tries: int = 4) -> None:
        self._connection = Connection(address, token=token, timeout=timeout, tries=tries)

    @property
    def address(self) -> str:
        """Where it is, without a stroke at the end."""
        return self._connection.address

    @cached_property
    def publications(self) -> Publications:
        """Everything public, thing by thing, for those who keep a copy."""
        return Publications(self._connection)

    def close(self) -> None:
        """Close the connection of this thread."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
