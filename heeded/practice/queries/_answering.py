"""What somebody who answers has before them: earlier answers, and the evidence of the point that they may see."""

from django.db.models import Prefetch, Q, QuerySet

from heeded.people.viewer import Viewer
from heeded.practice.models import Addressee, Evidence, Response
from heeded.practice.queries._visible import visible_evidence, visible_responses


def answers_of(viewer: Viewer, addressee: Addressee) -> QuerySet[Response]:
    """Every answer that was given for an addressee, the newest first."""
    found = visible_responses(viewer).filter(addressee=addressee)
    evidence = Prefetch("evidence", visible_evidence(viewer).order_by("pk"))
    return found.prefetch_related(evidence).order_by("-pk")


def evidence_to_answer(viewer: Viewer, addressee: Addressee) -> QuerySet[Evidence]:
    """The evidence of the point that an answer can rest on: of the point itself, or of the addressee's own actions."""
    found = visible_evidence(viewer).filter(item=addressee.item_id)
    own = Q(action__isnull=True) | Q(action__owner_agency=addressee.organisation_id)
    return found.filter(own).order_by("pk")
