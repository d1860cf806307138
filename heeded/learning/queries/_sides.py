"""What each of two coders said, side by side; and how far one of them has come."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from heeded.learning.models import CodingRound, RoundCoder, RoundUnit
from heeded.learning.queries._codings import Coded, visible_codings, visible_places
from heeded.learning.queries._rounds import visible_rounds
from heeded.learning.units import Passages, UnitKey, key_of, keys_of
from heeded.library.layout import spans_from_row
from heeded.library.placing import place
from heeded.people.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Side:
    """What one of the two said of a thing: their value, nothing where they said nothing, and the codings behind it."""

    coder: RoundCoder
    value: str
    coded: tuple[Coded, ...]


@dataclass(frozen=True, slots=True)
class SideBySide:
    """One thing as both coded it."""

    unit: RoundUnit
    first: Side
    second: Side

    @property
    def both_stand_on_words(self) -> bool:
        """Whether each can be right of its own words, so that both can stand."""
        return all(
            any(one.coding.target == "passage" for one in side.coded) for side in (self.first, self.second)
        )


@dataclass(frozen=True, slots=True)
class DocumentCoded:
    """How much one coder has said of one document: codings, and themes of which they said something."""

    codings: int = 0
    themes: int = 0


def coders_of(held: CodingRound) -> list[RoundCoder]:
    """The two, in their places."""
    return list(held.coders.select_related("account").order_by("place"))


def coder_for(viewer: Viewer, held: CodingRound) -> RoundCoder | None:
    """This viewer as one of the two; none where they are not."""
    return held.coders.filter(account=viewer.account or 0).first()


def rounds_to_code(viewer: Viewer) -> QuerySet[CodingRound]:
    """The open rounds in which this viewer still has to code."""
    mine = RoundCoder.objects.filter(account=viewer.account or 0, done_at__isnull=True)
    return visible_rounds(viewer).filter(state="open", coders__in=mine)


def coded_by_oneself(viewer: Viewer, held: CodingRound) -> dict[int, DocumentCoded]:
    """By primary key of a document, how much this viewer has coded of it in a round."""
    mine = visible_codings(viewer).filter(round=held, made_by=viewer.audit_name, state="in-round")
    rows = visible_places(viewer).filter(coding__in=mine.values("pk"), document__isnull=False)
    counted = rows.order_by().values_list("document").annotate(
        Count("coding", distinct=True), Count("coding__theme", distinct=True)
    )  # fmt: skip
    return {document: DocumentCoded(codings, themes) for document, codings, themes in counted}


def side_by_side(viewer: Viewer, held: CodingRound, units: Iterable[RoundUnit]) -> list[SideBySide]:
    """What each of the two said of these things, with words and notes. Ask only with units that this viewer may see:
    those of `units_of_round`, which are none while the round is blind."""
    some = list(units)
    wanted = {key_of(unit) for unit in some}
    coded: dict[tuple[UnitKey, str], list[Coded]] = defaultdict(list)
    rows = visible_places(viewer).filter(
        coding__round=held,
        document__in={unit.document_id for unit in some},
        coding__theme__in={unit.theme_id for unit in some},
    )
    related = rows.select_related("coding", "coding__work", "coding__subject", "coding__adult", "document")
    places = list(related.order_by("page", "pk"))
    place([one for one in places if one.quote])
    passages = _passages(held, some)
    for one in places:
        for key in wanted.intersection(keys_of(one, passages)):
            coded[key, one.coding.made_by].append(Coded(one.coding, one))
    coders = coders_of(held)

    def side(unit: RoundUnit, coder: RoundCoder) -> Side:
        value = unit.first if coder.place == 1 else unit.second
        found = coded[key_of(unit), f"account:{coder.account_id}"]
        return Side(coder, value, tuple(found))

    return [SideBySide(unit, side(unit, coders[0]), side(unit, coders[1])) for unit in some]


def _passages(held: CodingRound, units: Iterable[RoundUnit]) -> Passages:
    """Where the passages stood that were compared, of the documents of these units; nothing where documents were."""
    found = defaultdict(list)
    rows = held.units.exclude(spans=[]).filter(document__in={unit.document_id for unit in units})
    for document, spans in rows.values_list("document", "spans").distinct():
        found[document].append(spans_from_row(spans))
    return found
