"""What boards of the samples submit and open to outside bodies, and what those ask."""

from heeded.library.models import Work
from heeded.people.models import Organisation
from heeded.practice import services
from heeded.practice.kinds import QuestionKind
from heeded.practice.models import Opening, OutsideQuestion, OutsideReading, PlanItem, Submission
from heeded.practice.samples._people import Cast
from heeded.practice.samples._told import Row, instant, later
from heeded.practice.services import Period


def tell_outside(told: Row, cast: Cast) -> None:
    """Once for each board and body."""
    for row in told["submitted"]:
        _submit(row, cast)
    for row in told["opened"]:
        _open(row, cast)
    for row in told["asks"]:
        _ask(row, cast)


def _submit(row: Row, cast: Cast) -> None:
    board, to = cast.organisation(row["board"]), cast.organisation(row["to"])
    work = Work.objects.filter(title=row["review"], fictional=True).first()
    if work is None or Submission.objects.filter(board=board, to=to).exists():
        return
    if not work.points.filter(items__board=board).exists():
        return
    made = services.submit(board, to, by=cast.viewer(row["by"]), work=work)
    Submission.objects.filter(pk=made.pk).update(submitted_at=instant(row["on"]))
    _read(made, row, cast)


def _open(row: Row, cast: Cast) -> None:
    board, to = cast.organisation(row["board"]), cast.organisation(row["to"])
    if Opening.objects.filter(board=board, to=to).exists():
        return
    period = Period(instant(row["since"]), later(row["until"]))
    made = services.open_plan(board, to, period, by=cast.viewer(row["by"]))
    Opening.objects.filter(pk=made.pk).update(opened_at=instant(row["since"]))
    _read(made, row, cast)


def _read(thing: Opening | Submission, row: Row, cast: Cast) -> None:
    for on in row.get("read", ()):
        reading = services.note_reading(thing, by=cast.viewer(row["reader"]))
        OutsideReading.objects.filter(pk=reading.pk).update(at=instant(on))


def _about(row: Row, board: Organisation) -> PlanItem | None:
    """The point entered by hand, by its number, that something is asked about; None: all that was told."""
    by_hand = PlanItem.objects.filter(board=board).exclude(point__source_kind="")
    return by_hand.get(point__number=row["about"]) if "about" in row else None


def _ask(row: Row, cast: Cast) -> None:
    board, asker = cast.organisation(row["board"]), cast.organisation(row["asker"])
    if OutsideQuestion.objects.filter(board=board, asker=asker, text=row["text"]).exists():
        return
    kind, item = QuestionKind(row["kind"]), _about(row, board)
    asked = services.ask_board(board, asker, row["text"], by=cast.viewer(row["by"]), kind=kind, item=item)
    OutsideQuestion.objects.filter(pk=asked.pk).update(asked_at=instant(row["on"]))
    if "answer" in row:
        services.answer_question(asked, row["answer"], by=cast.viewer(row["answered_by"]))
        OutsideQuestion.objects.filter(pk=asked.pk).update(answered_at=instant(row["answered"]))
