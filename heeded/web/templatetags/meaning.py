"""Ways from a learning point to what is like it: `{% load meaning %}`."""

from typing import Any

from django import template
from django.template import Context

from heeded.engine.vocabulary import LearningPointKind
from heeded.library.models import LearningPoint
from heeded.web.presenters.addresses import more_like_point_address
from heeded.web.presenters.meaning import meaning_is_here

register = template.Library()
_HERE = "meaning is here"


@register.inclusion_tag("parts/like_point.html", takes_context=True)
def like_point(context: Context, point: LearningPoint) -> dict[str, Any]:
    """The link to learning points of other reviews that say something like this one; nothing where nothing can be
    compared."""
    of_page = context.render_context
    if _HERE not in of_page:  # asked once, however many points a page has
        of_page[_HERE] = meaning_is_here()
    address = more_like_point_address(point.identifier) if of_page[_HERE] else ""
    return {"address": address, "kind": LearningPointKind(point.kind).label.lower(), "point": point}
