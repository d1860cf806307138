"""The closed lists of this room."""

from heeded.engine.vocabulary import Choice


class SourceKind(Choice):
    """Where a point that was entered by hand comes from."""

    REVIEW = "review", "A review"
    RAPID_REVIEW = "rapid-review", "A rapid review"
    AUDIT = "audit", "An audit"
    INSPECTION = "inspection", "An inspection"
    NATIONAL_REPORT = "national-report", "A national report"
    OTHER = "other", "Something else"


class AnswerKind(Choice):
    ACCEPTED = "accepted", "Accepted"
    IN_PART = "in-part", "Accepted in part"
    NOT_ACCEPTED = "not-accepted", "Not accepted"
    ALREADY_SO = "already-so", "Already so"


class ActionKind(Choice):
    PROCEDURE = "procedure", "Procedure or guidance"
    TRAINING = "training", "Training"
    PRACTICE = "practice", "Practice"
    SUPERVISION = "supervision", "Supervision"
    RESOURCES = "resources", "Resources"
    JOINT_WORKING = "joint-working", "Joint working"
    STRUCTURE = "structure", "Structure"


class ActionState(Choice):
    NOT_STARTED = "not-started", "Not started"
    UNDER_WAY = "under-way", "Under way"
    DONE = "done", "Done"


class EvidenceKind(Choice):
    AUDIT = "audit", "Audit"
    CASE_FILES = "case-files", "Sample of case files"
    OBSERVATION = "observation", "Observation of practice"
    SUPERVISION = "supervision", "Supervision records"
    DATA = "data", "Data over time"
    FAMILIES = "families", "What families and children say"
    PRACTITIONERS = "practitioners", "What practitioners say"
    TRAINING = "training", "Training record"


NEVER_ALONE = frozenset(
    {EvidenceKind.TRAINING}
)  # who came to a course says nothing of what they did afterwards


class CheckAnswer(Choice):
    YES = "yes", "Yes"
    PARTLY = "partly", "Partly"
    NO = "no", "No"
    NOT_KNOWN = "not-known", "Not known"


class Tie(Choice):
    """How close a checker is to those who did it, closest first."""

    SAME_TEAM = "same-team", "Same team"
    SAME_AGENCY = "same-agency", "Same agency"
    ANOTHER_AGENCY = "another-agency", "Another agency"
    INDEPENDENT = "independent", "Independent"


class ClosedAs(Choice):
    PRACTICE_CHANGED = "practice-changed", "Practice changed"
    NOT_ACCEPTED = "not-accepted", "Not accepted"
    REPLACED = "replaced", "Replaced by another"
    JOINED = "joined", "Joined with another"
    NO_LONGER_APPLIES = "no-longer-applies", "No longer applies"


LEADS_ON = frozenset({ClosedAs.REPLACED, ClosedAs.JOINED})


class When(Choice):
    """Whether the practice that a later review describes is later than the action; its period under review decides."""

    LATER = "later-practice", "Taught again"
    EARLIER = "earlier-practice", "Same lesson, earlier practice"
    NOT_KNOWN = "not-known", "Not known"


class TakenUpAs(Choice):
    APPLIES = "applies", "It could happen here"
    ALREADY_SO = "already-so", "Already so here"
    DOES_NOT_APPLY = "does-not-apply", "Does not apply here"


class BoardSays(Choice):
    """What a board says of itself, or what is known about it. Where nothing is said, none is known."""

    NONE = "none", "The board says none"
    NOT_HERE = "not-here", "Not in this library"
    NOT_USING = "not-using", "The board does not use Heeded"


class QuestionKind(Choice):
    QUESTION = "question", "Question"
    ADVICE = "advice", "Advice"


class RemindsOf(Choice):
    ACTION = "action", "An action that is due"
    ANSWER = "answer", "An answer that is due"
    CHECK = "check", "A practice check that is due"


class Fate(Choice):
    WAITING = "waiting", "Waiting to be sent"
    SENDING = "sending", "Being sent"
    SENT = "sent", "Sent"
    UNKNOWN = "may-not-have-arrived", "May not have arrived"
    REFUSED = "refused", "Refused by the mail server"
    NOT_NEEDED = "not-needed", "Nothing was left to say"


class LinkEnd(Choice):
    """Why a link to one action does not lead on any more."""

    USED = "used", "It was used"
    EXPIRED = "expired", "It was not used in time"
    MOVED_ON = "moved-on", "The action was changed since"
    CLOSED = "closed", "The action is closed"
    NOT_THEIRS = "not-theirs", "The action is somebody else’s now"


class Told(Choice):
    """What a board, or whoever asked one for an outside body, is told by letter that it waits for them."""

    CAME_BACK = "came-back", "What may have come back"
    ASKED = "asked", "What an outside body asks or advises"
    ANSWERED = "answered", "What a board answered an outside body"
