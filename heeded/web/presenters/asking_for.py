"""What each recommendation of a review asks for: the machine's guess as a question, and what people decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from heeded.briefing.drafting import Glance, glance_of
from heeded.briefing.models import RecommendationDecision
from heeded.engine.briefing import PointKind
from heeded.engine.vocabulary import Agency
from heeded.library.models import Work
from heeded.people.viewer import Viewer
from heeded.web.presenters.learning import places_of
from heeded.web.presenters.who import Who

_QUESTIONS = {
    "": gettext_noop("What would be different, and who would see it?"),
    "weaker": gettext_noop(
        "It may ask for words or training alone. What would be different, and who would see it?"
    ),
    "intermediate": gettext_noop("What would be different, who would see it, and what would keep it so?"),
    "stronger": gettext_noop(
        "It may ask for a change in how things are built. Who can bring it about, and who would see it?"
    ),
}


@dataclass(frozen=True, slots=True)
class Choosing:
    value: str
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision in words. The first of a history counts."""

    words: str
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AskedOf:
    """A recommendation as its decider gets it. `mains` and `kinds` and `agencies` are ticked as decided, or else as
    guessed."""

    glance: Glance
    places: list[dict[str, str]]
    question: str
    mains: tuple[Choosing, ...]
    kinds: tuple[Choosing, ...]
    agencies: tuple[Choosing, ...]
    history: tuple[Decided, ...]
    is_open: bool

    @property
    def is_decided(self) -> bool:
        return self.glance.decided is not None

    @property
    def words(self) -> str:
        return _in_words(self.glance.kinds, self.glance.agencies, self.glance.by_when)


def asked_of(viewer: Viewer, work: Work, *, open_point: str = "") -> list[AskedOf]:
    """The recommendations of a review that this viewer may see. One is open: the one named, or else the first that
    nobody has decided."""
    glances = glance_of(viewer, work)
    named = [one.point.identifier for one in glances]
    waiting = [one.point.identifier for one in glances if one.decided is None]
    chosen = open_point if open_point in named else next(iter(waiting), "")
    rows = RecommendationDecision.objects.filter(learning_point__work=work).order_by("-decided_at", "-pk")
    held = list(rows)
    who = Who(viewer, [row.decided_by for row in held])
    return [
        _asked(one, [r for r in held if r.learning_point_id == one.point.pk], who, chosen) for one in glances
    ]


def _asked(one: Glance, rows: Sequence[RecommendationDecision], who: Who, chosen: str) -> AskedOf:
    main = one.kinds[0] if one.kinds else ""
    return AskedOf(
        glance=one,
        places=places_of(one.point),
        question=_(_QUESTIONS.get(one.guess.strength, _QUESTIONS[""])),
        mains=tuple(Choosing(kind.value, kind.label, kind == main) for kind in PointKind),
        kinds=tuple(Choosing(kind.value, kind.label, kind in one.kinds[1:]) for kind in PointKind),
        agencies=tuple(Choosing(a.value, a.label, a.value in one.agencies) for a in Agency),
        history=tuple(_decision(row, who) for row in rows),
        is_open=one.point.identifier == chosen,
    )


def _decision(row: RecommendationDecision, who: Who) -> Decided:
    return Decided(_in_words(row.kinds, row.agencies, row.by_when), who.words(row.decided_by), row.decided_at)


def _in_words(kinds: Sequence[str], agencies: Sequence[str], by_when: str) -> str:
    said = [", ".join(PointKind(kind).label for kind in kinds) or _("Nothing")]
    if agencies:
        said.append(", ".join(Agency(value).label for value in agencies))
    return ". ".join([*said, *([_("By %s") % by_when] if by_when else [])])
