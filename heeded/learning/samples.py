"""What was coded and which lessons come again in the sample library: by readers who are as fictional as the reviews.

The words lie in `heeded/samples/lessons.toml` and `codings.toml`. The machine proposes lessons first, as in any
library; the ready account of the researcher confirms most of them, codes, and codes two reviews blind beside the
inspector's. What is left over on purpose: two lessons that are proposed, and differences that nobody has settled.
"""

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from heeded import samples
from heeded.engine.citation import find_again
from heeded.engine.frameworks import CodeValue, shipped
from heeded.engine.records import Citation, Span
from heeded.learning.models import Coding, CodingRound, Framework, Lesson, LessonMember, Theme
from heeded.learning.queries import differences
from heeded.learning.services import (
    Name,
    ReadIn,
    RoundAsked,
    Said,
    add_adult,
    add_to_lesson,
    begin_round,
    code_adult,
    code_passage,
    code_review,
    code_subject,
    confirm_lesson,
    find_lessons,
    gather_lesson,
    keep_shipped,
    say_done,
    settle,
)
from heeded.library.models import Document, LearningPoint
from heeded.library.placing import cited_pages
from heeded.library.queries import visible_documents, visible_learning_points
from heeded.people.demo import ready_accounts
from heeded.people.models import Account
from heeded.people.queries import viewer_of
from heeded.people.viewer import Viewer

FOLDER = Path(samples.__file__).parent
_TELLING = 60  # letters of a learning point that tell it from all others


@dataclass(frozen=True, slots=True)
class Planted:
    """A lesson that recurs in the samples: its points are "review kind number" (`lessons.toml`)."""

    identifier: str
    name: str
    points: tuple[str, ...]
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Learned:
    """How much was laid down now: lessons that are confirmed, codings; nothing of either where it was there before."""

    lessons: int
    codings: int


def planted_lessons() -> tuple[Planted, ...]:
    """The lessons that a careful reader puts together."""
    rows = tomllib.loads((FOLDER / "lessons.toml").read_text(encoding="utf-8"))["lessons"]
    return tuple(
        Planted(row["identifier"], row["name"], tuple(row["points"]), row.get("confirmed", True))
        for row in rows
    )


def learn_from_samples(*, by: Viewer) -> Learned:
    """Let the samples be coded and their lessons be found and named. Ask once they are published. Safe to repeat: what
    was laid down before stays as people left it since, and what was erased or withdrawn is passed over.

    Raises:
        Refused, NotToBeCoded: a quote does not stand in its review, or a theme is not there.
    """
    keep_shipped(shipped(), by=by)
    coders = {account.email.partition("@")[0]: account for account in ready_accounts(by=by)}
    researcher = _viewer(coders["researcher"])
    find_lessons(by=by)
    lessons = 0 if _has_decided(researcher) else _confirm_lessons(researcher)
    if Coding.objects.filter(made_by=researcher.audit_name).exists():
        return Learned(lessons, 0)
    told = tomllib.loads((FOLDER / "codings.toml").read_text(encoding="utf-8"))
    coded = _code_in_a_round(told["round"], coders)
    for row in told["documents"]:
        reader = _Reader(researcher)
        coded += sum(reader.code(row["file"], one["theme"].split(), one) for one in row["codings"])
    return Learned(lessons, coded)


def points_of(planted: Planted, viewer: Viewer) -> dict[str, list[LearningPoint]]:
    """By "review kind number", the learning points that this viewer may see; of the fullest document first."""
    texts, files = _gold()
    found: dict[str, list[LearningPoint]] = {}
    for name in planted.points:
        review, kind, _ = name.split()
        seen = visible_learning_points(viewer).filter(document__name__in=files[review], kind=kind)
        rows = seen.select_related("document").order_by("-document__name", "order")
        found[name] = [point for point in rows if texts[name][:_TELLING] in _letters(point.text)]
    return found


def _viewer(account: Account) -> Viewer:
    return viewer_of(account, strong=True)


def _has_decided(researcher: Viewer) -> bool:
    return Lesson.objects.filter(decided_by=researcher.audit_name).exists()


def _confirm_lessons(researcher: Viewer) -> int:
    """Confirm and name what the machine proposes of the planted lessons, set right where it erred."""
    done = 0
    for planted in planted_lessons():
        points = {name: rows for name, rows in points_of(planted, researcher).items() if rows}
        if planted.confirmed and len({name.split()[0] for name in points}) > 1:
            _confirm(planted, points, by=researcher)
            done += 1
    return done


def _confirm(planted: Planted, points: Mapping[str, Sequence[LearningPoint]], *, by: Viewer) -> None:
    name = Name(planted.name, is_open=True)
    theirs = {point.pk for rows in points.values() for point in rows}
    proposed = _proposed(theirs)
    if proposed is None:
        gather_lesson([rows[0] for rows in points.values()], name, by=by)
        return
    members = list(proposed.members.filter(state="proposed").select_related("learning_point"))
    none_of_it = [one.learning_point for one in members if one.learning_point_id not in theirs]
    confirm_lesson(proposed, by=by, name=name, without=none_of_it)
    there = {one.learning_point_id for one in members}
    missing = [rows[0] for rows in points.values() if not there & {point.pk for point in rows}]
    if missing:
        add_to_lesson(proposed, missing, by=by)


def _proposed(points: set[int]) -> Lesson | None:
    """The proposed lesson that holds most of these learning points, two of them or more."""
    rows = LessonMember.objects.filter(lesson__state="proposed", learning_point__in=points, state="proposed")
    held: dict[int, int] = {}
    for lesson in rows.order_by("lesson").values_list("lesson", flat=True):
        held[lesson] = held.get(lesson, 0) + 1
    best = max(held, key=lambda one: (held[one], -one), default=0)
    return Lesson.objects.get(pk=best) if held.get(best, 0) > 1 else None


class _Reader:
    """One person who codes the samples, with each document's pages read once."""

    def __init__(self, viewer: Viewer) -> None:
        self._viewer = viewer
        self._pages: dict[int, Any] = {}

    @cached_property
    def _documents(self) -> dict[str, Document]:
        read = visible_documents(self._viewer).filter(work__fictional=True, read_state="read")
        return {one.name: one for one in read.select_related("work")}

    def code(self, file: str, theme: Sequence[str], row: Mapping[str, str]) -> bool:
        """Code one row of the file; whether there was something to code."""
        document = self._documents.get(file)
        if document is None:
            return False
        given = _theme(*theme)
        said = Said(
            CodeValue(row.get("value", "present")), row.get("note", ""), certainty=row.get("certainty", "")
        )
        spans = self._spans(document, row.get("quote", ""))
        match row.get("of", "").split():
            case []:
                code_passage(document, spans, given, said, by=self._viewer)
            case ["review"]:
                code_review(document.work, given, said, by=self._viewer, read_in=ReadIn(document, spans))
            case ["child", number]:
                read = ReadIn(document, spans)
                code_subject(document.work, int(number), given, said, by=self._viewer, read_in=read)
            case [role]:
                adult = add_adult(document.work, role, by=self._viewer)
                code_adult(adult, given, said, by=self._viewer, read_in=ReadIn(document, spans))
        return True

    def _spans(self, document: Document, quote: str) -> tuple[Span, ...]:
        if not quote:
            return ()
        pages = self._pages.setdefault(document.pk, cited_pages(document.pk))
        return find_again(Citation((), quote, "", ""), pages) or ()


def _theme(framework: str, theme: str) -> Theme:
    return Theme.objects.get(framework__identifier=framework, identifier=theme)


def _code_in_a_round(told: Mapping[str, Any], coders: Mapping[str, Account]) -> int:
    """Two code blind, both say that they are done, and some of what they differ in is settled."""
    framework = Framework.objects.get(identifier=told["framework"])
    held = visible_documents(_viewer(coders["inspector"])).filter(name__in=told["files"], read_state="read")
    chosen = [coders[row["role"]] for row in told["coders"]]
    if held.count() < len(told["files"]) or CodingRound.objects.filter(name=told["name"]).exists():
        return 0
    asked = RoundAsked(
        told["name"],
        framework,
        tuple(chosen),
        tuple(held.order_by("name")),
        themes=tuple(_theme(framework.identifier, name) for name in told["themes"]),
        unit="passage",
    )
    begun = begin_round(asked, by=_viewer(chosen[0]))
    coded = 0
    for row in told["coders"]:
        reader = _Reader(_viewer(coders[row["role"]]))
        coded += sum(
            reader.code(one["file"], (framework.identifier, one["theme"]), one) for one in row["codings"]
        )
    for account in chosen:
        begun = say_done(begun, by=_viewer(account))
    first = _viewer(chosen[0])
    for unit in differences(first, begun)[: told["settled"]]:
        settle(unit, unit.first or CodeValue.NOT_MENTIONED, by=first)
    return coded


def _gold() -> tuple[dict[str, str], dict[str, list[str]]]:
    """The letters of each point of the samples by "review kind number", and the files of each review."""
    texts: dict[str, str] = {}
    files: dict[str, list[str]] = {}
    for file, held in json.loads((FOLDER / "built" / "gold.json").read_text(encoding="utf-8")).items():
        files.setdefault(held["review"], []).append(file)
        for record in held["records"]:
            texts[f"{held['review']} {record['kind']} {record['number']}"] = _letters(record["text"])
    return texts, files


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())
