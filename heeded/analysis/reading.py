"""What people decided, by theme and by lesson: the reviews under each. A few queries, whatever the number."""

from collections.abc import Iterable

from django.db.models import Count, QuerySet

from heeded.analysis.asked import Asked, Whose
from heeded.analysis.counting import CountedRow, Works, pairs
from heeded.engine.frameworks import CodeValue
from heeded.learning.models import Coding, Framework
from heeded.learning.queries import (
    decided_codings,
    lessons_shown,
    sees_undecided,
    themes_of,
    unblinded,
    visible_codings,
    visible_frameworks,
    visible_lessons,
    visible_members,
)
from heeded.people.viewer import ANONYMOUS, Viewer

_TARGETS = {
    Whose.REVIEWS: ("passage", "review"),
    Whose.CHILDREN: ("subject",),
    Whose.ADULTS: ("adult",),
}


def framework_asked(viewer: Viewer, asked: Asked) -> Framework | None:
    """The framework asked for, or else the one that most was coded with; none where there is none to see."""
    frameworks = visible_frameworks(viewer)
    chosen = frameworks.filter(identifier=asked.framework).first() if asked.framework else None
    if chosen is not None:
        return chosen
    coded = decided_codings(ANONYMOUS).order_by().values("theme__framework").annotate(number=Count("pk"))
    most = coded.order_by("-number", "theme__framework").first()
    return frameworks.filter(pk=most["theme__framework"]).first() if most else frameworks.first()


class Themes:
    """A framework's themes with the reviews that each was found present in."""

    def __init__(self, viewer: Viewer, asked: Asked, framework: Framework | None) -> None:
        self._viewer, self._framework, self._targets = viewer, framework, _TARGETS[asked.whose]
        public = self._decided(ANONYMOUS)
        seen = self._decided(viewer) if asked.with_restricted else None
        self._published = self._present(public)
        self._works = self._present(seen) if seen is not None else {}
        self.coded_published = frozenset(public.values_list("work", flat=True))
        self.coded = self.coded_published | (
            frozenset(seen.values_list("work", flat=True)) if seen is not None else frozenset()
        )
        self._proposed = self._proposals(viewer)

    def rows(self, chosen: Iterable[str] = ()) -> list[CountedRow]:
        """The themes chosen, or all that were ever found present, in the order of the framework."""
        wanted = set(chosen)
        if self._framework is None:
            return []
        found = []
        for version in themes_of(self._framework):
            published = self._published.get(version.theme_id, frozenset())
            works = published | self._works.get(version.theme_id, frozenset())
            if version.theme.identifier in wanted if wanted else works and not version.heading:
                proposed = None
                if self._proposed is not None:
                    proposed = self._proposed.get(version.theme_id, frozenset()) - works
                found.append(CountedRow(version.theme.identifier, version.name, published, works, proposed))
        return found

    def _decided(self, viewer: Viewer) -> QuerySet[Coding]:
        found = decided_codings(viewer).filter(theme__framework=self._framework, target__in=self._targets)
        # Public figures are the same for everybody but who codes those reviews blind at the moment.
        return unblinded(self._viewer, found).order_by()

    def _present(self, codings: QuerySet[Coding]) -> dict[int, Works]:
        return pairs(codings.filter(value=CodeValue.PRESENT).values_list("theme", "work").distinct())

    def _proposals(self, viewer: Viewer) -> dict[int, Works] | None:
        """What only a machine says, of published reviews or not, as this viewer may see it."""
        if not sees_undecided(viewer):
            return None
        found = visible_codings(viewer).filter(
            theme__framework=self._framework,
            target__in=self._targets,
            state="proposed",
            value=CodeValue.PRESENT,
        )
        return pairs(found.order_by().values_list("theme", "work").distinct())


def lesson_rows(viewer: Viewer, asked: Asked) -> list[CountedRow]:
    """The confirmed lessons with the reviews that teach each."""
    who = viewer if asked.with_restricted else ANONYMOUS
    published = _taught(ANONYMOUS)
    works = _taught(who) if asked.with_restricted else published
    shown = lessons_shown(
        who, visible_lessons(who).filter(state="confirmed", pk__in=set(published) | set(works))
    )
    found = []
    for one in shown:
        open_to_all = published.get(one.lesson.pk, frozenset())
        seen = open_to_all | works.get(one.lesson.pk, frozenset())
        found.append(CountedRow(one.lesson.identifier, one.title, open_to_all, seen))
    return found


def _taught(viewer: Viewer) -> dict[int, Works]:
    members = visible_members(viewer).filter(state="confirmed", lesson__state="confirmed")
    return pairs(members.order_by().values_list("lesson", "learning_point__work").distinct())
