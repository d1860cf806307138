"""What is worth asking about the actions of one recommendation. Questions, never faults: whoever knows decides.

That procedures and single courses change practice least, and that few actions are done where many are not, is what
the field's own studies found of recommendations (docs/plans.md names them); it is a reason to ask, not a verdict.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from heeded.engine.briefing import PointKind
from heeded.engine.briefing._glance import kinds_of
from heeded.engine.briefing._glance_opening import weak_opener
from heeded.engine.vocabulary import Choice

USUAL = 3  # actions of one recommendation; our own assumption, for want of a study: give `usual` where one is known
_WEAK = re.compile(r"(?:to )?(?:consider|ensure|remind|review)\b", re.IGNORECASE)
# What makes training more than one course, or a procedure more than paper.
_GOES_ON = re.compile(
    r"\b(?:each|every) (?:\w+ )?(?:year|month|quarter|term|week|half|team|new)"
    r"|\b(?:yearly|annual(?:ly)?|monthly|quarterly|termly"
    r"|rolling|refresher|repeated|rehears\w+|simulat\w+|coach\w*|mentor\w*|supervis\w+|audit\w*|observ\w+"
    r"|dip[- ]?sampl\w+|peer|shadow\w*|joint visits?)\b",
    re.IGNORECASE,
)
# Somebody could look whether it is so: people and what they do, or a way of finding out.
_OBSERVABLE = re.compile(
    r"\b(?:child(?:ren)?(?:'s|’s)?|bab(?:y|ies)|young (?:people|person)|famil(?:y|ies)|parents?|mothers?|fathers?"
    r"|carers?|pupils?|patients?|women|audit\w*|sampl\w+|observ\w+|survey\w*|feedback|interview\w*|complaints?|compliments?"
    r"|number|numbers|proportion|percentage|rates?|fewer|sooner|earlier|faster|increase\w*|decrease\w*|reduc\w+"
    r"|more often|less often|within \d+|files?|case ?files?|practitioners?|workers?|staff|officers?|midwives|nurses"
    r"|teachers?|managers?|chairs|referr\w+|practices) \w+|\d+ ?%|\baudit|\bsurvey|\bfeedback|\bdip[- ]?sampl",
    re.IGNORECASE,
)
# What shows only that something was made or given.
_ONLY_OUTPUT = re.compile(
    r"\b(?:minutes?|attendance|polic(?:y|ies)|procedures?|protocols?|certificates?|registers?|in place|signed off"
    r"|published|circulated|delivered|training records?|completed|updated|launched|approved|issued|sent"
    r"|agreed|emails?|newsletter|version|v\d)\b",
    re.IGNORECASE,
)


class QuestionKind(Choice):
    """What is asked."""

    MORE_THAN_USUAL = "more-than-usual", "More actions than usual"
    ONLY_PROCEDURES_OR_COURSES = "only-procedures-or-courses", "Only procedures or single courses"
    NOTHING_TO_OBSERVE = "nothing-to-observe", "Nothing that anybody could observe"
    WEAK_VERB_WITHOUT_OWNER = "weak-verb-without-owner", "A weak verb that nobody owns"


class Question(NamedTuple):
    """A question and the actions that it is about, as places (from 0) in what was given."""

    kind: QuestionKind
    actions: tuple[int, ...]


class AskedAbout(Protocol):
    """An action as far as it is asked about; a `PlanRow` is one. `kind` may be empty: then its words are read."""

    @property
    def action(self) -> str: ...
    @property
    def owner_agency(self) -> str: ...
    @property
    def owner_role(self) -> str: ...
    @property
    def intended_change(self) -> str: ...
    @property
    def how_known(self) -> str: ...
    @property
    def kind(self) -> str: ...


def questions_on(actions: Sequence[AskedAbout], *, usual: int = USUAL) -> tuple[Question, ...]:
    """What to ask about the actions of one recommendation, in the order of `QuestionKind`; none where all is well."""
    every = range(len(actions))
    paper = tuple(at for at in every if _procedure_or_course(actions[at]))
    asked = (
        Question(QuestionKind.MORE_THAN_USUAL, tuple(every) if len(actions) > usual else ()),
        Question(QuestionKind.ONLY_PROCEDURES_OR_COURSES, paper if len(paper) == len(actions) else ()),
        Question(QuestionKind.NOTHING_TO_OBSERVE, tuple(at for at in every if not _observable(actions[at]))),
        Question(QuestionKind.WEAK_VERB_WITHOUT_OWNER, tuple(at for at in every if _weak(actions[at]))),
    )
    return tuple(question for question in asked if question.actions)


def _procedure_or_course(action: AskedAbout) -> bool:
    kind = action.kind.strip().lower()
    if not kind and action.action.strip():
        kind = str(kinds_of(action.action)[0])
    if kind not in (PointKind.PROCEDURE, PointKind.TRAINING):
        return False
    return not _GOES_ON.search(action.action)


def _observable(action: AskedAbout) -> bool:
    """Whether somebody could look if things are different; minutes and attendance lists show that work was done."""
    return any(_says_what(words) for words in (action.intended_change, action.how_known))


def _says_what(words: str) -> bool:
    if not words.strip():
        return False
    return bool(_OBSERVABLE.search(words)) or not _ONLY_OUTPUT.search(words)


def _weak(action: AskedAbout) -> bool:
    if action.owner_agency.strip() or action.owner_role.strip() or not action.action.strip():
        return False
    return bool(_WEAK.match(action.action.strip()) or weak_opener(action.action))
