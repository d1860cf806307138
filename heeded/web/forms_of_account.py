"""The forms of logging in, passwords and the second factor, in the words of the rest of the site."""

from typing import Any

from allauth.account import forms as account_forms
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.totp import forms as totp_forms
from django.utils.translation import gettext_lazy as _

_EMAIL = _("E-mail address")
_PASSWORD = _("Password")
_CODE = _("Code")
_FROM_APP = _("Six figures from your authenticator app, or one of your recovery codes")
_NEW_HINT = _("12 characters or more. Three words in a row make a good one.")
# For each field: its label, its hint, and what is said when it is left empty.
WORDS = {
    "login": (_EMAIL, "", _("Enter your e-mail address")),
    "email": (_EMAIL, "", _("Enter your e-mail address")),
    "password": (_PASSWORD, "", _("Enter your password")),
    "oldpassword": (_("Password you have now"), "", _("Enter the password you have now")),
    "password1": (_("New password"), _NEW_HINT, _("Enter a new password")),
    "password2": (_("New password again"), "", _("Enter the new password again")),
    "code": (_CODE, _FROM_APP, _("Enter the code")),
}


class InOurWords:
    """Labels, hints and empty-field errors of ours. No placeholders: they vanish while one types."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        for name, field in self.fields.items():  # type: ignore[attr-defined]  # a form stands beside it
            if name in WORDS:
                field.label, field.help_text, field.error_messages["required"] = WORDS[name]
            field.widget.attrs.pop("placeholder", None)
            if name == "code":
                field.widget.attrs |= {"class": "govuk-input--width-10", "spellcheck": "false"}


class LogInForm(InOurWords, account_forms.LoginForm):  # type: ignore[misc]  # allauth ships no types
    """E-mail address and password."""


class AskResetForm(InOurWords, account_forms.ResetPasswordForm):  # type: ignore[misc]
    """Where to send the link."""


class ResetForm(InOurWords, account_forms.ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password, by the link that was sent."""


class ChangeForm(InOurWords, account_forms.ChangePasswordForm):  # type: ignore[misc]
    """A new password, by who knows the old one."""


class SetForm(InOurWords, account_forms.SetPasswordForm):  # type: ignore[misc]
    """A first password, for who logged in another way."""


class AddEmailForm(InOurWords, account_forms.AddEmailForm):  # type: ignore[misc]
    """Another e-mail address."""


class PasswordAgainForm(InOurWords, account_forms.ReauthenticateForm):  # type: ignore[misc]
    """The password again, before something that matters."""


class CodeForm(InOurWords, mfa_forms.AuthenticateForm):  # type: ignore[misc]
    """The code at log-in, or one of the recovery codes."""


class CodeAgainForm(InOurWords, mfa_forms.ReauthenticateForm):  # type: ignore[misc]
    """The code again, before something that matters."""


class ActivateForm(InOurWords, totp_forms.ActivateTOTPForm):  # type: ignore[misc]
    """The first code of an authenticator app."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["code"].help_text = _("Six figures that the app shows")
