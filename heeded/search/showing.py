"""What a page needs beside the results: the words to mark on it, and the guidance in force now."""

from collections.abc import Iterable

from heeded.engine.words import Term, Wish, read_question
from heeded.search import _guidance
from heeded.search._vocabulary import synonyms
from heeded.search.request import LONGEST_QUERY


def wishes_to_mark(text: str, corrections: Iterable[tuple[str, str]] = ()) -> tuple[Wish, ...]:
    """What to mark for a question on a page that is read whole. `corrections`: (as typed, as searched)."""
    question = read_question(text, synonyms(), longest=LONGEST_QUERY)
    better = dict(corrections)
    return tuple(
        wish.also(Term((better[wish.shown],)), reason="spelling", weight=1.0)
        if wish.shown in better
        else wish
        for wish in question.wanted
    )


def guidance_now(nation: str, *, published: str = "") -> str:
    """The guidance in force today in a nation (or where none is confirmed), as a board cites it.

    With `published` ("2019", "2019-03"): only where it came after that, else nothing. Nothing too where no date of
    the nation's guidance has been read in its source.
    """
    rule = _guidance._present().get(nation)
    if rule is None or (published and published[:7] >= rule["from"][: len(published[:7])]):
        return ""
    return rule["name"]
