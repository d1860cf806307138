"""A cohort in words: who is counted, who is not, and how to read the figures. The same on pages and in exports."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heeded.analysis.asked import Asked, Whose
from heeded.analysis.cohort import Cohort
from heeded.analysis.figures import Figures
from heeded.analysis.queries import Analysis
from heeded.engine.vocabulary import Nation, ReviewType


def inclusions(analysis: Analysis) -> list[str]:
    """Which reviews are counted, and what of them."""
    cohort, asked = analysis.cohort, analysis.asked
    counted = len(cohort.published)
    found = [
        ngettext(
            "%(counted)d of the %(held)d published review that can be read here is counted.",
            "%(counted)d of the %(held)d published reviews that can be read here are counted.",
            cohort.held,
        )
        % {"counted": counted, "held": cohort.held}
    ]
    found += [f"{words}: {', '.join(values)}." for words, values in filters_said(asked)]
    if asked.with_restricted:
        found.append(
            _("Restricted reviews that you may read are counted with them; small numbers of them are hidden.")
        )
    if analysis.framework is not None:
        said = _("What people decided with “%(name)s”, version %(version)d, is counted: themes of %(whose)s.")
        framework = analysis.framework
        whose = _(asked.whose.label)
        found.append(
            said
            % {"name": framework.name, "version": framework.version, "whose": whose[:1].lower() + whose[1:]}
        )
    if (coded := analysis.by_year.coded) is not None and coded.total.count is not None:
        number = coded.total.count
        found.append(
            ngettext("%d of them has been coded with it.", "%d of them have been coded with it.", number)
            % number
        )
    found.append(_("Years by: %s.") % _(asked.dated_by.label).lower())
    return found


def exclusions(analysis: Analysis) -> list[str]:
    """Which reviews are not counted and why, and what is missing of those that are."""
    return [*_not_counted(analysis.cohort), *_missing(analysis), *_left_out(analysis.cohort)]


def _not_counted(cohort: Cohort) -> Iterator[str]:
    if cohort.outside:
        yield (
            ngettext(
                "%d review is left out by your filters.",
                "%d reviews are left out by your filters.",
                cohort.outside,
            )
            % cohort.outside
        )
    if cohort.undecided:
        yield (
            ngettext(
                "%d review is left out because nobody has confirmed what your filters ask for.",
                "%d reviews are left out because nobody has confirmed what your filters ask for.",
                cohort.undecided,
            )
            % cohort.undecided
        )
    if cohort.known:
        yield (
            ngettext(
                "%d review is known and not held here, so it is not counted.",
                "%d reviews are known and not held here, so they are not counted.",
                cohort.known,
            )
            % cohort.known
        )
    if cohort.other_works:
        yield (
            ngettext(
                "%d other work is held that is no review.",
                "%d other works are held that are no reviews.",
                cohort.other_works,
            )
            % cohort.other_works
        )


def _missing(analysis: Analysis) -> Iterator[str]:
    cohort = analysis.cohort
    undated = sum(one.year(analysis.asked.dated_by) is None for one in cohort.reviews if one.is_published)
    if undated:
        yield (
            ngettext(
                "%d review counted has no year that anybody has confirmed.",
                "%d reviews counted have no year that anybody has confirmed.",
                undated,
            )
            % undated
        )
    uncoded = _uncoded(analysis)
    if uncoded:
        yield (
            ngettext(
                "Nobody has coded %d of the reviews counted: a theme may be in it.",
                "Nobody has coded %d of the reviews counted: a theme may be in them.",
                uncoded,
            )
            % uncoded
        )


def _left_out(cohort: Cohort) -> Iterator[str]:
    if cohort.restricted_left_out:
        yield _("Restricted reviews that you may read are not counted.")
    if cohort.filters_left_out:
        yield _(
            "Your filters are left out: features of children and families are counted over all reviews, so that nobody "
            "is found by setting one answer against another."
        )
    if cohort.area_left_out:
        yield _("Features of children and families are not set side by side by area.")


def _uncoded(analysis: Analysis) -> int:
    coded = analysis.by_year.coded
    if coded is None or coded.total.count is None or analysis.asked.with_restricted:
        return 0
    return len(analysis.cohort.published) - coded.total.count


def filters_said(asked: Asked) -> list[tuple[str, list[str]]]:
    """The filters in use with their values, in words."""
    found = [
        (_("Nation"), [_(Nation(value).label) for value in asked.nations]),
        (_("Region"), list(asked.regions)),
        (_("Area"), list(asked.areas)),
        (_("Kind of review"), [_(ReviewType(value).label) for value in asked.review_types]),
    ]
    if asked.year_from or asked.year_to:
        found.append((_("Years"), [f"{asked.year_from or ''}–{asked.year_to or ''}"]))
    return [(words, values) for words, values in found if values]


def protection(figures: Figures) -> str:
    """That small numbers are hidden in a table, and which; blank where none can be."""
    if not figures.is_protected:
        return ""
    said = _(
        "Numbers below %d are hidden here, with as many others as it takes that nobody can work them out. "
        "A 0 is shown unless it would give one away."
    )
    return said % figures.below


def of_whom(asked: Asked) -> str:
    """Whose themes a table counts, for its heading; blank for those of reports."""
    return {Whose.CHILDREN: _("(of those reviewed)"), Whose.ADULTS: _("(of other adults)")}.get(
        asked.whose, ""
    )
