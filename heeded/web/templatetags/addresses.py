"""Addresses and marked words for templates: `{% load addresses %}`."""

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from heeded.web.presenters.addresses import page_address
from heeded.web.presenters.documents import Words

register = template.Library()


@register.simple_tag
def page_link(document: str, page: int, question: str = "") -> str:
    """The address of a page of a document."""
    return page_address(document, page, question=question)


@register.simple_tag
def words_with_marks(part: Words) -> SafeString:
    """The words of a part with the found places marked and numbered, everything escaped."""
    pieces: list[str] = []
    place = 0
    for number, start, end in sorted(part.marks, key=lambda mark: mark[1]):
        if start < place:
            continue
        pieces.append(conditional_escape(part.text[place:start]))
        pieces.append(f'<mark data-mark="{number:d}">{conditional_escape(part.text[start:end])}</mark>')
        place = end
    pieces.append(conditional_escape(part.text[place:]))
    return mark_safe("".join(pieces))  # noqa: S308 -- every piece of the text was escaped above
