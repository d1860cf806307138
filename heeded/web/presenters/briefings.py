"""A briefing in addresses and words: each line with the page that it opens."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from heeded.briefing.drafting import Glance
from heeded.briefing.exports import Look
from heeded.briefing.queries import briefing_settings
from heeded.briefing.shown import ShownBriefing, ShownLine
from heeded.engine.briefing import PointKind, Profession, professions
from heeded.engine.citation import as_text
from heeded.library.files import path_of
from heeded.web.presenters.addresses import page_address

STATES = {
    "draft": "Draft",
    "checked": "Checked, not yet issued",
    "issued": "Issued",
    "replaced": "Replaced",
}


@dataclass(frozen=True, slots=True)
class AskedFor:
    """A recommendation at a glance, in words."""

    glance: Glance
    kinds: tuple[str, ...]
    addressees: str
    by_when: str
    is_guess: bool
    address: str


def line_address(line: ShownLine) -> str:
    """The page that a line stands on, with its words marked; the document alone where they are not found any more;
    empty for the editor's own."""
    if not line.document:
        return ""
    if not line.spans:
        return reverse("document", args=[line.document])
    return page_address(line.document, line.spans[0].page, spans=line.spans)


def full_address(request: HttpRequest) -> Callable[[ShownLine], str]:
    """The lasting address of a line's citation, for what is taken away."""

    def address(line: ShownLine) -> str:
        if not line.document:
            return ""
        place = (
            reverse("cite", args=[line.document, as_text(line.spans)]) if line.spans else line_address(line)
        )
        return request.build_absolute_uri(place)

    return address


def asked_for(recommendations: Iterable[Glance]) -> list[AskedFor]:
    """The recommendations at a glance, in their order."""
    return [
        AskedFor(
            one,
            tuple(PointKind(kind).label for kind in one.kinds),
            "; ".join(one.addressees),
            one.by_when,
            one.decided is None and bool(one.kinds),
            f"{reverse('review', args=[one.point.work.identifier])}#{one.point.identifier}",
        )
        for one in recommendations
    ]


def how_many(shown: ShownBriefing) -> str:
    """How many recommendations there are, beside the usual number where this library has named one; and that they
    were found by machine, as printed, while nobody has confirmed or decided on each."""
    count = len(shown.recommendations)
    usual = briefing_settings().usual_recommendations
    if usual is not None:
        words = _("%(count)s recommendations; %(usual)s is usual.") % {"count": count, "usual": usual}
    elif count == 1:
        words = _("One recommendation.")
    else:
        words = _("%(count)s recommendations.") % {"count": count}
    if all(one.decided or one.point.state == "confirmed" for one in shown.recommendations):
        return words
    return f"{words} {_('Found by machine, as printed: not confirmed by a person yet.')}"


def readers(address: str, chosen: Profession | None) -> list[tuple[str, str, bool]]:
    """The professions as links: words, address, whether it is the one chosen."""
    return [(one.title, f"{address}?for={one.key}#for", one == chosen) for one in professions()]


def look_of_this_library() -> Look:
    """Colour, logo and templates that this library has chosen for what is taken away."""
    chosen = briefing_settings()
    kept = {
        name: path_of(getattr(chosen, f"{name}_sha256"))
        for name in ("logo", "docx", "pptx")
        if getattr(chosen, f"{name}_sha256")
    }
    return Look(colour=chosen.colour or Look().colour, **kept)
