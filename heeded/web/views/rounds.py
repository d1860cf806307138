"""Rounds of blind coding: begin, code, say done, see what is left, close, give up."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heeded.core.errors import NotAllowed, Refused
from heeded.learning import services
from heeded.learning.models import Framework
from heeded.learning.queries import framework_for, round_for, visible_frameworks, visible_rounds
from heeded.people.models import Account
from heeded.people.permissions import Permission
from heeded.people.queries import may
from heeded.web.forms_of_rounds import RoundForm
from heeded.web.presenters.rounds import may_settle, offered_documents, round_page, round_rows
from heeded.web.requests import Asking

_ON_A_PAGE = 25
_STATES = {"done": services.say_done, "go-on": services.go_on_coding, "close": services.close_round}


def rounds(request: Asking) -> HttpResponse:
    """The rounds that one codes in or may look at, newest first."""
    must_code(request)
    found = visible_rounds(request.viewer).prefetch_related("coders__account", "documents")
    page = Paginator(found, _ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": round_rows(request.viewer, list(page))}
    return render(request, "rounds/list.html", context)


def begin(request: Asking) -> HttpResponse:
    """First the framework, then everything else in one form; documents are looked for without losing what is typed."""
    must_code(request)
    asked = request.POST.get("framework", "") or request.GET.get("framework", "")
    in_use = visible_frameworks(request.viewer).filter(retired_at__isnull=True)
    if not asked:
        return render(request, "rounds/framework.html", {"frameworks": in_use})
    framework = framework_for(request.viewer, asked)
    if request.method != "POST" or request.POST.get("do") == "find":
        return _form_page(request, framework)
    offered, _count = offered_documents(request.viewer, "", request.POST.getlist("documents"))
    form = RoundForm(framework, offered, request.POST)
    if form.is_valid():
        try:
            made = services.begin_round(form.asked(), by=request.viewer)
        except Refused as error:
            form.add_error(None, f"{error.reason} {error.advice}".strip())
        else:
            messages.success(request, _("Begun. Until both are done, neither sees what the other codes."))
            return HttpResponseRedirect(reverse("coding-round", args=[made.identifier]))
    return _form_page(request, framework, form)


def _form_page(request: Asking, framework: Framework, sent: RoundForm | None = None) -> HttpResponse:
    """The form as it was sent, or, while documents are looked for, as it was filled in so far."""
    words = request.POST.get("words", request.GET.get("words", ""))[:200]
    ticked = request.POST.getlist("documents")
    offered, count = offered_documents(request.viewer, words, ticked)
    if sent is not None:
        form = RoundForm(framework, offered, request.POST)
        form.is_valid()
        for error in sent.non_field_errors():
            form.add_error(None, str(error))
    else:
        form = RoundForm(framework, offered, initial=_filled_in(request))
    context = {
        "form": form,
        "framework": framework,
        "words": words,
        "count": count,
        "shown": len(offered),
        "chosen": len(ticked),
    }
    return render(request, "rounds/begin.html", context, status=422 if sent is not None else 200)


def _filled_in(request: Asking) -> dict[str, object]:
    if request.method != "POST":
        account = Account.objects.filter(pk=request.viewer.account or 0).first()
        return {"first": account.email if account else "", "unit": "document"}
    typed = {name: request.POST.get(name, "") for name in ("name", "first", "second", "unit")}
    return typed | {name: request.POST.getlist(name) for name in ("themes", "documents")}


def one(request: Asking, identifier: str) -> HttpResponse:
    """One round: to its coders what is still to be coded; once both are done, how far they agree."""
    must_code(request)
    held = round_for(request.viewer, identifier)
    return render(request, "rounds/one.html", round_page(request.viewer, held))


@require_POST
def state(request: Asking, identifier: str) -> HttpResponse:
    """Say done, go on after all, or close what is settled."""
    must_code(request)
    held = round_for(request.viewer, identifier)
    do = request.POST.get("do", "")
    if do in _STATES:
        try:
            held = _STATES[do](held, by=request.viewer)
        except Refused as error:
            messages.warning(request, f"{error.reason} {error.advice}".strip())
        else:
            messages.success(request, _said(do, held.state))
    return HttpResponseRedirect(reverse("coding-round", args=[identifier]))


def _said(do: str, state: str) -> str:
    if do == "close":
        return _("Settled. What was agreed upon and chosen counts from now on.")
    if do == "go-on":
        return _("You can go on coding.")
    if state == "open":
        return _("You are done. When the other is too, you both see how far you agree.")
    return _("Both are done: you see each other’s codings now.")


def give_up(request: Asking, identifier: str) -> HttpResponse:
    """End a round that will not be finished, after asking."""
    must_code(request)
    held = round_for(request.viewer, identifier)
    if not may_settle(request.viewer, held):
        raise NotAllowed(_("Those who code in a round, and whoever began it, settle it."))
    if request.method != "POST":
        return render(request, "rounds/give_up.html", {"round": held})
    try:
        services.give_up_round(held, by=request.viewer)
    except Refused as error:
        messages.warning(request, f"{error.reason} {error.advice}".strip())
    else:
        messages.success(request, _("Given up. What each of you coded stands as your own."))
    return HttpResponseRedirect(reverse("coding-round", args=[identifier]))


def must_code(request: Asking) -> None:
    """Go on only for those who code.

    Raises:
        NotAllowed: they do not.
    """
    if not may(request.viewer, Permission.CODE):
        raise NotAllowed(
            _("You cannot code reviews."), advice=_("Researchers, inspectors and the staff of a board can.")
        )
