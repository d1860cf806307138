"""One's own tokens of the API: made, seen and ended here. A secret is shown once and kept nowhere."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from heeded.core.clock import now
from heeded.core.errors import NotAllowed, NotFound, Refused
from heeded.people import terms
from heeded.people.models import ApiToken
from heeded.people.services import accept_terms, end_token, make_token
from heeded.people.tokens import tokens_of
from heeded.web.forms_of_tokens import TermsForm, TokenForm, scope_words
from heeded.web.requests import Asking


@login_required
def tokens(request: Asking) -> HttpResponse:
    """Every token of one's own, those that live first."""
    rows = [_row(one) for one in tokens_of(request.viewer)[:100]]
    rows.sort(key=lambda row: bool(row["is_over"]))
    return render(request, "people/tokens.html", {"rows": rows})


def _row(token: ApiToken) -> dict[str, object]:
    return {
        "token": token,
        "may": [scope_words(value) for value in token.scopes],
        "is_over": token.ended_at is not None or token.expires_at <= now(),
        "waits_for_terms": token.terms_version != terms.VERSION,
    }


@login_required
def make(request: Asking) -> HttpResponse:
    """Make one. Its secret stands on the page that follows, and never again."""
    form = TokenForm(request.POST if request.method == "POST" else None, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        try:
            token, secret = make_token(
                name=form.cleaned_data["name"],
                scopes=form.chosen(),
                days=form.cleaned_data["days"],
                terms_version=terms.VERSION,
                by=request.viewer,
            )
        except (Refused, NotAllowed) as error:
            form.add_error(None, f"{error.reason} {error.advice}".strip())
        else:
            return render(request, "people/token_made.html", {**_row(token), "secret": secret})
    context = {"form": form, "terms": terms.TERMS}
    return render(request, "people/make_token.html", context, status=422 if form.errors else 200)


@login_required
def end(request: Asking, identifier: str) -> HttpResponse:
    """End one, after asking."""
    token = _own(request, identifier)
    if request.method == "POST":
        end_token(identifier, by=request.viewer)
        messages.success(request, _("The token “%(name)s” is ended.") % {"name": token.name})
        return HttpResponseRedirect(reverse("tokens"))
    return render(request, "people/end_token.html", {"token": token})


@login_required
def accept(request: Asking, identifier: str) -> HttpResponse:
    """Accept the terms of today for a token that was made under older ones."""
    token = _own(request, identifier)
    form = TermsForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        accept_terms(identifier, terms_version=terms.VERSION, by=request.viewer)
        messages.success(request, _("Accepted. The token “%(name)s” works again.") % {"name": token.name})
        return HttpResponseRedirect(reverse("tokens"))
    context = {"token": token, "form": form, "terms": terms.TERMS}
    return render(request, "people/token_terms.html", context, status=422 if form.errors else 200)


def _own(request: Asking, identifier: str) -> ApiToken:
    token = tokens_of(request.viewer).filter(identifier=identifier).first()
    if token is None:
        raise NotFound(_("There is no such token."))
    return token
