"""The words of what stands beside a recommendation and is no part of it: reasons, replies, owners, dates."""

import re

from heeded.engine.learning_points._kinds import one_of, phrase

_HEADS = one_of(
    "Rationale Reason(?:s|ing)? Background Context Intended Desired Expected Impact Outcomes? Evidence Actions? For",
    "Leads? Time-?scales? Time-?frame Deadline Target Due Owners? Owned Responsib(?:le|ility) Responses? Status",
    "Progress Updates? Explanation Explanatory Commentary Comments? Links? Linked Addressed Agenc(?:y|ies) To By",
    "Source Cross-reference Priority Theme Success Measures? Monitoring Note Date Completed Implementation Why What",
    "How Relevant Findings? Paragraphs? Government Agency Board",
)
_ANSWERED = r"(?:accepts?|agrees|welcomes|has (?:already|since|now|accepted))"
# Words that open such a note: a head with a colon, or a sentence that cannot but explain.
EXPLAINS = re.compile(
    phrase(
        rf"{_HEADS}(?: [\w’'/,-]+){{0,5}}\s*(?::|\s[–—-]\s|$)",
        r"(?:Why (?:this|we|it|is|does|did|do)|What (?:this|it|we|is)|How (?:do|did|will|does|was))\b[^?]*\?",
        r"(?:Accepted|Not accepted|Partially accepted|Agreed|Rejected)\b(?=[.: ]|$)",
        r"(?:Response|Action|Rationale)\b",
        rf"The (?:Board|Partnership|Government|Trust|Department|LSCB|agency) {_ANSWERED}\b",
        r"This (?:recommendation|learning|finding|is because|reflects|relates|links|arises|follows)\b",
        r"See (?:also|paragraph|section|finding)\b",
        r"\[",
    )
)
# A reply to a recommendation, whoever makes it.
ANSWERS = re.compile(
    r"\b(?:accepts?|accepted|rejects?|rejected|supports?|notes?|agrees? with|welcomes?|implemented|completed) "
    r"(?:in (?:part|principle|full) )?(?:this|the|all(?: of)?(?: the| these)?) recommendations?\b"
    r"|\brecommendation (?:is|was|has been) (?:accepted|rejected|agreed|noted)\b"
)
# Words that say a numbered recommendation has been dealt with: it is spoken of, not made.
DEALT_WITH = re.compile(
    r"\b(?:has|have|had|was|were) (?:not |now |also |since |already |fully |partly |partially |been )*"
    r"(?:implemented|accepted|completed|rejected|been met|actioned|signed off|been achieved|been closed)\b"
)
# Lines under a recommendation that say whom it is for, and the same at the end of its own last line.
ADDRESSED = re.compile(
    phrase(
        r"(?:For(?: the attention of)?|Actions?(?: for| by)?|Lead(?: agency| agencies)?|Agenc(?:y|ies)(?: responsible)?"
        r"|Responsib(?:le|ility)(?: agency| agencies)?|Addressed to|Owners?|To|By)\s*:\s*(?P<after>.{2,160})",
        r"\[(?P<in>[^\]]{2,120})\]",
    )
    + r"\s*$"
)
TAG = re.compile(
    r"(?<=[.?!])\s+(?:Actions?(?: for| by)?|For|Leads?|Lead agency|Agenc(?:y|ies)|Owners?|Responsib(?:le|ility)):"
    r"\s*(?P<who>[^.?!]{2,140})$"
)
