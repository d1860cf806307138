"""What whoever reads a page may do with a briefing, for templates: `{% load desk %}`."""

from dataclasses import dataclass

from django import template
from django.template import Context

from heeded.briefing.models import Version
from heeded.briefing.rights import may_work_on
from heeded.people.permissions import Permission

register = template.Library()


@dataclass(frozen=True, slots=True)
class Rights:
    """What a viewer may do with a briefing: their role allows it, and they look after the review."""

    edit: bool
    check: bool
    issue: bool


@register.simple_tag(takes_context=True)
def rights_on(context: Context, version: Version) -> Rights:
    """What whoever reads the page may do with this version's briefing."""
    viewer = context["viewer"]
    kinds = (Permission.EDIT_BRIEFINGS, Permission.CHECK_BRIEFINGS, Permission.ISSUE_BRIEFINGS)
    return Rights(*(may_work_on(viewer, kind, version.briefing) for kind in kinds))
