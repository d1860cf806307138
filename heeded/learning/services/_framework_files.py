"""A framework is taken from a file: new, or as the next version of the one that is here."""

from collections.abc import Iterable

from django.db import transaction

from heeded.core.actors import Actor
from heeded.core.clock import now
from heeded.core.transactions import one_at_a_time
from heeded.engine import frameworks as engine
from heeded.learning.models import Framework
from heeded.learning.queries import framework_record
from heeded.learning.services._framework_versions import (
    apply,
    checked_record,
    must_not_be_in_a_round,
    open_round_with,
)
from heeded.learning.services._permission import must
from heeded.people.permissions import Permission
from heeded.people.viewer import Viewer


@transaction.atomic
def take_framework(read: engine.Framework, *, by: Viewer, note: str = "") -> Framework:
    """Make a framework of what was read from a file; one of the same identifier gets its next version: themes are
    added, reworded and retired until it says what the file says. Nothing that was coded is lost. Taken twice it is
    taken once.

    Raises:
        NotAllowed: they may not change frameworks.
        FrameworkWrong: with everything that is wrong with it.
        Refused: a round of coding uses it and is not settled.
    """
    must(by, Permission.EDIT_FRAMEWORKS)
    return _taken(read, by=by, changed_here=True, note=note)


@transaction.atomic
def keep_shipped(shipped: Iterable[engine.Framework], *, by: Actor) -> list[Framework]:
    """Put the frameworks that come with Heeded into the library, and their newer versions where nobody has changed
    them here and no round of coding is open; those that are new or newer now. Safe to repeat."""
    found = []
    for read in shipped:
        held = Framework.objects.filter(identifier=read.identifier).first()
        as_it_is = held is not None and (held.changed_here or held.taken_version == read.version)
        if not as_it_is and (held is None or open_round_with(held) is None):
            found.append(_taken(read, by=by, changed_here=False, note=""))
    return found


def _taken(read: engine.Framework, *, by: Actor, changed_here: bool, note: str) -> Framework:
    record = checked_record(read)
    one_at_a_time("framework", read.identifier)
    held = Framework.objects.select_for_update().filter(identifier=read.identifier).first()
    if held is None:
        held = Framework.objects.create(
            identifier=read.identifier, name=read.name, version=0, made_at=now(), made_by=by.audit_name
        )
    elif {theme.identifier for theme in framework_record(held).themes} - {
        one.identifier for one in record.themes
    }:
        must_not_be_in_a_round(held, by=by)
    is_new = held.version == 0
    changed = apply(held, record, kind="taken", by=by, note=note)
    held.taken_version = read.version
    held.changed_here = held.changed_here or (changed_here and changed and not is_new)
    held.save(update_fields=["taken_version", "changed_here"])
    return held
