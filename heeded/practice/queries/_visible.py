"""Who sees what of a plan. A board sees its own; an agency what it is asked and owns; whoever is to do or to check
something that; an outside body what is opened to it; everybody what the board shows of points that they may see."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from heeded.core.clock import now
from heeded.library.keeping import boards_of
from heeded.library.queries import visible_learning_points
from heeded.people.permissions import Permission
from heeded.people.viewer import Viewer
from heeded.practice.models import (
    Action,
    Addressee,
    CameBack,
    Evidence,
    Opening,
    PlanItem,
    Point,
    PointPlace,
    PracticeCheck,
    Response,
)

_NOTHING = Q(pk__in=[])


def boards_kept(viewer: Viewer) -> set[int]:
    """The boards, by key, whose plans this person keeps; none without a second factor."""
    return boards_of(viewer, Permission.MANAGE_PLAN) if viewer.strong else set()


def agencies_of(viewer: Viewer) -> set[int]:
    """The organisations, by key, that this person answers for."""
    return boards_of(viewer, Permission.ANSWER) if viewer.strong else set()


def visible_points(viewer: Viewer) -> QuerySet[Point]:
    """Points whose words this viewer may see: those of reports by what is printed in documents that they may see,
    those entered by hand where they see an item of a plan about them."""
    if viewer.is_operator:
        return Point.objects.all()
    own = Exists(_inside(viewer, PlanItem.objects.filter(point=OuterRef("pk"))))
    shown = Exists(PlanItem.objects.filter(point=OuterRef("pk"), shown_at__isnull=False))
    by_hand = ~Q(source_kind="") & (Q(shown) | Q(own))
    return Point.objects.filter(Q(_printed_for(viewer, "pk")) | by_hand)


def visible_items(viewer: Viewer) -> QuerySet[PlanItem]:
    """The items of plans that this viewer may see, in whatever part."""
    if viewer.is_operator:
        return PlanItem.objects.all()
    return PlanItem.objects.filter(_whole(viewer) | _in_part(viewer))


def seen_whole(viewer: Viewer) -> QuerySet[PlanItem]:
    """Of those the ones that this viewer sees from within: of a board of theirs, or opened to their body."""
    return _inside(viewer, PlanItem.objects.all())


def visible_actions(viewer: Viewer) -> QuerySet[Action]:
    """The actions that this viewer may see."""
    if viewer.is_operator:
        return Action.objects.all()
    return Action.objects.filter(Q(item__in=PlanItem.objects.filter(_whole(viewer))) | _my_actions(viewer))


def visible_addressees(viewer: Viewer) -> QuerySet[Addressee]:
    """Who is asked, as far as this viewer may know."""
    if viewer.is_operator:
        return Addressee.objects.all()
    whole = Q(item__in=PlanItem.objects.filter(_whole(viewer)))
    return Addressee.objects.filter(whole | Q(organisation__in=agencies_of(viewer)))


def visible_responses(viewer: Viewer) -> QuerySet[Response]:
    """The answers that this viewer may see: published ones of items that are shown; else for those within, and for
    the organisation that answered."""
    if viewer.is_operator:
        return Response.objects.all()
    published = Q(published_at__isnull=False, addressee__item__in=_shown_items(viewer))
    own = Q(addressee__organisation__in=agencies_of(viewer))
    return Response.objects.filter(published | own | Q(addressee__item__in=seen_whole(viewer)))


def visible_evidence(viewer: Viewer) -> QuerySet[Evidence]:
    """Evidence that was not taken away: restricted until the board shows it."""
    there = Evidence.objects.filter(taken_away_at__isnull=True)
    if viewer.is_operator:
        return there
    shown = Q(shown_at__isnull=False, item__in=_shown_items(viewer))
    mine = _NOTHING
    if viewer.account is not None and viewer.strong:
        mine = Q(added_by=viewer.audit_name)
        mine |= Q(action__in=Action.objects.filter(_my_actions(viewer)))
        mine |= Q(checks__in=PracticeCheck.objects.filter(checker=viewer.account))
    return there.filter(shown | mine | Q(item__in=seen_whole(viewer))).distinct()


def visible_checks(viewer: Viewer) -> QuerySet[PracticeCheck]:
    """Practice checks: those made are for all who see one of their actions, those still to be made for those within,
    for owners, and for whoever is asked to make one."""
    if viewer.is_operator:
        return PracticeCheck.objects.all()
    made = Q(actions__in=visible_actions(viewer), made_at__isnull=False)
    within = Q(actions__item__in=seen_whole(viewer))
    if viewer.strong:
        within |= Q(board__in=boards_of(viewer, Permission.CHECK_PRACTICE))
        within |= Q(checker=viewer.account or 0) | Q(actions__in=Action.objects.filter(_my_actions(viewer)))
    return PracticeCheck.objects.filter(made | within).distinct()


def visible_returns(viewer: Viewer) -> QuerySet[CameBack]:
    """What came back. What nobody has decided, or was found not to be the same, is for those who decide."""
    points = visible_learning_points(viewer)
    found = CameBack.objects.filter(item__in=visible_items(viewer), learning_point__in=points)
    if viewer.is_operator or Permission.DECIDE_CAME_BACK in viewer.permissions:
        return found
    return found.filter(state="same")


def current_openings(viewer: Viewer) -> QuerySet[Opening]:
    """What is opened to bodies of this person right now."""
    if not viewer.strong:
        return Opening.objects.none()
    to = boards_of(viewer, Permission.ASK_BOARDS)
    return Opening.objects.filter(to__in=to, since__lte=now(), until__gt=now())


def _whole(viewer: Viewer) -> Q:
    return Q(pk__in=_inside(viewer, PlanItem.objects.all()).values("pk")) | Q(
        pk__in=_shown_items(viewer).values("pk")
    )


def _inside(viewer: Viewer, items: QuerySet[PlanItem]) -> QuerySet[PlanItem]:
    if viewer.is_operator:
        return items
    opened = current_openings(viewer).filter(board=OuterRef("board"))
    of_it = Q(work__isnull=True) | Q(work=OuterRef("point__work"))
    return items.filter(Q(board__in=boards_kept(viewer)) | Q(Exists(opened.filter(of_it))))


def _in_part(viewer: Viewer) -> Q:
    """Items of which somebody sees what concerns them."""
    asked = Addressee.objects.filter(item=OuterRef("pk"), organisation__in=agencies_of(viewer))
    found = Q(Exists(asked)) | Q(Exists(Action.objects.filter(_my_actions(viewer), item=OuterRef("pk"))))
    return found


def _my_actions(viewer: Viewer) -> Q:
    """Owned by this person or by an agency that they answer for, or theirs to check."""
    if viewer.account is None or not viewer.strong:
        return _NOTHING
    to_check = PracticeCheck.objects.filter(checker=viewer.account).values("actions")
    mine = Q(owner=viewer.account) | Q(owner_agency__in=agencies_of(viewer))
    return mine | Q(pk__in=to_check)


def _shown_items(viewer: Viewer) -> QuerySet[PlanItem]:
    """What boards show of points that this viewer may see."""
    seen = Q(_printed_for(viewer, "point")) | ~Q(point__source_kind="")
    return PlanItem.objects.filter(seen, shown_at__isnull=False)


def _printed_for(viewer: Viewer, name: str) -> Exists:
    places = PointPlace.objects.filter(point=OuterRef(name))
    return Exists(places.filter(learning_point__in=visible_learning_points(viewer)))
