"""Works with their best passages, as they are listed: filed, marked, and with the reason for each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from heeded.engine.vocabulary import FactName
from heeded.engine.words import Question, distinct_first, repeats
from heeded.search import _guidance
from heeded.search._meant import Meant
from heeded.search._passages import hit_of
from heeded.search._ranking import Ranked, Scored
from heeded.search._scope import Scope, seen_documents
from heeded.search._shelf import Filed, Shelf
from heeded.search._shown import Shown, read_shown
from heeded.search.results import PassageHit, ReviewHit


@dataclass(frozen=True, slots=True)
class Listing:
    """What is listed, for whom: the shelf and the viewer's part of it, the words to mark, what came by meaning."""

    shelf: Shelf
    scope: Scope
    question: Question
    meant: Mapping[int, Meant]

    def reviews(
        self, best: Mapping[int, Sequence[Scored]], shown: Shown, matching: Mapping[int, int]
    ) -> tuple[ReviewHit, ...]:
        """The works in order, by their places on the shelf; `matching` says how many passages of each match."""
        seen = seen_documents(self.shelf, self.scope)
        found = []
        for work, passages in best.items():
            filed = self.shelf.works[work]
            older = _guidance.predates(filed, seen)
            hits = tuple(hit for one in passages if (hit := self.hit(one, shown, predates=older)))
            found.append(_review(filed, seen, shown, hits, matching[work], older))
        return tuple(found)

    def hit(self, scored: Scored, shown: Shown, *, predates: bool) -> PassageHit | None:
        """One passage; None where it has gone since the index was written."""
        return hit_of(scored, shown, self.question, predates=predates, meant=self.meant.get(scored.passage))


def best_of(ranked: Ranked, wanted: int) -> tuple[dict[int, Sequence[Scored]], Shown]:
    """The passages to show of each work, and their rows. What says the same as a better one gives way to the next:
    only where there is such a one is the next read."""
    best: dict[int, Sequence[Scored]] = {work: ranked.passages[work][:wanted] for work in ranked.works}
    shown = read_shown(scored for passages in best.values() for scored in passages)
    again = [
        work
        for work, passages in best.items()
        if len(ranked.passages[work]) > wanted and repeats(passages, text_of=shown.text_of)
    ]
    if again:
        shown = shown.joined(
            read_shown(scored for work in again for scored in ranked.passages[work][wanted:])
        )
    for work in again:
        best[work] = distinct_first(ranked.passages[work], text_of=shown.text_of)[:wanted]
    return best, shown


def _review(
    filed: Filed,
    seen: set[int] | None,
    shown: Shown,
    passages: tuple[PassageHit, ...],
    matching: int,
    older: bool,
) -> ReviewHit:
    facts = {str(name): filed.values(name, seen) for name in _SHOWN}
    year, year_decided = filed.year(seen)
    first = {name: values[0] if values else "" for name, (values, _) in facts.items()}
    unconfirmed = {name for name, (values, decided) in facts.items() if values and not decided}
    documents = {document.identifier: document for document in shown.documents.values()}
    best = passages[0].document if passages else ""
    return ReviewHit(
        work=filed.work,
        identifier=filed.identifier,
        title=filed.title,
        title_is_confirmed=filed.title_is_confirmed,
        kind=filed.kind,
        board=first["board"],
        area=first["area"],
        region=first["region"],
        nation=first["nation"],
        review_type=first["review-type"],
        year=year,
        guidance=first["guidance"],
        predates_guidance=older,
        unconfirmed=frozenset(unconfirmed | ({"year"} if year and not year_decided else set())),
        fictional=filed.fictional,
        document=best,
        restricted=bool(best) and documents[best].state != "published",
        matching=matching,
        passages=passages,
    )


class Known(NamedTuple):
    """Board and year as far as this viewer may know them, and which of the two no person has confirmed."""

    board: str
    year: int | None
    unconfirmed: frozenset[str]


def known_of(filed: Filed, seen: set[int] | None) -> Known:
    """What a work is filed under, in short."""
    boards, board_decided = filed.values("board", seen)
    year, year_decided = filed.year(seen)
    guessed = (("board", bool(boards) and not board_decided), ("year", bool(year) and not year_decided))
    return Known(boards[0] if boards else "", year, frozenset(name for name, is_guess in guessed if is_guess))


_SHOWN = (
    FactName.BOARD,
    FactName.AREA,
    FactName.REGION,
    FactName.NATION,
    FactName.REVIEW_TYPE,
    FactName.GUIDANCE,
)
