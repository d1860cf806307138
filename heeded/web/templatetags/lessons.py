"""Parts of lessons that several pages show: `{% load lessons %}`."""

from django import template
from django.utils.translation import gettext as _

from heeded.learning.queries import LessonShown
from heeded.web.presenters import throughlines

register = template.Library()
_BADGES = {"confirmed": "confirmed", "proposed": "machine", "dropped": "machine"}


@register.inclusion_tag("parts/badge.html")
def lesson_badge(shown: LessonShown) -> dict[str, str]:
    """Where a lesson stands: what nobody has decided says so."""
    state = shown.lesson.state
    return {"kind": _BADGES.get(state, "not-held"), "words": _(str(shown.lesson.get_state_display()))}


@register.simple_tag
def taught_words(figures: throughlines.Figures, shown: LessonShown) -> str:
    """How often it was taught, in a sentence."""
    return throughlines.taught_words(figures, is_proposed=not shown.is_decided)
