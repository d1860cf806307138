"""Changing frameworks: beginning one, describing it, and adding, rewording, merging, splitting and retiring themes."""

from collections.abc import Callable, Sequence

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heeded.core.errors import NotAllowed, Refused
from heeded.engine.frameworks import Theme as Wording
from heeded.learning import queries, services
from heeded.learning.errors import FrameworkWrong
from heeded.learning.models import Framework, Theme, ThemeVersion
from heeded.people.permissions import Permission
from heeded.people.queries import may
from heeded.web.forms_of_frameworks import (
    DescribeForm,
    MergeForm,
    NewFrameworkForm,
    SplitForm,
    ThemeForm,
    wording_as_typed,
)
from heeded.web.presenters.frameworks import theme_choices
from heeded.web.requests import Asking

_ROWS, _MORE = 3, 2  # themes that a split begins with, and how many a press of the button adds


def new(request: Asking) -> HttpResponse:
    """A framework of one's own, its themes as an outline."""
    must_edit(request)
    form = NewFrameworkForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        made: list[Framework] = []
        if _done(form, lambda: made.append(services.make_framework(form.framework(), by=request.viewer))):
            messages.success(request, _("The framework is there. Add what each theme means."))
            return _to(made[0])
    return render(request, "frameworks/new.html", {"form": form})


def describe(request: Asking, identifier: str) -> HttpResponse:
    """Another name, source or purpose."""
    found = _framework(request, identifier)
    before = {"name": found.name, "about": found.about, "source": found.source, "seen": found.version}
    form = DescribeForm(request.POST if request.method == "POST" else None, initial=before)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data

        def save() -> None:
            services.describe_framework(
                found,
                name=said["name"],
                source=" ".join(said["source"].split()),
                about=said["about"].replace("\r\n", "\n"),
                by=request.viewer,
                seen=said["seen"],
            )

        if _done(form, save):
            messages.success(request, _("Saved."))
            return _to(found)
    return render(request, "frameworks/describe.html", {"framework": found, "form": form})


def retire(request: Asking, identifier: str) -> HttpResponse:
    """Code with it no more, after asking; or again."""
    found = _framework(request, identifier)
    if request.method != "POST":
        return render(request, "frameworks/retire.html", {"framework": found})
    back = found.retired_at is not None
    services.retire_framework(found, by=request.viewer, back=back)
    messages.success(request, _("It is used again.") if back else _("It is not used any more."))
    return _to(found)


def add(request: Asking, identifier: str) -> HttpResponse:
    """A new theme."""
    found = _framework(request, identifier)
    rows = queries.themes_of(found)
    under = {"parent": request.GET.get("under", "")}
    sent = request.POST if request.method == "POST" else None
    form = ThemeForm(sent, initial=under, parents=theme_choices(rows))
    if request.method == "POST" and form.is_valid():
        taken = queries.identifiers_in(found)
        wording = form.wording(Wording(services.free_identifier(form.cleaned_data["name"], taken), ""))
        note = form.cleaned_data["note"]
        if _done(form, lambda: services.add_theme(found, wording, by=request.viewer, note=note)):
            messages.success(request, _("Added: “%(name)s”.") % {"name": wording.name})
            return _to(found, wording.identifier)
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

        if _done(form, save):
            messages.success(request, _("Saved."))
            return _to(found, theme)
    context = {"framework": found, "theme": held, "wording": row, "form": form}
    return render(request, "frameworks/reword.html", context)


def merge(request: Asking, identifier: str) -> HttpResponse:
    """Several themes into one. What was coded with them counts under it."""
    found = _framework(request, identifier)
    rows = queries.themes_of(found)
    ticked = {"themes": request.GET.getlist("theme"), "seen": found.version}
    form = MergeForm(
        request.POST if request.method == "POST" else None, initial=ticked, themes=theme_choices(rows)
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        held = {row.theme.identifier: row.theme for row in rows}
        going, into = [held[one] for one in said["themes"]], held[said["into"]]
        if _done(form, lambda: services.merge_themes(going, into, by=request.viewer, note=said["note"])):
            messages.success(request, _("Merged. What was coded counts under the theme that stayed."))
            return _to(found, said["into"])
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
            if _done(form, lambda: services.split_theme(held, into, by=request.viewer, note=note)):
                messages.success(request, _("Split. What was coded with it waits to be sorted."))
                return _to(found, theme)
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
        return _to(found, theme)
    context = {"framework": found, "theme": held, "wording": row}
    return render(request, "frameworks/retire_theme.html", context)


@require_POST
def bring_back(request: Asking, identifier: str, theme: str) -> HttpResponse:
    """Use a theme again that was merged, split or retired."""
    found = _framework(request, identifier)
    held = queries.theme_itself(request.viewer, found, theme)
    try:
        services.bring_back_theme(held, by=request.viewer)
    except Refused as error:
        messages.warning(request, f"{error.reason} {error.advice}".strip())
    else:
        messages.success(request, _("It is used again."))
    return _to(found, theme)


def must_edit(request: Asking) -> None:
    """Go on only for those who look after frameworks.

    Raises:
        NotAllowed: they may not.
    """
    if not may(request.viewer, Permission.EDIT_FRAMEWORKS):
        raise NotAllowed(
            _("You cannot change frameworks."), advice=_("Researchers and the staff of a board can.")
        )


def _framework(request: Asking, identifier: str) -> Framework:
    must_edit(request)
    return queries.framework_for(request.viewer, identifier)


def _in_use(request: Asking, identifier: str, theme: str) -> tuple[Framework, Theme, ThemeVersion]:
    found = _framework(request, identifier)
    held = queries.theme_itself(request.viewer, found, theme)
    if held.state != "in-use":
        raise Refused(
            _("This theme is not used any more."), advice=_("Bring it back first, on the page of the theme.")
        )
    return found, held, queries.wordings_of(held)[0]


def _done(form: Form, change: Callable[[], object]) -> bool:
    """Whether the change was made; if not, the form says why and keeps what was typed."""
    try:
        change()
    except FrameworkWrong as error:
        for words in error.problems:
            form.add_error(None, words)
    except Refused as error:
        form.add_error(None, f"{error.reason} {error.advice}".strip())
    else:
        return True
    return False


def _to(framework: Framework, theme: str = "") -> HttpResponse:
    if theme:
        return HttpResponseRedirect(reverse("theme", args=[framework.identifier, theme]))
    return HttpResponseRedirect(reverse("framework", args=[framework.identifier]))
