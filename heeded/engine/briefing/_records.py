"""What the makers of a briefing hand to each other: frozen records, none of them decided by anybody yet."""

from dataclasses import dataclass, field

from heeded.engine.records import Block, FactFound, LearningPointFound, Reading, SectionFound, Span
from heeded.engine.vocabulary import Choice


class Role(Choice):
    """What a part of a briefing is for. Its title, its order and whether it is there are a board's to say."""

    BACKGROUND = "background", "Background"
    VOICE = "voice", "The child’s story and voice"
    WENT_WELL = "went-well", "What went well"
    WENT_WRONG = "went-wrong", "What did not go well, and why"
    LEARNING = "learning", "Learning"
    DO_NOW = "do-now", "What to do now"
    TALK = "talk", "Questions to talk about, and where to read more"


class Is(Choice):
    """Whether a sentence says why, or only what. Always a suggestion until a person has looked."""

    EXPLAINS = "explains", "Explains"
    DESCRIBES = "describes", "Describes"


class CausePattern(Choice):
    """Why practice was as it was: six patterns (SCIE Learning Together, DOMAIN §2.4; the last two unverified there).
    Only ever given by a person."""

    TOOLS = "people-and-tools", "People and their tools"
    MANAGEMENT = "people-and-management-systems", "People and management systems"
    INCIDENTS = "joint-work-in-incidents", "Joint work in incidents and crises"
    LONGER_TERM = "joint-work-longer-term", "Joint work in assessment and longer-term work"
    FAMILY = "family-and-professionals", "Family and professional interaction"
    REASONING = "human-reasoning", "Human reasoning: thinking and emotional bias"


class PointKind(Choice):
    """What a recommendation asks for. A recommendation may ask for several; the first is the main one."""

    PROCEDURE = "procedure", "Procedure or guidance"
    TRAINING = "training", "Training or awareness"
    PRACTICE = "practice", "Practice with children and families"
    SUPERVISION = "supervision", "Supervision and management oversight"
    RESOURCES = "resources", "Resources and capacity"
    JOINT_WORKING = "joint-working", "Joint working"
    INFORMATION_SHARING = "information-sharing", "Information sharing and recording"
    STRUCTURE = "structure", "Structure, governance and commissioning"


@dataclass(frozen=True, slots=True)
class Report:
    """A report as the earlier steps found it: all that a briefing is made of."""

    reading: Reading
    blocks: tuple[Block, ...]
    sections: tuple[SectionFound, ...]
    learning_points: tuple[LearningPointFound, ...]
    facts: tuple[FactFound, ...] = ()


@dataclass(frozen=True, slots=True)
class RunningSentence:
    """One sentence of running text: `text` is `blocks[block].text[start:end]`; `order` counts from 0 in the report.

    `section` is an index into the sections, -1 before the first; `kind` and `speaker` are values of SectionKind
    and Speaker.
    """

    order: int
    text: str
    block: int
    start: int
    end: int
    page: int
    section: int
    kind: str
    speaker: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence with the machine's guess whether it explains, and how sure it is (0 to 1 that it explains)."""

    sentence: RunningSentence
    value: Is
    sureness: float


@dataclass(frozen=True, slots=True)
class LineDrafted:
    """A line of a draft: the report's words, or those words with some left out, and where they stand.

    `text` holds no word that `quote` has not, in the same order. `order` puts lines as the report has them;
    `learning_point` is an index into the report's learning points, -1 where the line is none.
    """

    text: str
    quote: str
    spans: tuple[Span, ...]
    why: Is
    order: int
    weight: float
    agencies: tuple[str, ...] = ()
    learning_point: int = -1

    @property
    def page(self) -> int:
        return self.spans[0].page


@dataclass(frozen=True, slots=True)
class PartDrafted:
    """A part of a briefing. What is not the report's words is its `note`, never a line."""

    role: Role
    title: str
    lines: tuple[LineDrafted, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class QuestionDrafted:
    """A question from the stock list, beside the words of the line that it asks about."""

    text: str
    about: str


@dataclass(frozen=True, slots=True)
class RecommendationAtAGlance:
    """What a recommendation asks for, of whom, by when: guesses, for a person to decide.

    `kinds` has the main one first. `strength` is stronger, intermediate or weaker (DOMAIN §4.1, the team's own
    reading) and is only ever shown as a question. `weak_opener` is the opening that asks for little, or empty.
    """

    learning_point: int
    number: str
    kinds: tuple[PointKind, ...]
    addressees: tuple[str, ...]
    agencies: tuple[str, ...]
    by_when: str = ""
    weak_opener: str = ""
    strength: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A briefing as the machine proposes it. `note` says first of all what a reader must know of the whole:
    that this does not look like a review, or that it describes and does not explain."""

    parts: tuple[PartDrafted, ...]
    questions: tuple[QuestionDrafted, ...] = ()
    recommendations: tuple[RecommendationAtAGlance, ...] = ()
    note: str = ""
    looks_like_a_review: bool = True
    content_notes: tuple[str, ...] = field(default=())
