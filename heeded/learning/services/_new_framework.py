"""A framework that somebody begins here, and identifiers that are still free."""

from collections.abc import Container
from dataclasses import replace
from itertools import count

from django.db import transaction

from heeded.core.transactions import one_at_a_time
from heeded.engine import frameworks as engine
from heeded.engine.exchange import identifier_for
from heeded.learning.models import Framework
from heeded.learning.services._framework_files import take_framework
from heeded.learning.services._permission import must
from heeded.people.permissions import Permission
from heeded.people.viewer import Viewer


@transaction.atomic
def make_framework(wanted: engine.Framework, *, by: Viewer, note: str = "") -> Framework:
    """Make a new framework: never the next version of one that is here, whatever the identifier asked for.

    Raises:
        NotAllowed: they may not change frameworks.
        FrameworkWrong: with everything that is wrong with it.
    """
    must(by, Permission.EDIT_FRAMEWORKS)
    one_at_a_time("framework", "new")
    taken = set(Framework.objects.values_list("identifier", flat=True))
    identifier = free_identifier(wanted.identifier or wanted.name, taken)
    return take_framework(replace(wanted, identifier=identifier), by=by, note=note)


def free_identifier(name: str, taken: Container[str]) -> str:
    """An identifier made of a name, with a number behind it where another thing has it."""
    wanted = identifier_for(name)
    numbered = (f"{wanted}-{number}" for number in count(2))
    return wanted if wanted not in taken else next(one for one in numbered if one not in taken)
