"""A person decides what the machine only suggests: why, cause pattern, what a recommendation asks for."""

from collections.abc import Sequence

from django.db import transaction

from heeded.briefing.models import Line, RecommendationDecision, Version
from heeded.briefing.services._drafts import draft_for_update, touched
from heeded.briefing.services._permission import must_of_review
from heeded.briefing.whys import WHY_OF_A_LINE, decide_with_its_point, take_whys
from heeded.core.clock import now
from heeded.core.errors import Refused
from heeded.core.services import record
from heeded.core.transactions import one_at_a_time
from heeded.engine.briefing import CausePattern, Is, PointKind
from heeded.engine.vocabulary import Agency
from heeded.library.models import LearningPoint
from heeded.people.permissions import Permission
from heeded.people.viewer import Viewer

LONGEST_DAY = 120  # characters of "by when"


@transaction.atomic
def decide_why(version: Version, key: str, *, why: str, pattern: str = "", by: Viewer) -> Line:
    """Say whether a line explains or describes, and with which cause pattern. Of a line that is a learning point,
    whoever may code says it of that, for the whole library; lines of drafts take it from there.

    Raises:
        NotAllowed: they may not work on briefings, or not of this review.
        NotADraft: it has been checked or issued.
        Refused: no such line, answer or pattern; a pattern for a line that only describes; or it was decided otherwise
            of the learning point, and they may not code.
    """
    held = draft_for_update(version, by=by)
    line = held.lines.filter(key=key).select_related("learning_point").first()
    if line is None or why not in set(Is) or (pattern and pattern not in set(CausePattern)):
        raise Refused("Say whether the line explains or describes.")
    if pattern and why != Is.EXPLAINS:
        raise Refused("Only a line that explains has a cause pattern.")
    given = CausePattern(pattern) if pattern else None
    if decide_with_its_point(line, why=Is(why), pattern=given, by=by):
        take_whys(by, [line])
    else:
        line.why, line.cause_pattern, line.why_decided_by = why, pattern, by.audit_name
        line.save(update_fields=WHY_OF_A_LINE)
    touched(held, by=by)
    record("briefing.why", by=by, thing_kind="briefing", thing=held.briefing.identifier, line=key, why=why)
    return line


@transaction.atomic
def decide_recommendation(
    point: LearningPoint, *, kinds: Sequence[str], agencies: Sequence[str], by: Viewer, by_when: str = ""
) -> RecommendationDecision:
    """Say what a recommendation asks for and who must act. The decision before it is kept.

    Raises:
        NotAllowed: they may not work on briefings, or another board looks after the review.
        Refused: no kind, one that there is not, or a day in too many words.
    """
    otherwise = "You cannot decide on recommendations."
    must_of_review(by, Permission.EDIT_BRIEFINGS, point.work, otherwise=otherwise)
    if not kinds or not set(kinds) <= set(PointKind):
        raise Refused("Choose at least one kind, from the list.")
    if not set(agencies) <= set(Agency):
        raise Refused("Choose who must act from the list.")
    if len(by_when.strip()) > LONGEST_DAY:
        raise Refused(f"By when: at most {LONGEST_DAY} characters fit.")
    one_at_a_time("recommendation", point.pk)
    RecommendationDecision.objects.filter(learning_point=point, current=True).update(current=False)
    decision = RecommendationDecision.objects.create(
        learning_point=point,
        kinds=list(dict.fromkeys(kinds)),
        agencies=list(dict.fromkeys(agencies)),
        by_when=by_when.strip(),
        decided_by=by.audit_name,
        decided_at=now(),
    )
    record("recommendation.kind", by=by, thing_kind="learning-point", thing=point.identifier)
    return decision
