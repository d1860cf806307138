"""Boards side by side, one board, and what is said of it: for everybody, but for saying it."""

from django.http import HttpResponse
from django.shortcuts import render

from heeded.library.services import note_readings
from heeded.practice.queries import Shows, board_for
from heeded.web.presenters.practice.board_file import boards_csv
from heeded.web.presenters.practice.board_list import BoardsAsked, boards_asked, boards_page
from heeded.web.presenters.practice.board_shown import board_page
from heeded.web.requests import Asking
from heeded.web.views.take_away import sent_export


def boards(request: Asking) -> HttpResponse:
    """Boards in order of name, with where each stands."""
    asked = BoardsAsked.from_address(request.GET)
    return render(
        request, "practice/boards.html", boards_page(request.viewer, asked, request.GET.get("page"))
    )


def take_away(request: Asking) -> HttpResponse:
    """The same as CSV, all of them; small numbers are left out there too."""
    asked = BoardsAsked.from_address(request.GET)
    return sent_export(boards_csv(boards_asked(request.viewer, asked)))


def board(request: Asking, board: str) -> HttpResponse:
    """A board: its reviews, what it answered and did, what is shown to have changed, what came back."""
    held = board_for(board)
    wanted = request.GET.get("show", "")
    shows = Shows(wanted) if wanted in set(Shows) else Shows.ALL
    page = board_page(request.viewer, held, shows, request.GET.get("page"))
    note_readings(page["documents"], by=request.viewer, door="board")
    return render(request, "practice/board.html", page)
