"""What boards of the samples say where there is nothing to follow, and by which rules they remind."""

from heeded.people.viewer import Viewer
from heeded.practice import services
from heeded.practice.kinds import BoardSays, RemindsOf
from heeded.practice.models import BoardStatement, ReminderRule
from heeded.practice.samples._people import Cast
from heeded.practice.samples._told import Row, day
from heeded.practice.services import RuleWanted


def state_boards(told: Row, cast: Cast, *, by: Viewer) -> None:
    """Once for each board: what was taken back or ended since stays so."""
    for row in told["says"]:
        board = cast.organisation(row["board"])
        if not BoardStatement.objects.filter(board=board).exists():
            says = BoardSays(row["says"])
            services.state_of_board(
                board, says, by=by, since=day(row.get("since")), until=day(row.get("until"))
            )
    for row in told["reminds"]:
        _remind(row, cast)


def _remind(row: Row, cast: Cast) -> None:
    board = cast.organisation(row["board"])
    if ReminderRule.objects.filter(board=board).exists():
        return
    for rule in row["rules"]:
        wanted = RuleWanted(
            RemindsOf(rule["of"]), rule["days"], rule.get("role", ""), rule.get("at_board", False)
        )
        services.make_rule(board, wanted, by=cast.viewer(row["by"]))
