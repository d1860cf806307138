"""Reads of briefings. The viewer comes first, always.

An issued version is for all who may see every document that it cites; drafts, checked and replaced versions are for
those who work on briefings or see what the machine found.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from heeded.briefing.errors import NoSuchBriefing
from heeded.briefing.models import Briefing, BriefingSettings, Line, RecommendationDecision, Version
from heeded.core.models import Change
from heeded.core.services import ChangeKind
from heeded.library.models import Document, Work
from heeded.library.queries import visible_documents, visible_works
from heeded.people.permissions import Permission
from heeded.people.viewer import Viewer

_TELLING = (ChangeKind.PASSAGES, ChangeKind.VISIBILITY, ChangeKind.ERASED)
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
    cited = Line.objects.filter(version=OuterRef("pk"), document__isnull=False)
    seen = visible_documents(viewer)
    of_review = Q(briefing__work__in=visible_works(viewer)) & ~Exists(cited.exclude(document__in=seen))
    digest = Q(briefing__work=None) & Exists(cited.filter(document__in=seen))
    shown = Version.objects.filter(of_review | digest).select_related("briefing", "briefing__work")
    return shown if sees_drafts(viewer) else shown.filter(state="issued")


def visible_briefings(viewer: Viewer) -> QuerySet[Briefing]:
    """Briefings with a version that this viewer may see."""
    return Briefing.objects.filter(versions__in=visible_versions(viewer)).distinct().select_related("work")


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
    """The lines of a version that this viewer may see, in order; kept ones only unless editors ask for all."""
    may_see = Q(document=None) | Q(document__in=visible_documents(viewer))
    lines = version.lines.filter(may_see).select_related("document", "document__work", "learning_point")
    return list((lines if dropped else lines.filter(kept=True)).order_by("order", "pk"))


def source_changes(versions: Iterable[Version]) -> dict[int, datetime]:
    """By primary key of a version: when a document that it draws on last changed since the version was made.
    Those whose sources stand as they were are left out."""
    held = list(versions)
    named = {identifier for version in held for identifier in version.sources}
    documents = dict(Document.objects.filter(identifier__in=named).values_list("pk", "identifier"))
    changes = Change.objects.filter(thing_kind="document", thing__in=documents, kind__in=_TELLING)
    newest: dict[str, datetime] = {}
    for thing, at in changes.order_by("at").values_list("thing", "at"):
        newest[documents[thing]] = at
    gone = named - set(documents.values())
    found: dict[int, datetime] = {}
    for version in held:
        since = version.checked_at or version.made_at
        times = [newest[source] for source in version.sources if newest.get(source, since) > since]
        times += [version.made_at for source in version.sources if source in gone]
        if times:
            found[version.pk] = max(times)
    return found


def briefing_settings() -> BriefingSettings:
    """The one row; one with defaults where nobody has saved any."""
    return BriefingSettings.objects.first() or BriefingSettings()


def decided_recommendations(work: Work) -> dict[int, RecommendationDecision]:
    """By primary key of a learning point, what a person decided it asks for. Ask only for a visible review."""
    rows = RecommendationDecision.objects.filter(learning_point__work=work, current=True)
    return {row.learning_point_id: row for row in rows}
