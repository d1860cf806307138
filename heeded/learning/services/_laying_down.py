"""What a person said becomes rows: checked, tied to its words, once however often it is sent."""

from dataclasses import dataclass

from django.db.models import QuerySet

from heeded.core.clock import now
from heeded.core.services import ChangeKind, note_change, record
from heeded.core.transactions import one_at_a_time
from heeded.engine.frameworks import CodedThing, CodeValue
from heeded.engine.records import Span
from heeded.learning.errors import NoSuchTheme, NotToBeCoded, RoundNotOpen
from heeded.learning.models import (
    AdultInReview,
    Coding,
    CodingDecision,
    CodingPlace,
    CodingRound,
    Theme,
    ThemeVersion,
)
from heeded.learning.services._citing import cite_words
from heeded.library.errors import NoSuchDocument
from heeded.library.models import Document, Subject, Work
from heeded.people.viewer import Viewer

LONGEST_NOTE = 4_000
# What a theme for children or for adults may be given to: those whom a review is about can be either.
_FITS = {
    "passage": {CodedThing.PASSAGE},
    "review": {CodedThing.REVIEW},
    "subject": {CodedThing.CHILD, CodedThing.ADULT},
    "adult": {CodedThing.ADULT},
}


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says of a theme. `certainty` is one of `Coding.CERTAINTIES`, or nothing."""

    value: CodeValue = CodeValue.PRESENT
    note: str = ""
    certainty: str = ""


IT_IS_THERE = Said()


@dataclass(frozen=True, slots=True)
class ReadIn:
    """What a coding rests on: a document, and words there, where some can be named."""

    document: Document
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """What is coded."""

    kind: str  # one of `Coding.TARGETS`
    work: Work
    subject: Subject | None = None
    adult: AdultInReview | None = None


def lay_down(
    target: Target, theme: Theme, said: Said, read_in: ReadIn | None, *, by: Viewer, instead_of: int = 0
) -> Coding:
    """The coding, made now or there already. Inside the caller's transaction; who may is asked before.

    Raises:
        NoSuchDocument, NoSuchTheme: gone meanwhile.
        NotToBeCoded: there are no such words, or the theme or the value does not fit.
        RoundNotOpen: they code this document blind and have said that they are done.
    """
    one_at_a_time("codings", target.work.pk)
    Theme.objects.select_for_update().filter(pk=theme.pk).first()  # it is not merged meanwhile
    wording = wording_for(theme, target.kind)
    _check(said)
    place = _place(target, said, read_in)
    held_round = round_for_coding(by, wording.theme, read_in.document if read_in else None)
    earlier = [
        one for one in _earlier(target, wording.theme, place, held_round, by=by) if one.pk != instead_of
    ]
    same = next((one for one in earlier if one.value == said.value), None)
    if same is not None:
        _say_again(same, place, said)
        return same
    coding = Coding.objects.create(
        work=target.work,
        target=target.kind,
        subject=target.subject,
        adult=target.adult,
        theme=wording.theme,
        made_under=wording,
        value=said.value,
        certainty=said.certainty,
        state="in-round" if held_round else "standing",
        round=held_round,
        made_by=by.audit_name,
        made_at=now(),
    )
    place.coding = coding
    place.save()
    for old in earlier:
        replace(old, coding, by=by)
    tell("coding.make", coding, by=by)
    return coding


def replace(old: Coding, new: Coding, *, by: Viewer) -> None:
    """From now on the newer one counts; both stay on record."""
    old.state = "changed"
    old.save(update_fields=["state"])
    CodingDecision.objects.create(coding=old, decision="changed", became=new, by=by.audit_name, at=now())


def tell(action: str, coding: Coding, *, by: Viewer) -> None:
    """The audit row, and the change that others hear of. Neither says which theme: a round may be blind."""
    record(action, by=by, thing_kind="coding", thing=coding.identifier, work=coding.work.identifier)
    note_change(ChangeKind.CODINGS, thing_kind="work", thing=coding.work_id)


def round_for_coding(by: Viewer, theme: Theme, document: Document | None) -> CodingRound | None:
    """The open round in which this person codes this document with this framework.

    Raises:
        RoundNotOpen: they have said that they are done with it, and it is still blind.
    """
    if document is None or by.account is None:
        return None
    rounds = CodingRound.objects.filter(
        state="open",
        framework=theme.framework_id,
        documents__document=document,
        coders__account=by.account,
    )
    found = rounds.first()
    if found is None:
        return None
    if found.coders.filter(account=by.account, done_at__isnull=False).exists():
        raise RoundNotOpen(
            "You have said that you are done with this document, and the other person is not yet.",
            advice="Take that back in the round, or wait for its differences.",
        )
    chosen = found.themes.all()
    return found if not chosen or theme in chosen else None


def wording_for(theme: Theme, target: str) -> ThemeVersion:
    """The wording that counts now of a theme that can be given to this kind of thing.

    Raises:
        NoSuchTheme, NotToBeCoded: it is gone, not used any more, only a heading, or not for this.
    """
    wordings = ThemeVersion.objects.filter(theme=theme).select_related("theme", "theme__framework")
    found = wordings.order_by("-since").first()
    if found is None:
        raise NoSuchTheme("There is no such theme.")
    if found.theme.state != "in-use" or found.theme.framework.retired_at:
        raise NotToBeCoded(f"“{found.name}” is not used any more.", advice="Choose a theme that is in use.")
    if found.heading:
        raise NotToBeCoded(f"“{found.name}” only holds other themes.", advice="Choose one of those.")
    if found.applies_to and not set(found.applies_to) & _FITS[target]:
        raise NotToBeCoded(f"“{found.name}” is not for this: it is for {_for_what(found)}.")
    return found


def _for_what(wording: ThemeVersion) -> str:
    return ", ".join(CodedThing(value).label.lower() for value in wording.applies_to)


def _check(said: Said) -> None:
    if said.value not in set(CodeValue):
        raise NotToBeCoded("Choose what is said of the theme from the list.")
    if said.certainty and said.certainty not in dict(Coding.CERTAINTIES):
        raise NotToBeCoded("Choose how sure you are from the list.")
    checked_note(said.note)


def checked_note(note: str) -> str:
    """The note without blanks around it.

    Raises:
        NotToBeCoded: it is too long.
    """
    words = note.strip()
    if len(words) > LONGEST_NOTE:
        raise NotToBeCoded(f"The note has {len(words):,} characters; at most {LONGEST_NOTE:,} fit.")
    return words


def _place(target: Target, said: Said, read_in: ReadIn | None) -> CodingPlace:
    """The place with its words, not saved yet. The document stays until this transaction ends."""
    place = CodingPlace(note=checked_note(said.note))
    if read_in is None:
        return place
    held = Document.objects.select_for_update().filter(pk=read_in.document.pk).first()
    if held is None or held.work_id != target.work.pk:
        raise NoSuchDocument("There is no such document.")
    place.document = held
    if target.kind == "passage" and not read_in.spans:
        raise NotToBeCoded("Select the words first.")
    if read_in.spans:
        cite_words(place, held, read_in.spans)
    return place


def _earlier(
    target: Target, theme: Theme, place: CodingPlace, held_round: CodingRound | None, *, by: Viewer
) -> QuerySet[Coding]:
    """What this person said before of the same theme and the same thing. Other words of one report are another
    thing; of a review or a person there is one answer, whatever it was read in."""
    found = Coding.objects.filter(
        work=target.work,
        target=target.kind,
        subject=target.subject,
        adult=target.adult,
        theme=theme,
        made_by=by.audit_name,
        round=held_round,
        state="in-round" if held_round else "standing",
    ).order_by("pk")
    if target.kind == "passage":
        return found.filter(places__document=place.document, places__spans=place.spans)
    return found.filter(places__document=place.document) if held_round else found


def _say_again(coding: Coding, place: CodingPlace, said: Said) -> None:
    """The same once more: what is new of it is kept with what is there."""
    if said.certainty and coding.certainty != said.certainty:
        coding.certainty = said.certainty
        coding.save(update_fields=["certainty"])
    there = coding.places.filter(document=place.document).first()
    if there is None:
        place.coding = coding
        place.save()
    elif place.note and place.note != there.note:
        there.note = place.note
        there.save(update_fields=["note"])
