"""A count beside a filter is what the list holds when that value is chosen. Always."""

import random
from collections.abc import Callable, Iterator

import pytest

from heeded.engine.vocabulary import AgeBand, Agency, Harm, Nation, Outcome, ReviewType, SectionKind, Speaker
from heeded.people.models import Account
from heeded.people.permissions import Permission
from heeded.people.viewer import ANONYMOUS, OPERATOR, Viewer
from heeded.search.index import forget_opened
from heeded.search.queries import find
from heeded.search.request import NOT_YET_CONFIRMED, SearchRequest
from heeded.search.results import Facet, SearchResults
from heeded.search.services import follow
from tests.search.factories import decide, make_document, make_work, propose

pytestmark = pytest.mark.django_db
Search = Callable[..., SearchResults]
FACTS = {
    "area": ["Wendlestoke", "Corrinshaw"],
    "region": ["North", "South"],
    "board": ["Wendlestoke board", "Corrinshaw board"],
    "nation": [str(value) for value in Nation],
    "review-type": [str(value) for value in list(ReviewType)[:3]],
    "harm": [str(value) for value in list(Harm)[:4]],
    "age-band": [str(value) for value in AgeBand],
    "outcome": [str(value) for value in Outcome],
    "agencies": [str(value) for value in list(Agency)[:4]],
    "date-of-publication": ["2010-01", "2014-06", "May 2020", "2021-03-04"],
}
WORDS = "neglect bruise baby mother school visit police home fracture midwife".split()


def make_library(seed: int, *, works: int) -> None:
    """Reviews with random facts, some decided, some proposed, some hidden."""
    chance = random.Random(seed)
    for number in range(works):
        work = make_work(f"Review {number}", kind=chance.choice(["review", "review", "guidance"]))
        for _ in range(chance.randint(1, 2)):
            passages = [
                {
                    "text": " ".join(chance.choices(WORDS, k=6)),
                    "kind": str(chance.choice(list(SectionKind)[:4])),
                    "speaker": str(chance.choice(list(Speaker)[:3])),
                    "heading": chance.choice(
                        ["", "", "The general practitioner", "Strategy discussion", "Mother"]
                    ),
                }
                for _ in range(chance.randint(1, 4))
            ]
            document = make_document(
                work, passages=passages, state=chance.choice(["published", "published", "restricted"])
            )
            for name, values in FACTS.items():
                if chance.random() < 0.5:
                    propose(document, name, chance.choice(values))
        for name, values in FACTS.items():
            if chance.random() < 0.6:
                decide(work, name, chance.sample(values, chance.randint(1, 2)), subject=chance.randint(0, 2))


def choices(facet: Facet) -> Iterator[tuple[dict[str, object], int]]:
    """For each value: the filter that chooses it alone, and its count."""
    for value in facet.values:
        if facet.name != "years":
            yield {facet.name: (value.value,)}, value.reviews
        elif value.value == NOT_YET_CONFIRMED:
            yield {"year_from": None, "year_to": None, "year_not_confirmed": True}, value.reviews
        else:
            yield (
                {"year_from": int(value.value), "year_to": int(value.value), "year_not_confirmed": False},
                value.reviews,
            )


STAFF = Viewer(account=1, permissions=frozenset({Permission.SEE_UNCONFIRMED}))


WANTED = [
    {"text": "neglect baby"},
    {},
    {"text": '"neglect baby" -police'},
    {"text": "school", "harms": ("neglect", NOT_YET_CONFIRMED)},
    {"text": "school mother", "section_kinds": ("summary", "method"), "year_from": 2011},
    {"text": "visit", "agencies": ("police",), "speakers": ("reviewer",), "nations": ("england", "wales")},
    {"text": "home", "areas": ("Wendlestoke",), "review_types": (NOT_YET_CONFIRMED, "part-8-review")},
    {"text": "mum GP visit neg*"},
    {"text": "strategy meeting home", "section_kinds": ("summary",)},
    {"regions": ("North",), "outcomes": ("fatal",), "year_not_confirmed": True},
]


@pytest.mark.slow
@pytest.mark.parametrize("viewer", [ANONYMOUS, STAFF, OPERATOR], ids=["anonymous", "staff", "operator"])
@pytest.mark.parametrize("wanted", WANTED)
def test_counts_and_lists_agree_for_everybody(viewer: Viewer, wanted: dict[str, object]) -> None:
    make_library(seed=5, works=12)
    follow()
    agree(viewer, wanted)


def test_counts_and_lists_agree() -> None:
    make_library(seed=7, works=4)
    follow()
    agree(ANONYMOUS, {"text": "school mother", "section_kinds": ("summary", "method")})


def agree(viewer: Viewer, wanted: dict[str, object]) -> None:
    """Choose every value of every filter in turn and compare."""
    answer = find(viewer, SearchRequest(per_page=50, per_review=50, **wanted))
    assert len(answer.hits) == answer.works
    assert sum(hit.matching for hit in answer.hits) == answer.passages
    assert sum(len(hit.passages) for hit in answer.hits) == answer.passages
    assert sum(hit.kind == "review" for hit in answer.hits) == answer.reviews
    for facet in answer.facets:
        for filters, count in choices(facet):
            chosen = find(viewer, SearchRequest(per_page=50, **{**wanted, **filters}))
            assert (chosen.works, len(chosen.hits)) == (count, count), (facet.name, filters)


def test_more_documents_than_can_be_counted_at_once(search: Search, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(6):
        make_document(
            passages=["Neglect.", {"text": "Neglect.", "kind": "summary"}, "Neglect."][: 1 + number % 3]
        )
    whole = search("neglect")
    assert whole.works == 6
    monkeypatch.setattr("heeded.search.index._reader._VALUES_AT_ONCE", 5)
    forget_opened()
    sliced = search("neglect")
    assert (sliced.works, sliced.passages, sliced.facets) == (whole.works, whole.passages, whole.facets)


def test_values_of_one_filter_are_any_of_these(search: Search) -> None:
    first, second = (make_document(passages=["Neglect."]) for _ in range(2))
    decide(first.work, "harm", ["neglect"])
    decide(second.work, "harm", ["physical-abuse"])
    assert search("neglect", harms=("neglect", "physical-abuse")).works == 2
    assert search("neglect", harms=("neglect",)).works == 1


def test_a_chosen_value_stays_in_sight_when_nothing_has_it(search: Search) -> None:
    make_document(passages=["Neglect."])
    answer = search("neglect", harms=("sexual-abuse",))
    facet = next(facet for facet in answer.facets if facet.name == "harms")
    assert [(value.label, value.reviews, value.chosen) for value in facet.values if value.chosen] == [
        ("Sexual abuse", 0, True)
    ]


def test_only_inside_recommendations(search: Search) -> None:
    make_document(
        passages=[{"text": "Neglect.", "kind": "recommendations"}, {"text": "Neglect.", "kind": "analysis"}]
    )
    answer = search("neglect", section_kinds=("recommendations",))
    assert (answer.passages, answer.hits[0].passages[0].kind) == (1, "recommendations")


def test_a_catalogue_record_needs_no_confirming(search: Search) -> None:
    work = make_work("Review of Child Q", catalogued=True, catalogue_area="Wendlestoke", catalogue_year=2009)
    make_document(work, passages=["Neglect."])
    answer = search("neglect", viewer=ANONYMOUS, areas=("Wendlestoke",), year_from=2009, year_to=2009)
    assert (answer.works, answer.hits[0].year, answer.hits[0].area) == (1, 2009, "Wendlestoke")


@pytest.fixture(autouse=True)
def _account(db: None) -> None:
    Account.objects.get_or_create(pk=1, defaults={"email": "staff@example.org"})
