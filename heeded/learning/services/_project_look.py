"""A coded project is looked at before any of it is taken: which text is which document, what is coded there already."""

from collections.abc import Iterator

from heeded.engine import exchange
from heeded.engine import frameworks as engine
from heeded.learning.models import CodingPlace, CodingRound, Framework
from heeded.learning.project_texts import JoinedText, joined
from heeded.learning.queries import framework_record, my_words
from heeded.learning.services._matching import matched
from heeded.learning.services._project_placing import Held, Notes, place_codings
from heeded.learning.services._project_records import PASSAGE, LeftOut, ProjectLook, SourceLook
from heeded.library.layout import spans_from_row
from heeded.library.placing import cited_pages
from heeded.people.viewer import Viewer


def look_at_project(
    project: exchange.Project, framework: Framework | None, *, by: Viewer, naming: bool = True
) -> ProjectLook:
    """What the project would become, coded with a framework that is here, or with its own as a new one. Stores
    nothing. `naming`: notes name those who coded it there."""
    themes = _themes(project.framework, framework)
    coded = list(project.codings)
    held = matched(project.sources, coded, by=by)
    blind = _in_rounds(framework)
    users = {user.identifier: user.name or user.identifier for user in project.users if naming}
    found = []
    for source in project.sources:
        mine = [coding for coding in coded if coding.source == source.identifier]
        look = SourceLook(source, len(mine), held.get(source.identifier))
        look.why = _why_not(look, blind)
        if not look.why and look.document is not None:
            pages = cited_pages(look.document.pk)
            here = Held(pages, joined(pages))
            place_codings(look, mine, themes, here, Notes(project.name, users))
            _without_what_is_here(look, framework, here.text, by=by)
        found.append(look)
    return ProjectLook(project, tuple(found))


def _why_not(look: SourceLook, blind: set[int]) -> str:
    if not look.codings:
        return "Nothing was coded in it."
    if look.document is None:
        return "No document that you can see has its words."
    if look.document.pk in blind:
        return "It is being coded blind in a round with this framework. Take it in when the round is settled."
    return ""


def _in_rounds(framework: Framework | None) -> set[int]:
    if framework is None:
        return set()
    rounds = CodingRound.objects.filter(state__in=["open", "settling"], framework=framework)
    return set(rounds.filter(documents__isnull=False).values_list("documents__document", flat=True))


def _themes(read: engine.Framework, framework: Framework | None) -> dict[str, engine.Theme | None]:
    """For each theme of the file the one to code with: of the same identifier, else of the same mark of other
    programs, else the only one of its name."""
    if framework is None:
        return {theme.identifier: theme for theme in read.themes}
    here = framework_record(framework).themes
    by_identifier = {theme.identifier: theme for theme in here}
    by_guid = {theme.guid: theme for theme in here if theme.guid}
    names: dict[str, list[engine.Theme]] = {}
    for theme in here:
        names.setdefault(engine.as_read(theme.name), []).append(theme)
    found: dict[str, engine.Theme | None] = {}
    for theme in read.themes:
        alike = names.get(engine.as_read(theme.name), [])
        only = alike[0] if len(alike) == 1 else None
        found[theme.identifier] = by_identifier.get(theme.identifier) or by_guid.get(theme.guid) or only
    return found


def _without_what_is_here(
    look: SourceLook, framework: Framework | None, here: JoinedText, *, by: Viewer
) -> None:
    """What this person said of the same words before stays as it is: the same is here already, otherwise theirs
    counts and the file's is left out."""
    if framework is None or look.document is None:
        return
    mine = {
        thing: row.coding.value
        for row in my_words(by, framework, look.document)
        for thing in _things(row, here)
    }
    new = []
    for one in look.placed:
        held = mine.get(one.thing)
        if held is None:
            new.append(one)
        elif held == one.value:
            look.here += 1
        else:
            look.left_out.append(LeftOut(one.theme, "", "You said otherwise of the same words here."))
    look.placed = new


def _things(row: CodingPlace, here: JoinedText) -> Iterator[tuple[object, ...]]:
    """What a coding that is here says something of, as `Placed.thing` names it."""
    coding = row.coding
    if coding.subject is not None:
        yield coding.theme.identifier, ("subject", "", coding.subject.number), ()
    elif coding.adult is not None:
        yield coding.theme.identifier, ("adult", coding.adult.role, coding.adult.number), ()
    elif coding.target == "review":
        yield coding.theme.identifier, ("review", "", 0), ()
    else:
        for start, end in here.places(spans_from_row(row.spans)):
            yield coding.theme.identifier, PASSAGE, here.spans(start, end)
