"""Facts as questions to a person: what is proposed, with which words, what was decided."""

from typing import Any

from heeded.engine.records import Span
from heeded.engine.vocabulary import MANY_VALUED, NOT_STATED, OF_SUBJECT, FactName
from heeded.library.models import Fact, Work
from heeded.web.presenters.addresses import page_address, page_words
from heeded.web.presenters.reviews import CLOSED, Facts, subjects_in, value_words


def fact_questions(work: Work, known: Facts) -> list[dict[str, Any]]:
    """Groups of questions: the review, then each child or adult reviewed."""
    of_review = [_question(name, 0, known) for name in FactName if name not in OF_SUBJECT]
    groups: list[dict[str, Any]] = [{"subject": 0, "questions": of_review}]
    for subject in subjects_in(known) or [1]:
        names = [name for name in FactName if name in OF_SUBJECT]
        groups.append({"subject": subject, "questions": [_question(name, subject, known) for name in names]})
    return groups


def _question(name: FactName, subject: int, known: Facts) -> dict[str, Any]:
    one = known.get((name, subject))
    decided = one.decided if one and one.is_decided else ()
    return {
        "key": f"{name}:{subject}",
        "anchor": f"{name}-{subject}",
        "label": name.label,
        "many": name in MANY_VALUED,
        "proposals": [_proposal(fact, name) for fact in (one.proposals if one else [])],
        "choices": _choices(name, decided, [f.value for f in one.proposals] if one else []),
        "decided": [value_words(name, value, precise=True) for value in decided],
        "is_decided": bool(one and one.is_decided),
        "not_stated": decided == (NOT_STATED,),
        "value": (decided or [f.value for f in one.proposals][:1] if one else [""])[0] if one and one.values else "",
    }


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


def _choices(name: FactName, decided: tuple[str, ...], proposed: list[str]) -> list[dict[str, Any]]:
    """The closed list, with what is decided or else proposed ticked; empty for facts in free words."""
    if name not in CLOSED:
        return []
    chosen = set(decided) or set(proposed if name in MANY_VALUED else proposed[:1])
    return [{"value": choice.value, "words": choice.label, "chosen": choice.value in chosen} for choice in CLOSED[name]]
