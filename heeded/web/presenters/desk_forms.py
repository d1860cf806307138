"""What came back from the editor's desk."""

from collections.abc import Iterable, Mapping

from heeded.briefing.services import (
    AsSeen,
    Conflict,
    DraftWords,
    LineEdit,
    QuestionEdit,
    Wording,
)
from heeded.web.presenters.beside import Place
from heeded.web.presenters.editing import Looking

_LONGEST_NUMBER = 7  # figures


def edits_in(form: Mapping[str, str]) -> list[LineEdit]:
    """What the desk says of each line: `text-KEY`, `was-KEY`, `revision-KEY`, `seen-KEY`, `role-KEY`, `keep-KEY`."""
    keys = [name.removeprefix("text-") for name in form if name.startswith("text-")]
    return [
        LineEdit(
            key=key,
            revision=_number(form.get(f"revision-{key}", "")),
            text=form[f"text-{key}"],
            kept=form.get(f"keep-{key}", "") == "yes",
            role=form.get(f"role-{key}", ""),
            was=_seen(form, key),
        )
        for key in keys
    ]


def _seen(form: Mapping[str, str], key: str) -> AsSeen | None:
    if f"was-{key}" not in form:
        return None
    kept, _blank, role = form.get(f"seen-{key}", "").partition(" ")
    return AsSeen(form[f"was-{key}"], kept == "kept", role)


def question_edits_in(form: Mapping[str, str]) -> list[QuestionEdit]:
    """The same for questions: `question-text-N`, `was-question-text-N`, `question-keep-N`, `question-seen-N`."""
    numbers = [name.removeprefix("question-text-") for name in form if name.startswith("question-text-")]
    return [
        QuestionEdit(
            int(number),
            form[f"question-text-{number}"],
            kept=form.get(f"question-keep-{number}", "") == "yes",
            was=form.get(f"was-question-text-{number}"),
            was_kept=_kept(form.get(f"question-seen-{number}", "")),
        )
        for number in numbers
        if number.isdecimal() and len(number) < 12
    ]


def _kept(seen: str) -> bool | None:
    return {"kept": True, "dropped": False}.get(seen)


def words_in(form: Mapping[str, str]) -> DraftWords:
    """The note on the whole, on each part, and the content notes, as far as the desk held them."""
    parts = {
        name.removeprefix("note-"): wording
        for name in form
        if name.startswith("note-") and (wording := _wording(form, name)) is not None
    }
    return DraftWords(_wording(form, "note"), parts, _wording(form, "content"))


def _wording(form: Mapping[str, str], name: str) -> Wording | None:
    if name not in form or f"was-{name}" not in form:
        return None
    return Wording(form[name], form[f"was-{name}"])


def looking_in(form: Mapping[str, str]) -> Looking:
    """What the editor has open, from an address or from the form: `line`, `document`, `at`, `beside`."""
    document, at = form.get("document", ""), form.get("at", "")
    place = _place(document, at) if document and at else None
    return Looking(form.get("line", ""), place, tuple(_conflicts(form.get("beside", ""))))


def turned_to(form: Mapping[str, str]) -> Place | None:
    """The page that a button of the desk turns to: `turn` with "12.0", or the number typed beside "Go"."""
    if form.get("turn"):
        return _place(form.get("document", ""), form["turn"])
    if form.get("do") == "go":
        return _place(form.get("to-document", "") or form.get("document", ""), form.get("to-page", "") or "1")
    return None


def _place(document: str, at: str) -> Place:
    page, _dot, handful = at.partition(".")
    return Place(document, _number(page) or 1, _number(handful))


def conflicts_text(conflicts: Iterable[Conflict]) -> str:
    """Conflicts for an address; `looking_in` reads them back."""
    return ",".join(f"{one.key}:{one.also}" for one in conflicts)


def _conflicts(text: str) -> Iterable[Conflict]:
    for pair in text.split(",")[:200]:
        key, _colon, also = pair.partition(":")
        if key and also:
            yield Conflict(key, also)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < _LONGEST_NUMBER else 0
