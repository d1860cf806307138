"""Addresses of the pages about what became of what reviews teach."""

from django.urls import URLPattern, URLResolver, include, path

from heeded.web.views.practice import (
    after,
    boards,
    by_link,
    outside,
    outside_of_board,
    points,
    reminders,
    statements,
)

# One action and what shows it; its owner's and their manager's pages.
_OF_ACTION: list[URLPattern | URLResolver] = []
_OF_EVIDENCE: list[URLPattern | URLResolver] = []
_OF_MINE: list[URLPattern | URLResolver] = []
# A point on a board's plan: who is asked, what they answered, what is to be done.
_OF_ITEM: list[URLPattern | URLResolver] = []
# A board's plan, from within.
_OF_PLAN: list[URLPattern | URLResolver] = [
    path("statement/", statements.statement, name="board-statement"),
]
# A point to be learnt and its throughline.
_OF_POINT: list[URLPattern | URLResolver] = [
    path("", points.point, name="point"),
]
_OF_CHECK: list[URLPattern | URLResolver] = []
# A board, for everybody.
_OF_BOARD: list[URLPattern | URLResolver] = [
    path("", boards.board, name="board"),
]
# What outside bodies are told, and what they ask.
_OUTSIDE: list[URLPattern | URLResolver] = [
    path("", outside.outside, name="outside"),
    path("submissions/<slug:identifier>/", outside.submission, name="submission"),
    path("plans/<slug:identifier>/", outside.opened_plan, name="opened-plan"),
    path("questions/<slug:identifier>/", outside_of_board.question, name="outside-question"),
]
# The same, for the board whose plan it is.
_OF_PLAN_OUTSIDE: list[URLPattern | URLResolver] = [
    path("", outside_of_board.of_plan, name="plan-outside"),
    path("submit/", outside_of_board.submit, name="submit-plan"),
    path("open/", outside_of_board.open_for, name="open-plan"),
]
# Whom a board reminds of what.
_OF_PLAN_REMINDERS: list[URLPattern | URLResolver] = [
    path("", reminders.rules, name="reminder-rules"),
    path("usual/", reminders.usual, name="usual-rules"),
    path("try/", reminders.attempt, name="try-reminders"),
    path("letters/", reminders.letters, name="reminder-letters"),
    path("letters/<slug:identifier>/again/", reminders.again, name="send-letter-again"),
    path("<slug:identifier>/end/", reminders.end, name="end-rule"),
]

ADDRESSES: list[URLPattern | URLResolver] = [
    path("actions/<slug:identifier>/", include(_OF_ACTION)),
    path("evidence/<slug:identifier>/", include(_OF_EVIDENCE)),
    path("my-actions/", include(_OF_MINE)),
    path("plan-items/<slug:identifier>/", include(_OF_ITEM)),
    path("plans/<slug:board>/outside/", include(_OF_PLAN_OUTSIDE)),
    path("plans/<slug:board>/reminders/", include(_OF_PLAN_REMINDERS)),
    path("do/<slug:token>/", by_link.by_link, name="action-by-link"),
    path("plans/<slug:board>/", include(_OF_PLAN)),
    path("points/<slug:identifier>/", include(_OF_POINT)),
    path("checks/<slug:identifier>/", include(_OF_CHECK)),
    path("boards/", boards.boards, name="boards"),
    path("boards/boards.csv", boards.take_away, name="boards-file"),
    path("boards/<slug:board>/", include(_OF_BOARD)),
    path("reviews/<slug:identifier>/after/", after.after, name="after-review"),
    path("outside/", include(_OUTSIDE)),
]
