"""A reader says that somebody can be recognised or that something is wrong; board staff answer."""

from allauth.core import ratelimit
from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from heeded.core.errors import NotAllowed, NotFound, Refused
from heeded.library.models import Problem, Work
from heeded.library.queries import visible_works
from heeded.library.services import answer_problem, report_problem
from heeded.people.permissions import Permission
from heeded.people.queries import may
from heeded.web.requests import Asking


class ProblemForm(forms.Form):
    """What is wrong. No name is asked for, and none should be given."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What is it?"), choices=Problem.KINDS, widget=forms.RadioSelect
    )
    message = forms.CharField(
        label=gettext_lazy("Tell us what and where"),
        help_text=gettext_lazy("Say the page if you can. Do not write names or addresses here."),
        widget=forms.Textarea({"rows": 6}),
        max_length=5000,
    )
    reply_to = forms.EmailField(
        label=gettext_lazy("Your e-mail address, if you want an answer"), required=False
    )


def report(request: Asking) -> HttpResponse:
    """Anybody may report a problem, without an account."""
    work = _work(request)
    form = ProblemForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not ratelimit.consume(request, action="report_problem"):
            raise Refused(
                _("Many reports came from your address just now."), advice=_("Try again in an hour.")
            )
        problem = report_problem(**form.cleaned_data, work=work, by=request.viewer)
        return render(request, "work/problem_sent.html", {"problem": problem, "work": work})
    return render(request, "work/problem.html", {"form": form, "work": work})


def _work(request: Asking) -> Work | None:
    identifier = request.GET.get("review", "")
    return visible_works(request.viewer).filter(identifier=identifier).first() if identifier else None


def problems(request: Asking) -> HttpResponse:
    """The queue, what must be answered first on top."""
    if not may(request.viewer, Permission.ANSWER_PROBLEMS):
        raise NotAllowed(_("You do not answer problems in this library."))
    rows = Problem.objects.select_related("work").order_by("answered_at", "answer_by", "pk")
    page = Paginator(rows, 25).get_page(request.GET.get("page"))
    works = visible_works(request.viewer).filter(pk__in=[row.work_id for row in page if row.work_id])
    return render(request, "work/problems.html", {"page": page, "visible": set(works)})


@require_POST
def answer(request: Asking, identifier: str) -> HttpResponse:
    """Answer one: say what was done."""
    if not may(request.viewer, Permission.ANSWER_PROBLEMS):
        raise NotAllowed(_("You do not answer problems in this library."))
    problem = Problem.objects.filter(identifier=identifier).first()
    if problem is None:
        raise NotFound(_("There is no such report."))
    answer_problem(problem, answer=request.POST.get("answer", ""), by=request.viewer)
    messages.success(request, _("Answered."))
    return HttpResponseRedirect(reverse("problems"))
