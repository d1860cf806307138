"""What the copy of a file of evidence leaves out, in words for the board that shows it."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

_WORDS: Mapping[str, Callable[[int], str]] = {
    "changes": lambda many: (
        ngettext(
            "%d tracked change: it is taken as accepted, and what was deleted is gone",
            "%d tracked changes: they are taken as accepted, and what was deleted is gone",
            many,
        )
        % many
    ),
    "comments": lambda _many: _("comments"),
    "hidden-sheets": lambda many: ngettext("%d hidden sheet", "%d hidden sheets", many) % many,
    "hidden-rows": lambda many: (
        ngettext("what stands in %d hidden row", "what stands in %d hidden rows", many) % many
    ),
    "hidden-columns": lambda many: (
        ngettext("what stands in %d hidden column", "what stands in %d hidden columns", many) % many
    ),
    "hidden-shapes": lambda many: ngettext("%d hidden shape", "%d hidden shapes", many) % many,
    "hidden-slides": lambda many: ngettext("%d hidden slide", "%d hidden slides", many) % many,
    "hiding-pages": lambda many: (
        ngettext(
            "hidden words: %d page, on which something lies over something else, is a picture of itself",
            "hidden words: %d pages, on which something lies over something else, are pictures of themselves",
            many,
        )
        % many
    ),
    "formulas": lambda many: (
        ngettext("%d formula: its result stays", "%d formulas: their results stay", many) % many
    ),
    "notes": lambda many: ngettext("the notes under %d slide", "the notes under %d slides", many) % many,
    "recordings": lambda _many: _("films and sounds"),
    "embedded": lambda _many: _("data behind charts and tables"),
    "macros": lambda _many: _("programs in the file (macros)"),
}


def left_out_words(left_out: Mapping[str, int]) -> list[str]:
    """One line for each kind of thing that is left out, in an order that does not change."""
    return [words(left_out[name]) for name, words in _WORDS.items() if left_out.get(name)]
