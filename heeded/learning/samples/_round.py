"""Two people code the same samples blind to each other."""

from collections.abc import Mapping
from typing import Any

from heeded.engine.frameworks import CodeValue
from heeded.learning.models import CodingRound, Framework
from heeded.learning.queries import differences
from heeded.learning.samples._reading import Reader, theme_of
from heeded.learning.services import RoundAsked, begin_round, say_done, settle
from heeded.library.queries import visible_documents
from heeded.people.models import Account
from heeded.people.queries import viewer_of
from heeded.people.viewer import Viewer


def viewer_for(account: Account) -> Viewer:
    """Somebody as they are when they have logged in with two factors."""
    return viewer_of(account, strong=True)


def code_in_a_round(told: Mapping[str, Any], coders: Mapping[str, Account]) -> int:
    """Two code blind, both say that they are done, and some of what they differ in is settled."""
    framework = Framework.objects.get(identifier=told["framework"])
    held = visible_documents(viewer_for(coders["inspector"])).filter(
        name__in=told["files"], read_state="read"
    )
    chosen = [coders[row["role"]] for row in told["coders"]]
    if held.count() < len(told["files"]) or CodingRound.objects.filter(name=told["name"]).exists():
        return 0
    asked = RoundAsked(
        told["name"],
        framework,
        tuple(chosen),
        tuple(held.order_by("name")),
        themes=tuple(theme_of(framework.identifier, name) for name in told["themes"]),
        unit="passage",
    )
    begun = begin_round(asked, by=viewer_for(chosen[0]))
    coded = 0
    for row in told["coders"]:
        reader = Reader(viewer_for(coders[row["role"]]))
        coded += sum(
            reader.code(one["file"], (framework.identifier, one["theme"]), one) for one in row["codings"]
        )
    for account in chosen:
        begun = say_done(begun, by=viewer_for(account))
    first = viewer_for(chosen[0])
    for unit in differences(first, begun)[: told["settled"]]:
        settle(unit, unit.first or CodeValue.NOT_MENTIONED, by=first)
    return coded
