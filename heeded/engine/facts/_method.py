"""The model or method of the review, under its common name."""

import re
from collections.abc import Iterator

from heeded.engine.facts._report import Report, surest
from heeded.engine.records import FactFound
from heeded.engine.vocabulary import FactName

# Pattern, value, how much it says: a named model before a way of working.
_METHODS = (
    (r"significant incident learning process|\bsilp\b", "Significant Incident Learning Process (SILP)", 0.9),
    (r"(?:scie(?:'s)? )?learning[- ]together(?: (?:model|method|approach|methodology|systems model))?", "Learning Together (systems model)", 0.85),
    (r"systems? (?:model|approach|methodology|method)", "Systems approach", 0.75),
    (r"root cause analysis", "Root cause analysis", 0.7),
    (r"appreciative inquiry", "Appreciative inquiry", 0.7),
    (r"(?:a |the )?hybrid (?:of [^.;]{3,80}|model|approach|method\w*|review)", "Hybrid of methods", 0.8),
    (r"(?:concise|extended) (?:child practice )?review", "Child practice review model (Wales)", 0.6),
    (r"welsh model", "Child practice review model (Wales)", 0.85),
    (r"partnership learning review", "Partnership learning review", 0.75),
    (r"individual (?:agency |management )?(?:management )?reviews?(?:,[^.;]{3,60})?(?: and (?:an? )?(?:integrated|combined|merged|joint) chronolog\w+)?", "Individual management reviews", 0.7),
    (r"(?:agency|each agency [\w ]{3,20}) management reviews?", "Individual management reviews", 0.6),
    (r"(?:a |the )?(?:\w+ )?(?:model|method|methodology|approach) (?:built|based) on [^.;]{5,110}", "", 0.65),
    (r"rapid review", "Rapid review", 0.5),
    (r"proportionate,? [^.;]{0,20}(?:model|approach|method)", "Proportionate review", 0.6),
    (r"(?<!case )management review", "Individual management reviews", 0.5),
    (r"(?:a |the )?(?:merged |integrated |combined )?timeline[^.;]{0,60} learning event", "Timeline and learning event", 0.6),
)  # fmt: skip
_HAS = (
    "learning process", "silp", "learning together", "learning-together", "system", "root cause", "appreciative", "hybrid", "concise",
    "extended", "welsh model", "partnership learning", "management review", "individual agency", " model", "method", "approach", "rapid review", "timeline",
)  # fmt: skip
# "The method was ...", "the review used a ... model": as stated, where nothing that has a name is found.
_PHRASE = re.compile(
    r"\b(?:method|methodology|model|approach)(?: used| chosen| adopted)? (?:was|is)(?: to)? (?P<what>(?!chosen|agreed|developed)[^.;]{6,160})"
    r"|\b(?:used|using|adopted|followed|chose|by means of) (?P<what2>an? [^.;:]{3,60}(?:method|model|approach|methodology)\b)"
)
_DONE = re.compile(
    r"\b(?:used|using|carried out|conducted|undertaken|adopted|based on|followed|method\w*|model|approach|reviews were|requested|wrote|chosen|was a"
    r"|commissioned|came|there were|built on)\b"
)
_WANTED_KINDS = {"other", "method", "introduction", "summary", "background", ""}


def method(report: Report) -> list[FactFound]:
    """The model or method, as a common name for it."""
    return surest(_methods(report))


def _methods(report: Report) -> Iterator[FactFound]:
    for sentence in report.sentences(*_HAS, end=report.circumstances_end + 8_000):
        kind = report.kind_at(sentence.start)
        if kind not in _WANTED_KINDS:
            continue
        low = report.low[sentence.start : sentence.end]
        phrase = _PHRASE.search(low)
        if phrase:
            group = "what" if phrase["what"] else "what2"
            where = (sentence.start + phrase.start(group), sentence.start + phrase.end(group))
            stated = re.sub(r"^(?:an?|the) ", "", report.text[where[0] : where[1]].strip())
            yield report.fact(FactName.METHOD, stated, where, sure=0.62)
        for pattern, value, sure in _METHODS:
            match = re.search(pattern, low)
            if match is None:
                continue
            sure += 0.1 if kind == "method" else -0.1
            sure += 0.05 if _DONE.search(low) else -0.1
            where = (sentence.start + match.start(), sentence.start + match.end())
            named = value or report.text[where[0] : where[1]].removeprefix("a ").removeprefix("the ")
            yield report.fact(FactName.METHOD, named, where, sure=sure)
            break
