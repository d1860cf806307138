"""Whom a board reminds of what and when, what would go on a day, and what became of its letters."""

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heeded.core.clock import today
from heeded.core.errors import Refused
from heeded.people.models import Organisation
from heeded.practice import services
from heeded.practice.kinds import Fate
from heeded.practice.queries import letter_for, letters_of, plan_for, rule_for, rules_of, would_go
from heeded.web.forms_of_practice.reminders import RuleForm, TryForm
from heeded.web.presenters.practice.refused import refused_words
from heeded.web.presenters.practice.reminders import FATES, LOST, letter_rows, rule_rows
from heeded.web.presenters.practice.tried_reminders import tried_rows
from heeded.web.requests import Asking

_ON_A_PAGE = 50


@login_required
def rules(request: Asking, board: str) -> HttpResponse:
    """A board's rules; a new one is made here, or tried before it is."""
    held = plan_for(request.viewer, board)
    form = RuleForm(request.POST or None)
    context: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        if request.POST.get("do") != "try":
            return _made(request, held, form)
        rule = services.unsaved(held, form.wanted())
        letters = would_go(request.viewer, held, today(), [rule])
        context = {"tried": rule_rows([rule])[0], "people": len(letters)}
        context |= {"things": sum(len(one.reminders) for one in letters), "day": today()}
    known = list(rules_of(request.viewer, held))
    context |= {
        "board": held,
        "form": form,
        "rows": rule_rows(one for one in known if one.ended_at is None),
        "ended": rule_rows(one for one in known if one.ended_at is not None),
        "usual": rule_rows(services.unsaved(held, wanted) for wanted in services.USUAL_RULES),
        "linked": bool(settings.PUBLIC_ADDRESS),
        "lost": letters_of(request.viewer, held).filter(fate__in=LOST).count(),
    }
    return render(request, "practice/reminders/rules.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def usual(request: Asking, board: str) -> HttpResponse:
    """Make the rules that most boards would make."""
    services.make_usual_rules(plan_for(request.viewer, board), by=request.viewer)
    messages.success(request, _("The usual rules stand. Nothing was sent yet: you can try them first."))
    return _to_rules(board)


@require_POST
@login_required
def end(request: Asking, board: str, identifier: str) -> HttpResponse:
    """Remind nobody by a rule any more."""
    plan_for(request.viewer, board)
    services.end_rule(rule_for(request.viewer, identifier), by=request.viewer)
    messages.success(request, _("Ended. What was sent by it stays on record."))
    return _to_rules(board)


@login_required
def attempt(request: Asking, board: str) -> HttpResponse:
    """Who would be reminded of what on a day; nothing is written or sent."""
    held = plan_for(request.viewer, board)
    asked = any(request.GET.get(f"on_{number}") for number in range(3))
    form = TryForm(request.GET if asked else None, initial={"on": today()})
    on: date | None = today()
    if asked:
        on = form.cleaned_data["on"] if form.is_valid() else None
    letters = would_go(request.viewer, held, on) if on else []
    page = Paginator(letters, _ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "board": held,
        "form": form,
        "on": on,
        "page": page,
        "rows": tried_rows(page),
        "things": sum(len({(one.field, one.key) for one in letter.reminders}) for letter in letters),
        "has_rules": rules_of(request.viewer, held).filter(ended_at__isnull=True).exists(),
    }
    return render(request, "practice/reminders/try.html", context, status=422 if form.errors else 200)


@login_required
def letters(request: Asking, board: str) -> HttpResponse:
    """What became of the letters that tell of a board's plan."""
    held = plan_for(request.viewer, board)
    found = letters_of(request.viewer, held)
    counts = {fate: found.filter(fate=fate).count() for fate in FATES}
    chosen = request.GET.get("fate", "")
    chosen = chosen if chosen in set(Fate) else next((one for one in FATES if counts[one]), Fate.SENT).value
    page = Paginator(found.filter(fate=chosen), _ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "board": held,
        "tabs": [(fate, fate.label, counts[fate]) for fate in FATES if counts[fate] or fate == chosen],
        "chosen": chosen,
        "page": page,
        "rows": letter_rows(page),
    }
    return render(request, "practice/reminders/letters.html", context)


@require_POST
@login_required
def again(request: Asking, board: str, identifier: str) -> HttpResponse:
    """Send a letter once more that may not have arrived."""
    held = plan_for(request.viewer, board)
    services.send_again(letter_for(request.viewer, held, identifier), by=request.viewer)
    messages.success(request, _("It waits to be sent once more, with what is still due then."))
    return HttpResponseRedirect(reverse("reminder-letters", args=[board]))


def _made(request: Asking, board: Organisation, form: RuleForm) -> HttpResponse:
    try:
        services.make_rule(board, form.wanted(), by=request.viewer)
    except Refused as error:
        messages.error(request, refused_words(error))
    else:
        messages.success(request, _("The rule stands."))
    return _to_rules(board.identifier)


def _to_rules(board: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("reminder-rules", args=[board]))
