"""Any framework that can be used, for property tests: nested, accented, with every field."""

from dataclasses import replace

from hypothesis import strategies as st

from heeded.engine.frameworks import CodedThing, Framework, Status, Theme, in_order
from heeded.engine.frameworks._check_tree import as_read

_LETTERS = st.characters(
    exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff", include_characters="é\\\"'=:;|,#\n"
)
_ODD = st.sampled_from(
    [
        "é",
        "e\u0301",
        "Llanfair­pwll",
        "=1+1",
        "'=x",
        "Heeded status: V",
        "\\Heeded status: V",
        "_x0041_",
        "𝒳😀",
        "@a",
    ]
)
_PIECES = st.text(_LETTERS, max_size=12) | _ODD


def _joined(pieces: list[str]) -> str:
    return " ".join(pieces).strip()


TEXTS = st.lists(_PIECES, max_size=4).map(_joined)
LINES = TEXTS.map(lambda text: " ".join(text.split("\n")).strip())
NAMES = LINES.filter(bool)
_ITEMS = st.lists(NAMES, max_size=3).map(tuple)


@st.composite
def themes(draw: st.DrawFn) -> tuple[Theme, ...]:
    made: list[Theme] = []
    for number in range(draw(st.integers(1, 8))):
        parent = draw(st.sampled_from(["", *(theme.identifier for theme in made)]))
        name = draw(NAMES)
        if any(theme.parent == parent and as_read(theme.name) == as_read(name) for theme in made):
            name += f" {number}"
        made.append(
            Theme(
                identifier=f"theme-{number}",
                name=name,
                definition=draw(TEXTS),
                includes=draw(_ITEMS),
                excludes=draw(_ITEMS),
                terms=draw(_ITEMS),
                parent=parent,
                source=draw(LINES),
                status=draw(st.sampled_from([None, *Status])),
                applies_to=tuple(draw(st.lists(st.sampled_from(list(CodedThing)), unique=True, max_size=2))),
                heading=draw(st.booleans()),
                colour=draw(st.sampled_from(["", "#1d70b8"])),
                guid=draw(st.sampled_from(["", f"00000000-0000-4000-8000-{number:012x}"])),
            )
        )
    return in_order(tuple(made))


FRAMEWORKS = st.builds(
    Framework,
    identifier=st.sampled_from(["ours", "board-2"]),
    name=NAMES,
    version=NAMES.map(lambda name: name[:40].strip()).filter(bool),
    source=LINES,
    status=st.sampled_from([None, *Status]),
    about=TEXTS,
    themes=themes(),
)


def small(**changed: object) -> Framework:
    """A framework of three themes, two of them nested, for tests that change one thing."""
    framework = Framework(
        identifier="ours",
        name="Ours",
        themes=(
            Theme("seen", "Seen and heard", definition="Was the child seen?"),
            Theme("seen-alone", "Seen alone", parent="seen", terms=("alone", "on her own")),
            Theme("school", "School"),
        ),
    )
    return replace(framework, **changed)  # type: ignore[arg-type]
