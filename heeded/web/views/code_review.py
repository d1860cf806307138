"""Coding a review as a whole, the children and adults whom it is about, and other adults in it: theme by theme."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heeded.core.errors import NotAllowed, NotFound, Refused
from heeded.engine.frameworks import CodeValue
from heeded.learning.models import AdultRole, Framework, Theme
from heeded.learning.queries import theme_for
from heeded.learning.services import Said, Whose, answer_themes
from heeded.library.models import Work
from heeded.library.queries import work_for
from heeded.web.forms_of_coding import CERTAINTIES
from heeded.web.presenters.code_review import Answer, answers_of, others_of, typed_answers
from heeded.web.presenters.code_themes import framework_chosen, frameworks_in_use
from heeded.web.presenters.code_whose import as_value, people_of, whose_in, words_of_whose
from heeded.web.presenters.coding import may_code
from heeded.web.requests import Asking


def review(request: Asking, identifier: str) -> HttpResponse:
    """What is said of the review or of one person in it, with every theme that fits, as one form."""
    work = work_for(request.viewer, identifier)
    if not may_code(request.viewer):
        raise NotAllowed(_("You cannot code reviews."))
    whose = _whose(request)
    framework = framework_chosen(request)
    if framework is None:
        return render(request, "code/review.html", {"work": work, "whose": whose})
    rows = answers_of(request.viewer, work, framework, whose)
    problem = ""
    if request.method == "POST":
        rows = typed_answers(rows, request.POST)
        try:
            return _saved(request, work, framework, whose, rows)
        except Refused as error:
            problem = f"{error.reason} {error.advice}".strip()
    return render(request, "code/review.html", _context(request, work, framework, whose, rows, problem))


def _whose(request: Asking) -> Whose:
    asked = request.POST if request.method == "POST" else request.GET
    if asked.get("role"):  # somebody else, chosen from the list
        found = whose_in(f"adult-{asked['role']}-{asked.get('number', '1')}")
    else:
        found = whose_in(asked.get("of", "review"))
    if found is None or found.kind == "passage":
        raise NotFound(_("There is nobody like that in a review."))
    return found


def _saved(
    request: Asking, work: Work, framework: Framework, whose: Whose, rows: list[Answer]
) -> HttpResponse:
    """Save what was changed; the rest may have been answered elsewhere meanwhile and stays."""
    answers: dict[Theme, Said | None] = {}
    for row in rows:
        if row.is_changed:
            theme = theme_for(request.viewer, framework, row.choice.identifier)
            answers[theme] = Said(CodeValue(row.value), row.note, row.certainty) if row.value else None
    made = answer_themes(work, whose, answers, by=request.viewer)
    taken = sum(said is None for said in answers.values())
    if not answers:
        messages.info(request, _("Nothing was changed."))
    else:
        words = ngettext("%d answer saved.", "%d answers saved.", len(made)) % len(made)
        back = ngettext("%d taken back.", "%d taken back.", taken) % taken if taken else ""
        messages.success(request, f"{words} {back}".strip())
    address = reverse("coding-of-review", args=[work.identifier])
    return HttpResponseRedirect(f"{address}?of={as_value(whose)}")


def _context(
    request: Asking, work: Work, framework: Framework, whose: Whose, rows: list[Answer], problem: str
) -> dict[str, Any]:
    return {
        "work": work,
        "whose": whose,
        "of": as_value(whose),
        "of_words": words_of_whose(whose),
        "people": people_of(request.viewer, work, whose),
        "roles": list(AdultRole),
        "framework": framework,
        "frameworks": frameworks_in_use(request.viewer),
        "rows": rows,
        "others": others_of(request.viewer, work, whose),
        "values": list(CodeValue),
        "certainties": CERTAINTIES,
        "problem": problem,
    }
