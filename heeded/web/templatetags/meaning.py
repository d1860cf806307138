"""Ways from a learning point to what is like it: `{% load meaning %}`."""

from typing import Any

from django import template

from heeded.engine.vocabulary import LearningPointKind
from heeded.library.models import LearningPoint
from heeded.web.presenters.addresses import more_like_point_address
from heeded.web.presenters.meaning import meaning_is_here

register = template.Library()


@register.inclusion_tag("parts/like_point.html")
def like_point(point: LearningPoint) -> dict[str, Any]:
    """The link to learning points of other reviews that say something like this one; nothing where nothing can be
    compared."""
    address = more_like_point_address(point.identifier) if meaning_is_here() else ""
    return {"address": address, "kind": LearningPointKind(point.kind).label.lower(), "point": point}
