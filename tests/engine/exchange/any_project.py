"""Any coded project that can be written, for property tests."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import strategies as st

from heeded.engine.exchange import Coding, Project, Source, User
from heeded.engine.frameworks import CodeValue, Framework, Theme
from tests.engine.frameworks.any_framework import FRAMEWORKS, LINES, TEXTS

_TEXTS = st.text(
    st.characters(exclude_categories=("Cs",), include_characters="\r\n\f\x00\ufeffé\u0301😀"), max_size=60
)
_INSTANTS = st.just("") | st.datetimes(
    datetime(1999, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)
).map(datetime.isoformat)
_PLAIN = LINES


@st.composite
def projects(draw: st.DrawFn) -> Project:
    framework = _codable(draw(FRAMEWORKS))
    users = tuple(User(f"user-{number}", draw(LINES)) for number in range(draw(st.integers(0, 2))))
    sources = tuple(
        Source(f"document {number}", draw(LINES), draw(_TEXTS)) for number in range(draw(st.integers(1, 3)))
    )
    codings = [
        draw(_coding(framework, users, source)) for source in sources for _ in range(draw(st.integers(0, 4)))
    ]
    return Project(draw(LINES.filter(bool)), framework, users, sources, tuple(codings))


@st.composite
def _coding(draw: st.DrawFn, framework: Framework, users: tuple[User, ...], source: Source) -> Coding:
    start = draw(st.none() | st.integers(0, len(source.text)))
    end = None if start is None else draw(st.integers(start, len(source.text)))
    codable = [theme.identifier for theme in framework.themes if not theme.heading]
    return Coding(
        source=source.identifier,
        start=start,
        end=end,
        theme=draw(st.sampled_from(codable)),
        user=draw(st.sampled_from(["", *(user.identifier for user in users)])),
        value=draw(st.sampled_from(list(CodeValue))),
        note=draw(TEXTS),
        certainty=draw(st.sampled_from(["", "likely"])),
        at=draw(_INSTANTS),
        of=draw(_PLAIN),
    )


def _codable(framework: Framework) -> Framework:
    """The framework with at least one theme that is no heading."""
    return replace(framework, themes=(replace(framework.themes[0], heading=False), *framework.themes[1:]))


def in_file_order(project: Project) -> list[Coding]:
    """The codings as a file gives them back: by source, then by place, those of a whole source last."""
    order = {source.identifier: number for number, source in enumerate(project.sources)}
    return sorted(
        project.codings,
        key=lambda one: (order[one.source], one.start is None, one.start or 0, one.end or 0),
    )


def small(text: str = "The child was seen alone. Nobody asked.", *codings: Coding) -> Project:
    """A project of one text and two themes; without codings given, two that overlap."""
    framework = Framework(
        "ours", "Ours", themes=(Theme("seen", "Seen"), Theme("seen-alone", "Seen alone", parent="seen"))
    )
    given = codings or (
        Coding("report", 4, 24, "seen", user="ann", at="2026-03-01T10:30:00+01:00"),
        Coding("report", 14, 24, "seen-alone", user="ben", value=CodeValue.ABSENT, note="No: with her aunt."),
    )
    return Project(
        "Ours", framework, (User("ann", "A"), User("ben", "B")), (Source("report", "Réport", text),), given
    )
