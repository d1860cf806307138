"""A board that reminds, and a mail server that keeps what it is sent. Invented and fictional."""

import re
from datetime import UTC, date, datetime
from email.message import EmailMessage

from heeded.core.actors import SYSTEM
from heeded.practice import services
from heeded.practice.kinds import RemindsOf
from heeded.practice.models import ReminderLetter, ReminderRule
from heeded.practice.services import RuleWanted
from tests.practice import made

DUE = date(2009, 6, 30)
DAY = date(2009, 7, 1)
NOON = datetime(2009, 7, 1, 12, tzinfo=UTC)
ADDRESS = "https://reviews.example.org"


def rule(world: made.World, days: int = 1, **said: object) -> ReminderRule:
    wanted = RuleWanted(**{"of": RemindsOf.ACTION, "days": days, **said})  # type: ignore[arg-type]
    return services.make_rule(world.board, wanted, by=world.staff)


def written(day: date = DAY) -> ReminderLetter:
    """The only letter of what is due on a day."""
    services.write_reminders(day, by=SYSTEM)
    return ReminderLetter.objects.get(day=day)


def words(letter: EmailMessage) -> str:
    return " ".join(letter.get_content().split())


def secrets_in(letter: EmailMessage) -> list[str]:
    return re.findall(rf"{ADDRESS}/do/([\w-]+)/", letter.get_content())
