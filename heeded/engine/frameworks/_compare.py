"""What a newer wording of a framework changes: before anybody takes it."""

from dataclasses import dataclass, fields, replace

from heeded.engine.frameworks._records import Framework, Theme

# What only other programs know of a theme, and what tells it from others, is not wording.
_NOT_WORDING = {"identifier", "colour", "guid"}


@dataclass(frozen=True, slots=True)
class Reworded:
    """A theme that is in both and worded otherwise; `differs` are names of fields of `Theme`."""

    before: Theme
    after: Theme
    differs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """What taking a framework would add to one that is here, reword in it, and use no more."""

    added: tuple[Theme, ...]
    reworded: tuple[Reworded, ...]
    gone: tuple[Theme, ...]
    same: int

    @property
    def is_nothing(self) -> bool:
        """Whether both say the same."""
        return not (self.added or self.reworded or self.gone)


def compared(held: Framework, read: Framework) -> Compared:
    """What `read` changes of `held`, theme by theme."""
    here = {theme.identifier: theme for theme in held.themes}
    there = {theme.identifier: theme for theme in read.themes}
    both = [(here[key], theme) for key, theme in there.items() if key in here]
    reworded = [Reworded(before, after, _differing(before, after)) for before, after in both]
    differing = tuple(one for one in reworded if one.differs)
    return Compared(
        added=tuple(theme for key, theme in there.items() if key not in here),
        reworded=differing,
        gone=tuple(theme for key, theme in here.items() if key not in there),
        same=len(both) - len(differing),
    )


def with_what_is_new(held: Framework, read: Framework) -> Framework:
    """`held` as it is, with those themes of `read` that it does not have."""
    here = {theme.identifier for theme in held.themes}
    new = tuple(theme for theme in read.themes if theme.identifier not in here)
    return replace(held, themes=(*held.themes, *new))


def _differing(before: Theme, after: Theme) -> tuple[str, ...]:
    names = (field.name for field in fields(Theme) if field.name not in _NOT_WORDING)
    return tuple(name for name in names if getattr(before, name) != getattr(after, name))
