"""A character pasted out of another program stops no file that a board takes away. Invented and fictional."""

import io
from dataclasses import replace
from datetime import date

import pytest
from docx import Document as Word
from pypdfium2 import PdfDocument

from heeded.practice import services
from heeded.practice.exports import Figure, Pack, PackLine, PackSection, pack_docx, pack_pdf
from heeded.practice.kinds import ActionState
from heeded.practice.models import Action
from heeded.practice.services import wanted_of
from tests.practice.made import World

ODD = ["\x0b", "\x01", "\x1b", "\ufffe", "\uffff", "\ufdd0", "\U0001ffff"]


def _pack(odd: str) -> Pack:
    line = PackLine(
        f"Change{odd} the form", f"Due{odd} in June", f"Full{odd} report, p. 1", "https://example.org/"
    )
    figures = (Figure(f"Points{odd} on the plan", 3),)
    section = PackSection(f"Late{odd} actions", (line,), f"As{odd} known")
    return Pack(
        f"Pack{odd}", f"Board{odd}", date(2020, 1, 1), True, figures, figures, (section,), f"A{odd} note"
    )


@pytest.mark.parametrize("odd", ODD)
def test_a_pack_is_written_whatever_stands_in_a_report(odd: str) -> None:
    text = "\n".join(one.text for one in Word(io.BytesIO(pack_docx(_pack(odd)).content)).paragraphs)
    assert "Change the form" in text.replace("  ", " ") and odd not in text
    page = PdfDocument(pack_pdf(_pack(odd)).content)[0].get_textpage().get_text_range()
    assert "Change the form" in page.replace("  ", " ")


@pytest.mark.django_db
@pytest.mark.parametrize("odd", ODD)
def test_what_somebody_types_is_kept_without(odd: str) -> None:
    world = World()
    action = world.action(what=f"Change{odd} the\n\tform", owner_role=f"Named{odd} nurse")
    assert odd not in action.what + action.owner_role and "the\n\tform" in action.what


@pytest.mark.django_db
def test_words_kept_before_do_not_stop_their_owner() -> None:
    world = World()
    action = world.action()
    Action.objects.filter(pk=action.pk).update(what="Change\x1b the form")
    action.refresh_from_db()
    wanted = replace(wanted_of(action), state=ActionState.UNDER_WAY)
    assert services.change_action(action, wanted, by=world.owner).what == "Change\x1b the form"
