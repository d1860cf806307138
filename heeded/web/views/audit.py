"""Who did what: the audit, for those who may see it."""

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heeded.core.errors import NotAllowed
from heeded.people.audit import Narrowed, actors_of_audit, audit_rows, kinds_of_audit
from heeded.people.permissions import Permission
from heeded.people.queries import may
from heeded.web.forms import DayField
from heeded.web.presenters.audit import audit_table, kind_words
from heeded.web.presenters.who import Who
from heeded.web.requests import Asking

_ON_A_PAGE = 50


class NarrowForm(forms.Form):
    """Which rows."""

    since = DayField(label=gettext_lazy("From"), required=False)
    until = DayField(label=gettext_lazy("To"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("What it was about"), required=False)
    actor = forms.ChoiceField(label=gettext_lazy("Who"), required=False)
    thing = forms.CharField(
        label=gettext_lazy("Identifier"),
        help_text=gettext_lazy("Of a review, a document, an account …"),
        max_length=64,
        required=False,
    )


def audit(request: Asking) -> HttpResponse:
    """The rows, newest first, narrowed by day, kind, person and thing."""
    if not may(request.viewer, Permission.SEE_AUDIT):
        raise NotAllowed(_("You cannot see who did what."))
    actors = actors_of_audit()
    who = Who(request.viewer, actors)
    form = _form(request, actors, who)
    narrowed = Narrowed(**form.cleaned_data) if form.is_valid() else Narrowed()
    rows = audit_rows(request.viewer, narrowed)
    page = Paginator(rows, _ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "rows": audit_table(page, viewer=request.viewer, who=who)}
    return render(request, "people/audit.html", context)


def _form(request: Asking, actors: list[str], who: Who) -> NarrowForm:
    form = NarrowForm(request.GET)
    people = sorted(((actor, who.words(actor)) for actor in actors), key=lambda pair: pair[1].casefold())
    form.fields["actor"].choices = [("", _("Everybody")), *people]  # type: ignore[attr-defined]
    kinds = [(kind, kind_words(kind)) for kind in kinds_of_audit()]
    form.fields["kind"].choices = [("", _("Everything")), *kinds]  # type: ignore[attr-defined]
    return form
