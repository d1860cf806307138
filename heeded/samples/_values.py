"""Does the front matter use the vocabulary? Checked at every build, so that gold never drifts from it."""

import re

from heeded.engine import vocabulary

from ._source import LAYOUTS, Fact, Source, SourceError, walk

_CLOSED: dict[str, type[vocabulary.Choice]] = {
    vocabulary.FactName.NATION: vocabulary.Nation,
    vocabulary.FactName.REVIEW_TYPE: vocabulary.ReviewType,
    vocabulary.FactName.AGENCIES: vocabulary.Agency,
    vocabulary.FactName.AGE_BAND: vocabulary.AgeBand,
    vocabulary.FactName.OUTCOME: vocabulary.Outcome,
    vocabulary.FactName.HARM: vocabulary.Harm,
}
_DATES = frozenset(
    {
        vocabulary.FactName.DATE_OF_INCIDENT,
        vocabulary.FactName.DATE_OF_REPORT,
        vocabulary.FactName.DATE_OF_PUBLICATION,
        vocabulary.FactName.PERIOD_FROM,
        vocabulary.FactName.PERIOD_TO,
    }
)
_DATE = re.compile(r"\d{4}(-\d\d){0,2}")


def check_values(source: Source) -> None:
    """Raise SourceError where a value is none of the vocabulary's."""
    _expect(source, "layout", source.layout, source.layout in LAYOUTS)
    _expect(source, "nation", source.nation, source.nation in list(vocabulary.Nation))
    _expect(source, "review_type", source.review_type, source.review_type in list(vocabulary.ReviewType))
    published = bool(_DATE.fullmatch(source.published)) and source.published.startswith(f"{source.year}-")
    _expect(source, "published", source.published, published)
    for node in walk(source.body):
        if node.kind == "heading":
            _expect(source, "kind", node.section, node.section in list(vocabulary.SectionKind))
    for fact in source.facts:
        _check_fact(source, fact)


def _check_fact(source: Source, fact: Fact) -> None:
    _expect(source, "fact", fact.name, fact.name in list(vocabulary.FactName))
    if fact.name in _CLOSED:
        _expect(source, fact.name, fact.value, fact.value in list(_CLOSED[fact.name]))
    if fact.name in _DATES:
        _expect(source, fact.name, fact.value, bool(_DATE.fullmatch(fact.value)))
    of_subject = fact.name in vocabulary.OF_SUBJECT
    _expect(source, f"subject of {fact.name}", str(fact.subject), (fact.subject > 0) == of_subject)


def _expect(source: Source, what: str, value: str, good: bool) -> None:
    if not good:
        raise SourceError(f"{source.name}: {what} cannot be {value!r}")
