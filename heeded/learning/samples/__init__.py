"""What was coded and which lessons come again in the sample library: by readers who are as fictional as the reviews.

The words lie in `heeded/samples/lessons.toml` and `codings.toml`. The machine proposes lessons first, as in any
library; the ready account of the researcher confirms most of them, codes, and codes two reviews blind beside the
inspector's. What is left over on purpose: two lessons that are proposed, and differences that nobody has settled.
"""

import tomllib
from dataclasses import dataclass

from heeded.engine.frameworks import shipped
from heeded.learning.models import Coding
from heeded.learning.samples._naming import confirm_lessons, has_decided
from heeded.learning.samples._planted import FOLDER, Planted, planted_lessons, points_of
from heeded.learning.samples._reading import Reader
from heeded.learning.samples._round import code_in_a_round, viewer_for
from heeded.learning.services import find_lessons, keep_shipped
from heeded.people.demo import ready_accounts
from heeded.people.viewer import Viewer

__all__ = ["FOLDER", "Learned", "Planted", "learn_from_samples", "planted_lessons", "points_of"]


@dataclass(frozen=True, slots=True)
class Learned:
    """How much was laid down now: lessons that are confirmed, codings; nothing of either where it was there before."""

    lessons: int
    codings: int


def learn_from_samples(*, by: Viewer) -> Learned:
    """Let the samples be coded and their lessons be found and named. Ask once they are published. Safe to repeat: what
    was laid down before stays as people left it since, and what was erased or withdrawn is passed over.

    Raises:
        Refused, NotToBeCoded: a quote does not stand in its review, or a theme is not there.
    """
    keep_shipped(shipped(), by=by)
    coders = {account.email.partition("@")[0]: account for account in ready_accounts(by=by)}
    researcher = viewer_for(coders["researcher"])
    find_lessons(by=by)
    lessons = 0 if has_decided(researcher) else confirm_lessons(researcher)
    if Coding.objects.filter(made_by=researcher.audit_name).exists():
        return Learned(lessons, 0)
    told = tomllib.loads((FOLDER / "codings.toml").read_text(encoding="utf-8"))
    coded = code_in_a_round(told["round"], coders)
    for row in told["documents"]:
        reader = Reader(researcher)
        coded += sum(reader.code(row["file"], one["theme"].split(), one) for one in row["codings"])
    return Learned(lessons, coded)
