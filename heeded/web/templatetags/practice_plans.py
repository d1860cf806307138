"""Words for pages about board's plans."""

from django import template

from heeded.practice.models import Action
from heeded.web.presenters.practice.action_words import done_words, how_it_stands
from heeded.web.presenters.practice.taken import OUTCOME_WORDS

register = template.Library()


@register.filter
def became_words(outcome: str) -> str:
    """What became of a row of a plan's file."""
    return str(OUTCOME_WORDS[outcome])


@register.filter
def done_day(action: Action) -> str:
    """When an action was done, or by when."""
    return done_words(action)


@register.filter
def stands_as(action: Action) -> str:
    """How an action stands, or that it is not known."""
    return how_it_stands(action)


@register.filter
def first_said(said: dict[str, str], columns: str) -> str:
    """The first of these columns that a row of a plan's file says something in; a file need not have all."""
    return next((said[column] for column in columns.split() if said.get(column)), "")
