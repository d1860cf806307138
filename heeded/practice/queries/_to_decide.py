"""What of a plan waits for a decision of its board."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from heeded.people.models import Organisation
from heeded.people.viewer import Viewer
from heeded.practice.kinds import AnswerKind, CheckAnswer
from heeded.practice.models import PlanItem, PracticeCheck, Response
from heeded.practice.queries._plan_page import ItemsAsked, ItemState, plan_items
from heeded.practice.queries._visible import visible_checks, visible_responses
from heeded.practice.queries._waiting_checks import still_to_make


def ready_to_close(viewer: Viewer, board: Organisation) -> QuerySet[PlanItem]:
    """Items whose actions are all done and whose newest practice check says that practice changed."""
    checks = PracticeCheck.objects.filter(actions__item=OuterRef("pk"), made_at__isnull=False)
    newest = Subquery(checks.order_by("-made_at", "-pk").values("answer")[:1])
    done = plan_items(viewer, board, ItemsAsked(state=ItemState.TO_CHECK))
    return done.annotate(newest_check=newest).filter(newest_check=CheckAnswer.YES)


def not_accepted_open(viewer: Viewer, board: Organisation) -> QuerySet[PlanItem]:
    """Items that are still open though somebody who was asked did not accept them."""
    refusals = Response.objects.filter(addressee__item=OuterRef("pk"), answer=AnswerKind.NOT_ACCEPTED)
    return plan_items(viewer, board, ItemsAsked()).filter(Exists(refusals), closed_as="")


def checks_by(viewer: Viewer, board: Organisation, until: date) -> QuerySet[PracticeCheck]:
    """Practice checks that are late or due by a day, the latest first."""
    waiting = still_to_make(visible_checks(viewer).filter(board=board, due__lte=until))
    return waiting.order_by("due", "pk").prefetch_related("actions__item__point")


def answers_since(viewer: Viewer, board: Organisation, since: date | None) -> QuerySet[Response]:
    """What was answered since a day (at all), the newest first."""
    found = visible_responses(viewer).filter(addressee__item__board=board)
    if since is not None:
        found = found.filter(made_at__date__gt=since)
    return found.select_related("addressee__item__point", "addressee__organisation").order_by(
        "-made_at", "-pk"
    )
