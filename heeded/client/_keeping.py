"""What is one's own: searches that are kept, problems that one reports."""

from typing import Any

from heeded.client._addresses import HERE, safe
from heeded.client._asking import Asking
from heeded.client._decoding import decoded
from heeded.client.shapes import Answers, ProblemKept, SavedSearch


class Keeping(Asking):
    """One's own searches and reports."""

    def searches(self) -> list[SavedSearch]:
        """The searches that the owner of the token keeps."""
        return [decoded(SavedSearch, row) for row in self._connection.get(f"{HERE}/searches")]

    def keep_search(
        self, question: str, *, name: str = "", often: str = "daily", by_mail: bool = False, **filters: Any
    ) -> SavedSearch:
        """Keep a search, to be told what is new; `often` daily, weekly or never; filters as the API names them."""
        said = {"name": name, "often": often, "by_mail": by_mail, "search": {"q": question, **filters}}
        return decoded(SavedSearch, self._connection.send("POST", f"{HERE}/searches", said))

    def answers(self, search: str) -> Answers:
        """What answered a kept search."""
        return decoded(Answers, self._connection.get(f"{HERE}/searches/{safe(search)}"))

    def forget_search(self, search: str) -> None:
        """Keep a search no longer."""
        self._connection.send("DELETE", f"{HERE}/searches/{safe(search)}")

    def report_problem(
        self, message: str, *, kind: str = "wrong", review: str = "", reply_to: str = ""
    ) -> ProblemKept:
        """Say that somebody can be recognised (kind "recognised") or that something is wrong ("wrong", "other"). No
        names or addresses in the message."""
        said = {"kind": kind, "message": message, "review": review, "reply_to": reply_to}
        return decoded(ProblemKept, self._connection.send("POST", f"{HERE}/problems", said))
