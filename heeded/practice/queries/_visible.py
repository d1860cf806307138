"""Who sees what of a plan. A board sees its own; an agency what it is asked and owns; whoever is to do or to check
something that; an outside body what is opened to it; everybody what the board shows of points that they may see."""

from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from heeded.core.clock import now
from heeded.library.keeping import boards_of
from heeded.library.looking import once
from heeded.library.queries import in_learning_points, visible_learning_points
from heeded.people.models import Organisation
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
_Row = TypeVar("_Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Among:
    """Items of plans (by key) of which it was found out already that a viewer sees them, from within or as everybody
    does, so that what hangs on them need not ask again for each."""

    items: frozenset[int]
    inside: frozenset[int]
    shown: frozenset[int]


def organisations_of(viewer: Viewer, permission: Permission) -> set[int]:
    """The organisations, by key, in which a role of theirs allows it; none without a second factor, nor by a token that
    is not for it."""
    if not viewer.strong or permission not in viewer.permissions:
        return set()
    return boards_of(viewer, permission)


def boards_kept(viewer: Viewer) -> set[int]:
    """The boards, by key, whose plans this person keeps; none without a second factor."""
    return organisations_of(viewer, Permission.MANAGE_PLAN)


def agencies_of(viewer: Viewer) -> set[int]:
    """The organisations, by key, that this person answers for."""
    return organisations_of(viewer, Permission.ANSWER)


def visible_points(viewer: Viewer) -> QuerySet[Point]:
    """Points whose words this viewer may see: those of reports by what is printed in documents that they may see,
    those entered by hand where they see an item of a plan about them."""
    if viewer.is_operator:
        return Point.objects.all()
    on_plan = PlanItem.objects.filter(point=OuterRef("pk"))
    own = Exists(
        on_plan.filter(_inside(viewer) | _in_part(viewer))
    )  # whoever is to answer or act reads to what
    shown = Exists(on_plan.filter(shown_at__isnull=False))
    by_hand = ~Q(source_kind="") & (Q(shown) | Q(own))
    return Point.objects.filter(Q(_printed_for(viewer, "pk")) | by_hand)


def visible_items(viewer: Viewer, among: Among | None = None) -> QuerySet[PlanItem]:
    """The items of plans that this viewer may see, in whatever part; of these alone, where they are given."""
    if among is not None:
        return PlanItem.objects.filter(pk__in=among.items)
    return PlanItem.objects.filter(_any_part(viewer))


def seen_whole(viewer: Viewer) -> QuerySet[PlanItem]:
    """Of those the ones that this viewer sees from within: of a board of theirs, or opened to their body."""
    return PlanItem.objects.filter(_inside(viewer))


def found_among(viewer: Viewer, which: Q) -> Among:
    """Which of the items that a condition names this viewer sees, and how. At most four queries: a condition with an
    "or" in it is asked of the whole library first, each half of it of these items alone."""
    held = PlanItem.objects.filter(which)
    shown = held.filter(shown_at__isnull=False)
    printed = shown.filter(point__places__learning_point__in=in_learning_points(viewer))
    by_hand = shown.exclude(point__source_kind="")
    inside, in_part = held.filter(_inside(viewer)), held.filter(_in_part(viewer))
    within, parts, printed_keys, by_hand_keys = (
        frozenset(some.values_list("pk", flat=True)) for some in (inside, in_part, printed, by_hand)
    )
    everybodys = printed_keys | by_hand_keys
    return Among(within | parts | everybodys, within, everybodys)


def found_of_board(viewer: Viewer, board: Organisation) -> Among:
    """Which items of a board's plan this viewer sees, and how; asked once while a page is put together."""
    return once(("items of a board", viewer, board.pk), lambda: found_among(viewer, Q(board=board)))


def visible_actions(viewer: Viewer, among: Among | None = None) -> QuerySet[Action]:
    """The actions that this viewer may see; of these items alone, where they are given."""
    seen = _inside(viewer, "item__", among) | _shown(viewer, "item__", among) | _my_actions(viewer)
    return _only(Action.objects.filter(seen), "item", among)


def visible_addressees(viewer: Viewer, among: Among | None = None) -> QuerySet[Addressee]:
    """Who is asked, as far as this viewer may know; of these items alone, where they are given."""
    own = Q(organisation__in=agencies_of(viewer))
    seen = _inside(viewer, "item__", among) | _shown(viewer, "item__", among) | own
    return _only(Addressee.objects.filter(seen), "item", among)


def visible_responses(viewer: Viewer, among: Among | None = None) -> QuerySet[Response]:
    """The answers that this viewer may see: published ones of items that are shown; else for those within, and for
    the organisation that answered."""
    published = Q(published_at__isnull=False) & _shown(viewer, "addressee__item__", among)
    own = Q(addressee__organisation__in=agencies_of(viewer))
    seen = published | own | _inside(viewer, "addressee__item__", among)
    return _only(Response.objects.filter(seen), "addressee__item", among)


def visible_evidence(viewer: Viewer, among: Among | None = None) -> QuerySet[Evidence]:
    """Evidence that was not taken away: restricted until the board shows it."""
    shown = Q(shown_at__isnull=False) & _shown(viewer, "item__", among)
    seen = shown | _my_evidence(viewer) | _inside(viewer, "item__", among)
    return _only(Evidence.objects.filter(seen, taken_away_at__isnull=True), "item", among)


def sees_as_handed_in(viewer: Viewer, evidence: Evidence) -> bool:
    """Whether this viewer, who sees the evidence, sees it for more than that it is shown to everybody, and may have its
    file as it was handed in."""
    seen = _my_evidence(viewer) | _inside(viewer, "item__")
    return Evidence.objects.filter(seen, pk=evidence.pk).exists()


def visible_checks(viewer: Viewer, among: Among | None = None) -> QuerySet[PracticeCheck]:
    """Practice checks: those made are for all who see one of their actions, those still to be made for those within,
    for owners, and for whoever is asked to make one."""
    if viewer.is_operator:
        return PracticeCheck.objects.all()
    of_it = Action.objects.filter(checks=OuterRef("pk"))
    made = Q(Exists(of_it.filter(_shown(viewer, "item__", among))), made_at__isnull=False)
    within = Q(Exists(of_it.filter(_inside(viewer, "item__", among) | _my_actions(viewer))))
    if viewer.strong:
        within |= Q(board__in=organisations_of(viewer, Permission.CHECK_PRACTICE))
        within |= Q(checker=viewer.account or 0)
    return PracticeCheck.objects.filter(made | within)


def visible_returns(viewer: Viewer, among: Among | None = None) -> QuerySet[CameBack]:
    """What came back. What nobody has decided, or was found not to be the same, is for those who decide."""
    # Asked for each of the few that came back: as a list it would be every learning point of the library.
    seen = visible_learning_points(viewer).filter(pk=OuterRef("learning_point"))
    part = _any_part(viewer, "item__") if among is None else Q(item__in=among.items)
    found = CameBack.objects.filter(part, Exists(seen))
    if decides_returns(viewer):
        return found
    return found.filter(state="same")


def decides_returns(viewer: Viewer) -> bool:
    """Whether they say what came back: nobody without a second factor."""
    return viewer.strong and (viewer.is_operator or Permission.DECIDE_CAME_BACK in viewer.permissions)


def current_openings(viewer: Viewer) -> QuerySet[Opening]:
    """What is opened to bodies of this person right now."""
    to = organisations_of(viewer, Permission.ASK_BOARDS)
    return Opening.objects.filter(to__in=to, since__lte=now(), until__gt=now())


# Conditions instead of lists of keys: each reaches the item of a plan by `path`, so that they nest no deeper than
# SQLite reads.


def _any_part(viewer: Viewer, path: str = "") -> Q:
    return _inside(viewer, path) | _shown(viewer, path) | _in_part(viewer, path)


def _only(rows: QuerySet[_Row], item: str, among: Among | None) -> QuerySet[_Row]:
    return rows if among is None else rows.filter(**{f"{item}__in": among.items})


def _inside(viewer: Viewer, path: str = "", among: Among | None = None) -> Q:
    """Kept by this person, or opened to a body of theirs."""
    if among is not None:
        return Q(**{f"{path}pk__in": among.inside})
    if viewer.is_operator:
        return ~_NOTHING
    kept = Q(**{f"{path}board__in": boards_kept(viewer)})
    if Permission.ASK_BOARDS not in viewer.permissions or not viewer.strong:
        return kept
    opened = current_openings(viewer).filter(board=OuterRef(f"{path}board"))
    of_it = Q(work__isnull=True) | Q(work=OuterRef(f"{path}point__work"))
    return kept | Q(Exists(opened.filter(of_it)))


def _shown(viewer: Viewer, path: str = "", among: Among | None = None) -> Q:
    """What boards show of points that this viewer may see."""
    if among is not None:
        return Q(**{f"{path}pk__in": among.shown})
    seen = Q(_printed_for(viewer, f"{path}point")) | ~Q(**{f"{path}point__source_kind": ""})
    return Q(**{f"{path}shown_at__isnull": False}) & seen


def _in_part(viewer: Viewer, path: str = "") -> Q:
    """Items of which somebody sees what concerns them."""
    if viewer.account is None or not viewer.strong:
        return _NOTHING
    item = OuterRef(f"{path}pk")
    asked = Addressee.objects.filter(item=item, organisation__in=agencies_of(viewer))
    return Q(Exists(asked)) | Q(Exists(Action.objects.filter(_my_actions(viewer), item=item)))


def _my_actions(viewer: Viewer) -> Q:
    """Owned by this person or by an agency that they answer for, or theirs to check."""
    if viewer.account is None or not viewer.strong:
        return _NOTHING
    to_check = Exists(PracticeCheck.objects.filter(checker=viewer.account, actions=OuterRef("pk")))
    return Q(owner=viewer.account) | Q(owner_agency__in=agencies_of(viewer)) | Q(to_check)


def _my_evidence(viewer: Viewer) -> Q:
    """Put down by this person, of an action of theirs, or what a practice check of theirs rests on."""
    if viewer.account is None or not viewer.strong:
        return _NOTHING
    of_action = Exists(Action.objects.filter(_my_actions(viewer), pk=OuterRef("action")))
    of_check = Exists(PracticeCheck.objects.filter(checker=viewer.account, evidence=OuterRef("pk")))
    return Q(added_by=viewer.audit_name) | Q(of_action) | Q(of_check)


def _printed_for(viewer: Viewer, name: str) -> Exists:
    places = PointPlace.objects.filter(point=OuterRef(name))
    return Exists(places.filter(learning_point__in=in_learning_points(viewer)))
