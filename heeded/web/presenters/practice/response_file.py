"""A board's response to a review as DOCX."""

import io
from collections.abc import Callable, Mapping
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from heeded.engine.plain_text import plain_text
from heeded.library.exports import FICTIONAL, WORD_MEDIA, Export, add_link
from heeded.web.presenters.practice.action_words import done_words, how_it_stands

_LINK_COLOUR = "0B4A53"


def response_file(page: Mapping[str, Any], address_of: Callable[[str], str]) -> Export:
    """The same words as the page; each page number leads to its page. `address_of` makes an address whole."""
    from docx import Document as Word

    word = Word()
    title = plain_text(_("Response of %(board)s") % {"board": page["board"].name})
    word.core_properties.title, word.core_properties.author = title, "Heeded"
    word.add_heading(title, level=1)
    word.add_paragraph(plain_text(_("To the review: %s") % page["work"].title))
    if page["work"].fictional:
        word.add_paragraph(FICTIONAL)
    if page["answers_words"]:
        word.add_paragraph(page["answers_words"])
    if page["is_whole"] and page["unpublished"]:
        word.add_paragraph(_("Draft: it holds answers that are not shown to everybody yet."))
    for row in page["rows"]:
        _point(word, row, address_of)
    out = io.BytesIO()
    word.save(out)
    return Export(f"response-{page['work'].identifier}.docx", WORD_MEDIA, out.getvalue())


def _point(word: Any, row: Mapping[str, Any], address_of: Callable[[str], str]) -> None:
    word.add_heading(plain_text(row["heading"]), level=2)
    for line in plain_text(row["text"]).split("\n"):
        word.add_paragraph(line)
    if row["places"]:
        pages = word.add_paragraph()
        for number, place in enumerate(row["places"]):
            pages.add_run(", " if number else "")
            words = plain_text(f"{place['document']} {place['words']}").strip()
            add_link(pages, words, address_of(place["address"]), colour=_LINK_COLOUR)
    if row["looked_at"]:
        word.add_paragraph(plain_text(row["looked_at"]))
    for answer in row["answers"]:
        _answer(word, answer)
    if row["actions"]:
        word.add_paragraph(_("What is done:")).runs[0].bold = True
    for action in row["actions"]:
        word.add_paragraph(plain_text(_action(action)), style="List Bullet")
    if row["ended"]:
        word.add_paragraph(plain_text(_("How it ended: %s") % row["ended"]))


def _answer(word: Any, answer: Mapping[str, Any]) -> None:
    paragraph = word.add_paragraph()
    paragraph.add_run(plain_text(f"{answer['name']}: ")).bold = True
    paragraph.add_run(answer["answer"] or _("no answer yet"))
    if answer["reasons"]:
        word.add_paragraph(plain_text(answer["reasons"]))


def _action(action: Any) -> str:
    owner = ", ".join(
        part for part in (action.owner_role, action.owner_agency.name if action.owner_agency else "") if part
    )
    said = [action.what, owner, how_it_stands(action)]
    if action.done_on:
        said.append(done_words(action) if action.left_open == "day" else _("on %s") % done_words(action))
    elif action.due:
        said.append(_("due %s") % date_format(action.due, "j F Y"))
    return "; ".join(one for one in said if one)
