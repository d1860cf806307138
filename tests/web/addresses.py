"""Every address of the site, by name, from the resolver, and how to fill in what it asks for."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

# One thing, which one viewer may see and another may not: the name of the address and the rest of its arguments.
OF_DOCUMENT: dict[str, tuple[dict[str, Any], ...]] = {
    "document": ({},),
    "picture": ({"number": 1},),
    "cite": ({"place": "p1"}, {"place": "p1.0-5"}),
    "more-like": ({"page": 1, "start": 0},),
    "original": ({},),
    "cleaned": ({},),
    "text": ({},),
    "document-record": ({},),
    "again": ({},),
    "publish": ({},),
    "hide": ({},),
    "erase": ({},),
    "readers": ({},),
    "coding-page": ({},),
    "document-proposals": ({},),
    "take-back-reading": ({"number": 1},),
}
OF_REVIEW: dict[str, tuple[dict[str, Any], ...]] = {
    "review": ({},),
    "propose-briefing": ({},),
    "facts": ({},),
    "asked-for": ({},),
    "review-why": ({},),
    "coding-of-review": ({},),
    "erase-review": ({},),
    "ris": ({},),
    "new-here": ({},),
    "after-review": ({},),
    "recommendations": ({"kind": "csv"}, {"kind": "xlsx"}, {"kind": "docx"}),
}
OF_POINT: dict[str, tuple[dict[str, Any], ...]] = {
    "why": ({},),
    "learning-point": ({},),
    "more-like-point": ({},),
    "point-said-before": ({},),
    "gather-lesson": ({},),
    "put-on-plan": ({},),
    "point": ({},),
}
OF_LESSON: dict[str, tuple[dict[str, Any], ...]] = {
    "lesson": ({},),
    "lesson-history": ({},),
    "lesson-desk": ({},),
    "lesson-add": ({},),
    "lesson-merge": ({},),
}
OF_BRIEFING: dict[str, tuple[dict[str, Any], ...]] = {
    "briefing": ({},),
    "briefing-present": ({},),
    "briefing-version": ({"number": 1},),
    "edit-briefing": ({"number": 1},),
    "briefing-file": tuple({"number": 1, "kind": kind} for kind in ("pdf", "docx", "pptx", "txt")),
    "next-briefing": ({},),
    "briefing-state": ({"number": 1},),
    "discard-briefing": ({"number": 1},),
}
# Frameworks are nobody's secret; their own tests say who may change them.
OF_FRAMEWORK = {
    "framework", "framework-history", "framework-file", "describe-framework", "retire-framework", "add-theme",
    "merge-themes", "theme", "reword-theme", "split-theme", "retire-theme", "bring-back-theme", "codebook",
    "project-of-framework", "coded-project", "framework-learned",
}  # fmt: skip
POST_ONLY = {
    "coding-round-state",
    "gather", "propose-briefing", "next-briefing", "briefing-state",
    "bring-back-theme",
    "usual-rules", "end-rule", "send-letter-again",
    "decide-coding",
    "again", "publish", "hide", "take-back-reading", "answer-problem", "demo-log-in",
}  # fmt: skip
# Pages that answer anybody, whoever asks.
FOR_ALL = {
    "find", "search", "reviews", "briefings", "holdings", "report-problem", "about", "roles", "accessibility",
    "privacy", "status", "frameworks", "feed", "search-feed", "api", "analysis",
    "lessons", "taught-again", "said-before", "boards", "boards-file",
}  # fmt: skip
# Pages of staff: the roles that reach them.
FOR_SOME = {
    "my-checks": {"named", "named-weak", "other-staff"},
    "outside": set(),  # inspectors and the like
    "my-actions": {"reader", "administrator", "named", "named-weak", "other-staff"},
    "team-actions": {"named", "other-staff"},
    "coding-desk": {"named", "named-weak", "other-staff"},
    "coding-proposals": {"named", "named-weak", "other-staff"},
    "lost-places": {"named", "named-weak", "other-staff"},
    "coding-rounds": {"named", "named-weak", "other-staff"},
    "begin-round": {"named", "named-weak", "other-staff"},
    "codings-differing": {"named", "named-weak", "other-staff"},
    "whys": {"named", "named-weak", "other-staff"},
    "catalogue": {"named", "named-weak", "other-staff"},
    "saved-searches": {"reader", "administrator", "named", "named-weak", "other-staff"},
    "keep-search": {"reader", "administrator", "named", "named-weak", "other-staff"},
    "search-history": {"reader", "administrator", "named", "named-weak", "other-staff"},
    "add": {"named", "named-weak", "other-staff"},
    "your-work": {"named", "named-weak", "other-staff"},
    "queue": {"named", "named-weak", "other-staff"},
    "problems": {"named", "named-weak", "other-staff"},
    "settings": {"named", "named-weak", "other-staff"},
    "briefing-settings": {"named", "named-weak", "other-staff"},
    "new-framework": {"named", "named-weak", "other-staff"},
    "take-codebook": {"named", "named-weak", "other-staff"},
    "take-project": {"named", "named-weak", "other-staff"},
    "accounts": {"administrator"},
    "emergency": {"administrator"},
    "audit": {"administrator", "named", "named-weak", "other-staff"},
    "tokens": {"reader", "administrator", "named", "named-weak", "other-staff"},
    "make-token": {"reader", "administrator", "named", "named-weak", "other-staff"},
    "account": {"reader", "administrator", "named", "named-weak", "other-staff"},
}
# Addresses that name a person or a secret; their own tests say who may use them.
OF_PEOPLE = {
    "reminder-rules",
    "usual-rules",
    "end-rule",
    "try-reminders",
    "reminder-letters",
    "send-letter-again",
    "action-by-link",
    "check",
    "make-check",
    "plan-checks",
    "plan-a-check",
    "plan-came-back",
    "say-came-back",
    "came-back",
    "plans",
    "plan",
    "plan-actions",
    "plan-file",
    "import-plan",
    "look-at-plan",
    "taken-plan",
    "meetings",
    "meeting",
    "meeting-pack",
    "tracker",
    "tracker-file",
    "my-calendar",
    "action",
    "change-action",
    "action-history",
    "add-evidence",
    "item-evidence",
    "evidence",
    "evidence-file",
    "evidence-copy",
    "board",
    "board-statement",
    "submission",
    "opened-plan",
    "outside-question",
    "plan-outside",
    "submit-plan",
    "open-plan",
    "plan-item",
    "ask-agency",
    "answer",
    "add-action",
    "show-item",
    "close-item",
    "place-item",
    "close-action",
    "open-on-plan",
    "enter-point",
    "board-response",
    "board-response-file",
    "take-up",
    "analysis-reviews",
    "analysis-file",
    "coding",
    "decide-coding",
    "coding-round",
    "coding-round-state",
    "give-up-round",
    "round-agreement",
    "round-agreement-csv",
    "round-differences",
    "end-token",
    "token-terms",
    "saved-search",
    "change-search",
    "delete-search",
    "stop-letters",
    "answer-problem",
    "briefing-example",
    "briefing-logo",
    "gather",
    "account-of",
    "close-account",
    "end-role",
    "invitation",
    "first-account",
    "demo-log-in",
}


API = "api/v1/"  # not for browsers: tests/api walks every operation


def ours() -> dict[str, str]:
    """The patterns of our own pages, by name."""
    return {name: pattern for pattern, name in _all() if name and not _of_allauth(name)}


def of_allauth() -> set[str]:
    """The names of the pages that allauth brings."""
    return {name for _, name in _all() if name and _of_allauth(name)}


def without_name() -> set[str]:
    """Patterns that no page of ours leads to by name."""
    return {pattern for pattern, name in _all() if not name}


def _of_allauth(name: str) -> bool:
    return name.startswith(("account_", "mfa_", "socialaccount_", "usersessions_", "openid_connect_"))


def _all() -> Iterator[tuple[str, str]]:
    yield from _below(get_resolver("heeded.config.urls").url_patterns, "")


def _below(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        address = before + str(pattern.pattern)
        if address.startswith(API):
            continue
        if isinstance(pattern, URLResolver):
            yield from _below(pattern.url_patterns, address)
        else:
            yield address, pattern.name or ""
