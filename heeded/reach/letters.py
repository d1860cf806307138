"""Letters about new answers: written when they are sent, of what may be told at that moment, in plain text.

What everybody may see is told with its words. What only named people may see is never named: then the letter says
only that something waits, and its subject holds nothing of the question.
"""

from collections.abc import Iterator, Sequence
from textwrap import fill, indent

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heeded.engine.citation import as_text
from heeded.library.models import Document
from heeded.library.queries import is_public
from heeded.people.models import Message
from heeded.people.services import Letter
from heeded.people.viewer import ANONYMOUS
from heeded.reach.models import Alert, Answer, SavedSearch
from heeded.reach.owners import owner_of, readable
from heeded.reach.places import KEPT
from heeded.reach.showing import Shown, shown
from heeded.reach.unsubscribing import token_of
from heeded.search.queries import chooses_a_child
from heeded.search.results import PassageHit

MOST = 20  # documents that one letter tells of; the rest is counted
_FEW = 3  # documents of which more than the best passage is quoted
_WIDE = 76
_LONGEST = 600  # characters of a passage


def letter_for(message: Message) -> Letter | None:
    """The letter of a message of this room; None where it is none of ours, or nothing is left to tell."""
    alert = Alert.objects.filter(message=message).select_related("search__account").first()
    if alert is None or not alert.search.account.is_active:
        return None
    answers = _still_to_tell(alert)
    strong = [answer for answer in answers if not answer.is_loose]
    if not strong:
        return None
    keys = [answer.document_id for answer in answers]
    public = set(Document.objects.filter(is_public(), pk__in=keys).values_list("pk", flat=True))
    told = [answer for answer in strong if answer.document_id in public]
    works = {answer.document.work_id for answer in answers if answer.document_id in public}
    looser = len(works - {answer.document.work_id for answer in told})
    if len(told) < len(strong):
        return _that_something_waits(alert.search, told, looser)
    return _in_full(alert.search, told, looser)


def _still_to_tell(alert: Alert) -> list[Answer]:
    """The answers of a letter that its owner may see now and has not seen on the page meanwhile, the best first."""
    may_see = readable(owner_of(alert.search.account))
    unseen = alert.answers.filter(document__in=may_see, seen_at__isnull=True)
    found = list(unseen.select_related("document__work").order_by("pk"))
    return sorted(found, key=_how_good, reverse=True)


def _how_good(answer: Answer) -> float:
    return max((place["score"] for place in answer.places), default=0.0)


def _in_full(search: SavedSearch, told: Sequence[Answer], looser: int) -> Letter:
    count = ngettext("%d new answer to “%s”", "%d new answers to “%s”", len(told)) % (len(told), search.name)
    lines = [count, "", *_documents(search, told), *_looser(looser), *_foot(search)]
    return Letter(f"Heeded: {count}", "\n".join(lines), _headers(search))


def _that_something_waits(search: SavedSearch, told: Sequence[Answer], looser: int) -> Letter:
    words = _("Something waits for you in Heeded.")
    more = _("Log in, with your second factor, and open Your searches to see it.")
    public = ["", _("Also new, and published:"), "", *_documents(search, told), *_looser(looser)]
    lines = [
        words,
        more,
        *_link(reverse("saved-searches")),
        *(public if told else [""]),
        *_foot(search, named=False),
    ]
    return Letter(_("Heeded: something waits for you"), "\n".join(lines), _headers(search))


def _looser(count: int) -> Iterator[str]:
    """Published reviews that are told nowhere else in the letter; what is restricted is not even counted."""
    if count:
        said = ngettext(
            "%d other new review touches on this more loosely: see your page.",
            "%d other new reviews touch on this more loosely: see your page.",
            count,
        )
        yield _filled(said % count)
        yield ""


def _documents(search: SavedSearch, told: Sequence[Answer]) -> Iterator[str]:
    """The published answers as anybody may know them: facts that a person decided, words as printed."""
    hides_board = chooses_a_child(search.request())
    public = {answer.document_id for answer in told}
    for one in shown(ANONYMOUS, search.request(), told[:MOST], public):
        yield from _document(one, hides_board=hides_board, quoted=KEPT if len(told) <= _FEW else 1)
    if len(told) > MOST:
        yield ngettext("And %d more.", "And %d more.", len(told) - MOST) % (len(told) - MOST)
        yield ""


def _document(one: Shown, *, hides_board: bool, quoted: int) -> Iterator[str]:
    marks = [_("fictional")] if one.work.fictional else []
    marks += [_("title found by machine")] if one.work.title_is_guessed else []
    yield _filled(one.work.title + (f" ({', '.join(marks)})" if marks else ""))
    about = [one.title, "" if hides_board else one.board, one.year]
    yield _filled(", ".join(part for part in about if part))
    yield ""
    for hit in one.passages[:quoted]:
        yield from _passage(hit)
    if more := one.more + len(one.passages[quoted:]):
        yield ngettext("%d more passage answers.", "%d more passages answer.", more) % more
        yield ""


def _passage(hit: PassageHit) -> Iterator[str]:
    words = " ".join(hit.text.split())
    cut = words if len(words) <= _LONGEST else words[:_LONGEST].rsplit(" ", 1)[0] + " …"
    yield indent(_filled(f"“{cut}”", wide=_WIDE - 4), "    ")
    printed = f" ({_('printed')} {hit.label})" if hit.label not in ("", str(hit.page)) else ""
    yield f"    p. {hit.page}{printed}" if hit.paged else f"    {_('no pages')}"
    place = as_text(hit.spans) or f"p{hit.page}"
    yield from (f"    {line}" for line in _link(reverse("cite", args=[hit.document, place])))
    yield ""


def _foot(search: SavedSearch, *, named: bool = True) -> Iterator[str]:
    yield "-- "
    yield _("You asked Heeded to write when a new review answers a question of yours.")
    if settings.PUBLIC_ADDRESS:
        page = reverse("saved-search", args=[search.identifier]) if named else reverse("saved-searches")
        yield _("See and change what you asked for: %s") % _address(page)
        yield _("No more letters about it: %s") % _address(_stop(search))
    else:
        yield _("To see or change what you asked for, log in and open Your searches.")


def _headers(search: SavedSearch) -> dict[str, str]:
    """One click in a mail program stops the letters (RFC 8058)."""
    if not settings.PUBLIC_ADDRESS.startswith("https://"):
        return {}
    return {
        "List-Unsubscribe": f"<{_address(_stop(search))}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def _stop(search: SavedSearch) -> str:
    return reverse("stop-letters", args=[token_of(search.identifier)])


def _link(path: str) -> list[str]:
    return [_address(path)] if settings.PUBLIC_ADDRESS else []


def _address(path: str) -> str:
    return settings.PUBLIC_ADDRESS.rstrip("/") + path


def _filled(words: str, *, wide: int = _WIDE) -> str:
    return fill(" ".join(words.split()), wide, break_long_words=False, break_on_hyphens=False)
