"""How much of a file is read before it is refused."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """`pages` of a file, characters of one page and of the whole file, bytes of the file."""

    pages: int = 5_000
    characters_of_page: int = 200_000
    characters: int = 50_000_000
    bytes: int = 500_000_000


DEFAULT = Limits()
