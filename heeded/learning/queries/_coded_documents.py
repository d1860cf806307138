"""What was coded with a framework, document by document: what a coded project is made of."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from heeded.learning.models import AdultRole, Coding, CodingPlace, Framework
from heeded.learning.queries._codings import Coded, decided_codings, visible_places
from heeded.learning.queries._theme_use import PEOPLE, are_protected
from heeded.library.models import Document
from heeded.library.placing import place
from heeded.library.queries import visible_documents
from heeded.people.viewer import Viewer

_REVIEW = "the review as a whole"
_REVIEWED = "child or adult reviewed"


@dataclass(frozen=True, slots=True)
class CodedDocument:
    """A document with how many decided codings rest on it. `is_newest` of those of its review that were coded."""

    document: Document
    codings: int
    is_newest: bool


def documents_coded_with(viewer: Viewer, framework: Framework) -> list[CodedDocument]:
    """The documents that this viewer may see and that were coded with a framework, review by review."""
    decided = _decided(viewer, framework)
    places = visible_places(viewer).filter(coding__in=decided, is_lost=False, document__isnull=False)
    counted = places.order_by().values("document").annotate(codings=Count("coding"))
    numbers = dict(counted.values_list("document", "codings"))
    rows = visible_documents(viewer).filter(pk__in=numbers).select_related("work")
    found = list(rows.order_by("work__title", "work", "version", "pk"))
    replaced = {row.replaces_id for row in found if row.replaces_id}
    return [CodedDocument(row, numbers[row.pk], row.pk not in replaced) for row in found]


def decided_in(viewer: Viewer, framework: Framework, documents: Sequence[Document]) -> dict[int, list[Coded]]:
    """The decided codings that rest on these documents, by primary key of the document, each with its place there,
    where it stands today. Few queries, whatever the number."""
    decided = _decided(viewer, framework)
    rows = visible_places(viewer).filter(coding__in=decided, is_lost=False, document__in=documents)
    rows = rows.select_related("coding__theme", "coding__subject", "coding__adult", "coding__made_under")
    places = list(rows.order_by("document", "coding"))
    place([row for row in places if row.quote])
    found: dict[int, list[Coded]] = defaultdict(list)
    for row in places:
        found[row.document_id or 0].append(Coded(row.coding, row))
    return found


def _decided(viewer: Viewer, framework: Framework) -> QuerySet[Coding]:
    """Codings of children and adults only for those who are shown them elsewhere: a file lists them for good."""
    found = decided_codings(viewer).filter(theme__framework=framework)
    return found.exclude(target__in=PEOPLE) if are_protected(viewer) else found


def of_words(coding: Coding) -> str:
    """Of what a coding is, where it is no passage, in words that `of_whom` understands."""
    if coding.subject is not None:
        return f"{_REVIEWED} {coding.subject.number}"
    if coding.adult is not None:
        return f"{AdultRole(coding.adult.role).label.lower()} {coding.adult.number}"
    return _REVIEW if coding.target == "review" else ""


def of_whom(words: str) -> tuple[str, str, int] | None:
    """The target that such words name: its kind, the role of an adult, the number. None where they name none."""
    said = " ".join(words.casefold().replace("’", "'").split())
    if said == _REVIEW:
        return "review", "", 0
    name, _blank, number = said.rpartition(" ")
    if not number.isdecimal() or not 1 <= int(number[:3]) <= 30:
        return None
    if name == _REVIEWED:
        return "subject", "", int(number)
    roles = {role.label.lower().replace("’", "'"): role.value for role in AdultRole}
    return ("adult", roles[name], int(number)) if name in roles else None


def my_words(viewer: Viewer, framework: Framework, document: Document) -> list[CodingPlace]:
    """The places in a document of what this viewer coded there with a framework and what stands."""
    mine = Coding.objects.filter(made_by=viewer.audit_name, state="standing", theme__framework=framework)
    rows = visible_places(viewer).filter(coding__in=mine, document=document)
    return list(rows.select_related("coding__theme", "coding__subject", "coding__adult"))
