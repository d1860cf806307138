"""What an editor typed while somebody else checked the draft: it goes into the next version."""

from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction

from heeded.briefing.models import Version
from heeded.briefing.services._editing import LineEdit, QuestionEdit, save_edits
from heeded.briefing.services._states import next_version
from heeded.briefing.services._words import DraftWords
from heeded.people.viewer import Viewer


@transaction.atomic
def next_version_with(
    version: Version,
    edits: Sequence[LineEdit],
    *,
    by: Viewer,
    questions: Sequence[QuestionEdit] = (),
    words: DraftWords | None = None,
) -> Version:
    """The next version, or the draft that there is, with these edits of `version` saved in it.

    Raises:
        NotAllowed: they may not work on briefings, or not of this review.
        NoSuchBriefing: somebody threw it away.
        EditsRefused: as `save_edits`; then no version is made.
    """
    following = next_version(version.briefing, by=by)
    same = _same_questions(version, following)
    moved = [replace(edit, pk=same[edit.pk]) for edit in questions if edit.pk in same]
    save_edits(following, edits, by=by, questions=moved, words=words)
    return following


def _same_questions(version: Version, following: Version) -> dict[int, int]:
    """By number of a question of one version, that of the next: lines keep a key, questions their place."""
    before, after = (
        list(one.questions.order_by("order", "pk").values_list("pk", flat=True))
        for one in (version, following)
    )
    return dict(zip(before, after, strict=False))
