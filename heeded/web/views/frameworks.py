"""Reading frameworks: the list, the themes of one, one theme with the words that were coded, the history, the files."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from heeded.engine.exchange import FileKind, codebook_file
from heeded.engine.frameworks import CodeValue
from heeded.learning import queries
from heeded.learning.errors import NoSuchFramework
from heeded.learning.models import Framework
from heeded.library.exports import Export
from heeded.library.services import note_readings
from heeded.web.presenters import framework_files, framework_history, theme_words
from heeded.web.presenters import frameworks as shown
from heeded.web.presenters.coded import coded_rows
from heeded.web.requests import Asking
from heeded.web.views.take_away import sent_export

_MEDIA = {
    "qdc": "application/xml",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "toml": "application/toml",
}
_PER_PAGE = 25
_LONGEST_NUMBER = 7  # figures of a version in an address


def frameworks(request: Asking) -> HttpResponse:
    """Every framework with its size and how much was coded with it; those not used any more apart."""
    found = list(queries.visible_frameworks(request.viewer))
    themes, reviews = queries.themes_in_use(found), queries.reviews_coded_with(request.viewer)
    rows = [shown.Listed(one, themes.get(one.pk, 0), reviews.get(one.pk, 0)) for one in found]
    context = {
        "rows": [row for row in rows if row.framework.retired_at is None],
        "retired": [row for row in rows if row.framework.retired_at is not None],
    }
    return render(request, "frameworks/list.html", context)


def framework(request: Asking, identifier: str) -> HttpResponse:
    """The themes of a framework as a tree, now or as they were in an earlier version."""
    found = queries.framework_for(request.viewer, identifier)
    version = _version_asked(request, found)
    rows = queries.themes_of(found, version=version)
    uses = queries.use_of_themes(request.viewer, found) if version is None else {}
    below = theme_words.hidden_below(request.viewer)
    tree = shown.tree(found, rows, uses, below=below)
    context = {
        "framework": found,
        "version": version,
        "tree": tree,
        "names_alone": shown.says_names_alone(rows),
        "unverified": sum(1 for branch in tree if branch.unverified),
        "status": theme_words.status_words(found.status),
        "files": framework_files.files_offered(),
        "unused": queries.unused_themes(found) if version is None else [],
        "to_sort": queries.codings_to_sort(request.viewer, found).count(),
        "fewest": below,
    }
    return render(request, "frameworks/one.html", context)


def _version_asked(request: Asking, found: Framework) -> int | None:
    asked = request.GET.get("version", "")
    if not asked:
        return None
    number = int(asked) if asked.isdecimal() and len(asked) <= _LONGEST_NUMBER else 0
    if not 1 <= number <= found.version:
        raise NoSuchFramework(_("There is no such version of this framework."))
    return number if number < found.version else None


def history(request: Asking, identifier: str) -> HttpResponse:
    """What was done to a framework, newest first."""
    found = queries.framework_for(request.viewer, identifier)
    page = Paginator(queries.framework_changes(request.viewer, found), 50).get_page(request.GET.get("page"))
    context = {
        "framework": found,
        "page": page,
        "rows": framework_history.history(request.viewer, found, list(page)),
    }
    return render(request, "frameworks/history.html", context)


def theme(request: Asking, identifier: str, theme: str) -> HttpResponse:
    """One theme: how it is worded and was, how often it was found, and where, with the words."""
    viewer = request.viewer
    found = queries.framework_for(viewer, identifier)
    held = queries.theme_itself(viewer, found, theme)
    wordings = framework_history.through_versions(
        viewer, queries.wordings_of(held)[0], queries.framework_changes(viewer, found)
    )
    use = queries.use_of_themes(viewer, found).get(held.pk) or queries.ThemeUse()
    below = theme_words.hidden_below(viewer)
    value = request.GET.get("value", "")
    codings = queries.codings_with(viewer, held)
    if value in {one.value for one in CodeValue}:
        codings = codings.filter(value=value)
    page = Paginator(codings, _PER_PAGE).get_page(request.GET.get("page"))
    coded = queries.where_they_stand(viewer, list(page))
    note_readings(
        {one.place.document.identifier for one in coded if one.place.document}, by=viewer, door="theme"
    )
    wording = wordings[0].row
    now = queries.themes_of(found)
    went_to = queries.where_it_went(held) if held.state == "merged" else None
    context = {
        "framework": found,
        "theme": held,
        "wording": wording,
        "wordings": wordings,
        "under": [row for row in now if row.parent_id == held.pk],
        "above": next((row for row in now if row.theme_id == wording.parent_id), None),
        "applies": theme_words.applies_words(wording.applies_to),
        "source": wording.source or found.source,
        "status": theme_words.status_words(wording.status or found.status),
        "is_unverified": (wording.status or found.status) == "U",
        "went_to": queries.wordings_of(went_to)[0] if went_to else None,
        "use": theme_words.use_table(use, below=below),
        "of_people": bool(use.of_people),
        "protected": below > 0,
        "sees_notes": not queries.are_protected(viewer),
        "values": list(CodeValue),
        "value": value,
        "page": page,
        "rows": coded_rows(viewer, coded),
    }
    return render(request, "frameworks/theme.html", context)


def take_away(request: Asking, identifier: str, kind: str) -> HttpResponse:
    """A framework as a file, now or as it was in an earlier version."""
    found = queries.framework_for(request.viewer, identifier)
    if kind not in _MEDIA:
        raise NoSuchFramework(_("There is no such file."))
    record = queries.framework_record(found, version=_version_asked(request, found))
    return sent_export(
        Export(f"{found.identifier}.{kind}", _MEDIA[kind], codebook_file(record, FileKind(kind)))
    )
