"""Every kind of page, as those who reach it, with what leads there: for checks that hold on all of them.

The routes come from the resolver: one that is neither walked nor named here fails `test_everywhere`.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page

from heeded.engine.exchange import Coding, Project, Source, project_file
from heeded.engine.frameworks import shipped
from tests.journeys.served import Served
from tests.web.made import pdf

# Routes that give no page, each with why; the walk asks for them and sees that it is so.
NO_PAGE = {
    "picture": "a picture", "cite": "leads to the page of its document", "original": "a file", "cleaned": "a file",
    "text": "a file", "ris": "a file", "recommendations": "a file",
    "again": "takes a form only", "hide": "takes a form only", "publish": "takes a form only",
    "take-back-reading": "takes a form only", "answer-problem": "takes a form only", "demo-log-in": "takes a form only",
    "propose-briefing": "takes a form only", "gather": "takes a form only",
    "briefing-state": "takes a form only",
    "next-briefing": "takes a form only",
    "usual-rules": "takes a form only", "end-rule": "takes a form only", "send-letter-again": "takes a form only",
    "decide-coding": "takes a form only", "coding-round-state": "takes a form only", "round-agreement-csv": "a file",
    "briefing-file": "a file", "feed": "a feed", "search-feed": "a feed",
    "board-response-file": "a file",
    "plan-file": "a file", "meeting-pack": "a file", "tracker-file": "a file",
    "framework-file": "a file", "bring-back-theme": "takes a form only",
    "analysis-file": "a file",
    "briefing-example": "a file", "briefing-logo": "a picture",
    "account_confirm_login_code": "logging in by a mailed code is off: leads to the log-in page",
    "socialaccount_signup": "an identity provider makes no accounts: leads to the log-in page",
    "openid_connect_callback": "only an identity provider leads there",
    "mfa_download_recovery_codes": "a file",
    "boards-file": "a file",
    "my-calendar": "a file", "evidence-file": "a file", "evidence-copy": "a file",
}  # fmt: skip
# Routes of an identity provider, of which this library has none.
NO_PROVIDER = {"openid_connect_login"}
# Old addresses of allauth without a name, which lead to those with one.
WITHOUT_NAME = {
    "account/social/login/cancelled/", "account/social/login/error/", "account/social/signup/",
    "account/social/connections/",
}  # fmt: skip
# Walked by `test_accounts` in a library of one's own, as they need a password, a link or a second factor.
IN_A_LIBRARY_OF_ONES_OWN = {
    "first-account", "invitation", "account-of", "close-account", "end-role", "emergency", "audit",
    "account_email", "account_email_verification_sent", "account_confirm_email", "account_inactive",
    "account_signup", "account_login", "account_logout", "account_reauthenticate", "account_change_password",
    "account_reset_password", "account_reset_password_done", "account_reset_password_from_key",
    "account_reset_password_from_key_done", "mfa_index", "mfa_authenticate", "mfa_reauthenticate",
    "mfa_activate_totp", "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes",
    "socialaccount_login_cancelled", "socialaccount_login_error", "socialaccount_connections", "usersessions_list",
}  # fmt: skip


# Pages that say no, by what they answer: not there, not for you, not to be read.
ANSWERS_THAT_SAY_NO = {
    "/nowhere/": 404,
    "/add/": 403,
    "/do/a-link-that-nobody-was-sent/": 404,
    "/search/?" + "&".join(f"a={n}" for n in range(1100)): 400,
}


def pages_of(role: str, served: Served) -> Iterator[str]:
    """The paths of a role's pages."""
    of_role = {
        "": _of_everybody,
        "Board staff": _of_staff,
        "Inspector": _of_inspector,
        "Administrator": _of_administrator,
    }
    yield from of_role[role](served)


def _of_everybody(served: Served) -> list[str]:
    summary, scan = served.review("Child M"), served.document("06-ostlebury")
    overview, word = served.document("02b-"), served.document("08-")
    return [
        "/", "/search/?q=bruise+baby", "/search/?q=bruise&harm=neglect&speaker=family&from=2008",
        "/search/?q=bruise+baby&mode=words", "/search/?q=nobody+asked+the+little+one&mode=meaning",
        f"/documents/{overview}/like/5/400/", f"/learning-points/{_point_of(served, 'Baby M')}/like/",
        f"/documents/{overview}/?page=5&q=child&at=p5.300-900&means=p5.400-500",
        "/search/?q=xylophone", "/briefings/",
        "/search/?q=was+not+brought&sort=newest&page=2", "/search/?q=born+12%2F03%2F2015+Jenny+Small", "/search/",
        "/analysis/", "/analysis/?by=age&whose=children", "/analysis/reviews/?table=by-year&row=held&column=all",
        "/reviews/", f"/reviews/{summary}/", f"/documents/{overview}/?page=5", f"/documents/{overview}/?page=4&q=child",
        f"/documents/{scan}/?page=2&q=child", f"/documents/{word}/?q=child", "/holdings/",
        f"/report-a-problem/?review={summary}", "/about/", "/about/roles/", "/accessibility/", "/privacy/", "/status/",
        *_of_lessons(served),
        *_of_what_became(served),
        "/frameworks/", "/frameworks/practice-themes/", "/frameworks/practice-themes/history/",
        f"/frameworks/practice-themes/themes/{_theme_of(served)}/",
        "/api/", "/account/login/", f"/reviews/{served.review('Known elsewhere')}/",
        f"/documents/{overview}/coding/?page=5",
        *ANSWERS_THAT_SAY_NO,
    ]  # fmt: skip


def _of_lessons(served: Served) -> list[str]:
    lesson = served.one("select identifier from learning_lesson where state = 'confirmed' order by id")
    review, point = served.review("Family H"), _point_of(served, "Baby M")
    return [
        "/lessons/", "/lessons/?kind=recommendation", f"/lessons/{lesson}/", "/lessons/again/",
        "/lessons/again/?board=Ellerwick", "/said-before/", f"/learning-points/{point}/said-before/",
        f"/reviews/{review}/new-here/",
    ]  # fmt: skip


def _of_what_became(served: Served) -> list[str]:
    """After a review of which much is known, and after one of which nothing is; boards."""
    review, point = served.review("Family H"), _point_of(served, "Baby M")
    shown = served.one(
        "select point.identifier from practice_point point join practice_planitem item on item.point_id = point.id"
        " where item.shown_at is not null and item.closed_as = 'practice-changed' order by item.id"
    )
    kept = served.one(
        "select identifier from people_organisation where id = (select board_id from practice_planitem order by id)"
    )
    return [
        f"/reviews/{review}/after/", f"/reviews/{served.review('Child M')}/after/", f"/points/{point}/",
        f"/points/{shown}/", "/boards/", "/boards/?kind=board", f"/boards/{kept}/", f"/boards/{kept}/?show=overdue",
    ]  # fmt: skip


def _of_lessons_decided(served: Served) -> list[str]:
    """The desk of a lesson that is proposed and of one that is confirmed."""
    proposed, confirmed = (
        f"/lessons/{served.one('select identifier from learning_lesson where state = ? order by id', state)}/"
        for state in ("proposed", "confirmed")
    )
    return [
        "/lessons/?state=proposed", proposed, f"{proposed}desk/", f"{confirmed}desk/", f"{confirmed}add/",
        f"{confirmed}merge/", f"{confirmed}merge/?q=child", f"{confirmed}history/",
        f"/learning-points/{_point_of(served, 'Baby M')}/gather/",
    ]  # fmt: skip


def _theme_of(served: Served) -> str:
    return served.one(
        "select theme.identifier from learning_theme theme join learning_framework framework"
        " on framework.id = theme.framework_id where framework.identifier = ? and theme.state = 'in-use'"
        " order by theme.id desc",
        "practice-themes",
    )


def _point_of(served: Served, title: str) -> str:
    return served.one(
        "select point.identifier from library_learningpoint point join library_work work on work.id = point.work_id"
        " where work.title like ? and point.kind = 'recommendation'",
        f"%{title}%",
    )


def _of_staff(served: Served) -> list[str]:
    confirmed, open_one = served.review("Child M"), served.review("Baby W")
    point = _point_of(served, "Child M")  # of a review that they look after: they decide on it
    document = served.document("19-tarnbridge")
    briefing = _briefing_of_theirs(served)
    return [
        "/briefings/", briefing, f"{briefing}?for=social-worker", f"{briefing}present/", f"{briefing}versions/1/",
        f"{briefing}versions/1/edit/", f"{briefing}versions/1/discard/", "/your-work/",
        "/", "/search/?q=bruise+baby", f"/reviews/{confirmed}/", f"/reviews/{confirmed}/facts/",
        f"/reviews/{open_one}/facts/", f"/documents/{document}/record/", f"/documents/{document}/readers/",
        f"/documents/{document}/erase/", f"/reviews/{confirmed}/erase/",
        f"/documents/{document}/coding/?page=2", f"/documents/{document}/coding/?page=2&at=p2.0-60&show=all",
        f"/documents/{document}/proposals/", f"/reviews/{confirmed}/coding/",
        f"/reviews/{confirmed}/coding/?of=subject-1",
        f"/codings/{served.one('select identifier from learning_coding')}/",
        "/coding/", "/coding/proposals/", "/coding/lost/", "/coding/differing/",
        "/coding-rounds/", "/coding-rounds/begin/", "/coding-rounds/begin/?framework=practice-themes",
        *_of_round(served),
        *_of_lessons_decided(served),
        *_of_checks(served), *_of_returns(served),
        *_of_actions(served),
        *_of_whole_plan(served), *_outside(served),
        *_of_plan_items(served), *(_reminders(served) + rest for rest in ("", "try/", "letters/")),
        *_of_what_is_said(served),
        "/why/", f"/reviews/{confirmed}/why/", f"/learning-points/{point}/why/",
        f"/learning-points/{point}/", "/add/", "/queue/", "/your-work/", "/catalogue/", "/problems/",
        "/your-searches/", "/your-searches/history/", "/your-searches/keep/?q=bruise+baby",
        f"/your-searches/{served.one('select identifier from reach_savedsearch')}/",
        f"/your-searches/{served.one('select identifier from reach_savedsearch')}/change/",
        f"/your-searches/{served.one('select identifier from reach_savedsearch')}/delete/",
        "/your-searches/stop/some-token/",
        *_of_framework(served),
        "/account/tokens/", "/account/tokens/make/", *_of_token(served),
        "/settings/", "/settings/briefings/", f"/reviews/{confirmed}/asked-for/", "/status/", "/account/", "/audit/",
        "/account/password/set/",
    ]  # fmt: skip


def _briefing_of_theirs(served: Served) -> str:
    """Of a review that board staff look after, so that they may change it."""
    return "/briefings/{}/".format(
        served.one(
            "select identifier from briefing_briefing"
            " where work_id = (select id from library_work where title like '%Child M%')"
        )
    )


def _of_round(served: Served) -> list[str]:
    held = f"/coding-rounds/{served.one('select identifier from learning_codinground')}/"
    return [
        held,
        *(held + rest for rest in ("agreement/", "differences/", "differences/?show=all", "give-up/")),
    ]


def _of_what_is_said(served: Served) -> list[str]:
    board = served.one("select identifier from people_organisation where name like ?", "Tarnbridge%")
    return [f"/plans/{board}/statement/"]


def _of_inspector(served: Served) -> list[str]:
    """What boards submitted and opened to the inspectorate, and what it asked."""
    submission = served.one(
        "select submission.identifier from practice_submission submission"
        " join people_organisation body on body.id = submission.to_id where body.kind = 'inspectorate'"
    )
    opening = served.one("select identifier from practice_opening order by id")
    return [
        "/outside/", "/outside/?show=opened", "/outside/?show=asked",
        f"/outside/submissions/{submission}/", f"/outside/plans/{opening}/?about=nothing",
        f"/outside/questions/{served.one('select identifier from practice_outsidequestion order by id')}/",
    ]  # fmt: skip


def _outside(served: Served) -> list[str]:
    """The board's side of the same."""
    board = served.one(
        "select identifier from people_organisation where name like ?", "Tarnbridge Safeguarding%"
    )
    plan = f"/plans/{board}/outside/"
    return [plan, f"{plan}submit/", f"{plan}open/"]


def _reminders(served: Served) -> str:
    of_board = "select identifier from people_organisation where name like ?"
    return f"/plans/{served.one(of_board, 'Tarnbridge%')}/reminders/"


def _of_whole_plan(served: Served) -> list[str]:
    """Where everything on the board's plan stands, and what goes in and out of it."""
    board = served.one(
        "select identifier from people_organisation where name like ?", "Tarnbridge Safeguarding%"
    )
    meeting = served.one("select identifier from practice_meeting")
    plan = f"/plans/{board}/"
    return [
        "/plans/",
        plan, f"{plan}?state=under-way", f"{plan}actions/", f"{plan}actions/?lacks=overdue", f"{plan}import/",
        f"{plan}meetings/", f"{plan}meetings/{meeting}/", f"{plan}tracker/",
        f"{plan}import/taken/{served.one('select identifier from practice_plantaking')}/",
    ]  # fmt: skip


def _of_actions(served: Served) -> list[str]:
    held = served.one(
        "select action_id from practice_evidence where action_id is not null and sha256 <> '' order by id"
    )
    action = f"/actions/{served.one('select identifier from practice_action where id = ?', held)}/"
    item = served.one(
        "select item.identifier from practice_planitem item join practice_action action on action.item_id = item.id"
        " where action.id = ?",
        held,
    )
    return [
        "/my-actions/", "/my-actions/team/", action,
        *(action + rest for rest in ("change/", "history/", "history/?on_0=1&on_1=1&on_2=2020", "evidence/")),
        f"/plan-items/{item}/evidence/", f"/evidence/{_evidence_of(served)}/",
    ]  # fmt: skip


def _of_plan_items(served: Served) -> list[str]:
    """What is on the plan of the board whose staff look: open with answers and actions, closed, and put there."""
    board = served.one(
        "select identifier from people_organisation where name like ?", "Tarnbridge Safeguarding%"
    )
    on_it = (
        " from practice_planitem item join people_organisation board on board.id = item.board_id"
        " join practice_point point on point.id = item.point_id"
    )
    ours = on_it + f" where board.identifier = '{board}' and item.origin = 'own' and item.closed_as"
    item, closed = (
        f"/plan-items/{served.one('select item.identifier' + ours + how)}/" for how in (" = ''", " <> ''")
    )
    addressee = served.one(
        "select addressee.identifier from practice_addressee addressee join practice_planitem item"
        " on item.id = addressee.item_id where item.identifier = ?",
        item.split("/")[2],
    )
    action = served.one(
        "select action.identifier from practice_action action join practice_planitem item"
        " on item.id = action.item_id where item.identifier = ?",
        item.split("/")[2],
    )
    review = served.one(
        "select work.identifier" + on_it + " join library_work work on work.id = point.work_id"
        f" where board.identifier = '{board}'"
    )
    return [
        item, closed, f"{closed}close/", f"{item}answer/{addressee}/", f"/actions/{action}/close/",
        *(item + rest for rest in ("ask/", "add-action/", "show/", "close/", "place/")),
        f"/plans/{board}/open/", f"/plans/{board}/open/?review={review}", f"/plans/{board}/enter/?review={review}",
        f"/plans/{board}/response/{review}/", f"/learning-points/{_point_of(served, 'Baby M')}/put-on-plan/",
        f"/points/{served.one('select point.identifier' + on_it)}/take-up/",
    ]  # fmt: skip


def _evidence_of(served: Served) -> str:
    return served.one(
        "select identifier from practice_evidence where sha256 <> '' and taken_away_at is null order by id"
    )


def _of_checks(served: Served) -> list[str]:
    """The practice checks of the board whose staff walks: one to be made and one that was."""
    key = served.one("select item.board_id from practice_cameback back join practice_planitem item"
                     " on item.id = back.item_id where back.state = 'proposed'")  # fmt: skip
    board = served.one("select identifier from people_organisation where id = ?", key)
    waiting, made = (
        served.one(
            f"select identifier from practice_practicecheck where board_id = ? and made_at is {made}", key
        )
        for made in ("null", "not null")
    )
    action = served.one(
        "select action.identifier from practice_action action join practice_planitem item on item.id = action.item_id"
        " where item.board_id = ? and action.closed_as = '' and item.closed_as = ''",
        key,
    )
    checks = f"/plans/{board}/checks/"
    return [
        "/checks/", f"/checks/{waiting}/", f"/checks/{waiting}/make/", f"/checks/{made}/", checks,
        *(f"{checks}?show={show}" for show in ("late", "made")),
        *(f"{checks}plan/{rest}" for rest in ("", f"?action={action}", f"?check={waiting}")),
    ]  # fmt: skip


def _of_returns(served: Served) -> list[str]:
    """What a machine proposes that came back on that board's plan, and saying so by hand."""
    back = served.one("select identifier from practice_cameback where state = 'proposed'")
    item, board = (
        served.one(
            f"select {column} from practice_cameback back join practice_planitem item on item.id = back.item_id"
            " join people_organisation board on board.id = item.board_id where back.identifier = ?",
            back,
        )
        for column in ("item.identifier", "board.identifier")
    )
    returns = f"/plans/{board}/came-back/"
    review = f"&review={served.review('Baby W')}"
    return [
        f"/came-back/{back}/", returns, f"{returns}?show=same",
        *(f"{returns}say/{rest}" for rest in ("", f"?item={item}", f"?item={item}{review}")),
    ]  # fmt: skip


def _of_framework(served: Served) -> list[str]:
    framework = "/frameworks/practice-themes/"
    theme = f"{framework}themes/{_theme_of(served)}/"
    return [
        "/new-framework/", "/codebooks/", "/coded-projects/", f"{framework}project/", framework, theme,
        *(framework + rest for rest in ("describe/", "retire/", "add-theme/", "merge/", "learned/")),
        *(theme + rest for rest in ("reword/", "split/", "retire/")),
        *_looked_at(served).read_text().split(),
    ]  # fmt: skip


def _looked_at(served: Served) -> Path:
    """Where the addresses of the files stand that staff handed in to look at."""
    return served.library.parent / f"{served.library.name}.looked-at"


def _hand_in(page: Page, served: Served) -> None:
    """A codebook and a coded project, each looked at and not taken."""
    source = Source(served.document("02b-"), "report.txt", "Nobody asked the grandmother what she had seen.")
    other = Source("their-own", "letter.txt", "Words that are nowhere in this library.")
    coded = tuple(Coding(one.identifier, 0, 20, shipped()[1].themes[1].identifier) for one in (source, other))
    project = served.library.parent / "handed-in.qdpx"
    project_file(Project("Their study", shipped()[1], sources=(source, other), codings=coded), project)
    addresses = []
    for where, name, content in (
        ("/codebooks/", "practice-themes.csv", b"name,parent\nBabies,\nBabies who fell,Babies\n"),
        ("/coded-projects/", "theirs.qdpx", project.read_bytes()),
    ):
        page.goto(served.url + where)
        file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
        page.get_by_label("File").set_input_files([file])  # type: ignore[list-item]  # plain dicts serve
        page.get_by_role("button", name="Look at it").click()
        page.get_by_role("button", name="Leave it").or_(page.get_by_role("button", name="Done")).wait_for()
        addresses.append(page.url.removeprefix(served.url))
    addresses.append(_hand_in_plan(page, served, b"Recommendation,Action\nLook twice,Draw up a form\n"))
    _looked_at(served).write_text("\n".join(addresses))
    _hand_in_plan(page, served, b"Action,Due\nOf no recommendation,1 May 2027\n")  # which is left out
    page.get_by_role("button", name="Put them on the plan").click()
    _note_meeting(page, served)


def _hand_in_plan(page: Page, served: Served, content: bytes) -> str:
    """A plan's file that is looked at. Where."""
    _go_to_plan(page, served)
    page.get_by_role("link", name="Take in a plan’s file").click()
    page.get_by_label("File").set_input_files(
        [{"name": "plan.csv", "mimeType": "text/csv", "buffer": content}]
    )
    page.get_by_role("button", name="Look at it").click()
    page.get_by_role("button", name="Leave it").wait_for()
    return page.url.removeprefix(served.url)


def _go_to_plan(page: Page, served: Served) -> None:
    """Board staff of the samples keep the plans of several boards."""
    page.goto(served.url + "/plans/")
    page.get_by_role("link", name=re.compile("^Tarnbridge Safeguarding")).click()


def _note_meeting(page: Page, served: Served) -> None:
    _go_to_plan(page, served)
    page.get_by_role("link", name="Meetings and minutes").click()
    for part, number in (("Day", "1"), ("Month", "6"), ("Year", "2020")):
        page.get_by_label(part, exact=True).fill(number)
    page.get_by_label("What meeting was it?").fill("Quality and assurance group")
    page.get_by_role("button", name="Note it").click()
    page.get_by_role("heading", name="What was decided", exact=True).wait_for()


def _of_token(served: Served) -> list[str]:
    token = f"/account/tokens/{served.one('select identifier from people_apitoken')}/"
    return [f"{token}end/", f"{token}terms/"]


def _of_administrator(served: Served) -> list[str]:
    return ["/accounts/", "/status/"]


def no_pages(served: Served) -> dict[str, str]:
    """An address of each route that gives no page, by name."""
    review, document = served.review("Child M"), served.document("02b-")
    of_document = {
        name: f"/documents/{document}/{rest}"
        for name, rest in {
            "picture": "pages/1.webp", "cite": "at/p1/", "original": "original", "cleaned": "cleaned", "text": "text",
            "again": "again/", "hide": "hide/", "publish": "publish/", "take-back-reading": "readers/1/end/",
        }.items()
    }  # fmt: skip
    briefing = _briefing_of_theirs(served)
    of_briefing = {
        "propose-briefing": f"/reviews/{review}/briefing/",
        "next-briefing": f"{briefing}next/",
        "briefing-state": f"{briefing}versions/1/state/",
        "briefing-file": f"{briefing}versions/1/briefing.txt",
    }
    return (
        of_document
        | of_briefing
        | {
            "gather": "/briefings/gather/",
            "decide-coding": f"/codings/{served.one('select identifier from learning_coding')}/decide/",
            "coding-round-state": f"{_of_round(served)[0]}state/",
            "round-agreement-csv": f"{_of_round(served)[0]}agreement.csv",
            "framework-file": "/frameworks/practice-themes/framework.csv",
            "analysis-file": "/analysis/figures.csv?table=by-year",
            "bring-back-theme": f"/frameworks/practice-themes/themes/{_theme_of(served)}/bring-back/",
            "feed": "/feed.atom",
            "search-feed": "/search/feed.atom?q=bruise",
            "briefing-example": "/settings/briefings/example.pdf",
            "briefing-logo": "/settings/briefings/logo.png",
            "ris": f"/reviews/{review}/cite.ris",
            "recommendations": f"/reviews/{review}/recommendations.csv",
            "answer-problem": "/problems/x/answer/",
            "demo-log-in": "/account/demo/",
            "account_confirm_login_code": "/account/login/code/confirm/",
            "socialaccount_signup": "/account/3rdparty/signup/",
            "openid_connect_callback": "/account/oidc/x/login/callback/",
            "boards-file": "/boards/boards.csv",
            "usual-rules": f"{_reminders(served)}usual/",
            "end-rule": f"{_reminders(served)}x/end/",
            "send-letter-again": f"{_reminders(served)}letters/x/again/",
            "plan-file": "/plans/x/plan.csv",
            "meeting-pack": "/plans/x/pack.docx",
            "tracker-file": "/plans/x/tracker/tracker.csv",
            "my-calendar": "/my-actions/calendar.ics",
            "board-response-file": "/plans/x/response/x/response.docx",
            "evidence-file": f"/evidence/{_evidence_of(served)}/file",
            "evidence-copy": f"/evidence/{_evidence_of(served)}/copy",
            "mfa_download_recovery_codes": "/account/2fa/recovery-codes/download/",
        }
    )


def prepare(page: Page, served: Served) -> None:
    """What the samples do not hold: a record without a file, a reported problem, files that were refused."""
    page.goto(served.url + "/report-a-problem/")
    page.get_by_label("Something is wrong").check()
    page.get_by_label("Tell us what and where").fill("The year on page 2 is wrong.")
    page.get_by_role("button", name="Send").click()
    log_in(page, served, "Board staff")
    page.goto(served.url + "/catalogue/")
    page.get_by_label("Title").fill("Known elsewhere: Child Z")
    page.get_by_label("Board or partnership").fill("Farway Board")
    page.get_by_label("Whom to ask").fill("the board’s office")
    page.get_by_role("button", name="Keep this record").click()
    page.goto(f"{served.url}/reviews/{served.review('Child M')}/")
    if page.get_by_role("button", name="Draft a briefing").count():
        page.get_by_role("button", name="Draft a briefing").click()
    page.goto(served.url + "/your-searches/keep/?q=bruise+baby")
    page.get_by_role("button", name="Keep this search").click()
    page.goto(served.url + "/account/tokens/make/")
    page.get_by_label("What is it for?").fill("Walking about")
    page.get_by_label("Read, search and list").check()
    page.get_by_label("I accept these terms").check()
    page.get_by_role("button", name="Make the token").click()
    _hand_in(page, served)
    page.goto(served.url + "/add/")
    files = [
        {
            "name": "not a sample.pdf",
            "mimeType": "application/pdf",
            "buffer": pdf("Nothing real joins the samples."),
        },
        {"name": "empty.pdf", "mimeType": "application/pdf", "buffer": b""},
    ]
    page.get_by_label("Reports").set_input_files(files)  # type: ignore[arg-type]  # plain dicts serve
    page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_role("heading", name="Work queue").wait_for()
    page.get_by_role("button", name="Log out").click()


def log_in(page: Page, served: Served, role: str) -> None:
    """Enter the sample library as a ready account."""
    page.goto(served.url + "/account/login/")
    page.get_by_role("button", name=f"Log in as {role.lower()}", exact=True).click()
    page.get_by_role("button", name="Log out").wait_for()
