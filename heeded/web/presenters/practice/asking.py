"""Whom to ask about one point: those named in it are proposed, those asked already are told."""

from typing import Any

from heeded.people.models import Organisation
from heeded.practice.addressing import Addressed, addressed_to
from heeded.web.presenters.practice.item import ItemSeen


def addressed(seen: ItemSeen, among: list[Organisation]) -> Addressed:
    """Whom the point is addressed to, as far as a machine can tell."""
    point = seen.words.shown.learning_point
    return addressed_to(point.addressees if point else (), seen.words.text, among)


def proposed(seen: ItemSeen, among: list[Organisation]) -> list[str]:
    """Those to be ticked first: proposed, and not asked yet."""
    asked = {one.addressee.organisation_id for one in seen.line.asked}
    meant = addressed(seen, among).organisations - asked
    return [one.identifier for one in among if one.pk in meant]


def ask_page(seen: ItemSeen, among: list[Organisation]) -> dict[str, Any]:
    """What the page shows beside its form."""
    point = seen.words.shown.learning_point
    return {
        "item": seen.line.item,
        "board": seen.line.item.board,
        "keeps": seen.keeps,
        "words": seen.words,
        "printed": point.addressees if point else [],
        "addressed": addressed(seen, among),
        "asked": [one.addressee for one in seen.line.asked],
        "offered": among,
    }
