"""Organisations as they are named beside what they do."""

from heeded.api.shape import Shape
from heeded.people.models import Organisation


class OrganisationNamed(Shape):
    """A board, agency or other organisation."""

    identifier: str
    name: str


def named(organisation: Organisation) -> OrganisationNamed:
    """An organisation."""
    return OrganisationNamed(identifier=organisation.identifier, name=organisation.name)
