"""Who is asked to answer a point, and their answers."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from heeded.core.errors import NotAllowed, Refused
from heeded.people.models import Organisation
from heeded.practice.errors import NoSuchAddressee
from heeded.practice.models import PlanItem
from heeded.practice.queries import item_for
from heeded.practice.services import answer as give_answer
from heeded.practice.services import ask_each
from heeded.web.forms_of_practice.answering import AnswerForm
from heeded.web.forms_of_practice.asking import AskForm
from heeded.web.presenters.practice.answering import answer_page, may_answer, to_answer
from heeded.web.presenters.practice.asking import ask_page, proposed
from heeded.web.presenters.practice.item import item_title
from heeded.web.presenters.practice.opening import Chosen, offered
from heeded.web.presenters.practice.refused import refused_words
from heeded.web.requests import Asking
from heeded.web.views.practice.plan_items import kept_item, seen_item, words_of


@login_required
def ask(request: Asking, identifier: str) -> HttpResponse:
    """Ask organisations to answer a point; who is named in it is ticked first."""
    held = kept_item(request, identifier)
    words = request.POST.get("words", "").strip()[:120]
    ticked = request.POST.getlist("organisations")[:200]
    among = offered(request.viewer, held.board, Chosen(words=words))
    if request.method != "POST" or request.POST.get("do") == "find":
        return _ask_page(request, held, among, words=words, ticked=ticked)
    form = AskForm(among, request.POST)
    if not form.is_valid():
        return _ask_page(request, held, among, sent=form, words=words, ticked=ticked)
    ask_each(held, form.asked(), by=request.viewer, due=form.cleaned_data["due"])
    messages.success(request, _("Asked. Whoever answers for them sees it when they log in."))
    return HttpResponseRedirect(reverse("plan-item", args=[held.identifier]))


def _ask_page(
    request: Asking,
    held: PlanItem,
    among: list[Organisation],
    *,
    words: str,
    ticked: list[str],
    sent: AskForm | None = None,
) -> HttpResponse:
    seen = seen_item(request, held)
    typed = [request.POST.get(f"due_{part}", "") for part in range(3)] if request.method == "POST" else None
    chosen = ticked if request.method == "POST" else proposed(seen, among)
    form = sent or AskForm(among, initial={"organisations": chosen, "due": typed})
    context = ask_page(seen, among) | {"form": form, "looked_for": words, "title": item_title(seen.words)}
    return render(request, "practice/item/ask.html", context, status=422 if sent else 200)


@login_required
def answer(request: Asking, identifier: str, addressee: str) -> HttpResponse:
    """Answer for one of those who are asked: what they are asked, and nothing else of the plan."""
    held = item_for(request.viewer, identifier)
    asked = to_answer(request.viewer, held, addressee)
    if not may_answer(request.viewer, asked):
        raise NoSuchAddressee("Nobody such is asked.")
    point = words_of(request, held)
    context = answer_page(request.viewer, asked, point)
    form = AnswerForm(context["there"], *_sent(request), initial=context["before"])
    if request.method == "POST" and form.is_valid():
        try:
            give_answer(asked, form.answered(), by=request.viewer)
        except NotAllowed as error:
            raise NoSuchAddressee("Nobody such is asked.") from error
        except Refused as error:
            form.add_error(None, refused_words(error))
        else:
            messages.success(request, _("Answered. The board decides when everybody sees it."))
            return HttpResponseRedirect(reverse("plan-item", args=[held.identifier]))
    context |= {"form": form, "title": item_title(point)}
    return render(request, "practice/item/answer.html", context, status=422 if form.errors else 200)


def _sent(request: Asking) -> tuple[object, ...]:
    return (request.POST, request.FILES) if request.method == "POST" else ()
