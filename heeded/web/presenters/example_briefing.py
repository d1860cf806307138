"""An invented briefing to see a board's own look on. Fiction: no real child, family or worker."""

from heeded.briefing.shown import ShownBriefing, ShownLine, ShownPart, ShownQuestion
from heeded.core.clock import now
from heeded.engine.briefing import PartSetting, Role

_LINES = {
    Role.BACKGROUND: ("Child Z was four years old and lived with his mother and her partner.",),
    Role.VOICE: ("Child Z told his teacher that he slept on the floor.", "Nobody wrote it down."),
    Role.WENT_WELL: ("The nursery manager rang three times until somebody listened to her.",),
    Role.WENT_WRONG: (
        "The health visitor did not visit again because she carried 620 families after two colleagues had left.",
        "The team measured how fast cases were closed, so closing early was rewarded.",
    ),
    Role.LEARNING: ("Fathers and partners need to be seen and known, not only heard of.",),
    Role.DO_NOW: ("The board should make sure that health visitors are told when a case is closed.",),
}


def example_briefing(parts: list[PartSetting]) -> ShownBriefing:
    """A briefing of a few lines in the parts of this library, as readers would get it."""
    shown = tuple(ShownPart(part.role.value, part.title, "", _lines(part.role)) for part in parts)
    words = sum(len(line.text.split()) for part in shown for line in part.lines)
    day = now()
    return ShownBriefing(
        identifier="example",
        kind="review",
        number=1,
        state="issued",
        by_machine=False,
        title="Child Z: an example",
        board="Invented Safeguarding Partnership",
        year="2014",
        fictional=True,
        made_at=day,
        checked_at=day,
        issued_at=day,
        note="",
        content_notes=("It tells of an injury to a small child.",),
        parts=shown,
        questions=(ShownQuestion("Whom do we know only from what others say of them?", ""),),
        words=words,
    )


def _lines(role: Role) -> tuple[ShownLine, ...]:
    return tuple(
        ShownLine(
            key=f"{role.value}-{number}",
            text=text,
            origin="report",
            why="",
            why_is_decided=False,
            cause_pattern="",
            agencies=(),
            document="example",
            source="Overview report",
            page=10 + number,
            quote=text,
        )
        for number, text in enumerate(_LINES.get(role, ()))
    )
