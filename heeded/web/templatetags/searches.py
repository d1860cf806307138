"""Parts about saved searches that other pages include: `{% load searches %}`."""

from typing import Any
from urllib.parse import urlencode

from django import template
from django.template import Context
from django.urls import reverse

from heeded.people.viewer import ANONYMOUS, Viewer
from heeded.reach.queries import keeps_history, saved_searches
from heeded.search.request import SearchRequest
from heeded.web.presenters.searches import feed_address, past_rows

register = template.Library()
_LATEST = 5


@register.inclusion_tag("searches/keep.html", takes_context=True)
def keep_search(context: Context, asked: SearchRequest) -> dict[str, Any]:
    """What can be done with a search beyond reading its results: keep it, follow its feed."""
    left_out = {"page", "per_page", "per_review", "sort"}
    pairs = [pair for pair in asked.to_parameters() if pair[0] not in left_out]
    return {
        "viewer": context.get("viewer", ANONYMOUS),
        "address": f"{reverse('keep-search')}?{urlencode(pairs)}",
        "feed": feed_address(asked),
    }


@register.simple_tag
def feed_of(asked: SearchRequest) -> str:
    """The address of the feed of a search."""
    return feed_address(asked)


@register.inclusion_tag("searches/yours.html", takes_context=True)
def your_searches(context: Context) -> dict[str, Any]:
    """For the front page: what is new for one's saved searches, and one's latest searches if these are kept."""
    viewer: Viewer = context.get("viewer") or ANONYMOUS
    if viewer.account is None:
        return {}
    kept = saved_searches(viewer)
    past = past_rows(viewer, most=_LATEST) if keeps_history(viewer) else []
    return {"kept": kept, "news": [one for one in kept if one.new], "past": past}
