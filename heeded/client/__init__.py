"""A Heeded library over its API, from any Python program. Imports no room of the house.

from heeded.client import Library

library = Library("https://reviews.example.org", token="heeded_…")
for review in library.search("nobody saw the child alone").first(5):
    print(review.title)
"""

from heeded.client._counting import figures_of
from heeded.client._errors import (
    Damaged,
    HeededError,
    LibraryFailed,
    NotAllowed,
    NotFound,
    NotReached,
    NotUnderstood,
    Refused,
    TokenRefused,
    TryLater,
)
from heeded.client._library import Library
from heeded.client._publications import Publications
from heeded.client._rows import Rows, Table
from heeded.client.shapes import Telling, Tellings

__all__ = [
    "Damaged",
    "HeededError",
    "Library",
    "LibraryFailed",
    "NotAllowed",
    "NotFound",
    "NotReached",
    "NotUnderstood",
    "Publications",
    "Refused",
    "Rows",
    "Table",
    "Telling",
    "Tellings",
    "TokenRefused",
    "TryLater",
    "figures_of",
]
