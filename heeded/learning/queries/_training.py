"""How well a machine has learned the themes of a framework, and what is most worth coding next. For those who code or
see what a machine found; nobody else is told that it learns at all."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from heeded.engine.frameworks import CodedThing
from heeded.engine.vocabulary import WorkKind
from heeded.learning.models import (
    Coding,
    CodingDecision,
    CodingPlace,
    Framework,
    RoundDocument,
    SuggestedDocument,
    TrainedModel,
)
from heeded.learning.queries._codings import sees_undecided
from heeded.learning.queries._frameworks import themes_of
from heeded.library.models import Document, Passage
from heeded.library.queries import visible_documents
from heeded.people.viewer import Viewer

FEWEST_SHOWN = 10  # passages; a smaller number from reports that one may not see is not told
_REVIEWS = (WorkKind.REVIEW, WorkKind.RAPID_REVIEW)
_FEW_OF_A_DOCUMENT = 2  # passages of one report among those most worth coding
_LOOKED_AT = 200  # reports that are chosen from


@dataclass(frozen=True, slots=True)
class TrainedTheme:
    """One theme as it was learned, by cross-validation: of what was suggested the share that is right, of what is
    there the share found, both in one. `support` is in how many passages it was found; None: fewer than ten, in
    reports that this viewer may not all see, and then nothing else is told either. A silent theme is not suggested."""

    theme: str  # its identifier
    name: str
    precision: float | None
    recall: float | None
    f1: float | None
    interval: tuple[float, float] | None  # of F1
    support: int | None
    is_silent: bool


@dataclass(frozen=True, slots=True)
class Trained:
    """What a machine has learned of a framework."""

    learned_at: datetime
    learned_by: str
    from_file: bool
    texts: int
    reviews: int
    folds: int
    with_meaning: bool
    micro: float
    macro: float
    micro_interval: tuple[float, float] | None
    macro_interval: tuple[float, float] | None
    themes: tuple[TrainedTheme, ...]  # best first
    decided_since: int  # what people have coded and decided since

    @property
    def speaking(self) -> tuple[TrainedTheme, ...]:
        """The themes that are suggested."""
        return tuple(theme for theme in self.themes if not theme.is_silent)


@dataclass(frozen=True, slots=True)
class WorthCoding:
    """A passage that a person should code next. `theme` is the one in doubt, by name, and `chance` how likely it is;
    both are empty where nothing was learned yet: then the passage is of a report that nobody has coded."""

    document: Document
    passage: Passage
    theme: str
    chance: float | None

    @property
    def page(self) -> int:
        """The page that it begins on."""
        return self.passage.page


def trained_for(viewer: Viewer, framework: Framework) -> Trained | None:
    """How well the themes of a framework were learned; None where they were not, or this viewer may not know."""
    if not sees_undecided(viewer):
        return None
    held = TrainedModel.objects.filter(framework=framework, bytes__gt=0).defer("content").first()
    if held is None or held.learned_at is None:
        return None
    figures = held.figures
    names = {row.theme.identifier: row.name for row in themes_of(framework)}
    seen = visible_documents(viewer).filter(identifier__in=held.documents).count()
    themes = [
        _theme(one, names.get(one["theme"], one["theme"]), all_seen=seen == len(held.documents))
        for one in figures["themes"]
    ]
    return Trained(
        learned_at=held.learned_at,
        learned_by=held.learned_by,
        from_file=held.source == "file",
        texts=held.texts,
        reviews=held.reviews,
        folds=figures["folds"],
        with_meaning=figures["with_meaning"],
        micro=figures["micro"],
        macro=figures["macro"],
        micro_interval=_interval(figures["micro_interval"]),
        macro_interval=_interval(figures["macro_interval"]),
        themes=tuple(sorted(themes, key=lambda theme: (-(theme.f1 or 0.0), theme.name))),
        decided_since=max(acts_on(framework) - held.acts, 0),
    )


def why_not_learned(viewer: Viewer, framework: Framework) -> str:
    """Why themes could not be learned when that was tried last, in plain words; nothing where they were, or nobody
    tried."""
    if not sees_undecided(viewer):
        return ""
    held = TrainedModel.objects.filter(framework=framework, bytes=0).values_list("problem", flat=True)
    return held.first() or ""


def acts_on(framework: Framework) -> int:
    """How often people have coded passages with a framework, or decided on such codings, by now. Grows, unless
    something was erased. For machines: it says nothing of what was decided."""
    codings = Coding.objects.filter(theme__framework=framework, target="passage").exclude(state="in-round")
    decisions = CodingDecision.objects.filter(coding__in=codings)
    return codings.exclude(made_by="").count() + decisions.count()


def themes_by_label(framework: Framework) -> dict[str, str]:
    """By name and identifier, as `plain_label` has them, the identifiers of the themes that can be given to words."""
    known: dict[str, str] = {}
    for row in themes_of(framework):
        if not row.heading and (not row.applies_to or CodedThing.PASSAGE in row.applies_to):
            known.setdefault(plain_label(row.name), row.theme.identifier)
    return known | {identifier: identifier for identifier in known.values()}


def labels_left_out(framework: Framework, labels: Iterable[str]) -> tuple[str, ...]:
    """Those of some labels that are no themes of a framework for words."""
    known = themes_by_label(framework)
    return tuple(label for label in labels if plain_label(label) not in known)


def plain_label(label: str) -> str:
    """A label without capitals and needless blanks."""
    return " ".join(label.casefold().split())


def worth_coding(viewer: Viewer, framework: Framework, *, most: int = 20) -> list[WorthCoding]:
    """The passages that a person should code next: those of which a machine is least sure, two of a report at the
    most; before it has learned anything, the first of each report that nobody has coded. Nothing of what this viewer
    codes blind, nothing that somebody decided on. Few queries, whatever the number."""
    if not sees_undecided(viewer) or most < 1:
        return []
    documents = visible_documents(viewer).filter(read_state="read", work__kind__in=_REVIEWS)
    blind = RoundDocument.objects.filter(
        round__state="open", round__framework=framework, round__coders__account=viewer.account or 0
    )
    documents = documents.exclude(work__in=blind.values("document__work"))
    doubts = list(_doubts(documents, framework))
    if not doubts:
        return _uncoded(documents, framework, most)
    wanted = {passage for passage, _, _ in doubts}
    rows = Passage.objects.filter(pk__in=wanted).select_related("document", "document__work")
    passages = {row.pk: row for row in rows}
    names = {row.theme.identifier: row.name for row in themes_of(framework)}
    coded = _coded_pages(framework, {row.document_id for row in passages.values()})
    chosen: list[WorthCoding] = []
    of_document: Counter[int] = Counter()
    for key, theme, chance in doubts:
        row = passages.get(key)
        if row is None or theme not in names or of_document[row.document_id] >= _FEW_OF_A_DOCUMENT:
            continue
        if not _is_coded(row, theme, coded):
            of_document[row.document_id] += 1
            chosen.append(WorthCoding(row.document, row, names[theme], chance))
        if len(chosen) == most:
            break
    return chosen


def _doubts(documents: QuerySet[Document], framework: Framework) -> Iterator[tuple[int, str, float]]:
    """Passage, theme and chance, most doubtful first, of what was gone through with what is learned now."""
    name = (
        TrainedModel.objects.filter(framework=framework, bytes__gt=0).values_list("name", flat=True).first()
    )
    if name is None:
        return
    rows = SuggestedDocument.objects.filter(
        framework=framework, document__in=documents, proposer__startswith=f"learned {name},"
    )
    found = [doubt for doubts in rows.values_list("doubts", flat=True) for doubt in doubts]
    for passage, theme, chance, _ in sorted(found, key=lambda doubt: -doubt[3]):
        yield passage, theme, chance


def _uncoded(documents: QuerySet[Document], framework: Framework, most: int) -> list[WorthCoding]:
    """The first passage of analysis of each report that nobody has coded with a framework, newest reports first."""
    coded = CodingPlace.objects.filter(
        document=OuterRef("pk"),
        coding__theme__framework=framework,
        coding__state__in=["standing", "in-round"],
    )
    newer = Document.objects.filter(replaces=OuterRef("pk"), read_state="read")
    fresh = documents.filter(~Exists(coded), ~Exists(newer)).order_by("-pk")
    keys = list(fresh.values_list("pk", flat=True)[:_LOOKED_AT])
    rows = Passage.objects.filter(document__in=keys).order_by("-document", "order", "pk")
    first: dict[int, int] = {}
    for key, document, kind in rows.values_list("pk", "document", "kind").iterator():
        if document not in first and kind == "analysis":
            first[document] = key
            if len(first) == most:
                break
    passages = Passage.objects.filter(pk__in=first.values()).select_related("document", "document__work")
    held = {row.pk: row for row in passages}
    return [WorthCoding(held[key].document, held[key], "", None) for key in first.values()]


def _coded_pages(framework: Framework, documents: Iterable[int]) -> dict[tuple[int, str], list[list[int]]]:
    """By document and theme the words that somebody has coded or decided on."""
    rows = CodingPlace.objects.filter(
        document__in=documents, is_lost=False, coding__target="passage", coding__theme__framework=framework
    ).exclude(coding__state__in=["proposed", "dropped", "in-round"])
    found: dict[tuple[int, str], list[list[int]]] = {}
    for document, theme, spans in rows.values_list("document", "coding__theme__identifier", "spans"):
        found.setdefault((document, theme), []).extend(spans)
    return found


def _is_coded(row: Passage, theme: str, coded: dict[tuple[int, str], list[list[int]]]) -> bool:
    return any(
        page == on and start < at + length and at < end
        for on, start, end in coded.get((row.document_id, theme), [])
        for _, page, at, length in row.pieces
    )


def _theme(kept: dict[str, Any], name: str, *, all_seen: bool) -> TrainedTheme:
    if kept["support"] < FEWEST_SHOWN and not all_seen:
        return TrainedTheme(kept["theme"], name, None, None, None, None, None, kept["silent"])
    return TrainedTheme(
        theme=kept["theme"],
        name=name,
        precision=kept["precision"],
        recall=kept["recall"],
        f1=kept["f1"],
        interval=_interval(kept["interval"]),
        support=kept["support"],
        is_silent=kept["silent"],
    )


def _interval(kept: list[float] | None) -> tuple[float, float] | None:
    return None if kept is None else (kept[0], kept[1])
