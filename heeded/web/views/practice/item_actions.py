"""Putting an action under a point of a plan."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from heeded.core.errors import NotAllowed, Refused
from heeded.practice.errors import NoSuchItem
from heeded.practice.queries import teams_among
from heeded.practice.services import add_action
from heeded.web.forms_of_practice.whole_action import WholeActionForm
from heeded.web.presenters.practice.item import ItemSeen, item_title
from heeded.web.presenters.practice.opening import Chosen, offered
from heeded.web.presenters.practice.questions import asked_about_actions
from heeded.web.presenters.practice.refused import say_refused
from heeded.web.requests import Asking
from heeded.web.views.practice.plan_items import kept_item, seen_item

_MOST_USUAL = 3


@login_required
def add(request: Asking, identifier: str) -> HttpResponse:
    """Add an action. While an agency is looked for by name, what is typed stays."""
    held = kept_item(request, identifier)
    words = request.POST.get("words", "").strip()[:120]
    agencies = offered(request.viewer, held.board, Chosen(words=words))
    finding = request.POST.get("do") == "find"
    sent = request.method == "POST" and not finding
    form = _form(request, WholeActionForm(agencies, teams_among(agencies), *([request.POST] if sent else [])))
    if sent and form.is_valid():
        try:
            add_action(held, form.wanted(), by=request.viewer)
        except NotAllowed as error:
            raise NoSuchItem("There is no such item on a plan.") from error
        except Refused as error:
            say_refused(form, error)
        else:
            messages.success(request, _("Added."))
            return HttpResponseRedirect(f"{reverse('plan-item', args=[held.identifier])}#actions")
    context = _context(seen_item(request, held)) | {"form": form, "looked_for": words}
    return render(request, "practice/item/action.html", context, status=422 if form.errors else 200)


def _form(request: Asking, form: WholeActionForm) -> WholeActionForm:
    """While somebody is looked for by name, the form as it was filled in so far."""
    if request.method == "POST" and not form.is_bound:
        days = {
            f: [request.POST.get(f"{f}_{part}", "") for part in range(3)] for f in ("start", "due", "done_on")
        }
        form.initial = {name: request.POST.get(name, "") for name in form.fields} | days
    return form


def _context(seen: ItemSeen) -> dict[str, object]:
    actions = [one.action for one in seen.line.actions]
    return {
        "item": seen.line.item,
        "board": seen.line.item.board,
        "keeps": seen.keeps,
        "words": seen.words,
        "title": item_title(seen.words),
        "actions": actions,
        "many": len(actions) >= _MOST_USUAL,
        "questions": asked_about_actions(actions),
    }
