"""What is said of a board where there is nothing to follow, and whom the public may ask: by those who keep its plan."""

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from heeded.people.models import Organisation
from heeded.practice import services
from heeded.practice.kinds import BoardSays
from heeded.practice.queries import plan_for, statements_of
from heeded.web.forms_of_practice.statements import StatementForm, WhomToAskForm
from heeded.web.presenters.practice.board_shown import statement_words
from heeded.web.requests import Asking

_UNPROCESSABLE = 422


def statement(request: Asking, board: str) -> HttpResponse:
    """Say it, take it back, say whom to ask: each a form of its own on one page."""
    held = plan_for(request.viewer, board)
    done = request.POST.get("do", "")
    saying = StatementForm(request.POST if done == "say" else None)
    asking = WhomToAskForm(request.POST if done == "ask" else None, initial={"ask": held.ask})
    if request.method == "POST" and _do(request, held, done, saying, asking):
        return HttpResponseRedirect(reverse("board-statement", args=[held.identifier]))
    context = {
        "board": held,
        "form": asking if done == "ask" else saying,
        "saying": saying,
        "asking": asking,
        "standing": [(one, statement_words(one)) for one in statements_of(held)],
    }
    status = _UNPROCESSABLE if saying.errors or asking.errors else 200
    return render(request, "practice/statement.html", context, status=status)


def _do(request: Asking, board: Organisation, done: str, saying: Form, asking: Form) -> bool:
    """Whether something was done; else the page says what is wrong."""
    if done == "say" and saying.is_valid():
        said = saying.cleaned_data
        services.state_of_board(
            board, BoardSays(said["says"]), by=request.viewer, since=said["since"], until=said["until"]
        )
        messages.success(request, _("It stands on the board’s public page."))
        return True
    if done == "ask" and asking.is_valid():
        services.say_whom_to_ask(board, asking.cleaned_data["ask"], by=request.viewer)
        messages.success(request, _("Saved."))
        return True
    if done == "take-back":
        wanted = request.POST.get("statement", "")
        found = statements_of(board).filter(pk=int(wanted) if wanted.isdecimal() and len(wanted) < 12 else 0)
        for one in found:
            services.take_statement_back(one, by=request.viewer)
            messages.success(request, _("Taken back. That it was said stays on record."))
        return True
    return False
