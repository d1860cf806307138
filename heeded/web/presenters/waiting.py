"""What waits for somebody, as counted lines with the things themselves behind them."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heeded.library.models import Document, Problem, Work
from heeded.library.naming import document_title
from heeded.library.queries import visible_works
from heeded.library.waiting import Waiting, overdue, waiting_for
from heeded.people.permissions import Permission
from heeded.people.viewer import Viewer

SHOWN = 10  # of each list; the rest is counted and shown when asked for
MOST = 500
_STAFF = frozenset({Permission.CONFIRM, Permission.ADD_REPORTS, Permission.ANSWER_PROBLEMS})
Rows = list[dict[str, Any]]


def has_work(viewer: Viewer) -> bool:
    """Whether work can wait for this viewer at all."""
    return viewer.account is not None and bool(_STAFF & viewer.permissions)


def waiting_counts(viewer: Viewer) -> Rows:
    """One line for each kind of work that waits: how many, what is urgent, and where it stands."""
    return [line for line in _lines(waiting_for(viewer)) if line["count"]]


def waiting_lists(viewer: Viewer, *, whole: str = "") -> Rows:
    """The same lines, each with its first things (of one, all) and the address where each is done."""
    waiting = waiting_for(viewer)
    lists: dict[str, Callable[[int], Rows]] = {
        "problems": lambda most: _problems(viewer, waiting.problems[:most]),
        "drafts": lambda most: _documents(waiting.drafts[:most]),
        "files": lambda most: _documents(waiting.files[:most]),
        "titles": lambda most: _works(waiting.titles[:most], "#title"),
        "facts": lambda most: _works(waiting.facts[:most], ""),
    }
    found = [line for line in _lines(waiting) if line["count"]]
    for line in found:
        line["rows"] = lists[line["name"]](MOST if line["name"] == whole else SHOWN)
        line["more"] = max(0, line["count"] - len(line["rows"]))
    return found


def _lines(waiting: Waiting) -> Rows:
    problems, drafts, files = waiting.problems.count(), waiting.drafts.count(), waiting.files.count()
    titles, facts = waiting.titles.count(), waiting.facts.count()
    return [
        {
            "name": "problems",
            "count": problems,
            "words": ngettext("%d problem to answer", "%d problems to answer", problems) % problems,
            "urgent": _when(waiting.problems) if problems else "",
        },
        {
            "name": "drafts",
            "count": drafts,
            "words": ngettext("%d restricted document", "%d restricted documents", drafts) % drafts,
            "urgent": "",
        },
        {
            "name": "files",
            "count": files,
            "words": ngettext("%d file that is not read", "%d files that are not read", files) % files,
            "urgent": "",
        },
        {
            "name": "titles",
            "count": titles,
            "words": ngettext("%d title found by machine", "%d titles found by machine", titles) % titles,
            "urgent": "",
        },
        {
            "name": "facts",
            "count": facts,
            "words": ngettext("%d review with facts to confirm", "%d reviews with facts to confirm", facts)
            % facts,
            "urgent": "",
        },
    ]


def _when(problems: QuerySet[Problem]) -> str:
    late = overdue(problems)
    if late:
        return ngettext("%d is overdue", "%d are overdue", late) % late
    first = problems.first()
    return _("the first by %s") % date_format(first.answer_by, "j F") if first else ""


def _problems(viewer: Viewer, problems: QuerySet[Problem]) -> Rows:
    shown = list(problems)
    about = set(visible_works(viewer).filter(pk__in=[p.work_id for p in shown if p.work_id]))
    return [
        {
            "words": problem.get_kind_display(),
            "about": problem.work.title if problem.work in about and problem.work else "",
            "note": _("answer by %s") % date_format(problem.answer_by, "j F Y"),
            "address": f"{reverse('problems')}#{problem.identifier}",
        }
        for problem in shown
    ]


def _documents(documents: QuerySet[Document]) -> Rows:
    return [
        {
            "words": document_title(document),
            "about": document.work.title,
            "is_guessed": document.work.title_is_guessed,
            "note": "" if document.read_state == "read" else document.get_read_state_display(),
            "address": reverse("document-record", args=[document.identifier]),
        }
        for document in documents
    ]


def _works(works: QuerySet[Work], place: str) -> Rows:
    return [
        {
            "words": work.title,
            "is_guessed": work.title_is_guessed,
            "address": reverse("facts", args=[work.identifier]) + place,
        }
        for work in works
    ]
