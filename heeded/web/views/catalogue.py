"""What the library holds and lacks; records of reviews that are known but not held."""

from django import forms
from django.contrib import messages
from django.core.validators import URLValidator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from heeded.core.errors import NotAllowed
from heeded.engine.vocabulary import WorkKind
from heeded.library.catalogue_files import read_entries
from heeded.library.holdings import holdings as all_holdings
from heeded.library.services import CatalogueEntry, catalogue
from heeded.people.permissions import Permission
from heeded.people.queries import may
from heeded.web.forms import DayField
from heeded.web.requests import Asking

_MEGABYTES = 5


class EntryForm(forms.Form):
    """A review that is known: where it is and whom to ask."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=400)
    kind = forms.ChoiceField(label=gettext_lazy("What it is"), choices=WorkKind.choices(), initial="review")
    board = forms.CharField(label=gettext_lazy("Board or partnership"), required=False, max_length=200)
    area = forms.CharField(label=gettext_lazy("Area"), required=False, max_length=120)
    year = forms.IntegerField(label=gettext_lazy("Year"), required=False, min_value=1945)
    where = forms.CharField(
        label=gettext_lazy("Where it is or was published"), required=False, max_length=400
    )
    link = forms.CharField(
        label=gettext_lazy("Link"),
        required=False,
        max_length=600,
        validators=[URLValidator(["http", "https"])],
    )
    checked = DayField(label=gettext_lazy("Last checked"), required=False)
    ask = forms.CharField(
        label=gettext_lazy("Whom to ask"),
        help_text=gettext_lazy("An office or a role, not a person’s name"),
        required=False,
        max_length=300,
    )


class ImportForm(forms.Form):
    """A table or a list of references."""

    file = forms.FileField(
        label=gettext_lazy("CSV or RIS file"),
        help_text=gettext_lazy("CSV columns: title, board, area, year, where, link, checked, ask"),
    )


def holdings(request: Asking) -> HttpResponse:
    """By area and year: held, and known but not held."""
    return render(request, "find/holdings.html", {"rows": all_holdings(request.viewer)})


def add_entry(request: Asking) -> HttpResponse:
    """Type in one record, or import many."""
    if not may(request.viewer, Permission.EDIT_CATALOGUE):
        raise NotAllowed(_("You cannot keep catalogue records."))
    form, importing = EntryForm(), ImportForm()
    if request.method == "POST" and request.FILES:
        importing = ImportForm(request.POST, request.FILES)
        if importing.is_valid():
            return _import(request, importing)
    elif request.method == "POST":
        form = EntryForm(request.POST)
        if form.is_valid():
            work = catalogue(CatalogueEntry(**form.cleaned_data), by=request.viewer)
            messages.success(request, _("Kept."))
            return HttpResponseRedirect(reverse("review", args=[work.identifier]))
    return render(request, "work/catalogue.html", {"form": form, "importing": importing})


def _import(request: Asking, form: ImportForm) -> HttpResponse:
    upload = form.cleaned_data["file"]
    entries, problems = read_entries(upload.read(_MEGABYTES << 20), name=upload.name)
    for entry in entries:
        catalogue(entry, by=request.viewer)
    messages.success(
        request, ngettext("%d record was kept.", "%d records were kept.", len(entries)) % len(entries)
    )
    for problem in problems[:20]:
        messages.warning(request, problem)
    return HttpResponseRedirect(reverse("holdings"))
