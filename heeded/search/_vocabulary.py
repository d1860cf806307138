"""The synonyms in use: the file in the repository and a board's own lines."""

from functools import lru_cache
from importlib.resources import files

from heeded.engine.words import Synonyms, read_own_lines, read_synonyms
from heeded.library.queries import library_settings


def synonyms() -> Synonyms:
    """The file's and this library's own."""
    own = library_settings().own_synonyms.strip()
    return _joined(own) if own else synonyms_from_file()


@lru_cache(maxsize=1)
def synonyms_from_file() -> Synonyms:
    """What the repository ships."""
    return read_synonyms((files("heeded.search") / "synonyms.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=4)
def _joined(own: str) -> Synonyms:
    return synonyms_from_file().joined(read_own_lines(own))
