"""Every operation of the API, from its own description, and how to fill in what it asks for."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from heeded.api.application import api

# What stands for the other parts of an address.
PARTS = {
    "number": "1",
    "place": "p1.0-5",
    "name": "board",  # of a fact; and of no framework
    "step": "pages",
    "reader": "zzzzzzzzzzzzzzzzzzzz",
    "held": "zzzzzzzzzzzzzzzzzzzz",
    "key": "zzzzzzzzzzzz",
    "which": "file",
}
ENTRY = {"title": "Known elsewhere"}
ERASING = {"reason": "wrong-file", "confirm": "erase"}
# What is sent to each operation that takes something: as somebody would who may.
BODIES: dict[str, Any] = {
    "decide_fact": {"values": ["Somewhere"]},
    "confirm_title": {"title": "Another title"},
    "decide_learning_point": {"state": "confirmed"},
    "correct_learning_point": {"kind": "recommendation", "text": "Other words."},
    "decide_asked_for": {"kinds": ["training"]},
    "take_framework": {"file": "name = 'One'"},
    "make_coding": {"framework": "invented", "theme": "workload", "document": "zzzzzzzzzzzz", "at": "p1.0-5"},
    "decide_coding": {"state": "rejected"},
    "change_coding": {"framework": "invented", "theme": "father-not-seen"},
    "said_before_of_text": {"text": "The board should ask who was there."},
    "gather_lesson": {"title": "A lesson", "points": ["zzzzzzzzzzzz"]},
    "name_lesson": {"title": "Another name"},
    "decide_lesson": {"state": "confirmed"},
    "change_points_of_lesson": {"take_out": ["zzzzzzzzzzzz"]},
    "gather_briefing": {"question": "bruise"},
    "save_draft": {"lines": []},
    "add_line": {"role": "learning", "text": "A line."},
    "move_line": {"up": True},
    "decide_why": {"why": "describes"},
    "add_question": {"text": "Why?"},
    "change_state": {"state": "draft"},
    "keep_search": {"search": {"q": "bruise"}},
    "change_kept_search": {"name": "Another name"},
    "keep_search_history": {"kept": False},
    "run_step_again": {"alone": True},
    "publish": {"restrictions_checked": True},
    "withdraw": {"reason": "a test"},
    "erase_document": ERASING,
    "erase_review": ERASING,
    "name_reader": {"email": "nobody@example.org"},
    "add_entry": ENTRY,
    "change_entry": ENTRY,
    "report_problem": {"kind": "other", "message": "Something is wrong."},
    "answer_problem": {"answer": "Done."},
    "invite": {"email": "somebody@example.org", "role": "reader"},
    "give_role": {"role": "reader"},
    "change_settings": {"name": "A library"},
    "change_settings_of_briefings": {},
    "add_action": {"what": "Change the recording form"},
    "change_action": {"state": "under-way"},
    "answer": {"answer": "accepted"},
    "add_evidence": {"kind": "audit", "title": "Audit of 20 case files"},
    "make_check": {"answer": "no", "tie": "independent"},
    "submit": {"to": "zzzzzzzzzzzz"},
    "open_plan": {"to": "zzzzzzzzzzzz", "until": "2999-12-31"},
    "ask_of_submission": {"text": "Who checks it?"},
    "ask_of_opening": {"text": "Who checks it?"},
    "answer_question": {"text": "The chair."},
}
UPLOADS = {"add_files", "import_entries", "add_evidence_file"}


@dataclass(frozen=True)
class Operation:
    """One of them: `scope` and `anonymous` as it says of itself."""

    name: str
    method: str
    path: str
    scope: str
    anonymous: bool
    takes: bool  # a body
    parameters: tuple[str, ...]

    def address(self, identifier: str, **parts: str) -> str:
        """Its address below /api/v1, filled in."""
        return self.path.format(identifier=identifier, **{**PARTS, "kind": "txt", **parts})


def operations() -> Iterator[Operation]:
    """All of them."""
    for path, methods in api.description_made["paths"].items():
        for method, said in methods.items():
            yield Operation(
                said["operationId"],
                method.upper(),
                path.removeprefix("/api/v1"),
                said["x-scope"],
                said["x-anonymous"],
                "requestBody" in said,
                tuple(one["name"] for one in said["parameters"] if one["in"] == "query"),
            )
