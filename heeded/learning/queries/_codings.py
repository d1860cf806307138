from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from heeded.learning.errors import NoSuchCoding
from heeded.learning.models import Coding, CodingDecision, CodingPlace, CodingRound
from heeded.library.looking import once
from heeded.library.models import Document, Work
from heeded.library.placing import place
from heeded.library.queries import in_documents, visible_works
from heeded.people.permissions import Permission
from heeded.people.viewer import Viewer

_STAFF = frozenset({Permission.SEE_UNCONFIRMED, Permission.CODE})


@dataclass(frozen=True, slots=True)
class Coded:
    """A coding and where this viewer finds it."""

    coding: Coding
    place: CodingPlace

    @property
    def is_proposal(self) -> bool:
        """Whether nobody has decided on it yet."""
        return self.coding.state == "proposed"


def sees_undecided(viewer: Viewer) -> bool:
    """Whether this viewer is shown what nobody has decided, and what was decided against."""
    return viewer.is_operator or bool(_STAFF & viewer.permissions)


def visible_places(viewer: Viewer) -> QuerySet[CodingPlace]:
    """The places of the codings that this viewer may see, lost ones too."""
    return _places(viewer).filter(coding__in=visible_codings(viewer))


def _places(viewer: Viewer) -> QuerySet[CodingPlace]:
    """Places in documents that this viewer may see, or of a review that is known without a file; of any coding."""
    unfiled = Q(document__isnull=True, coding__work__in=visible_works(viewer))
    return CodingPlace.objects.filter(Q(document__in=in_documents(viewer)) | unfiled)


def visible_codings(viewer: Viewer) -> QuerySet[Coding]:
    """Every coding that this viewer may see, in whatever state: who shows them says which are decided. Words that
    are lost in every document that this viewer may see are only for those who put that right."""
    places = _places(viewer).filter(coding=OuterRef("pk"))
    found = unblinded(viewer, Coding.objects.all()).select_related("theme", "made_under", "subject", "adult")
    if sees_undecided(viewer):
        return found.filter(Exists(places), ~Q(state="dropped"))
    return found.filter(Exists(places.filter(is_lost=False)), state="standing")


def decided_codings(viewer: Viewer) -> QuerySet[Coding]:
    """What counts: codings that stand, on words that stand. Everything that is counted begins here."""
    places = _places(viewer).filter(coding=OuterRef("pk"), is_lost=False)
    found = unblinded(viewer, Coding.objects.all())
    return found.filter(Exists(places), state="standing")


def coding_for(viewer: Viewer, identifier: str) -> Coding:
    """Fetch and check in one call.

    Raises:
        NoSuchCoding: there is none, or not for this viewer.
    """
    found = visible_codings(viewer).filter(identifier=identifier).select_related("work").first()
    if found is None:
        raise NoSuchCoding("There is no such coding.")
    return found


def codings_on(viewer: Viewer, document: Document) -> list[Coded]:
    """The codings of a document that this viewer may see, those of passages in the order of the pages, overlapping
    and nested ones too; then those of the review and of the people in it that were read from it. Words stand where
    they stand today. Few queries, whatever the number."""
    places = _places(viewer).filter(document=document)
    codings = visible_codings(viewer).filter(places__document=document)
    found = _with(codings, places)
    place([coded.place for coded in found if coded.place.quote])
    return sorted(found, key=_in_order)


def codings_of(viewer: Viewer, work: Work) -> list[Coded]:
    """The codings of a review and of the people in it, not those of its passages, oldest first."""
    codings = visible_codings(viewer).filter(work=work).exclude(target="passage").order_by("made_at", "pk")
    return _with(codings, _places(viewer).filter(coding__work=work).order_by("-pk"))


def lost_places(viewer: Viewer) -> QuerySet[CodingPlace]:
    """Where the words of a coding that counts are not in a newer version, or in a file that was read anew: for those
    who can say where they stand now, or that the coding holds no more."""
    if not sees_undecided(viewer):
        return CodingPlace.objects.none()
    found = visible_places(viewer).filter(is_lost=True, coding__state__in=["standing", "in-round"])
    return found.select_related("coding", "coding__theme", "coding__made_under", "document").order_by("pk")


def decisions_on(viewer: Viewer, coding: Coding) -> QuerySet[CodingDecision]:
    """What was decided on a coding, oldest first: for those who see more than what counts."""
    if not sees_undecided(viewer):
        return CodingDecision.objects.none()
    seen = visible_codings(viewer)
    rows = CodingDecision.objects.filter(coding__in=seen.filter(pk=coding.pk)).order_by("at", "pk")
    # What it became may be said of words that they may not see, or be blind for them: then it is nothing.
    return rows.prefetch_related(Prefetch("became", queryset=seen))


def _with(codings: QuerySet[Coding], places: QuerySet[CodingPlace]) -> list[Coded]:
    rows = codings.prefetch_related(
        Prefetch("places", queryset=places.select_related("document"), to_attr="seen_places")
    )
    return [Coded(row, row.seen_places[0]) for row in rows if row.seen_places]


def _in_order(coded: Coded) -> tuple[bool, Iterable[object], int]:
    held = coded.place
    first = held.spans[0] if held.spans else [0, 0, 0]
    # Of two that begin together the longer one comes first, so that the other is nested in it.
    return coded.coding.target != "passage", (first[0], first[1], -len(held.quote)), coded.coding.pk


def unblinded(viewer: Viewer, codings: QuerySet[Coding]) -> QuerySet[Coding]:
    """Without what is coded in rounds where somebody is not done yet, unless it is one's own; and, while one codes
    blind, without all that others and the machine say with that framework of the reviews whose documents those are:
    another version or a summary says the same."""
    mine = Q(made_by=viewer.audit_name) if viewer.account else Q(pk__in=[])
    found = codings.filter(mine | ~Q(state="in-round") | ~Q(round__state="open"))
    for held in _coding_blind(viewer):
        works = Work.objects.filter(documents__in=held.documents.values("document"))
        found = found.exclude(~mine & Q(theme__framework=held.framework_id, work__in=works))
    return found


def _coding_blind(viewer: Viewer) -> list[CodingRound]:
    if viewer.account is None:
        return []
    rounds = CodingRound.objects.filter(state="open", coders__account=viewer.account)
    return once(("coded blind", viewer.account), lambda: list(rounds))
