"""Where two coders differ a person says what counts; when all is settled the round is closed and its codings stand or
are left out. What each of the two said stays on record."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction

from heeded.core.clock import now
from heeded.core.errors import NotAllowed, Refused
from heeded.core.services import ChangeKind, note_change, record
from heeded.engine.frameworks import CodeValue
from heeded.learning.errors import NoSuchRound, NotToBeCoded, RoundNotOpen
from heeded.learning.models import Coding, CodingDecision, CodingPlace, CodingRound, RoundUnit
from heeded.learning.queries import visible_rounds
from heeded.learning.services._citing import cite_words
from heeded.learning.services._permission import must
from heeded.learning.services._round_units import passages_of_round
from heeded.learning.services._rounds import held_round_for
from heeded.learning.units import BOTH, UnitKey, counts, key_of, keys_of
from heeded.library.layout import spans_from_row
from heeded.people.permissions import Permission
from heeded.people.viewer import Viewer

_SAID_NOTHING = CodeValue.NOT_MENTIONED


@transaction.atomic
def settle(unit: RoundUnit, value: str, *, by: Viewer) -> RoundUnit:
    """Say what counts of one thing, or, with no value, that it is open again. `BOTH` lets what each of the two coded
    stand on its own words.

    Raises:
        NotAllowed: they neither code in the round nor began it.
        NoSuchRound: there is none that they may see.
        RoundNotOpen: it is still blind, or closed.
        Refused: no such value, or both of what does not stand on words of its own.
    """
    held = _to_settle(unit.round, by=by)
    if value and value != BOTH and value not in set(CodeValue):
        raise Refused("Choose what counts from the list.")
    row = RoundUnit.objects.select_for_update().get(pk=unit.pk)
    if row.settled == value:
        return row
    if value == BOTH and not _stand_on_words(held, row):
        raise Refused("Only what each of the two gave to words of the report can both stand.")
    row.settled = value
    row.settled_by, row.settled_at = (by.audit_name, now()) if value else ("", None)
    row.save(update_fields=["settled", "settled_by", "settled_at"])
    record("coding-round.settle", by=by, thing_kind="coding-round", thing=held.identifier, unit=row.pk)
    return row


@transaction.atomic
def close_round(held_round: CodingRound, *, by: Viewer) -> CodingRound:
    """Let what was agreed upon and settled count. Closed twice it is closed once.

    Raises:
        NotAllowed, NoSuchRound: as `settle`.
        RoundNotOpen: it is still blind.
        Refused: there are differences that nobody has settled.
    """
    held = _seen(held_round, by=by)
    if held.state == "closed":
        return held
    held = _to_settle(held, by=by)
    units = list(held.units.select_related("document", "document__work", "theme", "subject", "adult"))
    left = sum(1 for unit in units if not counts(unit))
    if left:
        raise Refused(f"{left} differences are not settled yet.", advice="Settle them first.")
    _let_count(held, units, by=by)
    _end(held, "closed", by=by)
    for work in {unit.document.work_id for unit in units}:
        note_change(ChangeKind.CODINGS, thing_kind="work", thing=work)
    return held


@transaction.atomic
def give_up_round(held_round: CodingRound, *, by: Viewer) -> CodingRound:
    """End a round that will not be finished. What each of the two coded stands as their own, as if there had been no
    round.

    Raises:
        NotAllowed, NoSuchRound: as `settle`.
        RoundNotOpen: it is settled.
    """
    held = _seen(held_round, by=by)
    if held.state == "given-up":
        return held
    if held.state == "closed":
        raise RoundNotOpen("This round is settled.", advice="Change the codings themselves.")
    works = set(held.codings.filter(state="in-round").values_list("work", flat=True))
    held.codings.filter(state="in-round").update(state="standing")
    _end(held, "given-up", by=by)
    for work in works:
        note_change(ChangeKind.CODINGS, thing_kind="work", thing=work)
    return held


def _end(held: CodingRound, state: str, *, by: Viewer) -> None:
    held.state, held.closed_by, held.closed_at = state, by.audit_name, now()
    held.save(update_fields=["state", "closed_by", "closed_at"])
    record(f"coding-round.{state}", by=by, thing_kind="coding-round", thing=held.identifier)


def _seen(held_round: CodingRound, *, by: Viewer) -> CodingRound:
    must(by, Permission.CODE)
    held = held_round_for(held_round)
    if not visible_rounds(by).filter(pk=held.pk).exists():
        raise NoSuchRound("There is no such round.")
    codes = held.coders.filter(account=by.account or 0).exists()
    if not (codes or held.made_by == by.audit_name):
        raise NotAllowed("Those who code in a round, and whoever began it, settle it.")
    return held


def _to_settle(held_round: CodingRound, *, by: Viewer) -> CodingRound:
    held = _seen(held_round, by=by)
    if held.state == "open":
        raise RoundNotOpen(
            "Somebody is still coding.", advice="Wait until both have said that they are done."
        )
    if held.state != "settling":
        raise RoundNotOpen("This round is over.", advice="Change the codings themselves.")
    return held


def _let_count(held: CodingRound, units: Iterable[RoundUnit], *, by: Viewer) -> None:
    """Codings that say what counts stand, the others are left out; what nobody coded so is coded now."""
    wanted = {key_of(unit): counts(unit) for unit in units}
    passages = passages_of_round(held)
    places: dict[Coding, list[CodingPlace]] = defaultdict(list)
    rows = CodingPlace.objects.filter(coding__round=held, coding__state="in-round")
    for place in rows.select_related("coding").order_by("pk"):
        places[place.coding].append(place)
    said: set[UnitKey] = set()
    for coding, some in places.items():
        agreed = {
            key
            for place in some
            for key in keys_of(place, passages)
            if wanted.get(key) in {coding.value, BOTH}
        }
        said |= agreed
        _decide(coding, "kept" if agreed else "left-out", by=by)
    for unit in units:
        if key_of(unit) not in said and counts(unit) != BOTH:
            _code(held, unit, counts(unit), by=by)


def _stand_on_words(held: CodingRound, unit: RoundUnit) -> bool:
    """Whether both coded words, so that each can be right of its own."""
    rows = CodingPlace.objects.filter(coding__round=held, coding__state="in-round", coding__target="passage")
    rows = rows.filter(document=unit.document_id, coding__theme=unit.theme_id).select_related("coding")
    passages, key = passages_of_round(held), key_of(unit)
    return len({row.coding.made_by for row in rows if key in keys_of(row, passages)}) > 1


def _decide(coding: Coding, decision: str, *, by: Viewer) -> None:
    coding.state = "standing" if decision == "kept" else "rejected"
    coding.save(update_fields=["state"])
    CodingDecision.objects.create(coding=coding, decision=decision, by=by.audit_name, at=now())


def _code(held: CodingRound, unit: RoundUnit, value: str, *, by: Viewer) -> None:
    """What was settled and neither of them had coded: of the passage, the person or the review."""
    if unit.spans and value == _SAID_NOTHING:
        return  # a passage that does not mention it is one that is not coded
    target = "passage" if unit.spans else "subject" if unit.subject else "adult" if unit.adult else "review"
    coding = Coding.objects.create(
        work=unit.document.work,
        target=target,
        subject=unit.subject,
        adult=unit.adult,
        theme=unit.theme,
        made_under=unit.theme.versions.order_by("-since")[0],
        value=value,
        state="standing",
        round=held,
        made_by=unit.settled_by or by.audit_name,
        made_at=now(),
    )
    place = CodingPlace(coding=coding, document=unit.document)
    if unit.spans:
        try:
            cite_words(place, unit.document, spans_from_row(unit.spans))
        except NotToBeCoded:  # the file was read anew since both were done
            place.spans, place.is_lost = unit.spans, True
    place.save()
