"""What was said before that comes close to a text. The text is stored nowhere, and in no log."""

from django.db.models import prefetch_related_objects
from ninja import Router

from heeded.api.door import Caller, door
from heeded.api.shapes.said_before import SaidBeforeShown, TextSaid, said_before_of
from heeded.learning.queries import said_before
from heeded.library.queries import visible_works
from heeded.library.services import note_readings
from heeded.people.scopes import Scope

router = Router(tags=["Lessons"])


@router.post("/said-before", response=SaidBeforeShown, **door(Scope.READ, anonymous=True))
def said_before_of_text(request: Caller, said: TextSaid) -> SaidBeforeShown:
    """What earlier reviews said that comes closest to a text, and how often it was recommended. The text is stored
    nowhere, and in no log."""
    besides = visible_works(request.viewer).filter(identifier=said.besides).first() if said.besides else None
    found = said_before(request.viewer, said.text, most=said.most, besides=besides)
    points = [one.point for one in found.near]
    prefetch_related_objects(points, "places")
    note_readings({one.document.identifier for one in points}, by=request.viewer, door="api-said-before")
    return said_before_of(request.viewer, found)
