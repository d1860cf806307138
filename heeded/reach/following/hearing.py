"""What the main library told in one round: what is wanted, and what is to go."""

from dataclasses import dataclass, field

from heeded.client import Damaged, Library, Telling
from heeded.library.models import Followed
from heeded.reach.following.records import Key

_MOST_PARTS = 10_000  # of one list


@dataclass(slots=True)
class Heard:
    """What was told in this round so far."""

    place: str = ""
    wanted: dict[Key, Telling] = field(default_factory=dict)
    gone: dict[Key, str] = field(default_factory=dict)
    seen: set[Key] = field(default_factory=set)
    anew: bool = False  # the main library lives another life: everything is compared

    def hear(self, telling: Telling) -> None:
        key = Key(telling.kind, telling.identifier)
        self.seen.add(key)
        if telling.public:
            self.wanted[key] = telling
            self.gone.pop(key, None)
        else:
            self.gone[key] = telling.reason
            self.wanted.pop(key, None)


def held() -> set[Key]:
    """What came from the main library and is here."""
    return {Key(*named) for named in Followed.objects.values_list("kind", "identifier")}


def hear(library: Library, place: str, heard: Heard | None = None) -> Heard:
    """Everything that was told after a place, added to what was heard before.

    Raises:
        HeededError of the client: the list cannot be had, or does not come to an end.
    """
    heard = heard or Heard()
    heard.place = place
    for _ in range(_MOST_PARTS):
        part = library.publications.after(heard.place)
        heard.anew = heard.anew or (bool(heard.place) and part.is_of_another_life)
        for telling in part.items:
            heard.hear(telling)
        heard.place = part.next
        if not part.more:
            return heard
    raise Damaged("The main library’s list of publications does not come to an end.")
