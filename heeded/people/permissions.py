"""The closed list of what can be allowed. A misspelt permission is an error, never a silent no."""

from heeded.engine.vocabulary import Choice


class Permission(Choice):
    READ_RESTRICTED = "read-restricted", "Read restricted documents that they are named for"
    SEE_UNCONFIRMED = "see-unconfirmed", "See what was found by machine and not yet confirmed"
    ADD_REPORTS = "add-reports", "Add reports to the library"
    CONFIRM = "confirm", "Confirm or correct facts and learning points"
    PUBLISH = "publish", "Publish documents"
    WITHDRAW = "withdraw", "Withdraw documents"
    ERASE = "erase", "Have documents erased for good"
    EDIT_CATALOGUE = "edit-catalogue", "Keep records of reviews that the library does not hold"
    ANSWER_PROBLEMS = "answer-problems", "Answer problems that readers report"
    GRANT = "grant", "Name who may read a restricted document"
    MANAGE_ACCOUNTS = "manage-accounts", "Invite people, give roles and close accounts"
    MANAGE_LIBRARY = "manage-library", "Set the danger line, the synonyms and the links of this library"
    EMERGENCY_ACCESS = "emergency-access", "Open a restricted document in an emergency, on record"
    SEE_AUDIT = "see-audit", "See who did what"
    EDIT_BRIEFINGS = "edit-briefings", "Draft and edit briefings"
    CHECK_BRIEFINGS = "check-briefings", "Check a briefing against its pages"
    ISSUE_BRIEFINGS = "issue-briefings", "Issue briefings"
    CODE = (
        "code",
        "Give themes to passages, reviews and the people in them, and decide on what a machine proposes",
    )
    EDIT_FRAMEWORKS = "edit-frameworks", "Add, merge, split and retire the themes of frameworks"
    ANSWER = "answer", "Answer recommendations for one’s board or agency"
    MANAGE_PLAN = (
        "manage-plan",
        "Keep a board’s plan: what is answered and done, its evidence, and what is shown of it",
    )
    OWN_ACTIONS = "own-actions", "Own actions and say how they stand"
    CHECK_PRACTICE = "check-practice", "Check whether practice has changed"
    DECIDE_CAME_BACK = "decide-came-back", "Decide whether a later review teaches the same again"
    ASK_BOARDS = "ask-boards", "Read what boards submit or open to one’s body, and ask or advise them"
    NAME_LESSONS = "name-lessons", "Name and confirm lessons that come back, merge and split them"
