"""A made library of as many passages as wanted in 2,500 documents: records filled with bulk_create, decided facts for
every review; words follow Zipf's law, always the same ones; vectors are mixtures of real ones (`_made_vectors`)."""

import re
from collections.abc import Iterator, Sequence

import numpy as np

from benchmarks._made_questions import questions
from benchmarks._made_vectors import fill_vectors

DOCUMENTS = 2_500
VOCABULARY = 60_000
WORDS = 100  # of a passage


def vocabulary() -> list[str]:
    """Made words: fifteen that carry no meaning, then those of the field: so "child" stands in 40% of passages,
    and synonyms have work to do."""
    known = "the of and to in a was that for is with on by as at".split()
    known += "child mother health social worker baby school police review home visit family risk plan".split()
    known += "neglect abuse bruising injury father hospital midwife nurse meeting".split()
    known += "referral assessment housing partner alcohol".split()
    letters = np.random.default_rng(7).integers(0, 20, (VOCABULARY, 4))
    sounds = "ba de fi go lu ma ne pi ro su ta ve wi zo ka le mo nu pa ri".split()
    made = list(dict.fromkeys("".join(sounds[one] for one in row) for row in letters))
    # Words of plain English are in use too, else every question would be full of misspelt words.
    english = dict.fromkeys(word for text in questions() for word in re.findall(r"[a-z]{2,}", text.lower()))
    mixed = (word for pair in zip(english, made[400:], strict=False) for word in pair)
    return list(dict.fromkeys([*known, *made[:400], *mixed, *made[400:]]))[:VOCABULARY]


def _picks(random: np.random.Generator, size: tuple[int, int], words: int) -> np.ndarray:
    weights = np.cumsum(1 / np.arange(1, words + 1))
    return np.searchsorted(weights / weights[-1], random.random(size))


def fill(passages: int, words: Sequence[str], *, vectors: bool = True) -> None:
    """The library: works, published documents, pages, decided facts, passages; and vectors where there is a model."""
    from django.db import transaction

    from heeded.core.clock import now
    from heeded.core.services import ChangeKind, note_change
    from heeded.library.models import Document, Page, Passage, Work

    each = passages // DOCUMENTS
    at = now()
    works = [Work(title=f"Review {number}", fictional=True, added_at=at) for number in range(DOCUMENTS)]
    with transaction.atomic():
        works = Work.objects.bulk_create(works)
        documents = Document.objects.bulk_create(
            Document(
                work=work, sha256=f"{number:064x}", name=f"{number}.pdf", bytes=1, read_state="read", added_at=at,
                added_by="operator", state="published", published_at=at, published_by="operator",
            )
            for number, work in enumerate(works)
        )  # fmt: skip
        Page.objects.bulk_create(
            (
                Page(
                    document=document,
                    number=page,
                    label=str(page),
                    text="",
                    width=595,
                    height=842,
                    source="text",
                )
                for document in documents
                for page in range(1, each // 3 + 2)
            ),
            batch_size=2000,
        )
        _decide(works)
        for document in documents:
            note_change(ChangeKind.PASSAGES, thing_kind="document", thing=document.pk)
        Passage.objects.bulk_create(_passages(documents, each, words), batch_size=2000)
    if vectors:
        fill_vectors([document.pk for document in documents])


def _decide(works: Sequence) -> None:  # type: ignore[type-arg]
    from heeded.core.clock import now
    from heeded.engine.vocabulary import AgeBand, Agency, Harm, Nation, Outcome, ReviewType
    from heeded.library.models import FactDecision

    random = np.random.default_rng(11)
    lists = {
        "area": [f"Area {number}" for number in range(150)],
        "region": [f"Region {number}" for number in range(12)],
        "board": [f"Board {number}" for number in range(200)],
        "nation": list(Nation),
        "review-type": list(ReviewType),
        "harm": list(Harm),
        "age-band": list(AgeBand),
        "outcome": list(Outcome),
        "agencies": list(Agency),
        "date-of-publication": [f"{year}-05" for year in range(2004, 2026)],
        "guidance": ["Working Together 2013"],
    }
    several = {"harm": 2, "agencies": 2}
    FactDecision.objects.bulk_create(
        (
            FactDecision(
                work=work, name=name, decided_by="operator", decided_at=now(),
                values=sorted({str(values[pick]) for pick in random.integers(0, len(values), several.get(name, 1))}),
            )
            for work in works
            for name, values in lists.items()
            if random.random() > 0.05
        ),
        batch_size=2000,
    )  # fmt: skip


def _passages(documents: Sequence, each: int, words: Sequence[str]) -> Iterator:  # type: ignore[type-arg]
    from heeded.engine.vocabulary import SectionKind, Speaker
    from heeded.library.models import Passage

    random = np.random.default_rng(3)
    kinds, speakers = [str(kind) for kind in SectionKind], [str(speaker) for speaker in Speaker]
    for document in documents:
        picks = _picks(random, (each, WORDS), len(words))
        chosen = np.repeat(
            random.permutation(len(kinds))[:8], -(-each // 8)
        )  # eight kinds, one after another
        for order in range(each):
            text = " ".join([words[one] for one in picks[order]])
            page = order // 3 + 1
            yield Passage(
                document=document, order=order, page=page, text=text, pieces=[[0, page, 0, len(text)]],
                kind=kinds[chosen[order]], speaker=speakers[order % 3], heading="",
            )  # fmt: skip
