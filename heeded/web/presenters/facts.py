"""Facts as questions to a person: what is proposed, with which words, what was decided and before that."""

import re
from dataclasses import dataclass
from typing import Any

from heeded.core.errors import Refused
from heeded.engine.records import Span
from heeded.engine.vocabulary import MANY_VALUED, NOT_STATED, OF_SUBJECT, FactName
from heeded.library.decisions import History
from heeded.library.filing import Filed
from heeded.library.models import Fact, FactDecision
from heeded.library.naming import Facts
from heeded.people.viewer import Viewer
from heeded.web.presenters.addresses import page_address, page_words
from heeded.web.presenters.reviews import CLOSED, DATES, subjects_in, value_words
from heeded.web.presenters.who import Who

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_PROPOSALS = 6  # of one fact


@dataclass(frozen=True, slots=True)
class Known:
    """All that is known of a review's facts: what counts now, and what was decided before."""

    facts: Facts
    history: History
    viewer: Viewer


def fact_questions(known: Known) -> list[dict[str, Any]]:
    """Groups of questions: the review, then each child or adult reviewed."""
    subjects = [0, *(subjects_in(known.facts) or [1])]
    who = Who(known.viewer, [row.decided_by for rows in known.history.values() for row in rows])
    return [
        {
            "subject": subject,
            "questions": [
                _question(name, subject, known, who)
                for name in FactName
                if (name in OF_SUBJECT) == bool(subject)
            ],
        }
        for subject in subjects
    ]


def progress(groups: list[dict[str, Any]]) -> dict[str, int]:
    """How many facts a person has decided, how many wait with a proposal."""
    questions = [question for group in groups for question in group["questions"]]
    return {
        "all": len(questions),
        "decided": sum(question["is_decided"] for question in questions),
        "proposed": sum(bool(question["proposals"]) and not question["is_decided"] for question in questions),
    }


def checked_values(name: FactName, values: tuple[str, ...]) -> tuple[str, ...]:
    """What was sent for a fact, if it can be a value of it.

    Raises:
        Refused: nothing was sent, it is not on the closed list, or it is not a date.
    """
    if not values:
        raise Refused(f"{name.label}: nothing was given.", advice="Give a value, or choose “Not stated”.")
    if name in CLOSED and not set(values) <= set(CLOSED[name]):
        raise Refused(f"{name.label}: that is not on the list.", advice="Choose from the list.")
    if name in DATES and not all(_DATE.fullmatch(value) for value in values):
        raise Refused(
            f"{name.label}: that is not a date.", advice="Write it like 2019, 2019-03 or 2019-03-27."
        )
    return values


def _question(name: FactName, subject: int, known: Known, who: Who) -> dict[str, Any]:
    one = known.facts.get((name, subject)) or Filed(name, subject)
    history = known.history.get((name, subject), [])
    return {
        "key": f"{name}:{subject}",
        "anchor": f"{name}-{subject}",
        "label": name.label,
        "many": name in MANY_VALUED,
        "is_date": name in DATES,
        "proposals": [_proposal(fact, name) for fact in _distinct(one.proposals)],
        "choices": _choices(name, one),
        "decided": [value_words(name, value, precise=True) for value in one.decided],
        "is_decided": one.is_decided,
        "value": _first_value(one),
        "history": [_decision(row, name, who) for row in history],
    }


def _distinct(proposals: list[Fact]) -> list[Fact]:
    """The surest proposal of each value, surest first."""
    best: dict[str, Fact] = {}
    for fact in sorted(proposals, key=lambda fact: -fact.confidence):
        best.setdefault(fact.value, fact)
    return list(best.values())[:_PROPOSALS]


def _first_value(one: Filed) -> str:
    values = [value for value in one.values if value != NOT_STATED]
    return values[0] if values else ""


def _proposal(fact: Fact, name: FactName) -> dict[str, Any]:
    spans = [Span(*span) for span in fact.spans]
    return {
        "value": fact.value,
        "words": value_words(name, fact.value, precise=True),
        "quote": fact.quote,
        "where": page_words(fact.page, "", paged=fact.document.paged),
        "address": page_address(fact.document.identifier, fact.page, spans=spans),
        "sure": round(fact.confidence * 100),
    }


def _decision(row: FactDecision, name: FactName, who: Who) -> dict[str, Any]:
    return {
        "words": [value_words(name, value, precise=True) for value in row.values],
        "who": who.words(row.decided_by),
        "at": row.decided_at,
        "note": row.note,
    }


def _choices(name: FactName, one: Filed) -> list[dict[str, Any]]:
    """The closed list, with what is decided or else proposed ticked; empty for facts in free words."""
    if name not in CLOSED:
        return []
    proposed = [fact.value for fact in one.proposals]
    chosen = set(one.decided) or set(proposed if name in MANY_VALUED else proposed[:1])
    return [
        {"value": choice.value, "words": choice.label, "chosen": choice.value in chosen}
        for choice in CLOSED[name]
    ]
