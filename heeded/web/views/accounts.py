"""Accounts: one's own, all of them for administrators, invitations, the ready accounts of the samples."""

from typing import Any

from allauth.account.utils import perform_login
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.password_validation import validate_password
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from heeded.core.errors import NotAllowed, NotFound
from heeded.library.services import open_in_emergency
from heeded.people.models import Account, Membership, Organisation
from heeded.people.permissions import Permission
from heeded.people.queries import may
from heeded.people.roles import ROLE_CHOICES, ROLES
from heeded.people.services import (
    accept,
    close_account,
    end_role,
    first_account,
    invitation_for,
    invite,
)
from heeded.web.requests import Asking


class NewAccountForm(forms.Form):
    """Name and password of a new account."""

    name = forms.CharField(label=gettext_lazy("How you are called on the page"), max_length=120)
    password = forms.CharField(
        label=gettext_lazy("Password"),
        help_text=gettext_lazy("12 characters or more. Three words in a row make a good one."),
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        validators=[validate_password],
    )


class FirstAccountForm(NewAccountForm):
    """The first account of one's own library."""

    email = forms.EmailField(label=gettext_lazy("E-mail address"))
    field_order = ("email", "name", "password")


class InviteForm(forms.Form):
    """Whom to invite to what."""

    email = forms.EmailField(label=gettext_lazy("E-mail address"))
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=ROLE_CHOICES)
    organisation = forms.ModelChoiceField(
        label=gettext_lazy("Organisation"), queryset=Organisation.objects.order_by("name"), required=False
    )
    team = forms.CharField(
        label=gettext_lazy("Team"),
        help_text=gettext_lazy("A team of that organisation. A new name makes a new team."),
        max_length=120,
        required=False,
    )

    def clean(self) -> None:
        if self.cleaned_data.get("team") and not self.cleaned_data.get("organisation"):
            self.add_error("organisation", _("A team belongs to an organisation: choose it"))


class EmergencyForm(forms.Form):
    """Which document, and why."""

    document = forms.CharField(label=gettext_lazy("Identifier of the document"), max_length=20)
    reason = forms.CharField(label=gettext_lazy("Why"), widget=forms.Textarea({"rows": 3}))


@login_required
def account(request: Asking) -> HttpResponse:
    """One's own account: roles with what they allow, and security."""
    held = Membership.objects.filter(account=request.user.pk, until__isnull=True).select_related(
        "organisation"
    )
    roles = [
        {
            "role": ROLES[m.role],
            "organisation": m.organisation,
            "permissions": sorted(p.label for p in ROLES[m.role].permissions),
        }
        for m in held
    ]
    return render(request, "people/account.html", {"account": request.user, "roles": roles})


def _must_manage(request: Asking) -> None:
    if not may(request.viewer, Permission.MANAGE_ACCOUNTS):
        raise NotAllowed(_("You do not look after accounts."))


def accounts(request: Asking) -> HttpResponse:
    """Everybody who has an account; invite another."""
    _must_manage(request)
    form = InviteForm(request.POST or None)
    link = ""
    if request.method == "POST" and form.is_valid():
        base = request.build_absolute_uri(reverse("invitation", args=["x"])).removesuffix("x/")
        link = base + invite(**form.cleaned_data, address=base, by=request.viewer) + "/"
        form = InviteForm()
    rows = Account.objects.prefetch_related("memberships__organisation").order_by("name", "pk")
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    context: dict[str, Any] = {"form": form, "link": link, "page": page, "emergency": EmergencyForm()}
    return render(request, "people/accounts.html", context)


@require_POST
def close(request: Asking, identifier: str) -> HttpResponse:
    """Close an account."""
    _must_manage(request)
    close_account(get_object_or_404(Account, identifier=identifier), by=request.viewer)
    messages.success(request, _("Closed."))
    return HttpResponseRedirect(reverse("accounts"))


@require_POST
def end(request: Asking, number: int) -> HttpResponse:
    """End a role."""
    _must_manage(request)
    end_role(get_object_or_404(Membership, pk=number), by=request.viewer)
    messages.success(request, _("Ended."))
    return HttpResponseRedirect(reverse("accounts"))


@require_POST
def emergency(request: Asking) -> HttpResponse:
    """Open a restricted document in an emergency."""
    if not may(request.viewer, Permission.EMERGENCY_ACCESS):
        raise NotAllowed(_("You do not have emergency access."))
    form = EmergencyForm(request.POST)
    if not form.is_valid():
        raise NotFound(_("There is no such document, or no reason was given."))
    words = form.cleaned_data
    document = open_in_emergency(words["document"].strip(), reason=words["reason"], by=request.viewer)
    return HttpResponseRedirect(reverse("document", args=[document.identifier]))


def accept_invitation(request: Asking, secret: str) -> HttpResponse:
    """Who opens the link of an invitation makes the account."""
    invitation = invitation_for(secret)
    form = NewAccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        accept(invitation, **form.cleaned_data)
        messages.success(request, _("Your account is ready. Log in."))
        return HttpResponseRedirect(reverse("account_login"))
    words = _("You are invited as %(role)s with the address %(email)s.") % {
        "role": ROLES[invitation.role].label.lower(),
        "email": invitation.email,
    }
    return render(
        request, "people/accept.html", {"form": form, "heading": _("Make your account"), "words": words}
    )


def first(request: Asking) -> HttpResponse:
    """The first account of one person's own library, on loopback only."""
    if settings.MODE != "mine" or Account.objects.exists():
        raise NotFound(_("There is no such page."))
    form = FirstAccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = first_account(**form.cleaned_data)
        messages.success(request, _("Your library is ready. Add the first reports."))
        return _log_in(request, made, to=reverse("add"))
    words = _("This library is yours, on this machine only. The first account may add, read and publish.")
    return render(
        request, "people/accept.html", {"form": form, "heading": _("Make the first account"), "words": words}
    )


@require_POST
def demo_log_in(request: Asking) -> HttpResponse:
    """Log in as one of the ready accounts: only in the sample library, only on loopback."""
    if settings.MODE != "demo":
        raise NotFound(_("There is no such page."))
    ready = Account.objects.filter(
        identifier=request.POST.get("account", ""), is_demo=True, is_active=True
    ).first()
    if ready is None:
        raise NotFound(_("There is no such account."))
    return _log_in(request, ready, to=reverse("find"))


def _log_in(request: Asking, account: Account, *, to: str) -> HttpResponse:
    answer: HttpResponse = perform_login(request, account, email_verification="none", redirect_url=to)
    return answer
