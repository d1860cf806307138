"""The closed lists of words that the rest of Heeded files things under, each with the label a reader sees.

The value is what is stored, exported and put in an address, so it never changes; the label may.
"""

from enum import StrEnum
from typing import Self


class Choice(StrEnum):
    """A value with a label in plain English: `Harm.NEGLECT.label`."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    def __setstate__(self, state: object) -> None:
        raise TypeError("a choice is the same for everybody and never changes")

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(member.value, member.label) for member in cls]


class SectionKind(Choice):
    """What a part of a report does. `OTHER` is an answer, not a failure."""

    SUMMARY = "summary", "Summary"
    INTRODUCTION = "introduction", "Introduction and terms of reference"
    METHOD = "method", "How the review was done"
    BACKGROUND = "background", "Background"
    CHRONOLOGY = "chronology", "What happened"
    ANALYSIS = "analysis", "Analysis"
    FINDINGS = "findings", "Findings"
    GOOD_PRACTICE = "good-practice", "Good practice"
    FAMILY_VOICE = "family-voice", "Voice of the child and family"
    LEARNING = "learning", "Learning"
    RECOMMENDATIONS = "recommendations", "Recommendations"
    RESPONSE = "response", "Response and action plan"
    CONCLUSION = "conclusion", "Conclusion"
    APPENDIX = "appendix", "Appendix"
    CONTENTS = "contents", "Contents"
    OTHER = "other", "Other"


class LearningPointKind(Choice):
    RECOMMENDATION = "recommendation", "Recommendation"
    FINDING = "finding", "Finding"
    LEARNING = "learning", "Learning point"
    QUESTION = "question", "Question to the board"
    GOOD_PRACTICE = "good-practice", "Good practice"


class Speaker(Choice):
    """Whose words a passage holds."""

    REVIEWER = "reviewer", "The reviewer"
    AGENCY = "agency", "An agency's own account"
    FAMILY = "family", "The child or family"
    PRACTITIONER = "practitioner", "Practitioners"
    GUIDANCE = "guidance", "Earlier guidance or research"
    UNKNOWN = "unknown", "Not known"


class Nation(Choice):
    ENGLAND = "england", "England"
    WALES = "wales", "Wales"
    SCOTLAND = "scotland", "Scotland"
    NORTHERN_IRELAND = "northern-ireland", "Northern Ireland"


class ReviewType(Choice):
    SERIOUS_CASE_REVIEW = "serious-case-review", "Serious case review"
    LOCAL_CSPR = "local-child-safeguarding-practice-review", "Local child safeguarding practice review"
    NATIONAL_CSPR = (
        "national-child-safeguarding-practice-review",
        "National child safeguarding practice review",
    )
    PART_8 = "part-8-review", "Part 8 review"
    LEARNING_REVIEW = "learning-review", "Learning review"
    SIGNIFICANT_CASE_REVIEW = "significant-case-review", "Significant case review"
    CHILD_PRACTICE_REVIEW = "child-practice-review", "Child practice review"
    SUSR = "single-unified-safeguarding-review", "Single unified safeguarding review"
    CASE_MANAGEMENT_REVIEW = "case-management-review", "Case management review"
    SAFEGUARDING_ADULT_REVIEW = "safeguarding-adult-review", "Safeguarding adult review"
    DOMESTIC_HOMICIDE_REVIEW = "domestic-homicide-review", "Domestic homicide review"
    THEMATIC_REVIEW = "thematic-review", "Thematic review"
    OTHER = "other", "Another kind of review"


class WorkKind(Choice):
    """Only reviews are counted as reviews."""

    REVIEW = "review", "Review"
    RAPID_REVIEW = "rapid-review", "Rapid review"
    NATIONAL_ANALYSIS = "national-analysis", "National analysis"
    RESEARCH = "research", "Research"
    GUIDANCE = "guidance", "Guidance"
    OTHER = "other", "Another report"


class Harm(Choice):
    NEGLECT = "neglect", "Neglect"
    PHYSICAL_ABUSE = "physical-abuse", "Physical abuse"
    SEXUAL_ABUSE = "sexual-abuse", "Sexual abuse"
    EMOTIONAL_ABUSE = "emotional-abuse", "Emotional abuse"
    CHILD_SEXUAL_EXPLOITATION = "child-sexual-exploitation", "Child sexual exploitation"
    CRIMINAL_EXPLOITATION = "criminal-exploitation", "Criminal exploitation"
    DOMESTIC_ABUSE = "domestic-abuse", "Domestic abuse in the home"
    SUICIDE_OR_SELF_HARM = "suicide-or-self-harm", "Suicide or self-harm"
    SUDDEN_INFANT_DEATH = "sudden-infant-death", "Sudden unexpected death of an infant"
    YOUTH_VIOLENCE = "youth-violence", "Serious youth violence"
    FILICIDE = "filicide", "Killing by a parent"
    FABRICATED_ILLNESS = "fabricated-or-induced-illness", "Fabricated or induced illness"
    ACCIDENT = "accident", "Accident with warning signs"
    ONLINE_HARM = "online-harm", "Online harm"
    OTHER = "other", "Other harm"


class AgeBand(Choice):
    UNBORN = "unborn", "Unborn"
    UNDER_1 = "under-1", "Under 1"
    FROM_1_TO_5 = "1-5", "1 to 5"
    FROM_6_TO_10 = "6-10", "6 to 10"
    FROM_11_TO_15 = "11-15", "11 to 15"
    FROM_16_TO_17 = "16-17", "16 to 17"
    ADULT = "adult", "18 or over"


class Outcome(Choice):
    FATAL = "fatal", "A child or adult died"
    SERIOUS_HARM = "serious-harm", "Serious harm"
    RISK = "risk", "Risk of harm"
    GOOD_PRACTICE = "good-practice", "Good practice"


class Agency(Choice):
    CHILDRENS_SOCIAL_CARE = "childrens-social-care", "Children’s social care"
    EARLY_HELP = "early-help", "Early help"
    POLICE = "police", "Police"
    HEALTH_VISITING = "health-visiting", "Health visiting"
    SCHOOL_NURSING = "school-nursing", "School nursing"
    MIDWIFERY = "midwifery", "Midwifery"
    GP = "gp", "General practice (GP)"
    HOSPITAL = "hospital", "Hospital"
    AMBULANCE = "ambulance", "Ambulance service"
    CAMHS = "camhs", "Child and adolescent mental health services"
    ADULT_MENTAL_HEALTH = "adult-mental-health", "Adult mental health services"
    SUBSTANCE_MISUSE = "substance-misuse", "Drug and alcohol services"
    HEALTH_COMMISSIONER = "health-commissioner", "Health commissioner (PCT, CCG, ICB)"
    SCHOOL = "school", "School or college"
    EARLY_YEARS = "early-years", "Early years setting"
    HOUSING = "housing", "Housing"
    PROBATION = "probation", "Probation"
    YOUTH_JUSTICE = "youth-justice", "Youth justice"
    CAFCASS = "cafcass", "Cafcass"
    ADULT_SOCIAL_CARE = "adult-social-care", "Adult social care"
    DOMESTIC_ABUSE_SERVICE = "domestic-abuse-service", "Domestic abuse service"
    VOLUNTARY_SECTOR = "voluntary-sector", "Voluntary organisation"
    FOSTERING_OR_RESIDENTIAL = "fostering-or-residential", "Fostering or residential care"
    IMMIGRATION = "immigration", "Immigration and asylum"
    BOARD = "board", "Safeguarding board or partnership"
    NATIONAL_GOVERNMENT = "national-government", "National government"
    OTHER = "other", "Another organisation"


class FactName(Choice):
    """The facts of a review; those marked by `OF_SUBJECT` stand once for each child or adult reviewed."""

    BOARD = "board", "Board or partnership"
    AREA = "area", "Area"
    REGION = "region", "Region"
    NATION = "nation", "Nation"
    REVIEW_TYPE = "review-type", "Review type"
    DATE_OF_INCIDENT = "date-of-incident", "Date of the incident"
    DATE_OF_REPORT = "date-of-report", "Date of the report"
    DATE_OF_PUBLICATION = "date-of-publication", "Date of publication"
    PERIOD_FROM = "period-from", "Period under review, from"
    PERIOD_TO = "period-to", "Period under review, to"
    GUIDANCE = "guidance", "Guidance then in force"
    AGENCIES = "agencies", "Agencies involved"
    METHOD = "method", "Model or method used"
    AUTHOR_ROLE = "author-role", "Author’s role"
    AGE_BAND = "age-band", "Age"
    SEX = "sex", "Sex"
    ETHNICITY = "ethnicity", "Ethnicity, as stated"
    DISABILITY = "disability", "Disability"
    LEGAL_STATUS = "legal-status", "Plan or legal status"
    SERVICE_LEVEL = "service-level", "Level of service"
    OUTCOME = "outcome", "Fatal or not"
    HARM = "harm", "Harm"


OF_SUBJECT = frozenset(
    {
        FactName.AGE_BAND,
        FactName.SEX,
        FactName.ETHNICITY,
        FactName.DISABILITY,
        FactName.LEGAL_STATUS,
        FactName.SERVICE_LEVEL,
        FactName.OUTCOME,
        FactName.HARM,
    }
)
MANY_VALUED = frozenset({FactName.AGENCIES, FactName.HARM})
NOT_STATED = "not stated"
