"""What two people said becomes a table that stays: a row for each thing of which at least one said something."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from heeded.engine.frameworks import CodeValue
from heeded.engine.records import Span, spans_of
from heeded.learning.models import Coding, CodingPlace, CodingRound, RoundUnit
from heeded.learning.units import UnitKey, keys_of
from heeded.library.layout import pieces_from_row, spans_from_row, spans_to_row
from heeded.library.models import Passage

# Of several passages of one document with one theme: what weighs most.
_WEIGHT = (CodeValue.PRESENT, CodeValue.DESCRIBED_NOT_EXPLAINED, CodeValue.ABSENT, CodeValue.NOT_MENTIONED)
_AT_ONCE = 1_000


def freeze(held: CodingRound) -> None:
    """Write down what each of the two said, and how many passages each document has."""
    passages = _passages(held) if held.unit == "passage" else {}
    for chosen in held.documents.all():
        chosen.passages = len(passages.get(chosen.document_id, ()))
        chosen.save(update_fields=["passages"])
    rows: dict[UnitKey, RoundUnit] = {}
    for coder in held.coders.all():
        codings = defaultdict(list)
        for key, coding in keyed(held, f"account:{coder.account_id}", passages):
            codings[key].append(coding)
        for key, some in codings.items():
            row = rows.setdefault(key, _row(held, key))
            setattr(row, "first" if coder.place == 1 else "second", weighed(some))
    RoundUnit.objects.bulk_create(rows.values(), batch_size=_AT_ONCE)


def keyed(
    held: CodingRound, coder: str, passages: dict[int, list[tuple[Span, ...]]]
) -> Iterator[tuple[UnitKey, Coding]]:
    """Each coding of this coder in a round, under each thing that it says something of."""
    documents = held.documents.values("document")
    places = CodingPlace.objects.filter(
        coding__round=held,
        coding__state="in-round",
        coding__made_by=coder,
        document__in=documents,
        is_lost=False,
    )
    for place in places.select_related("coding").order_by("pk"):
        for key in keys_of(place, passages):
            yield key, place.coding


def weighed(codings: Iterable[Coding]) -> str:
    """The one value that a coder gave: what they said of the whole, or else what weighs most of what they said of
    passages."""
    some = list(codings)
    whole = [coding.value for coding in some if coding.target != "passage"]
    values = whole or [coding.value for coding in some]
    return min(values, key=lambda value: _WEIGHT.index(CodeValue(value)))


def passages_of_round(held: CodingRound) -> dict[int, list[tuple[Span, ...]]]:
    """Where the passages stood that were compared, by document; nothing where documents were."""
    found: dict[int, list[tuple[Span, ...]]] = defaultdict(list)
    for document, spans in held.units.exclude(spans=[]).values_list("document", "spans").distinct():
        found[document].append(spans_from_row(spans))
    return found


def _passages(held: CodingRound) -> dict[int, list[tuple[Span, ...]]]:
    found: dict[int, list[tuple[Span, ...]]] = defaultdict(list)
    rows = Passage.objects.filter(document__in=held.documents.values("document")).order_by(
        "document", "order"
    )
    for document, text, pieces in rows.values_list("document", "text", "pieces"):
        found[document].append(spans_of(pieces_from_row(pieces), 0, len(text)))
    return found


def _row(held: CodingRound, key: UnitKey) -> RoundUnit:
    return RoundUnit(
        round=held,
        document_id=key.document,
        theme_id=key.theme,
        subject_id=key.subject,
        adult_id=key.adult,
        spans=spans_to_row(key.passage),
    )
