"""What is one’s own: the token, saved searches, problems that one reported."""

from datetime import date, datetime

from heeded.client._decoding import record
from heeded.client.shapes._found import Parameter, Passage


@record("ScopeSaid")
class ScopeOfToken:
    """One thing that a token is for."""

    scope: str
    words: str


@record("TokenSaid")
class Token:
    """The token that this request came with."""

    identifier: str
    name: str
    scopes: tuple[ScopeOfToken, ...]
    may: tuple[str, ...]
    reads_restricted: bool
    expires_at: datetime
    last_used_on: date | None
    terms_version: int
    terms: tuple[str, ...]


@record("SearchKept")
class SavedSearch:
    """A search that its owner keeps, and how they are told of what answers it."""

    identifier: str
    name: str
    often: str
    by_mail: bool
    parameters: tuple[Parameter, ...]  # of the operation `search`
    made_at: datetime
    looked_at: datetime | None
    new: int  # documents that answered and that you have not seen
    answers: int
    looser: int  # documents that only touch on it, beside those


@record("Answer")
class Answer:
    """A document that was new and answered."""

    review: str
    review_title: str
    document: str
    document_title: str
    board: str
    year: str
    is_public: bool
    found_at: datetime
    seen_at: datetime | None
    matching: int
    is_loose: bool  # whether it only touches on the search
    passages: tuple[Passage, ...]
    fictional: bool


@record("Answers")
class Answers:
    """What answered a kept search."""

    search: SavedSearch
    results: tuple[Answer, ...]


@record("ProblemKept")
class ProblemKept:
    """A problem that was reported, and the day by which it is answered."""

    identifier: str
    answer_by: date
