"""Slides: one part a slide or more, never fuller than it can hold; the board's own template where it has one."""

import io
from collections.abc import Sequence
from typing import Any

from heeded.briefing.exports._layout import (
    Addresses,
    Look,
    file_name,
    place_of,
    source_line,
    state_line,
)
from heeded.briefing.shown import ShownBriefing, ShownLine, ShownPart
from heeded.library.exports import FICTIONAL, Export

_MEDIA = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_WORDS = 115  # on one slide at 22 points: more goes to the next
_LINES = 5
_AT_THE_END = (
    "What will we do differently?",
    "Who will do it, and by when?",
    "How will we know that it has changed anything?",
    "Who was here?",
)
_TITLE, _BODY = 0, 1  # places of a slide's own boxes


def as_pptx(shown: ShownBriefing, address: Addresses, look: Look) -> Export:
    """A briefing as slides, each line with its page as a link, its words as printed in the speaker's notes."""
    from pptx import Presentation

    slides = Presentation(str(look.pptx)) if look.pptx else _plain_presentation()
    slides.core_properties.title, slides.core_properties.author = shown.title, "Heeded"
    slides.core_properties.language = "en-GB"
    _front(slides, shown, look)
    for part in shown.parts:
        for number, lines in enumerate(_slides_of(part)):
            _part_slide(slides, shown, part, lines, address=address, look=look, goes_on=number > 0)
    if shown.questions:
        _list_slide(slides, shown, "Questions to talk about", [one.text for one in shown.questions], look)
    _list_slide(slides, shown, "What will we do?", _AT_THE_END, look)
    out = io.BytesIO()
    slides.save(out)
    return Export(file_name(shown, "pptx"), _MEDIA, out.getvalue())


def _plain_presentation() -> Any:
    from pptx import Presentation
    from pptx.util import Cm

    slides = Presentation()
    slides.slide_width, slides.slide_height = Cm(33.867), Cm(19.05)
    return slides


def _front(slides: Any, shown: ShownBriefing, look: Look) -> None:
    from pptx.util import Cm, Pt

    slide = _slide(slides, 0)
    _title(slide, shown.title, look, size=32)
    words = [source_line(shown), state_line(shown), *shown.content_notes, shown.note]
    if shown.fictional:
        words.insert(0, FICTIONAL)
    box = _body(slides, slide, top=9.5, height=8.0)
    _fill(box, [word for word in words if word], size=16)
    if look.logo:
        slide.shapes.add_picture(str(look.logo), Cm(1.6), Cm(1.2), height=Cm(1.8))
    for paragraph in box.text_frame.paragraphs:
        paragraph.font.size = Pt(16)


def _slides_of(part: ShownPart) -> list[list[ShownLine]]:
    """The lines of a part in handfuls that fit one slide, as even as they come; a part that says only what the
    report lacks has one of none."""
    if not part.lines:
        return [[]] if part.note else []
    fewest = len(_handfuls(part, _WORDS))
    return next(found for most in range(_WORDS + 1) if len(found := _handfuls(part, most)) == fewest)


def _handfuls(part: ShownPart, most: int) -> list[list[ShownLine]]:
    """The lines in order, each handful of at most so many words; the first leaves room for the part's note."""
    found: list[list[ShownLine]] = [[]]
    words = len(part.note.split())
    for line in part.lines:
        words += len(line.text.split())
        if found[-1] and (words > most or len(found[-1]) == _LINES):
            found.append([])
            words = len(line.text.split())
        found[-1].append(line)
    return found


def _part_slide(
    slides: Any,
    shown: ShownBriefing,
    part: ShownPart,
    lines: Sequence[ShownLine],
    *,
    address: Addresses,
    look: Look,
    goes_on: bool,
) -> None:
    from pptx.util import Pt

    slide = _slide(slides, 5)
    _title(slide, f"{part.title} (continued)" if goes_on else part.title, look)
    box = _body(slides, slide)
    note = [part.note] if part.note and not goes_on else []
    words = [*note, *(line.text for line in lines)]
    long = sum(len(one.split()) for one in words) > _WORDS  # one line alone may be longer than a slide takes
    _fill(box, words, size=17 if long else 22)
    paragraphs = box.text_frame.paragraphs
    if note:
        paragraphs[0].runs[0].font.italic = True
    for line, paragraph in zip(lines, paragraphs[len(note) :], strict=True):
        paragraph.add_run().text = "  "
        run = paragraph.add_run()
        run.text = f"({place_of(shown, line)})"
        run.font.size = Pt(14)
        if address(line):
            run.hyperlink.address = address(line)
    _foot(slides, slide, shown)
    notes = [f"{place_of(shown, line)}: “{line.quote}”" for line in lines if line.quote]
    slide.notes_slide.notes_text_frame.text = "\n\n".join([*notes, state_line(shown)])


def _foot(slides: Any, slide: Any, shown: ShownBriefing) -> None:
    """On every slide which version it is, so that a slide taken out of the deck still says so."""
    from pptx.dml.color import RGBColor
    from pptx.util import Cm, Pt

    box = slide.shapes.add_textbox(
        Cm(1.6), slides.slide_height - Cm(1.3), slides.slide_width - Cm(3.2), Cm(0.9)
    )
    box.text_frame.word_wrap = True
    run = box.text_frame.paragraphs[0].add_run()
    run.text = f"{'FICTIONAL. ' if shown.fictional else ''}{shown.title}. {state_line(shown)}"
    run.font.size, run.font.color.rgb = Pt(11), RGBColor(0x50, 0x5A, 0x5F)  # type: ignore[no-untyped-call]


def _list_slide(slides: Any, shown: ShownBriefing, title: str, words: Sequence[str], look: Look) -> None:
    for start in range(0, len(words), 5):
        slide = _slide(slides, 5)
        _title(slide, title, look)
        _fill(_body(slides, slide), words[start : start + 5], size=22)
        _foot(slides, slide, shown)


def _slide(slides: Any, layout: int) -> Any:
    """A slide with a title and nothing else of the template's in the way."""
    layouts = slides.slide_layouts
    slide = slides.slides.add_slide(layouts[min(layout, len(layouts) - 1)])
    for box in list(slide.placeholders):
        if box.placeholder_format.idx != _TITLE:
            box.element.getparent().remove(box.element)
    return slide


def _title(slide: Any, words: str, look: Look, *, size: int = 28) -> None:
    from pptx.dml.color import RGBColor
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
    from pptx.util import Cm, Pt

    box = slide.shapes.title or slide.shapes.add_textbox(Cm(1.6), Cm(1.0), Cm(30), Cm(2.6))
    if not look.pptx:
        front = size > 28
        box.left, box.top, box.width = Cm(1.6), Cm(4.0 if front else 0.9), Cm(30.6)
        box.height = Cm(5.0 if front else 2.4)
    box.text_frame.word_wrap = True
    box.text_frame.text = words
    paragraph = box.text_frame.paragraphs[0]
    if not look.pptx:
        _bar(slide, look, top=8.9 if size > 28 else 3.2)
        box.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        paragraph.alignment = PP_ALIGN.LEFT
        paragraph.font.size, paragraph.font.bold = Pt(size if len(words) < 90 else size - 6), True
        paragraph.font.color.rgb = RGBColor(*bytes.fromhex(look.colour.lstrip("#")))  # type: ignore[no-untyped-call]


def _bar(slide: Any, look: Look, *, top: float) -> None:
    """A short line in the board's colour under the title: ornament, so a screen reader is told nothing of it."""
    from pptx.dml.color import RGBColor
    from pptx.util import Cm

    bar = slide.shapes.add_shape(1, Cm(1.85), Cm(top), Cm(3.2), Cm(0.14))
    bar.fill.solid()
    bar.fill.fore_color.rgb = RGBColor(*bytes.fromhex(look.colour.lstrip("#")))  # type: ignore[no-untyped-call]
    bar.line.fill.background()
    bar._element.nvSpPr.cNvPr.set("descr", "")


def _body(slides: Any, slide: Any, *, top: float = 3.8, height: float = 13.4) -> Any:
    from pptx.util import Cm

    box = slide.shapes.add_textbox(Cm(1.6), Cm(top), slides.slide_width - Cm(3.2), Cm(height))
    box.text_frame.word_wrap = True
    return box


def _fill(box: Any, words: Sequence[str], *, size: int) -> None:
    from pptx.util import Pt

    frame = box.text_frame
    for number, text in enumerate(words):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = text
        run.font.size = Pt(size)
        paragraph.space_after = Pt(12)
