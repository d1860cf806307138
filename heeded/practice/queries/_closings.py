"""How something was closed, and what else on its plan it could lead to."""

from django.db.models import Case, IntegerField, QuerySet, Value, When

from heeded.people.viewer import Viewer
from heeded.practice.models import Action, Closing, PlanItem
from heeded.practice.queries._visible import seen_whole, visible_actions


def closing_of(viewer: Viewer, thing: PlanItem | Action) -> Closing | None:
    """The closing that stands, for those within; None: it is open."""
    item = thing.item_id if isinstance(thing, Action) else thing.pk
    if not seen_whole(viewer).filter(pk=item).exists():
        return None
    action = thing if isinstance(thing, Action) else None
    found = Closing.objects.filter(item=item, action=action, reopened_at__isnull=True)
    return found.select_related("item", "into_item", "into_action", "check_made").first()


def actions_beside(viewer: Viewer, action: Action, words: str = "") -> QuerySet[Action]:
    """The other open actions of its plan, those of the same point first."""
    found = (
        visible_actions(viewer).filter(item__board=action.item.board_id, closed_as="").exclude(pk=action.pk)
    )
    for word in words.split()[:10]:
        found = found.filter(what__icontains=word)
    far = Case(When(item=action.item_id, then=Value(0)), default=Value(1), output_field=IntegerField())
    return found.annotate(far=far).order_by("far", "pk")
