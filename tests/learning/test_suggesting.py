"""A machine goes through documents and proposes: by what it learned, by a theme's own words, or not at all."""

import json

import pytest

from heeded.core.actors import SYSTEM
from heeded.core.errors import NotAllowed
from heeded.core.services import ChangeKind, note_change
from heeded.engine.meaning import open_model
from heeded.learning import services
from heeded.learning.errors import NotSuggested
from heeded.learning.learned import OWN_WORDS, forget_opened, suggesting_for
from heeded.learning.models import Coding, CodingPlace, Framework, SuggestedDocument, TrainedModel
from heeded.learning.queries import codings_on, worth_coding
from heeded.learning.services._suggesting import suggesting_frameworks
from heeded.library.errors import NoSuchDocument
from heeded.library.models import Document, Passage
from heeded.library.services import erase, withdraw
from heeded.people.viewer import ANONYMOUS, OPERATOR, Viewer
from tests.learning import made, taught
from tests.library import made as library
from tests.people.made import account, seen_as, viewer
from tests.search.made_model import MadeModel

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def by_words_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("heeded.search.services.rebuild", lambda: None)
    _with(monkeypatch, None)
    forget_opened()


def _with(monkeypatch: pytest.MonkeyPatch, model: MadeModel | None) -> None:
    for place in ("services._learning", "learned"):
        monkeypatch.setattr(f"heeded.learning.{place}.the_model", lambda: model)


@pytest.fixture
def coder() -> Viewer:
    return made.coder()


@pytest.fixture
def framework() -> Framework:
    return taught.framework()


@pytest.fixture
def learned(framework: Framework, coder: Viewer) -> Framework:
    taught.library(framework, coder)
    services.learn(framework, by=coder)
    return framework


def _themes(codings: list[Coding]) -> list[str]:
    return [coding.theme.identifier for coding in codings]


def test_by_own_words_where_nothing_was_learned(framework: Framework, coder: Viewer) -> None:
    document = taught.report()
    waiting = services.suggest(document, framework, by=coder)
    assert {"voice", "workload"} == set(_themes(waiting))
    for coded in codings_on(coder, document):
        assert coded.is_proposal and coded.coding.proposer == OWN_WORDS
        assert coded.place.quote in taught.sentences("the midwife")
        assert "own words" in coded.place.reason and "“" in coded.place.reason
    assert not codings_on(ANONYMOUS, document)


def test_by_what_was_learned(learned: Framework, coder: Viewer) -> None:
    document = taught.report("the charity")
    waiting = services.suggest(document, learned, by=SYSTEM)
    found = {
        (place.quote, place.coding.theme.identifier)
        for place in CodingPlace.objects.filter(document=document)
    }
    right = {(line, "voice") for line in taught.sentences("the charity", themes=(taught.VOICE,))}
    right |= {(line, "workload") for line in taught.sentences("the charity", themes=(taught.WORKLOAD,))}
    assert len(found & right) >= 4 and len(found - right) <= 1
    held = TrainedModel.objects.get()
    assert {coding.proposer for coding in waiting} == {f"learned {held.name}"}
    assert all("Learned from what was coded" in coding.places.get().reason for coding in waiting)
    row = SuggestedDocument.objects.get(document=document)
    assert (row.proposed, row.proposer) == (len(waiting), suggesting_for(learned).proposer)


def test_a_theme_that_is_mostly_wrong_is_silent_and_one_that_nobody_taught_is_not(
    learned: Framework, coder: Viewer
) -> None:
    new = made.theme(learned, "Spring", terms=["spring days"])
    held = suggesting_for(learned)
    assert held.guessing.model is not None and held.guessing.untaught() == {"spring"}
    document = taught.report("the charity")
    assert "spring" in _themes(services.suggest(document, learned, by=SYSTEM))
    figures = held.guessing.model.how_good.themes
    assert {one.theme for one in figures} == {"voice", "workload"} and new.state == "in-use"


def test_a_whole_labelled_file_is_taken_at_its_word(learned: Framework) -> None:
    made.theme(learned, "Spring", terms=["spring days"])
    TrainedModel.objects.update(source="file")
    assert not suggesting_for(learned).guessing.untaught()


def test_nothing_is_proposed_again_that_somebody_decided_on(learned: Framework, coder: Viewer) -> None:
    document = taught.report("the charity")
    first, second, *others = services.suggest(document, learned, by=SYSTEM)
    services.accept(first, by=coder)
    services.reject(second, by=coder)
    again = services.suggest(document, learned, by=SYSTEM)
    assert {one.pk for one in again} == {one.pk for one in others}


def test_few_of_a_theme_and_few_in_a_passage_by_own_words(coder: Viewer) -> None:
    framework = made.framework("Alpha", "Beta", "Gamma", "Delta")
    document = taught.report()
    for number in range(20):
        words = f"Alpha, beta, gamma and delta number {number}."
        page = library.page(document, words, number + 2)
        passage = library.passage(document, words)
        passage.pieces = [[0, page.number, 0, len(words)]]
        passage.page = page.number
        passage.save()
    waiting = services.suggest(document, framework, by=SYSTEM)
    themes = _themes(waiting)
    assert themes and max(themes.count(one) for one in themes) <= 2
    places = [place.page for place in CodingPlace.objects.all()]
    assert max(places.count(page) for page in places if page != 1) <= 2


def test_who_may_not_code_or_see_it_has_nothing_suggested(framework: Framework, coder: Viewer) -> None:
    with pytest.raises(NotAllowed):
        services.suggest(taught.report(), framework, by=viewer("practitioner"))
    with pytest.raises(NoSuchDocument):
        services.suggest(taught.report(state="restricted"), framework, by=coder)
    with pytest.raises(NotAllowed):
        services.set_suggesting(framework, True, by=made.coder("inspector"))
    assert not Coding.objects.exists()


def test_which_frameworks_are_proposed_with(learned: Framework, coder: Viewer) -> None:
    asked, silent = made.framework("Asked for"), made.framework("Nobody asked")
    services.set_suggesting(asked, True, by=coder)
    assert set(suggesting_frameworks()) == {learned, asked}
    services.set_suggesting(learned, False, by=coder)
    assert set(suggesting_frameworks()) == {asked} and silent not in suggesting_frameworks()
    services.set_suggesting(learned, None, by=coder)
    services.retire_framework(asked, by=coder)
    assert set(suggesting_frameworks()) == {learned}
    held = TrainedModel.objects.get()
    for theme in held.figures["themes"]:
        theme["silent"] = True
    held.save()
    assert suggesting_frameworks() == [], "it has learned nothing well enough"


def test_each_document_is_gone_through_once_until_something_is_new(
    framework: Framework, coder: Viewer
) -> None:
    services.set_suggesting(framework, True, by=coder)
    first, second = taught.report(), taught.report("the school")
    assert services.suggest_what_is_due().documents == 2
    assert services.suggest_what_is_due().documents == 0
    note_change(ChangeKind.PASSAGES, thing_kind="document", thing=first.pk)
    assert services.suggest_what_is_due().documents == 1, "it was read anew"
    services.reword_theme(framework.themes.first(), made_theme(), by=coder)
    assert services.suggest_what_is_due().documents == 2, "the framework is worded anew"
    for who in taught.WHO:
        taught.coded_report(framework, coder, who)
    services.learn(framework, by=coder)
    assert services.suggest_what_is_due().documents == 8, "it has learned"
    assert SuggestedDocument.objects.filter(document=second).count() == 1


def made_theme() -> object:
    from heeded.engine.frameworks import Theme

    return Theme("", "Voice of the child", terms=("child seen alone",))


def test_what_is_no_review_or_old_or_withdrawn_or_taken_is_passed_over(
    framework: Framework, coder: Viewer
) -> None:
    services.set_suggesting(framework, True, by=coder)
    taught.report(work=library.work(kind="guidance"))
    old, gone = taught.report(), taught.report()
    withdraw(gone, reason="court-order", by=OPERATOR)
    newest = library.newer(old, state="published")
    done = services.suggest_what_is_due()
    assert done.documents == 1 and SuggestedDocument.objects.get().document == newest


def test_a_document_that_fails_keeps_no_other_waiting(
    framework: Framework, coder: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    from heeded.learning.services import _suggesting

    services.set_suggesting(framework, True, by=coder)
    broken, fine = taught.report(), taught.report("the school")
    newest_reading = _suggesting.newest_reading
    monkeypatch.setattr(
        _suggesting, "newest_reading", lambda key: 1 / 0 if key == broken.pk else newest_reading(key)
    )
    with pytest.raises(ZeroDivisionError):
        services.suggest_what_is_due()
    assert SuggestedDocument.objects.get(document=fine).proposer
    assert not SuggestedDocument.objects.filter(claimed_until__isnull=False).exists()


def test_a_worker_that_has_no_time_leaves_the_rest_for_later(framework: Framework, coder: Viewer) -> None:
    services.set_suggesting(framework, True, by=coder)
    taught.report()
    done = services.suggest_what_is_due(seconds=0)
    assert (done.documents, done.waiting) == (0, 1)


def test_without_the_sentence_model_that_it_was_learned_with_nothing_is_said(
    framework: Framework, coder: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    _with(monkeypatch, MadeModel())
    taught.library(framework, coder)
    services.learn(framework, by=coder)
    document = taught.report("the charity")
    before = services.suggest(document, framework, by=SYSTEM)
    _with(monkeypatch, None)
    with pytest.raises(NotSuggested, match="sentence model"):
        services.suggest(document, framework, by=SYSTEM)
    note_change(ChangeKind.PASSAGES, thing_kind="document", thing=document.pk)
    assert services.suggest_what_is_due().documents == 0
    assert all(Coding.objects.get(pk=one.pk).state == "proposed" for one in before), "nothing is dropped"


def test_what_search_has_made_of_passages_is_used_again(
    framework: Framework, coder: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    from heeded.search import lending
    from heeded.search._claims import claim
    from heeded.search._embedding import embed_document

    model = MadeModel()
    _with(monkeypatch, model)
    monkeypatch.setattr(lending, "model_name", lambda: model.identifier)
    taught.library(framework, coder)
    for document in Document.objects.all():
        assert claim(document.pk) and embed_document(document.pk, model).changed
    made_so_far = model.texts
    services.learn(framework, by=coder)
    assert model.texts == made_so_far
    services.suggest(Document.objects.latest("pk"), framework, by=SYSTEM)
    assert model.texts == made_so_far
    held = lending.embedded_passages(document.pk)
    for passage in Passage.objects.filter(document=document):
        whole, windows, parts = held[passage.pk]
        direct = model.embed_passage(passage.text)
        assert windows == direct.windows and parts.shape == direct.parts.shape
        assert whole @ direct.whole > 0.97, "the same but for rounding"


def test_what_to_code_next_is_what_the_machine_is_least_sure_of(learned: Framework, coder: Viewer) -> None:
    assert worth_coding(ANONYMOUS, learned) == []
    hidden = taught.report("the church", state="restricted")
    documents = [taught.report(who) for who in ("the charity", "the clinic")]
    for document in (*documents, hidden):
        services.suggest(document, learned, by=SYSTEM)
    found = worth_coding(coder, learned)
    assert 0 < len(found) <= 4
    assert {one.document for one in found} <= set(documents)
    for one in found:
        assert one.theme in {"Voice", "Workload"} and one.chance is not None and 0 <= one.chance <= 1
        assert one.passage.document == one.document and one.page == 1
    assert len(worth_coding(coder, learned, most=1)) == 1
    first = found[0]
    _, page, start, length = first.passage.pieces[0]
    theme = learned.themes.get(identifier=first.theme.lower())
    from heeded.engine.records import Span

    services.code_passage(first.document, (Span(page, start, start + length),), theme, by=coder)
    assert first not in worth_coding(coder, learned)


def test_before_anything_was_learned_reports_that_nobody_coded_come_first(
    framework: Framework, coder: Viewer
) -> None:
    taught.coded_report(framework, coder, "the school")
    fresh = [taught.report(who) for who in ("the charity", "the clinic")]
    found = worth_coding(coder, framework)
    assert [one.document for one in found] == fresh[::-1]
    assert all(one.theme == "" and one.chance is None for one in found)


def test_nobody_is_led_to_what_they_code_blind(learned: Framework) -> None:
    accounts = [account("researcher") for _ in "ab"]
    document = taught.report("the charity")
    services.suggest(document, learned, by=SYSTEM)
    asked = services.RoundAsked("Pilot", learned, tuple(accounts), (document,))
    services.begin_round(asked, by=OPERATOR)
    assert worth_coding(seen_as(accounts[0]), learned) == []
    assert worth_coding(made.coder(), learned)


def test_what_to_code_next_takes_few_queries(
    learned: Framework, coder: Viewer, django_assert_max_num_queries: pytest.FixtureRequest
) -> None:
    for number in range(12):
        services.suggest(taught.report(f"the clinic {number}"), learned, by=SYSTEM)
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        assert len(worth_coding(coder, learned)) == 20


def test_nothing_of_an_erased_report_is_left(learned: Framework, coder: Viewer) -> None:
    document = taught.report("the charity of Xanthippe")
    services.suggest(document, learned, by=SYSTEM)
    erase(document, reason="court-order", by=OPERATOR)
    rows = [*CodingPlace.objects.values(), *SuggestedDocument.objects.values()]
    assert "Xanthippe" not in json.dumps(rows, default=str)


@pytest.mark.slow
def test_with_the_real_sentence_model(
    framework: Framework, coder: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    from heeded.engine.meaning import SHARED_FOLDER

    if not (SHARED_FOLDER / "model.onnx").exists():
        pytest.skip("no sentence model on this machine")
    _with(monkeypatch, open_model(SHARED_FOLDER))  # type: ignore[arg-type]
    taught.library(framework, coder)
    services.learn(framework, by=coder)
    document = taught.report("the charity")
    services.suggest(document, framework, by=SYSTEM)
    found = {
        (place.quote, place.coding.theme.identifier)
        for place in CodingPlace.objects.filter(document=document)
    }
    right = {(line, "voice") for line in taught.sentences("the charity", themes=(taught.VOICE,))}
    right |= {(line, "workload") for line in taught.sentences("the charity", themes=(taught.WORKLOAD,))}
    assert len(found & right) >= 5 and found <= right
