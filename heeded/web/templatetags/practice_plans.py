"""Words for pages about board's plans."""

from django import template

from heeded.web.presenters.practice.taken import OUTCOME_WORDS

register = template.Library()


@register.filter
def became_words(outcome: str) -> str:
    """What became of a row of a plan's file."""
    return str(OUTCOME_WORDS[outcome])
