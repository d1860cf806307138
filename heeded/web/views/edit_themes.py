"""Changing the themes of a framework: adding, rewording, merging, splitting, retiring, bringing back."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heeded.core.errors import Refused
from heeded.engine.frameworks import Theme as Wording
from heeded.learning import queries, services
from heeded.learning.models import Framework, Theme, ThemeVersion
from heeded.web.forms_of_themes import MergeForm, SplitForm, ThemeForm, wording_as_typed
from heeded.web.presenters.frameworks import theme_choices
from heeded.web.requests import Asking
from heeded.web.views.edit_frameworks import done, editable, to_page

_ROWS, _MORE = 3, 2  # themes that a split begins with, and how many a press of the button adds


def add(request: Asking, identifier: str) -> HttpResponse:
    """A new theme."""
    found = editable(request, identifier)
    rows = queries.themes_of(found)
    under = {"parent": request.GET.get("under", "")}
    sent = request.POST if request.method == "POST" else None
    form = ThemeForm(sent, initial=under, parents=theme_choices(rows))
    if request.method == "POST" and form.is_valid():
        taken = queries.identifiers_in(found)
        wording = form.wording(Wording(services.free_identifier(form.cleaned_data["name"], taken), ""))
        note = form.cleaned_data["note"]
        if done(form, lambda: services.add_theme(found, wording, by=request.viewer, note=note)):
            messages.success(request, _("Added: “%(name)s”.") % {"name": wording.name})
            return to_page(found, wording.identifier)
    return render(request, "frameworks/add_theme.html", {"framework": found, "form": form})


def reword(request: Asking, identifier: str, theme: str) -> HttpResponse:
    """Another name, definition, examples or place. What was coded keeps the wording that it was made under."""
    found, held, row = _in_use(request, identifier, theme)
    before = queries.theme_record(row)
    parents = theme_choices(queries.themes_of(found), without=[theme])
    initial = wording_as_typed(before) | {"seen": found.version}
    form = ThemeForm(request.POST if request.method == "POST" else None, initial=initial, parents=parents)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data

        def save() -> None:
            services.reword_theme(
                held, form.wording(before), by=request.viewer, seen=said["seen"], note=said["note"]
            )

        if done(form, save):
            messages.success(request, _("Saved."))
            return to_page(found, theme)
    context = {"framework": found, "theme": held, "wording": row, "form": form}
    return render(request, "frameworks/reword.html", context)


def merge(request: Asking, identifier: str) -> HttpResponse:
    """Several themes into one. What was coded with them counts under it."""
    found = editable(request, identifier)
    rows = queries.themes_of(found)
    ticked = {"themes": request.GET.getlist("theme"), "seen": found.version}
    form = MergeForm(
        request.POST if request.method == "POST" else None, initial=ticked, themes=theme_choices(rows)
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        held = {row.theme.identifier: row.theme for row in rows}
        going, into = [held[one] for one in said["themes"]], held[said["into"]]
        if done(form, lambda: services.merge_themes(going, into, by=request.viewer, note=said["note"])):
            messages.success(request, _("Merged. What was coded counts under the theme that stayed."))
            return to_page(found, said["into"])
    return render(request, "frameworks/merge.html", {"framework": found, "form": form})


def split(request: Asking, identifier: str, theme: str) -> HttpResponse:
    """Several new themes in the place of one. What was coded with it waits to be sorted."""
    found, held, row = _in_use(request, identifier, theme)
    typed = request.POST.get("rows", "")
    rows = int(typed) if typed.isdecimal() and len(typed) < 3 else _ROWS
    if request.method == "POST" and request.POST.get("do") == "more":
        form = SplitForm(initial=request.POST.dict(), rows=rows + _MORE)
    else:
        form = SplitForm(request.POST if request.method == "POST" else None, rows=rows)
        if request.method == "POST" and form.is_valid():
            into = _parts(found, queries.theme_record(row), form.parts())
            note = form.cleaned_data["note"]
            if done(form, lambda: services.split_theme(held, into, by=request.viewer, note=note)):
                messages.success(request, _("Split. What was coded with it waits to be sorted."))
                return to_page(found, theme)
    context = {"framework": found, "theme": held, "wording": row, "form": form}
    return render(request, "frameworks/split.html", context)


def _parts(framework: Framework, before: Wording, parts: Sequence[tuple[str, str]]) -> list[Wording]:
    """The new themes: they stand where the old one stood and are given to the same things."""
    taken = queries.identifiers_in(framework)
    made = []
    for name, definition in parts:
        identifier = services.free_identifier(name, taken)
        taken.add(identifier)
        made.append(Wording(identifier, name, definition, parent=before.parent, applies_to=before.applies_to))
    return made


def retire_theme(request: Asking, identifier: str, theme: str) -> HttpResponse:
    """Use a theme no more, after asking."""
    found, held, row = _in_use(request, identifier, theme)
    if request.method == "POST":
        try:
            services.retire_theme(held, by=request.viewer, note=request.POST.get("note", "")[:300])
        except Refused as error:
            messages.warning(request, f"{error.reason} {error.advice}".strip())
        else:
            messages.success(request, _("It is not used any more. What was coded with it stays and counts."))
        return to_page(found, theme)
    context = {"framework": found, "theme": held, "wording": row}
    return render(request, "frameworks/retire_theme.html", context)


@require_POST
def bring_back(request: Asking, identifier: str, theme: str) -> HttpResponse:
    """Use a theme again that was merged, split or retired."""
    found = editable(request, identifier)
    held = queries.theme_itself(request.viewer, found, theme)
    try:
        services.bring_back_theme(held, by=request.viewer)
    except Refused as error:
        messages.warning(request, f"{error.reason} {error.advice}".strip())
    else:
        messages.success(request, _("It is used again."))
    return to_page(found, theme)


def _in_use(request: Asking, identifier: str, theme: str) -> tuple[Framework, Theme, ThemeVersion]:
    found = editable(request, identifier)
    held = queries.theme_itself(request.viewer, found, theme)
    if held.state != "in-use":
        raise Refused(
            _("This theme is not used any more."), advice=_("Bring it back first, on the page of the theme.")
        )
    return found, held, queries.wordings_of(held)[0]
