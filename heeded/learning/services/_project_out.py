"""What was coded goes to other programs: the framework, the texts of chosen documents, and each decided coding."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from django.db import transaction

from heeded.core.errors import Refused
from heeded.core.services import record
from heeded.engine import exchange
from heeded.engine import frameworks as engine
from heeded.learning.models import Framework, ThemeVersion
from heeded.learning.project_texts import JoinedText, joined
from heeded.learning.queries import (
    Coded,
    are_protected,
    decided_in,
    documents_coded_with,
    framework_record,
    of_words,
    unused_themes,
)
from heeded.learning.queries import theme_record as wording
from heeded.library import files
from heeded.library.layout import spans_from_row
from heeded.library.models import Document
from heeded.library.naming import document_title
from heeded.library.placing import cited_pages
from heeded.library.services import note_readings
from heeded.people.models import Account
from heeded.people.viewer import Viewer

MOST_DOCUMENTS = 200


@transaction.atomic
def coded_project(
    framework: Framework, documents: Sequence[str], *, by: Viewer, named: Callable[[str], str]
) -> bytes:
    """A REFI-QDA project with the decided codings of these documents (by identifier), as far as this viewer may see
    them. `named` says what whoever coded is called there.

    Raises:
        Refused: no such document, or too many at once.
    """
    wanted = set(documents)
    chosen = [
        one.document for one in documents_coded_with(by, framework) if one.document.identifier in wanted
    ]
    if not chosen:
        raise Refused("Choose at least one document.")
    if len(chosen) > MOST_DOCUMENTS:
        raise Refused(f"At most {MOST_DOCUMENTS} documents fit into one file.", advice="Take them in parts.")
    project = _project(framework, chosen, by=by, named=named)
    note_readings({one.identifier for one in chosen}, by=by, door="project")
    record(
        "framework.project-out",
        by=by,
        thing_kind="framework",
        thing=framework.identifier[:64],
        documents=len(chosen),
    )
    with files.work_place() as folder:
        target = folder / "project.qdpx"
        exchange.project_file(project, target)
        return target.read_bytes()


def _project(
    framework: Framework, chosen: Sequence[Document], *, by: Viewer, named: Callable[[str], str]
) -> exchange.Project:
    coded = decided_in(by, framework, chosen)
    users = _users([one.coding.made_by for some in coded.values() for one in some], named)
    with_notes = not are_protected(by)  # what coders write is for those who code
    sources: list[exchange.Source] = []
    codings: list[exchange.Coding] = []
    for document in chosen:
        text = joined(cited_pages(document.pk))
        name = f"{document.work.title}: {document_title(document)}"
        sources.append(exchange.Source(document.identifier, " ".join(name.split()), text.text))
        for one in coded.get(document.pk, []):
            made = _codings(one, document, text, users)
            codings += made if with_notes else (replace(coding, note="") for coding in made)
    used = {coding.theme for coding in codings}
    return exchange.Project(
        name=framework.name,
        framework=_with_unused(framework, used),
        users=tuple(dict.fromkeys(users.values())),
        sources=tuple(sources),
        codings=tuple(codings),
    )


def _users(made_by: Sequence[str], named: Callable[[str], str]) -> dict[str, exchange.User]:
    """Whoever coded, by the name that the audit has for them. What a machine made has nobody."""
    actors = sorted({actor for actor in made_by if actor})
    numbers = {actor: int(actor.partition(":")[2]) for actor in actors if actor.startswith("account:")}
    known = dict(Account.objects.filter(pk__in=numbers.values()).values_list("pk", "identifier"))
    return {
        actor: exchange.User(known.get(numbers.get(actor, 0), actor.replace(":", "-")), named(actor))
        for actor in actors
    }


def _codings(
    one: Coded, document: Document, text: JoinedText, users: dict[str, exchange.User]
) -> Iterator[exchange.Coding]:
    coding, place = one.coding, one.place
    user = users.get(coding.made_by)
    whole = exchange.Coding(
        source=document.identifier,
        start=None,
        end=None,
        theme=coding.theme.identifier,
        user=user.identifier if user else "",
        value=engine.CodeValue(coding.value),
        note=place.note,
        certainty=coding.certainty,
        at=coding.made_at.isoformat(),
        of=of_words(coding),
    )
    places = text.places(spans_from_row(place.spans))
    if not places and coding.target != "passage":
        yield whole
    for start, end in places:
        yield replace(whole, start=start, end=end)


def _with_unused(framework: Framework, used: set[str]) -> engine.Framework:
    """The framework with those themes besides that are not in use any more and that something was coded with."""
    current = framework_record(framework)
    here = {theme.identifier for theme in current.themes}
    more = [_set_apart(row) for row in unused_themes(framework) if row.theme.identifier in used - here]
    coded = (
        replace(theme, heading=theme.heading and theme.identifier not in used) for theme in current.themes
    )
    return engine.checked(replace(current, themes=(*coded, *more)))


def _set_apart(row: ThemeVersion) -> engine.Theme:
    name = f"{row.name[:300]} (not used any more: {row.theme.identifier})"
    return replace(wording(row), parent="", heading=False, name=name)
