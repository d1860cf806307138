"""Every write of the library. Each names the person as `by` and leaves an audit row in its transaction."""

from heeded.library.services._adding import add_document, add_work, name_library_fictional
from heeded.library.services._audit import note_reading, note_readings
from heeded.library.services._catalogue import CatalogueEntry, catalogue
from heeded.library.services._deciding import (
    correct_learning_point,
    decide_learning_point,
    decide_section_kind,
)
from heeded.library.services._deciding_facts import FactAnswer, decide_fact
from heeded.library.services._emergency import open_in_emergency
from heeded.library.services._erasing import REASONS, erase, erase_review, erased_before, replay_erasures
from heeded.library.services._erasing_files import erase_files, forget_file, named_files
from heeded.library.services._found_facts import save_facts
from heeded.library.services._found_passages import save_passages
from heeded.library.services._found_points import save_learning_points
from heeded.library.services._found_sections import save_sections
from heeded.library.services._pages import save_blocks, save_pages
from heeded.library.services._problems import answer_problem, report_problem
from heeded.library.services._publishing import Publication, hold_back, publish, withdraw
from heeded.library.services._readers import name_reader, take_back_reading
from heeded.library.services._settings import LARGEST_SMALL_NUMBER, save_settings
from heeded.library.services._titles import confirm_title, join_as_newer_version, propose_title, tell_readable

__all__ = [
    "LARGEST_SMALL_NUMBER",
    "REASONS",
    "CatalogueEntry",
    "FactAnswer",
    "Publication",
    "add_document",
    "add_work",
    "answer_problem",
    "catalogue",
    "confirm_title",
    "correct_learning_point",
    "decide_fact",
    "decide_learning_point",
    "decide_section_kind",
    "erase",
    "erase_files",
    "erase_review",
    "erased_before",
    "forget_file",
    "hold_back",
    "join_as_newer_version",
    "name_library_fictional",
    "name_reader",
    "named_files",
    "note_reading",
    "note_readings",
    "open_in_emergency",
    "propose_title",
    "publish",
    "replay_erasures",
    "report_problem",
    "save_blocks",
    "save_facts",
    "save_learning_points",
    "save_pages",
    "save_passages",
    "save_sections",
    "save_settings",
    "take_back_reading",
    "tell_readable",
    "withdraw",
]
