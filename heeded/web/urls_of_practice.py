"""Addresses of the pages about what became of what reviews teach."""

from django.urls import URLPattern, URLResolver, include, path

from heeded.web.views.practice import (
    actions,
    after,
    answering,
    boards,
    by_link,
    came_back,
    change_action,
    checks,
    closing,
    entering,
    evidence,
    imports,
    item_actions,
    make_check,
    meeting_pack,
    meetings,
    my_actions,
    opening,
    outside,
    outside_of_board,
    plan_check,
    plan_files,
    plan_items,
    plans,
    points,
    reminders,
    response,
    say_came_back,
    statements,
    taking_up,
    team_actions,
    tracker,
)

# One action and what shows it; its owner's and their manager's pages.
_OF_ACTION: list[URLPattern | URLResolver] = [
    path("", actions.action, name="action"),
    path("change/", change_action.change, name="change-action"),
    path("history/", actions.history, name="action-history"),
    path("evidence/", evidence.of_action, name="add-evidence"),
    path("close/", closing.close_action, name="close-action"),
]
_OF_EVIDENCE: list[URLPattern | URLResolver] = [
    path("", evidence.evidence, name="evidence"),
    path("file", evidence.file, name="evidence-file"),
    path("copy", evidence.copy, name="evidence-copy"),
]
_OF_MINE: list[URLPattern | URLResolver] = [
    path("", my_actions.mine, name="my-actions"),
    path("team/", team_actions.team, name="team-actions"),
    path("calendar.ics", my_actions.calendar, name="my-calendar"),
]
# A point on a board's plan: who is asked, what they answered, what is to be done.
_OF_ITEM: list[URLPattern | URLResolver] = [
    path("", plan_items.item, name="plan-item"),
    path("evidence/", evidence.of_item, name="item-evidence"),
    path("ask/", answering.ask, name="ask-agency"),
    path("answer/<slug:addressee>/", answering.answer, name="answer"),
    path("add-action/", item_actions.add, name="add-action"),
    path("show/", plan_items.show, name="show-item"),
    path("close/", closing.close_item, name="close-item"),
    path("place/", entering.place, name="place-item"),
]
# A board's plan, from within.
_OF_PLAN: list[URLPattern | URLResolver] = [
    path("statement/", statements.statement, name="board-statement"),
    path("open/", opening.open_on_plan, name="open-on-plan"),
    path("enter/", entering.enter, name="enter-point"),
    path("response/<slug:review>/", response.response, name="board-response"),
    path("response/<slug:review>/response.docx", response.docx, name="board-response-file"),
]
# The same as a whole: where everything stands, files that come and go, meetings.
_OF_WHOLE_PLAN: list[URLPattern | URLResolver] = [
    path("", plans.plan, name="plan"),
    path("actions/", plans.actions, name="plan-actions"),
    path("plan.<slug:kind>", plan_files.plan_file, name="plan-file"),
    path("pack.<slug:kind>", meeting_pack.meeting_pack, name="meeting-pack"),
    path("tracker/", tracker.tracker, name="tracker"),
    path("tracker/tracker.csv", tracker.take_away, name="tracker-file"),
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/<slug:identifier>/", meetings.meeting, name="meeting"),
    path("import/", imports.choose, name="import-plan"),
    path("import/taken/<slug:identifier>/", imports.taken, name="taken-plan"),
    path("import/file/<str:token>/", imports.look, name="look-at-plan"),
]
# A point to be learnt and its throughline.
_OF_POINT: list[URLPattern | URLResolver] = [
    path("", points.point, name="point"),
    path("take-up/", taking_up.take_up, name="take-up"),
]
_OF_CHECK: list[URLPattern | URLResolver] = [
    path("", checks.check, name="check"),
    path("make/", make_check.make_check, name="make-check"),
]
_OF_PLAN_CHECKS: list[URLPattern | URLResolver] = [
    path("", checks.plan_checks, name="plan-checks"),
    path("plan/", plan_check.plan_check, name="plan-a-check"),
]
# What later reviews teach again.
_OF_PLAN_RETURNS: list[URLPattern | URLResolver] = [
    path("", came_back.plan_came_back, name="plan-came-back"),
    path("say/", say_came_back.say_came_back, name="say-came-back"),
]
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
    path("plans/", plans.plans, name="plans"),
    path("plans/<slug:board>/", include(_OF_WHOLE_PLAN)),
    path("plans/<slug:board>/checks/", include(_OF_PLAN_CHECKS)),
    path("plans/<slug:board>/came-back/", include(_OF_PLAN_RETURNS)),
    path("plans/<slug:board>/", include(_OF_PLAN)),
    path("points/<slug:identifier>/", include(_OF_POINT)),
    path("learning-points/<slug:identifier>/put-on-plan/", taking_up.put_on_plan, name="put-on-plan"),
    path("checks/", checks.mine, name="my-checks"),
    path("checks/<slug:identifier>/", include(_OF_CHECK)),
    path("came-back/<slug:identifier>/", came_back.came_back, name="came-back"),
    path("boards/", boards.boards, name="boards"),
    path("boards/boards.csv", boards.take_away, name="boards-file"),
    path("boards/<slug:board>/", include(_OF_BOARD)),
    path("reviews/<slug:identifier>/after/", after.after, name="after-review"),
    path("outside/", include(_OUTSIDE)),
]
