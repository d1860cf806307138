"""Addresses of the pages."""

from django.urls import include, path

from heeded.web.views import (
    about,
    accounts,
    bring_in,
    catalogue,
    decide,
    find,
    keeping,
    problems,
    read,
    take_away,
)

_OF_DOCUMENT = [
    path("", read.document, name="document"),
    path("pages/<int:number>.webp", read.picture, name="picture"),
    path("at/<str:place>/", read.cite, name="cite"),
    path("original", take_away.original, name="original"),
    path("cleaned", take_away.cleaned, name="cleaned"),
    path("text", take_away.text, name="text"),
    path("record/", bring_in.record, name="document-record"),
    path("again/", bring_in.again, name="again"),
    path("publish/", bring_in.make_public, name="publish"),
    path("hide/", bring_in.hide, name="hide"),
]
_OF_REVIEW = [
    path("", read.review, name="review"),
    path("facts/", decide.facts, name="facts"),
    path("cite.ris", take_away.ris, name="ris"),
    path("recommendations.<str:kind>", take_away.recommendations, name="recommendations"),
]

urlpatterns = [
    path("", find.front, name="find"),
    path("search/", find.search, name="search"),
    path("reviews/", find.reviews, name="reviews"),
    path("reviews/<slug:identifier>/", include(_OF_REVIEW)),
    path("documents/<slug:identifier>/", include(_OF_DOCUMENT)),
    path("learning-points/<slug:identifier>/", decide.learning_point, name="learning-point"),
    path("holdings/", catalogue.holdings, name="holdings"),
    path("catalogue/", catalogue.add_entry, name="catalogue"),
    path("add/", bring_in.add, name="add"),
    path("queue/", bring_in.queue, name="queue"),
    path("report-a-problem/", problems.report, name="report-problem"),
    path("problems/", problems.problems, name="problems"),
    path("problems/<slug:identifier>/answer/", problems.answer, name="answer-problem"),
    path("account/", accounts.account, name="account"),
    path("account/demo/", accounts.demo_log_in, name="demo-log-in"),
    path("account/first/", accounts.first, name="first-account"),
    path("account/invitation/<str:secret>/", accounts.accept_invitation, name="invitation"),
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/<slug:identifier>/close/", accounts.close, name="close-account"),
    path("accounts/roles/<int:number>/end/", accounts.end, name="end-role"),
    path("accounts/emergency/", accounts.emergency, name="emergency"),
    path("settings/", keeping.settings, name="settings"),
    path("about/", about.about, name="about"),
    path("about/roles/", keeping.roles, name="roles"),
    path("accessibility/", about.accessibility, name="accessibility"),
    path("privacy/", about.privacy, name="privacy"),
    path("status/", about.status, name="status"),
]
