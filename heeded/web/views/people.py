"""Looking after accounts: invite, give and end roles, close, and emergency access. For administrators."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heeded.core.errors import NotAllowed, NotFound, Refused
from heeded.library.services import open_in_emergency
from heeded.people.models import Account, Membership, Organisation, Team
from heeded.people.permissions import Permission
from heeded.people.queries import may
from heeded.people.roles import ROLE_CHOICES
from heeded.people.services import add_team, close_account, end_role, give_role, invite
from heeded.web.presenters.emergency import closed_documents, emergency_rows
from heeded.web.requests import Asking

_ACCOUNTS_ON_A_PAGE = 50
_DOCUMENTS_ON_A_PAGE = 20


class RoleForm(forms.Form):
    """A role, and where it is held."""

    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=ROLE_CHOICES)
    organisation = forms.ModelChoiceField(
        label=gettext_lazy("Organisation"),
        queryset=Organisation.objects.order_by("name"),
        required=False,
        empty_label=gettext_lazy("None"),
    )
    team = forms.CharField(
        label=gettext_lazy("Team"),
        help_text=gettext_lazy("Choose a team of that organisation. A new name makes a new team."),
        max_length=120,
        required=False,
        widget=forms.TextInput({"list": "teams", "autocomplete": "off"}),
    )

    def clean(self) -> None:
        if self.cleaned_data.get("team") and not self.cleaned_data.get("organisation"):
            self.add_error("organisation", _("A team belongs to an organisation: choose it"))


class InviteForm(RoleForm):
    """Whom to invite to what."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        error_messages={"required": gettext_lazy("Enter an e-mail address, like name@example.org")},
    )
    field_order = ("email", "role", "organisation", "team")


class EmergencyForm(forms.Form):
    """Which document, and why."""

    document = forms.CharField(
        max_length=20,
        error_messages={"required": gettext_lazy("Choose the document")},
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("Why it cannot wait"),
        help_text=gettext_lazy(
            "A sentence, without names. It is kept, and those who are told may ask about it."
        ),
        widget=forms.Textarea({"rows": 3}),
        min_length=10,
        error_messages={
            "required": gettext_lazy("Say why it cannot wait"),
            "min_length": gettext_lazy("Say why in a sentence"),
        },
    )


def _must_manage(request: Asking) -> None:
    if not may(request.viewer, Permission.MANAGE_ACCOUNTS):
        raise NotAllowed(_("You do not look after accounts."))


def _teams() -> list[str]:
    return list(Team.objects.order_by("name").values_list("name", flat=True).distinct()[:200])


def accounts(request: Asking) -> HttpResponse:
    """Everybody who has an account, found by name or address; invite another."""
    _must_manage(request)
    form = InviteForm(request.POST or None)
    link = ""
    if request.method == "POST" and form.is_valid():
        base = request.build_absolute_uri(reverse("invitation", args=["x"])).removesuffix("x/")
        link = base + invite(**form.cleaned_data, address=base, by=request.viewer) + "/"
        form = InviteForm()
    words = request.GET.get("q", "").strip()[:120]
    rows = Account.objects.prefetch_related("memberships__organisation", "memberships__team")
    if words:
        rows = rows.filter(name__icontains=words) | rows.filter(email__icontains=words)
    page = Paginator(rows.order_by("name", "pk"), _ACCOUNTS_ON_A_PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {"form": form, "link": link, "page": page, "words": words, "teams": _teams()}
    return render(request, "people/accounts.html", context)


def one(request: Asking, identifier: str) -> HttpResponse:
    """One account: what it holds, and how to change that."""
    _must_manage(request)
    account = _account(identifier)
    form = RoleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not account.is_active:
            raise Refused(_("A closed account is given no role."))
        _give(account, form.cleaned_data, request)
        messages.success(request, _("%(name)s holds that role now.") % {"name": account.name})
        return HttpResponseRedirect(reverse("account-of", args=[identifier]))
    held = account.memberships.select_related("organisation", "team").order_by("until", "since", "pk")
    context = {"account": account, "form": form, "memberships": held, "teams": _teams()}
    return render(request, "people/one.html", context)


def _give(account: Account, words: dict[str, Any], request: Asking) -> None:
    organisation, name = words["organisation"], words["team"].strip()
    team = add_team(organisation=organisation, name=name, by=request.viewer) if name else None
    give_role(account=account, role=words["role"], organisation=organisation, team=team, by=request.viewer)


def _account(identifier: str) -> Account:
    account = Account.objects.filter(identifier=identifier).first()
    if account is None:
        raise NotFound(_("There is no such account."))
    return account


def close(request: Asking, identifier: str) -> HttpResponse:
    """Close an account, after asking."""
    _must_manage(request)
    account = _account(identifier)
    if request.method == "POST":
        close_account(account, by=request.viewer)
        messages.success(request, _("The account of %(name)s is closed.") % {"name": account.name})
        return HttpResponseRedirect(reverse("accounts"))
    context = {
        "heading": _("Close the account of %(name)s?") % {"name": account.name},
        "words": [
            _("They are logged out at once and cannot log in again."),
            _("What they did stays on record. To let them in again, another invitation is needed."),
        ],
        "button": _("Close the account"),
        "who": account.name,
        "back": reverse("account-of", args=[identifier]),
    }
    return render(request, "people/confirm.html", context)


def end(request: Asking, number: int) -> HttpResponse:
    """End a role, after asking."""
    _must_manage(request)
    held = Membership.objects.select_related("account", "organisation").filter(pk=number, until=None).first()
    if held is None:
        raise NotFound(_("Nobody holds that role any more."))
    back = reverse("account-of", args=[held.account.identifier])
    said = {"name": held.account.name, "role": str(held.get_role_display()).lower()}
    if request.method == "POST":
        end_role(held, by=request.viewer)
        messages.success(request, _("%(name)s is no longer %(role)s.") % said)
        return HttpResponseRedirect(back)
    words = [_("From now on they can no longer do what this role alone allows.")]
    if held.organisation:
        words.insert(0, _("They hold it in %(place)s.") % {"place": held.organisation})
    heading = _("End the role of %(role)s for %(name)s?") % said
    context = {
        "heading": heading,
        "words": words,
        "button": _("End the role"),
        "back": back,
        "who": said["name"],
    }
    return render(request, "people/confirm.html", context)


def emergency(request: Asking) -> HttpResponse:
    """Choose a restricted document by when and by whom it was added, say why, and open it for an hour."""
    if not may(request.viewer, Permission.EMERGENCY_ACCESS):
        raise NotAllowed(_("You do not have emergency access."))
    form = EmergencyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        document = open_in_emergency(said["document"].strip(), reason=said["reason"], by=request.viewer)
        return HttpResponseRedirect(reverse("document", args=[document.identifier]))
    words = request.GET.get("q", "").strip()[:120]
    page = Paginator(closed_documents(words), _DOCUMENTS_ON_A_PAGE).get_page(request.GET.get("page"))
    form.fields["document"].widget.choices = emergency_rows(page, viewer=request.viewer)
    context = {"form": form, "page": page, "words": words}
    return render(request, "people/emergency.html", context, status=422 if form.errors else 200)
