"""The words of a page with what is marked in them, everything escaped: `{% load words %}`."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Any, NamedTuple

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from heeded.engine.printed import points_of, references
from heeded.web.presenters.documents import CodeMark, Item, Words, cells_of

register = template.Library()
_DEEPEST = 3  # as many underlines as can be told apart
_PLAIN = -1  # the number of marks that nothing steps through


class _Stretch(NamedTuple):
    """Words between two places where something begins or ends."""

    start: int
    end: int
    cited: bool
    meant: bool
    mark: int  # number of the place found, 0 for none
    note: bool
    codes: tuple[CodeMark, ...] = ()  # the outermost first


@register.simple_tag
def words_with_marks(part: Words) -> SafeString:
    """All the words of a part."""
    return _shown(part, 0, len(part.text))


@register.simple_tag
def item_with_marks(item: Item) -> SafeString:
    """The words of a point of a list or of an entry of contents."""
    return _shown(item.part, item.start, item.end)


@register.simple_tag
def page_of_entry(item: Item) -> SafeString:
    """The page number at the end of an entry of contents."""
    return _shown(item.part, *item.page)


@register.simple_tag
def note_with_marks(part: Words) -> SafeString:
    """The words of a note, its own number left to the list that it stands in."""
    text = part.text
    begin = len(text) - len(text.lstrip())
    if part.number is not None:
        begin = len(text) - len(text[begin + len(str(part.number)) :].lstrip(" .)"))
    return _shown(part, begin, len(text))


@register.filter
def table_cells(part: Words, wide: int) -> list[SafeString]:
    """The cells of a row of a table so many columns wide, each with its marks."""
    return [_shown(part, start, end) for start, end in cells_of(part, wide)]


@register.simple_tag
def passage_words(
    text: str, marks: Sequence[tuple[int, int]], meant: Sequence[tuple[int, int]] = ()
) -> SafeString:
    """The words of a passage in a list, with what was looked for and what is close in meaning marked, each in its own
    way, and the figures of notes raised."""
    part = Words("paragraph", text, (), marks=[(_PLAIN, *mark) for mark in marks], notes=references(text))
    part.meant = list(meant)
    return _shown(part, 0, len(text))


@register.filter
def printed_points(text: str) -> list[dict[str, Any]]:
    """The parts of a recommendation in runs: its paragraphs, and the points of each list."""
    runs = groupby(points_of(text), key=lambda point: point.listed)
    return [{"listed": listed, "points": list(points)} for listed, points in runs]


@register.filter
def raise_references(text: str) -> SafeString:
    """Words with the figures that refer to notes raised: "institution.96"."""
    part = Words("paragraph", text, (), notes=references(text))
    return _shown(part, 0, len(text))


def _shown(part: Words, start: int, end: int) -> SafeString:
    pieces: list[str] = []
    for cited, stretches in groupby(_stretches(part, start, end), key=lambda one: one.cited):
        inside = list(stretches)
        html = "".join(_close(part, inside))
        pieces.append(_cited(part, inside[0].start, html) if cited else html)
    html = "".join(pieces)
    if part.place is not None:
        html = f'<span data-words="{part.place:d}.{start:d}">{html}</span>'
    return mark_safe(html)  # noqa: S308 -- every piece of the text was escaped in _raised


def _cited(part: Words, start: int, html: str) -> str:
    first = part.begins_citation and part.cited is not None and start == part.cited[0]
    return f'<mark class="heeded-cited"{_ID_OF_CITED if first else ""}>{html}</mark>'


_ID_OF_CITED = ' id="cited"'


def _close(part: Words, stretches: Sequence[_Stretch]) -> Iterator[str]:
    """What is close in meaning to the question, as one mark around the words found in it."""
    for meant, group in groupby(stretches, key=lambda one: one.meant):
        inside = list(group)
        html = "".join(_found(part, inside))
        first = part.begins_meaning and inside[0].start == part.meant[0][0] if meant else False
        yield f'<mark class="heeded-meant"{_ID_OF_MEANT if first else ""}>{html}</mark>' if meant else html


_ID_OF_MEANT = ' id="meant"'


def _found(part: Words, stretches: Sequence[_Stretch]) -> Iterator[str]:
    begins = {(number, start) for number, start, _ in part.marks}
    for number, group in groupby(stretches, key=lambda one: one.mark):
        inside = list(group)
        html = "".join(_coded(one, _raised(part, one)) for one in inside)
        if number == _PLAIN:
            html = f"<mark>{html}</mark>"
        elif number:
            anchor = f' id="hit-{number:d}"' if (number, inside[0].start) in begins else ""
            last = '<span id="last-hit"></span>' if anchor and number == part.last_mark else ""
            html = f'<mark data-mark="{number:d}"{anchor}>{last}{html}</mark>'
        yield html


def _coded(one: _Stretch, html: str) -> str:
    """What has themes is underlined once for each, with the number of the coding where it begins and where it ends,
    so that what overlaps can be told apart without colours."""
    if not one.codes:
        return html
    depth = min(len(one.codes), _DEEPEST)
    proposed = " heeded-coded--proposed" if all(code.proposed for code in one.codes) else ""
    begins = "".join(
        _bracket(code, opens=True) for code in one.codes if code.begins and code.start == one.start
    )
    ends = "".join(
        _bracket(code, opens=False) for code in one.codes[::-1] if code.ends and code.end == one.end
    )
    return f'{begins}<span class="heeded-coded heeded-coded--{depth}{proposed}">{html}</span>{ends}'


def _bracket(code: CodeMark, *, opens: bool) -> str:
    spoken = (_("coding %d begins") if opens else _("coding %d ends")) % code.number
    shown = f"[{code.number:d}" if opens else f"{code.number:d}]"
    anchor = f' id="words-{code.number:d}"' if opens else ""
    return (
        f'<a class="heeded-coded__number" href="#coding-{code.number:d}" data-not-words{anchor}>'
        f'<span aria-hidden="true">{shown}</span>'
        f'<span class="govuk-visually-hidden"> {conditional_escape(spoken)} </span></a>'
    )


def _raised(part: Words, one: _Stretch) -> str:
    words = conditional_escape(part.text[one.start : one.end])
    if not one.note:
        return str(words)
    return (
        f'<sup><a class="govuk-link" href="#note-{words}">{words}</a></sup>'
        if part.linked
        else f"<sup>{words}</sup>"
    )


def _stretches(part: Words, start: int, end: int) -> Iterator[_Stretch]:
    """The words between `start` and `end`, cut wherever a mark, the citation or a figure begins or ends."""
    marks = sorted(part.marks, key=lambda mark: mark[1])
    cited = part.cited or (0, 0)
    cuts = {
        start,
        end,
        *cited,
        *(cut for pair in part.meant for cut in pair),
        *(cut for mark in marks for cut in mark[1:]),
        *(c for n in part.notes for c in n),
        *(cut for code in part.codes for cut in (code.start, code.end)),
    }
    inside = sorted(cut for cut in cuts if start <= cut <= end)
    for first, last in pairwise(inside):
        number = next((number for number, begin, stop in marks if begin <= first < stop), 0)
        note = any(begin <= first < stop for begin, stop in part.notes)
        meant = any(begin <= first < stop for begin, stop in part.meant)
        codes = tuple(code for code in part.codes if code.start <= first < code.end)
        yield _Stretch(first, last, cited[0] <= first < cited[1], meant, number, note, codes)
