"""What documents and reviews are called and known by, wherever they are listed."""

from heeded.engine.vocabulary import NOT_STATED, FactName
from heeded.library.filing import Filed
from heeded.library.models import Document, Work

Facts = dict[tuple[FactName, int], Filed]


def document_title(document: Document) -> str:
    """What a document calls itself, or else the name of its file."""
    return document.kind[:1].upper() + document.kind[1:] if document.kind else document.name


def decided(facts: Facts, name: FactName) -> str:
    """The first value that a person decided on for the review; empty where none is, or "not stated" was."""
    one = facts.get((name, 0))
    value = one.decided[0] if one and one.is_decided and one.decided else ""
    return "" if value == NOT_STATED else value


def board_of(work: Work, facts: Facts) -> str:
    """The board of a review as decided, or else as typed in."""
    return decided(facts, FactName.BOARD) or work.catalogue_board


def year_of(work: Work, facts: Facts) -> str:
    """The year in which a review came out, as decided, or else as typed in; empty where neither is."""
    day = decided(facts, FactName.DATE_OF_PUBLICATION) or decided(facts, FactName.DATE_OF_REPORT)
    return day[:4] or str(work.catalogue_year or "")
