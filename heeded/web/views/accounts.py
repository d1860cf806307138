"""One's own account, invitations that are opened, the ready accounts of the samples."""

from allauth.account.utils import perform_login
from allauth.mfa.utils import is_mfa_enabled
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.password_validation import validate_password
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from heeded.core.errors import NotFound
from heeded.people.models import Account, Membership
from heeded.people.roles import ROLES
from heeded.people.services import accept, first_account, invitation_for
from heeded.web.requests import Asking


class NewAccountForm(forms.Form):
    """Name and password of a new account."""

    name = forms.CharField(
        label=gettext_lazy("How you are called on the page"),
        max_length=120,
        error_messages={"required": gettext_lazy("Enter how you are called")},
    )
    password = forms.CharField(
        label=gettext_lazy("Password"),
        help_text=gettext_lazy("12 characters or more. Three words in a row make a good one."),
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        validators=[validate_password],
        error_messages={"required": gettext_lazy("Choose a password")},
    )


class FirstAccountForm(NewAccountForm):
    """The first account of one's own library."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        error_messages={"required": gettext_lazy("Enter your e-mail address")},
    )
    field_order = ("email", "name", "password")


@login_required
def account(request: Asking) -> HttpResponse:
    """One's own account: roles with what they allow, and security."""
    held = Membership.objects.filter(account=request.user.pk, until__isnull=True).select_related(
        "organisation", "team"
    )
    roles = [
        {
            "role": ROLES[m.role],
            "organisation": m.organisation,
            "team": m.team,
            "permissions": sorted(p.label for p in ROLES[m.role].permissions),
        }
        for m in held
    ]
    context = {"account": request.user, "roles": roles, "second_factor": is_mfa_enabled(request.user)}
    return render(request, "people/account.html", context)


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
