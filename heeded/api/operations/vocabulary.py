"""The closed lists of words, and what the library holds and lacks."""

from ninja import Router

from heeded.api.door import Caller, door
from heeded.api.shape import Shape
from heeded.engine import vocabulary as words
from heeded.engine.vocabulary import Choice
from heeded.library import holdings as held
from heeded.people.scopes import Scope

router = Router(tags=["Catalogue and problems"])

_LISTS: dict[str, type[Choice]] = {
    "fact": words.FactName,
    "kind-of-work": words.WorkKind,
    "learning-point": words.LearningPointKind,
    "section": words.SectionKind,
    "speaker": words.Speaker,
    "type": words.ReviewType,
    "nation": words.Nation,
    "harm": words.Harm,
    "age": words.AgeBand,
    "outcome": words.Outcome,
    "agency": words.Agency,
}


class Word(Shape):
    value: str
    label: str


class Vocabulary(Shape):
    """The closed lists by name. A value never changes; its label may."""

    lists: dict[str, list[Word]]


class HoldingShown(Shape):
    """One area by year: reviews held, and those that are known but not held. Empty names are not yet confirmed."""

    area: str
    held: dict[str, int]
    known: dict[str, int]


@router.get("/vocabulary", response=Vocabulary, **door(Scope.READ, anonymous=True))
def vocabulary(request: Caller) -> Vocabulary:
    """The closed lists of words that reviews are filed under, each with its label."""
    lists = {
        name: [Word(value=choice.value, label=choice.label) for choice in choices]
        for name, choices in _LISTS.items()
    }
    return Vocabulary(lists=lists)


@router.get("/holdings", response=list[HoldingShown], **door(Scope.READ, anonymous=True))
def holdings(request: Caller) -> list[HoldingShown]:
    """What this library holds and what it lacks, by area and year."""
    return [HoldingShown.model_validate(one, from_attributes=True) for one in held.holdings(request.viewer)]
