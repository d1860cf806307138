"""Steps that work on read pages: clean, sections, learning points, facts, passages, index."""

from heeded import __version__
from heeded.engine.facts import propose
from heeded.engine.flow import clean
from heeded.engine.learning_points import learning_points
from heeded.engine.passages import passages
from heeded.engine.sections import sections
from heeded.intake._joining import join_review
from heeded.intake.results import Result
from heeded.intake.workpiece import Workpiece
from heeded.library import services

TOOL = f"heeded {__version__}"


def clean_text(work: Workpiece) -> Result:
    """Running heads and feet, page numbers, line-end hyphens and broken spacing go; paragraphs are joined."""
    work.blocks = blocks = clean(work.reading)
    return Result(TOOL, lambda: services.save_blocks(work.document, blocks))


def find_sections(work: Workpiece) -> Result:
    """The heading tree, each section with a kind where its heading says so."""
    work.sections = found = sections(work.reading, work.blocks)

    def save() -> None:
        services.save_sections(work.document, found)
        if work.document.sections.exclude(kind_decided_by="").exists():
            work.forget_sections()

    return Result(TOOL, save)


def find_learning_points(work: Workpiece) -> Result:
    """Recommendations, findings, learning points, questions and good practice, as printed."""
    found = learning_points(work.reading, work.blocks, work.sections)
    return Result(TOOL, lambda: services.save_learning_points(work.document, work.reading.pages, found))


def propose_facts(work: Workpiece) -> Result:
    """Facts with the words they rest on; and whether this is a newer version of a report that is here."""
    found = propose(work.reading, work.blocks, work.sections)

    def save() -> None:
        services.save_facts(work.document, work.reading.pages, found)
        join_review(work.document, work.reading, work.blocks)

    return Result(TOOL, save)


def cut_passages(work: Workpiece) -> Result:
    """Whole sentences, some 60 to 180 words, inside one section: the unit of search."""
    found = passages(work.reading, work.blocks, work.sections)
    scanned = frozenset(page.number for page in work.reading.pages if page.source == "ocr")
    return Result(TOOL, lambda: services.save_passages(work.document, found, ocr_pages=scanned))


def make_findable(work: Workpiece) -> Result:
    """From here on the document counts as read. The index follows the change that the passages left."""
    document = work.document

    def save() -> None:
        document.read_state, document.read_error, document.read_advice = "read", "", ""
        document.save(update_fields=["read_state", "read_error", "read_advice"])
        services.tell_readable(document)

    return Result(TOOL, save)
