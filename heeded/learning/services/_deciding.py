"""A person decides: on what a machine proposes, and on what they or others coded. Everything stays on record."""

from django.db import transaction

from heeded.core.clock import now
from heeded.core.errors import NotAllowed
from heeded.core.transactions import one_at_a_time
from heeded.engine.frameworks import CodeValue
from heeded.learning.errors import NoSuchCoding, NotToBeCoded, RoundNotOpen
from heeded.learning.models import Coding, CodingDecision, CodingPlace, Theme
from heeded.learning.queries import visible_codings, visible_places
from heeded.learning.services._laying_down import (
    ReadIn,
    Said,
    Target,
    checked_note,
    lay_down,
    replace,
    tell,
    wording_for,
)
from heeded.learning.services._permission import must
from heeded.library.keeping import may_keep
from heeded.library.layout import spans_from_row
from heeded.people.permissions import Permission
from heeded.people.viewer import Viewer


@transaction.atomic
def accept(coding: Coding, *, by: Viewer) -> Coding:
    """Say that a proposal is right, or that something rejected stands after all. Twice is once.

    Raises:
        NotAllowed: they may not code, or it is for others to say.
        NoSuchCoding: there is none that they may see.
        NotToBeCoded: it was changed into another, or its theme is not used any more.
        RoundNotOpen: it belongs to a round that is not settled.
    """
    held = _held(coding, by=by)
    if held.state == "standing":
        return held
    if held.state in {"changed", "in-round"}:
        raise NotToBeCoded("This is not a proposal any more.", advice="Look at what it was changed into.")
    wording_for(held.theme, held.target)
    return _decide(held, "accepted", "standing", by=by)


@transaction.atomic
def reject(coding: Coding, *, by: Viewer) -> Coding:
    """Say that a proposal is wrong, or take back what somebody coded. Twice is once.

    Raises:
        NotAllowed, NoSuchCoding, NotToBeCoded, RoundNotOpen: as `accept`.
    """
    held = _held(coding, by=by)
    if held.state == "rejected":
        return held
    if held.state == "changed":
        raise NotToBeCoded("It was changed into another.", advice="Look at what it was changed into.")
    return _decide(held, "rejected", "rejected", by=by)


@transaction.atomic
def change(
    coding: Coding,
    *,
    by: Viewer,
    theme: Theme | None = None,
    said: Said | None = None,
    read_in: ReadIn | None = None,
) -> Coding:
    """Put another coding in the place of a proposal or of an earlier one: another theme, value, note or other words.
    What is not given stays as it is. Twice is once; where nothing would change, a proposal is accepted.

    Raises:
        NotAllowed, NoSuchCoding, RoundNotOpen: as `accept`.
        NotToBeCoded: as `code_passage`, or somebody changed it into something else meanwhile.
    """
    held = _held(coding, by=by)
    place = visible_places(by).filter(coding=held, is_lost=False).order_by("-pk").first()
    place = place or visible_places(by).filter(coding=held).order_by("-pk").first()
    wanted = theme or held.theme
    if said is None:
        note = place.note if place else ""
        said = Said(CodeValue(held.value), note, held.certainty)
    if held.state == "changed":
        return _changed_before(held, wanted, said, by=by)
    words = read_in or _words_of(place)
    if wanted == held.theme and said.value == held.value and words == _words_of(place):
        return _as_it_is(held, said, by=by)
    target = Target(held.target, held.work, held.subject, held.adult)
    made = lay_down(target, wanted, said, words, by=by, instead_of=held.pk)
    if read_in is None:
        _stands_there_too(held, made)
    replace(held, made, by=by)
    tell("coding.change", held, by=by)
    return made


@transaction.atomic
def write_note(coding: Coding, note: str, *, by: Viewer, certainty: str | None = None) -> Coding:
    """Change the note on one's own coding, in the newest document that one may see, and how sure one is.

    Raises:
        NotAllowed: somebody else made it.
        NoSuchCoding, RoundNotOpen: as `accept`.
        NotToBeCoded: too long a note, or no such certainty.
    """
    held = _held(coding, by=by)
    if held.made_by != by.audit_name:
        raise NotAllowed("Only whoever coded it writes its note.")
    words = checked_note(note)
    if certainty is not None:
        if certainty and certainty not in dict(Coding.CERTAINTIES):
            raise NotToBeCoded("Choose how sure you are from the list.")
        held.certainty = certainty
        held.save(update_fields=["certainty"])
    place = visible_places(by).filter(coding=held).order_by("-pk").first()
    if place is not None:
        place.note = words
        place.save(update_fields=["note"])
    tell("coding.note", held, by=by)
    return held


def _held(coding: Coding, *, by: Viewer) -> Coding:
    """The coding as it is now; nobody else decides on it until this transaction ends."""
    must(by, Permission.CODE)
    one_at_a_time("codings", coding.work_id)
    held = Coding.objects.select_for_update(of=("self",)).select_related("work", "theme", "subject", "adult")
    found = held.filter(pk=coding.pk).first()
    if found is None or not visible_codings(by).filter(pk=found.pk).exists():
        raise NoSuchCoding("There is no such coding.")
    if found.state == "in-round":
        _must_be_coding(found, by=by)
    elif found.made_by not in {"", by.audit_name} and not may_keep(by, Permission.CODE, found.work):
        raise NotAllowed(
            "Somebody else coded this.",
            advice="They can change it, and so can the staff of the board that looks after the review.",
        )
    return found


def _must_be_coding(coding: Coding, *, by: Viewer) -> None:
    """In a round one changes one's own codings, until one has said that one is done."""
    assert coding.round is not None
    coders = coding.round.coders.filter(account=by.account or 0, done_at__isnull=True)
    if coding.made_by != by.audit_name or coding.round.state != "open" or not coders.exists():
        raise RoundNotOpen(
            "This belongs to a round of coding that is not settled.", advice="Settle it in the round."
        )


def _decide(coding: Coding, decision: str, state: str, *, by: Viewer) -> Coding:
    coding.state = state
    coding.save(update_fields=["state"])
    CodingDecision.objects.create(coding=coding, decision=decision, by=by.audit_name, at=now())
    tell(f"coding.{decision}", coding, by=by)
    return coding


def _as_it_is(coding: Coding, said: Said, *, by: Viewer) -> Coding:
    if coding.made_by == by.audit_name and coding.state in {"standing", "in-round"}:
        return write_note(coding, said.note, by=by, certainty=said.certainty)
    return accept(coding, by=by)


def _changed_before(coding: Coding, theme: Theme, said: Said, *, by: Viewer) -> Coding:
    """What it was changed into, where this person has just asked for the same."""
    last = coding.decisions.filter(decision="changed").order_by("-at", "-pk").first()
    became = last.became if last is not None else None
    if last is None or became is None or last.by != by.audit_name:
        raise NotToBeCoded("Somebody changed it into another meanwhile.", advice="Look at it again.")
    if became.theme_id != theme.pk or became.value != said.value:
        raise NotToBeCoded("You changed it into another already.", advice="Change that one.")
    return became


def _words_of(place: CodingPlace | None) -> ReadIn | None:
    if place is None or place.document is None:
        return None
    return ReadIn(place.document, spans_from_row(place.spans))


def _stands_there_too(old: Coding, new: Coding) -> None:
    """The same words in other versions of the document, as they were found for the earlier coding."""
    there = set(new.places.values_list("document", flat=True))
    for place in old.places.exclude(document__isnull=True):
        if place.document_id not in there:
            place.pk, place.coding, place.note, place.reason = None, new, "", ""
            place._state.adding = True
            place.save()
