"""Parts of briefings for templates: `{% load briefings %}`."""

from collections.abc import Iterable

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from heeded.briefing.at_a_glance import opening
from heeded.briefing.drafting import Glance
from heeded.briefing.models import Version
from heeded.briefing.shown import ShownLine
from heeded.engine.briefing import explained_words
from heeded.web.presenters.briefings import STATES, AskedFor, line_address

register = template.Library()
_KINDS = {"issued": "confirmed", "checked": "confirmed", "draft": "machine", "replaced": "not-held"}


@register.inclusion_tag("parts/badge.html")
def briefing_badge(version: Version) -> dict[str, str]:
    """Where a version stands. A draft that nobody has touched says that a machine made it."""
    words = STATES[version.state]
    if version.state == "draft" and version.by_machine:
        words = _("Gathered by machine") if version.briefing.kind == "digest" else _("Drafted by machine")
    return {"kind": _KINDS[version.state], "words": _(words)}


@register.simple_tag
def by_addressee(asked: Iterable[AskedFor]) -> list[tuple[str, list[AskedFor]]]:
    """Recommendations at a glance, those of one addressee together, in the order of the report."""
    found: dict[str, list[AskedFor]] = {}
    for one in asked:
        found.setdefault(one.addressees, []).append(one)
    return list(found.items())


@register.simple_tag
def opening_words(one: Glance) -> str:
    """How a recommendation begins."""
    return opening(one)


@register.simple_tag
def line_link(line: ShownLine) -> str:
    """The page that a line stands on, its words marked."""
    return line_address(line)


@register.simple_tag
def explained(text: str) -> SafeString:
    """A line with its jargon explained on the spot, all escaped. Read aloud, the meaning follows the word."""
    pieces: list[str] = []
    place = 0
    for start, end, meaning in explained_words(text):
        pieces.append(conditional_escape(text[place:start]))
        pieces.append(
            f'<span class="heeded-jargon">{conditional_escape(text[start:end])}'
            f'<span class="heeded-jargon__meaning"> ({conditional_escape(meaning)})</span></span>'
        )
        place = end
    pieces.append(conditional_escape(text[place:]))
    return mark_safe("".join(pieces))  # noqa: S308 -- every piece of the text was escaped above
