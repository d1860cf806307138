"""Addresses for templates: `{% load addresses %}`."""

from django import template

from heeded.web.presenters.addresses import page_address

register = template.Library()


@register.simple_tag
def page_link(document: str, page: int, question: str = "") -> str:
    """The address of a page of a document."""
    return page_address(document, page, question=question)
