"""The heading tree of a report: which blocks are headings, how deep each stands and what each section does."""

from heeded.engine.sections._kinds import kind_of_title
from heeded.engine.sections._stretches import stretches
from heeded.engine.sections._tree import Sources, sections

__all__ = ["Sources", "kind_of_title", "sections", "stretches"]
