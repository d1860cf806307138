"""What went, what is held, and what the words mean."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from heeded.client import _flat as flat
from heeded.client._addresses import HERE
from heeded.client._asking import Asking
from heeded.client._decoding import decoded
from heeded.client._rows import Part, Rows
from heeded.client.shapes import Holding, Token, Withdrawal


class Hearing(Asking):
    """The library about itself."""

    def withdrawals(self, *, since: datetime | date | None = None) -> Rows[Withdrawal]:
        """What everybody could read and now cannot, oldest first. Whoever keeps copies lets go of them: that is what
        the terms of a token say. Ask at least once a day."""
        instant = datetime(since.year, since.month, since.day).astimezone() if type(since) is date else since

        def part(place: str) -> Part[Withdrawal]:
            asked = {"cursor": place} if place else {"since": instant}
            said = self._connection.get(f"{HERE}/withdrawals", asked)
            rows = [decoded(Withdrawal, row) for row in said["results"]]
            return Part(rows, said["next"] if said["more"] else None)

        return Rows(part, flat.of_withdrawal, flat.WITHDRAWAL)

    def holdings(self) -> Rows[Holding]:
        """For each area, how many reviews of each year are held and how many are known."""

        def part(place: str) -> Part[Holding]:
            rows = [decoded(Holding, row) for row in self._connection.get(f"{HERE}/holdings")]
            return Part(rows, None, len(rows))

        return Rows(part, flat.of_holding, flat.HOLDING)

    def vocabulary(self) -> Mapping[str, Mapping[str, str]]:
        """The closed lists: for each, its values with the words that people read."""
        lists = self._connection.get(f"{HERE}/vocabulary")["lists"]
        return {name: {row["value"]: row["label"] for row in rows} for name, rows in lists.items()}

    def token(self) -> Token:
        """The token that this program asks with: what it is for, until when, under what terms."""
        return decoded(Token, self._connection.get(f"{HERE}/token"))

    def status(self) -> Mapping[str, Any]:
        """How the library and its machines are doing, for those who run it."""
        state: Mapping[str, Any] = self._connection.get(f"{HERE}/status")["state"]
        return state
