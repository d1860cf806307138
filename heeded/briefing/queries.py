"""Reads of briefings. The viewer comes first, always.

An issued version is for all who may see every document that it cites; drafts, checked and replaced versions are for
those who work on briefings or see what the machine found. Lines have their places as they are today.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from heeded.briefing.errors import NoSuchBriefing
from heeded.briefing.models import BriefingSettings, Line, RecommendationDecision, Version
from heeded.briefing.whys import take_whys
from heeded.core.clock import now
from heeded.core.models import AuditRow, Change, Tombstone
from heeded.core.services import ChangeKind
from heeded.library.models import Document, Work
from heeded.library.placing import place
from heeded.library.queries import in_documents, visible_documents, visible_works
from heeded.people.permissions import Permission
from heeded.people.viewer import Viewer

_STAFF = frozenset(
    {
        Permission.SEE_UNCONFIRMED,
        Permission.EDIT_BRIEFINGS,
        Permission.CHECK_BRIEFINGS,
        Permission.ISSUE_BRIEFINGS,
    }
)


def sees_drafts(viewer: Viewer) -> bool:
    """Whether this viewer is shown what nobody has checked yet."""
    return viewer.is_operator or bool(_STAFF & viewer.permissions)


def visible_versions(viewer: Viewer) -> QuerySet[Version]:
    """Every version that this viewer may see. Of a review's briefing none that cites a document which they may not;
    a digest is shown without the lines that they may not see, while there is one that they may."""
    staff = sees_drafts(viewer)
    seen = visible_documents(viewer)
    cited = Line.objects.filter(version=OuterRef("pk"), document__isnull=False)
    shown = cited if staff else cited.filter(kept=True)
    own = Q() if viewer.is_operator else Exists(cited) | Q(made_by=viewer.audit_name)
    of_review = Q(briefing__work__in=visible_works(viewer)) & ~Exists(cited.exclude(document__in=seen)) & own
    digest = Q(briefing__work=None) & Exists(shown.filter(document__in=seen))
    found = Version.objects.filter(of_review | digest).select_related("briefing", "briefing__work")
    return found if staff else found.filter(state="issued")


def sees_every_line(viewer: Viewer, version: Version) -> bool:
    """Whether no line of a version that they may see is kept from this viewer: a digest may cite more reviews than
    they know of. What an editor wrote beside such lines could repeat them, so it is kept from them too."""
    if version.briefing.work_id is not None:
        return True
    cited = version.lines.filter(document__isnull=False)
    return not cited.exclude(document__in=in_documents(viewer)).exists()


def issued_briefings(viewer: Viewer) -> QuerySet[Version]:
    """The versions that are issued now, newest first."""
    return visible_versions(viewer).filter(state="issued").order_by("-issued_at", "-pk")


def briefings_of(viewer: Viewer, work: Work) -> QuerySet[Version]:
    """The versions of a review's briefings that this viewer may see, newest first."""
    return visible_versions(viewer).filter(briefing__work=work).order_by("-made_at", "-number")


def newest_of_each(versions: Iterable[Version]) -> list[Version]:
    """One version a briefing: the issued one, or else the newest of those given."""
    found: dict[int, Version] = {}
    for version in versions:
        held = found.get(version.briefing_id)
        if held is None or (version.state == "issued" and held.state != "issued"):
            found[version.briefing_id] = version
    return list(found.values())


def version_for(viewer: Viewer, identifier: str, number: int | None = None) -> Version:
    """Fetch and check in one call: the version of that number, or else the issued one, or else the newest.

    Raises:
        NoSuchBriefing: there is none, or not for this viewer.
    """
    found = visible_versions(viewer).filter(briefing__identifier=identifier)
    if number is not None:
        version = found.filter(number=number).first()
    else:
        version = found.filter(state="issued").first() or found.order_by("-number").first()
    if version is None:
        raise NoSuchBriefing("There is no such briefing.")
    return version


def lines_of(viewer: Viewer, version: Version, *, dropped: bool = False) -> list[Line]:
    """The lines of a version that this viewer may see, in order and where they stand today; kept ones only unless
    editors ask for all. Of a draft, with what was decided of the learning points that they are."""
    may_see = Q(document__in=in_documents(viewer))
    if sees_every_line(viewer, version):
        may_see |= Q(document=None)
    lines = version.lines.filter(may_see).select_related("document", "document__work", "learning_point")
    found = list((lines if dropped else lines.filter(kept=True)).order_by("order", "pk"))
    place(found)
    if version.state == "draft":
        take_whys(viewer, found)
    return found


def source_changes(viewer: Viewer, versions: Iterable[Version]) -> dict[int, datetime]:
    """By primary key of a version: when a document that it draws on last changed since somebody checked the version,
    or else since it was made. Those whose sources stand as they were are left out.

    A newer version that this viewer may see is a change, and so are reading anew, withdrawal and erasure, of which
    only staff hear. That it was published, or opened to another reader, changes nothing that it says.
    """
    held = list(versions)
    named = {identifier for version in held for identifier in version.sources}
    changes = [*_replacements(viewer, named), *(_happenings(named) if sees_drafts(viewer) else ())]
    found: dict[int, datetime] = {}
    for version in held:
        since = version.checked_at or version.made_at
        times = [at for source, at in changes if source in version.sources and at > since]
        if times:
            found[version.pk] = max(times)
    return found


def read_anew_at(version: Version) -> datetime:
    """When a document that a version draws on was last read anew; when it was made where none was."""
    documents = Document.objects.filter(identifier__in=version.sources)
    read = Change.objects.filter(thing_kind="document", thing__in=documents, kind=ChangeKind.PASSAGES)
    return read.aggregate(newest=Max("at"))["newest"] or version.made_at


def _replacements(viewer: Viewer, named: set[str]) -> list[tuple[str, datetime]]:
    """Which documents have a newer version that this viewer may see, and since when."""
    newer = visible_documents(viewer).filter(replaces__identifier__in=named)
    rows = newer.values_list("replaces__identifier", "added_at", "published_at", "visible_from")
    today = now()
    return [(old, max(at for at in times if at and at <= today)) for old, *times in rows]


def _happenings(named: set[str]) -> list[tuple[str, datetime]]:
    """When these documents were read anew, withdrawn or erased."""
    documents = dict(Document.objects.filter(identifier__in=named).values_list("pk", "identifier"))
    read = Change.objects.filter(thing_kind="document", thing__in=documents, kind=ChangeKind.PASSAGES)
    newest = read.values_list("thing").annotate(newest=Max("at"))
    withdrawn = AuditRow.objects.filter(thing_kind="document", thing__in=named, action="document.withdraw")
    gone = Tombstone.objects.filter(thing_kind="document", thing__in=named)
    return [
        *((documents[thing], at) for thing, at in newest),
        *withdrawn.values_list("thing", "at"),
        *gone.values_list("thing", "erased_at"),
    ]


def briefing_settings() -> BriefingSettings:
    """The one row; one with defaults where nobody has saved any."""
    return BriefingSettings.objects.first() or BriefingSettings()


def decided_recommendations(work: Work) -> dict[int, RecommendationDecision]:
    """By primary key of a learning point, what a person decided it asks for. Ask only for a visible review."""
    rows = RecommendationDecision.objects.filter(learning_point__work=work, current=True)
    return {row.learning_point_id: row for row in rows}


def decisions_on(points: Iterable[int]) -> dict[int, RecommendationDecision]:
    """By primary key of a learning point, what a person decided it asks for. Ask only for visible ones."""
    rows = RecommendationDecision.objects.filter(learning_point__in=set(points), current=True)
    return {row.learning_point_id: row for row in rows}
