from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from heeded.engine.frameworks import CodeValue
from heeded.engine.themes import Agreement, cohens_kappa, krippendorffs_alpha, percent
from heeded.learning.errors import NoSuchRound
from heeded.learning.models import CodingRound, RoundDocument, RoundUnit, Theme
from heeded.learning.queries._frameworks import themes_of
from heeded.library.queries import in_documents
from heeded.people.permissions import Permission
from heeded.people.viewer import Viewer

_NOTHING = CodeValue.NOT_MENTIONED


@dataclass(frozen=True, slots=True)
class ThemeAgreement:
    """How far two coders agree on one theme, or, where `theme` is none, on all together."""

    theme: Theme | None
    percent: Agreement
    kappa: Agreement
    alpha: Agreement


@dataclass(slots=True)
class _Answers:
    first: list[str]
    second: list[str]
    reviews: list[int]  # the review that each thing stands in: things of one are drawn together

    def add(self, first: str, second: str, review: int) -> None:
        self.first.append(first)
        self.second.append(second)
        self.reviews.append(review)

    def figures(self, theme: Theme | None) -> ThemeAgreement:
        def of(figure: Callable[..., Agreement]) -> Agreement:
            return figure([self.first, self.second], groups=self.reviews)

        return ThemeAgreement(theme, of(percent), of(cohens_kappa), of(krippendorffs_alpha))


def visible_rounds(viewer: Viewer) -> QuerySet[CodingRound]:
    """The rounds that this viewer codes in, began, or could have coded in, newest first. What was coded in one is
    asked of `visible_codings`, which keeps it blind."""
    if not (viewer.is_operator or Permission.CODE in viewer.permissions):
        return CodingRound.objects.none()
    hidden = RoundDocument.objects.filter(round=OuterRef("pk")).exclude(document__in=in_documents(viewer))
    mine = Q(coders__account=viewer.account or 0) | Q(made_by=viewer.audit_name)
    found = CodingRound.objects.filter(mine | ~Exists(hidden)).distinct()
    return found.select_related("framework").order_by("-made_at", "-pk")


def round_for(viewer: Viewer, identifier: str) -> CodingRound:
    """Fetch and check in one call.

    Raises:
        NoSuchRound: there is none, or not for this viewer.
    """
    found = visible_rounds(viewer).filter(identifier=identifier).first()
    if found is None:
        raise NoSuchRound("There is no such round.")
    return found


def documents_of_round(viewer: Viewer, held: CodingRound) -> QuerySet[RoundDocument]:
    """The documents of a round that this viewer may see, in the order in which they were added."""
    rows = held.documents.filter(document__in=in_documents(viewer))
    return rows.select_related("document", "document__work").order_by("pk")


def units_of_round(viewer: Viewer, held: CodingRound) -> QuerySet[RoundUnit]:
    """What each of the two said, in documents that this viewer may see. Nothing while the round is blind."""
    if held.state == "open" or not visible_rounds(viewer).filter(pk=held.pk).exists():
        return RoundUnit.objects.none()
    rows = held.units.filter(document__in=in_documents(viewer))
    return rows.select_related("document", "document__work", "theme", "subject", "adult").order_by(
        "theme", "document", "pk"
    )


def differences(viewer: Viewer, held: CodingRound) -> QuerySet[RoundUnit]:
    """Where the two differ, settled or not. Who said nothing and who said "not mentioned" say the same."""
    silent = Q(first__in=["", _NOTHING], second__in=["", _NOTHING])
    return units_of_round(viewer, held).exclude(silent).exclude(first=F("second"))


def agreement(viewer: Viewer, held: CodingRound) -> list[ThemeAgreement]:
    """How far the two agreed before anything was settled: on all themes together, then on each. What neither of them
    coded counts as agreed upon: each document once a theme, or each of its passages. Nothing while it is blind."""
    if held.state == "open" or not visible_rounds(viewer).filter(pk=held.pk).exists():
        return []
    themes = list(held.themes.all()) or [row.theme for row in themes_of(held.framework) if not row.heading]
    units = defaultdict(list)
    for unit in units_of_round(viewer, held):
        units[unit.theme_id].append(unit)
    rows = list(documents_of_round(viewer, held))
    together = _Answers([], [], [])
    found = []
    for theme in themes:
        answers = _answers(units[theme.pk], rows)
        found.append(answers.figures(theme))
        for first, second, review in zip(answers.first, answers.second, answers.reviews, strict=True):
            together.add(first, second, review)
    return [together.figures(None), *found]


def _answers(units: list[RoundUnit], documents: list[RoundDocument]) -> _Answers:
    answers = _Answers([], [], [])
    whole: Counter[int] = Counter()
    parts: Counter[int] = Counter()
    for unit in units:
        answers.add(unit.first or _NOTHING, unit.second or _NOTHING, unit.document.work_id)
        if unit.spans:
            parts[unit.document_id] += 1
        elif not (unit.subject_id or unit.adult_id):
            whole[unit.document_id] += 1
    for row in documents:
        unsaid = row.passages - parts[row.document_id] if row.passages else 1 - whole[row.document_id]
        for _ in range(max(0, unsaid)):
            answers.add(_NOTHING, _NOTHING, row.document.work_id)
    return answers
