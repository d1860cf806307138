"""Addresses of pages that this library may not have."""

from django.urls import NoReverseMatch, reverse


def address_if(name: str, *arguments: str) -> str:
    """The address of a page, or nothing where there is no such page."""
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return ""
