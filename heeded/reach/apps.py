from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from heeded.people.models import Message
    from heeded.people.services import Letter


class ReachConfig(AppConfig):
    name = "heeded.reach"
    label = "reach"

    def ready(self) -> None:
        """Letters of this room are written when they are sent. It holds no words of a report, so it needs no eraser:
        answers go with their document."""
        from heeded.people.services import write_when_sent

        write_when_sent(_letter)


def _letter(message: "Message") -> "Letter | None":
    from heeded.reach.letters import letter_for  # with search and all: too much for every start

    return letter_for(message)
