"""Organisations by what plans call them."""

from collections.abc import Iterable, Mapping

from heeded.engine.agencies import agencies_in, agency_of
from heeded.people.models import Organisation
from heeded.practice.plan_matches import plain_words

_SMALL = frozenset({"the", "and", "of", "for"})


class AgenciesNamed:
    """Organisations by name, and by what somebody chose for other words."""

    def __init__(self, chosen: Mapping[str, str]) -> None:
        held = list(Organisation.objects.order_by("pk"))
        by_identifier = {one.identifier: one for one in held}
        self._chosen = {_plain(words): by_identifier.get(identifier) for words, identifier in chosen.items()}
        self._by_name: dict[str, Organisation | None] = {}
        for one in held:
            name = _plain(one.name)
            self._by_name[name] = None if name in self._by_name else one

    def of(self, words: str) -> Organisation | None:
        """The one that is meant; None: none is known, or two are called so."""
        said = _plain(words)
        if not said:
            return None
        return self._chosen[said] if said in self._chosen else self._by_name.get(said)


def agencies_named(chosen: Mapping[str, str] | None = None) -> AgenciesNamed:
    """Every organisation here by its name; `chosen` says by the words of a plan which (identifier) is meant, or ""."""
    return AgenciesNamed(chosen or {})


def agency_words(words: Iterable[str]) -> tuple[str, ...]:
    """The agencies that rows name, each once, in order of the first."""
    found: dict[str, str] = {}
    for one in words:
        if _plain(one):
            found.setdefault(_plain(one), one.strip())
    return tuple(found.values())


def the_only_such(words: str, among: Iterable[Organisation]) -> Organisation | None:
    """The one organisation of the kind that words name ("Children's social care", "Tarnbridge ICB"), for a person to
    settle; None where there is none or more than one, or where the words name another place."""
    kind = agency_of(words)
    if kind is None:
        return None
    rest = words
    for mention in reversed(agencies_in(words)):
        rest = f"{rest[: mention.start]} {rest[mention.end :]}"
    more = set(_plain(rest).split())
    found = [one for one in among if agency_of(one.name) == kind and more <= set(_plain(one.name).split())]
    return found[0] if len(found) == 1 else None


def _plain(words: str) -> str:
    return " ".join(word for word in plain_words(words).split() if word not in _SMALL)
