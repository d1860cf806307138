"""Changing frameworks: beginning one, describing it, using it no more."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from heeded.core.errors import NotAllowed, Refused
from heeded.learning import queries, services
from heeded.learning.errors import FrameworkWrong
from heeded.learning.models import Framework
from heeded.people.permissions import Permission
from heeded.people.queries import may
from heeded.web.forms_of_frameworks import (
    DescribeForm,
    NewFrameworkForm,
)
from heeded.web.requests import Asking


def new(request: Asking) -> HttpResponse:
    """A framework of one's own, its themes as an outline."""
    must_edit(request)
    form = NewFrameworkForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        made: list[Framework] = []
        if done(form, lambda: made.append(services.make_framework(form.framework(), by=request.viewer))):
            messages.success(request, _("The framework is there. Add what each theme means."))
            return to_page(made[0])
    return render(request, "frameworks/new.html", {"form": form})


def describe(request: Asking, identifier: str) -> HttpResponse:
    """Another name, source or purpose."""
    found = editable(request, identifier)
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

        if done(form, save):
            messages.success(request, _("Saved."))
            return to_page(found)
    return render(request, "frameworks/describe.html", {"framework": found, "form": form})


def retire(request: Asking, identifier: str) -> HttpResponse:
    """Code with it no more, after asking; or again."""
    found = editable(request, identifier)
    if request.method != "POST":
        return render(request, "frameworks/retire.html", {"framework": found})
    back = found.retired_at is not None
    services.retire_framework(found, by=request.viewer, back=back)
    messages.success(request, _("It is used again.") if back else _("It is not used any more."))
    return to_page(found)


def must_edit(request: Asking) -> None:
    """Go on only for those who look after frameworks.

    Raises:
        NotAllowed: they may not.
    """
    if not may(request.viewer, Permission.EDIT_FRAMEWORKS):
        raise NotAllowed(
            _("You cannot change frameworks."), advice=_("Researchers and the staff of a board can.")
        )


def editable(request: Asking, identifier: str) -> Framework:
    """The framework, for those who look after frameworks.

    Raises:
        NotAllowed, NoSuchFramework: they may not, or there is none.
    """
    must_edit(request)
    return queries.framework_for(request.viewer, identifier)


def done(form: Form, change: Callable[[], object]) -> bool:
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


def to_page(framework: Framework, theme: str = "") -> HttpResponse:
    """To the page of a framework, or of one of its themes."""
    if theme:
        return HttpResponseRedirect(reverse("theme", args=[framework.identifier, theme]))
    return HttpResponseRedirect(reverse("framework", args=[framework.identifier]))
