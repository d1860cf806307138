"""Work that waits in the sample library, so that staff who try it find something to do. Fiction like all of it."""

from heeded.library.models import Problem, Work
from heeded.library.services import CatalogueEntry, catalogue, report_problem
from heeded.people.viewer import ANONYMOUS, Viewer

# Reviews that are known and not held: boards and places of the samples.
_KNOWN = (
    CatalogueEntry(
        title="Serious case review: Child F (fictional)",
        board="Ellerwick Safeguarding Children Board",
        area="Ellerwick",
        year=2008,
        where="On the board’s site for one year; taken down in 2009",
        ask="the business office of the partnership that took over",
    ),
    CatalogueEntry(
        title="Serious case review: Child B and Child E (fictional)",
        board="Tarnbridge Safeguarding Children Board",
        area="Tarnbridge",
        year=2010,
        where="Executive summary only, on paper",
        ask="the board’s business manager",
    ),
    CatalogueEntry(
        title="Child practice review: two sisters (fictional)",
        board="Glanferin Safeguarding Children Board",
        area="Glanferin",
        year=2017,
        where="Announced; never found on the board’s site",
        ask="the regional board’s office",
    ),
)
# What readers reported: the review by its key in the samples, what kind of problem, their words.
_REPORTED = (
    (
        "ellerwick-baby-j",
        "recognised",
        "On the page about the family, the street market together with the grandmother’s trade tells anybody "
        "here who this is. (A fictional report of a fictional reader.)",
    ),
    (
        "pellwick-family-g",
        "wrong",
        "The table of contents says page 9, but the second finding begins on the page after. "
        "(A fictional report of a fictional reader.)",
    ),
)


def leave_work(works: dict[str, Work], *, by: Viewer) -> None:
    """Records of reviews that are not held, and problems to answer by a day. Once: what is there is left alone."""
    for entry in _KNOWN:
        if not Work.objects.filter(title=entry.title, catalogued=True).exists():
            catalogue(entry, by=by)
    if Problem.objects.exists():
        return
    for key, kind, message in _REPORTED:
        if key in works:
            report_problem(kind=kind, message=message, work=works[key], by=ANONYMOUS)
