"""A machine learns themes from what people coded, and again when they decide more or something is erased."""

from typing import Any

import pytest

from heeded.core.actors import SYSTEM
from heeded.core.errors import NotAllowed
from heeded.core.models import AuditRow
from heeded.engine.frameworks import CodeValue
from heeded.engine.themes import Labelled, LabelledText, read_model
from heeded.learning import services
from heeded.learning.errors import NotLearned
from heeded.learning.models import Framework, TrainedModel
from heeded.learning.queries import acts_on, labels_left_out, trained_for, why_not_learned
from heeded.learning.services import Said
from heeded.learning.services._examples import examples_of
from heeded.library.models import Document, Passage
from heeded.library.services import erase, withdraw
from heeded.people.viewer import ANONYMOUS, OPERATOR, Viewer
from tests.learning import made, taught
from tests.library import made as library
from tests.people.made import viewer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def by_words_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence model has tests of its own; the index too."""
    monkeypatch.setattr("heeded.search.services.rebuild", lambda: None)
    for place in ("services._learning", "learned"):
        monkeypatch.setattr(f"heeded.learning.{place}.the_model", lambda: None)


@pytest.fixture
def coder() -> Viewer:
    return made.coder()


@pytest.fixture
def framework() -> Framework:
    return taught.framework()


@pytest.fixture
def documents(framework: Framework, coder: Viewer) -> list[Document]:
    return taught.library(framework, coder)


def _labels(framework: Framework) -> list[tuple[str, set[str]]]:
    found = examples_of(framework)
    return list(zip(found.texts, found.labels, strict=True))


def test_every_passage_of_a_coded_report_teaches(framework: Framework, coder: Viewer) -> None:
    taught.coded_report(framework, coder, "the midwife")
    rows = _labels(framework)
    assert len(rows) == 9
    assert dict(rows)["Child K was never seen alone by the midwife."] == {"voice"}
    assert dict(rows)["The midwife attended on two days in the spring."] == set()


def test_of_a_report_with_decisions_alone_only_those_passages_teach(
    framework: Framework, coder: Viewer
) -> None:
    document = taught.report()
    services.set_suggesting(framework, True, by=OPERATOR)
    first, second, *_ = services.suggest(document, framework, by=SYSTEM)
    services.accept(first, by=coder)
    services.reject(second, by=coder)
    rows = _labels(framework)
    assert sorted(len(labels) for _, labels in rows) == [0, 1]
    assert {text for text, _ in rows} == {one.places.get().quote for one in (first, second)}


def test_what_is_said_to_be_absent_teaches_nothing_but_what_is_not_there(
    framework: Framework, coder: Viewer
) -> None:
    document = taught.report()
    theme = framework.themes.get(identifier="voice")
    words = made.spans("Child K was never seen alone", document.pages.get().text)
    services.code_passage(document, words, theme, Said(CodeValue.ABSENT), by=coder)
    assert all(not labels for _, labels in _labels(framework))


def test_words_over_two_passages_teach_both_and_a_word_of_another_does_not(
    framework: Framework, coder: Viewer
) -> None:
    document = taught.report()
    text = document.pages.get().text
    first, second, third, *_ = [row.text for row in document.passages.order_by("order")]
    words = made.spans(f"{first} {second} {third[:3]}", text)
    services.code_passage(document, words, framework.themes.get(identifier="voice"), by=coder)
    found = dict(_labels(framework))
    assert [found[one] for one in (first, second, third)] == [{"voice"}, {"voice"}, set()]


def test_of_too_much_all_of_a_rare_theme_and_a_draw_of_the_rest(
    framework: Framework, coder: Viewer, documents: list[Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("heeded.learning.services._examples._RARE", 2)
    rare = made.theme(framework, "Rare")
    document = documents[3]
    words = made.spans("The surgery attended on two days in the spring.", document.pages.get().text)
    services.code_passage(document, words, rare, by=coder)
    found = examples_of(framework, most=12)
    assert len(found.texts) == len(found.labels) == len(found.reviews) == len(found.passages) == 12
    assert {"rare"} in found.labels
    assert set(found.documents) == {Passage.objects.get(pk=key).document_id for key in found.passages}
    assert found.texts == examples_of(framework, most=12).texts, "the same each time"
    assert len(examples_of(framework).texts) == 54


def test_neither_withdrawn_nor_older_versions_nor_open_rounds_teach(
    framework: Framework, coder: Viewer
) -> None:
    gone, old = (taught.coded_report(framework, coder, who) for who in taught.WHO[:2])
    withdraw(gone, reason="court-order", by=OPERATOR)
    library.newer(old)
    accounts = [made.account_of(made.coder()) for _ in "ab"]
    blind = taught.report("the hostel")
    services.begin_round(services.RoundAsked("Pilot", framework, tuple(accounts), (blind,)), by=OPERATOR)
    from tests.people.made import seen_as

    words = made.spans("Child K was never seen alone", blind.pages.get().text)
    services.code_passage(blind, words, framework.themes.get(identifier="voice"), by=seen_as(accounts[0]))
    assert not _labels(framework)


def test_themes_are_learned_with_figures(
    framework: Framework, coder: Viewer, documents: list[Document]
) -> None:
    held = services.learn(framework, by=coder)
    assert (held.texts, held.reviews, held.source) == (54, 6, "codings")
    assert held.documents == sorted(one.identifier for one in documents)
    assert set(read_model(bytes(held.content)).names) == {"voice", "workload"}
    learned = trained_for(coder, framework)
    assert learned is not None and learned.micro > 0.6 and learned.decided_since == 0
    assert {theme.name: theme.support for theme in learned.themes} == {"Voice": 18, "Workload": 18}
    assert learned.learned_by == coder.audit_name and not learned.from_file
    assert trained_for(ANONYMOUS, framework) is None


def test_who_may_not_code_learns_nothing(framework: Framework, documents: list[Document]) -> None:
    with pytest.raises(NotAllowed):
        services.learn(framework, by=viewer("practitioner"))
    assert not TrainedModel.objects.exists()


def test_too_little_is_said(framework: Framework, coder: Viewer) -> None:
    with pytest.raises(NotLearned, match="0 texts"):
        services.learn(framework, by=coder)
    taught.coded_report(framework, coder, "the midwife")
    taught.coded_report(framework, coder, "the school", work=Document.objects.get().work)
    with pytest.raises(NotLearned, match="one review"):
        services.learn(framework, by=coder)


def _file(**more: Any) -> Labelled:
    rows = [
        LabelledText(place, f"{line} ({who})", (name,) if name else ())
        for place, (who, line, name) in enumerate(
            (who, line, name)
            for who in taught.WHO
            for own, name in ((taught.VOICE, "VOICE "), (taught.WORKLOAD, "workload"), (taught.OTHER, ""))
            for line in taught.sentences(who, themes=(own,))
        )
    ]
    return Labelled((*rows, LabelledText("x", "Another thing altogether.", ("Nowhere",))), 0)


def test_labels_of_a_file_are_names_or_identifiers(framework: Framework, coder: Viewer) -> None:
    assert labels_left_out(framework, _file().themes()) == ("Nowhere",)
    held = services.learn(framework, by=coder, texts=_file())
    assert (held.source, held.texts, held.documents) == ("file", 55, [])
    learned = trained_for(coder, framework)
    assert learned is not None and learned.from_file
    assert [theme.support for theme in learned.themes] == [18, 18]


def test_texts_of_ones_own_are_for_those_who_change_frameworks(framework: Framework) -> None:
    with pytest.raises(NotAllowed):
        services.learn(framework, by=made.coder("inspector"), texts=_file())


def test_it_learns_by_itself_once_enough_was_decided_and_again_after_more(
    framework: Framework, coder: Viewer
) -> None:
    for who in taught.WHO[:3]:
        taught.coded_report(framework, coder, who)
    assert acts_on(framework) == 18 and services.learn_what_is_due() == 0
    for who in (*taught.WHO[3:], "the clinic"):
        taught.coded_report(framework, coder, who)
    assert services.learn_what_is_due() == 1 and services.learn_what_is_due() == 0
    first = TrainedModel.objects.get().name
    taught.coded_report(framework, coder, "the charity")
    assert services.learn_what_is_due() == 0, "six more are not enough"
    taught.coded_report(framework, coder, "the church")
    assert services.learn_what_is_due() == 1 and TrainedModel.objects.get().name != first


def test_where_staff_want_none_it_learns_nothing_by_itself(
    framework: Framework, coder: Viewer, documents: list[Document]
) -> None:
    taught.coded_report(framework, coder, "the clinic")
    services.set_suggesting(framework, False, by=coder)
    assert services.learn_what_is_due() == 0


def test_why_nothing_was_learned_is_kept_and_not_tried_again_at_once(
    framework: Framework, coder: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = library.work()
    for who in (*taught.WHO, "the clinic"):
        taught.coded_report(framework, coder, who, work=work)
    assert services.learn_what_is_due() == 0
    assert "one review" in why_not_learned(coder, framework) and not why_not_learned(ANONYMOUS, framework)
    monkeypatch.setattr("heeded.learning.services._learning.learn", lambda *_, **__: pytest.fail("again"))
    assert services.learn_what_is_due() == 0


def test_what_was_learned_from_an_erased_report_is_forgotten_and_learned_again(
    framework: Framework, coder: Viewer, documents: list[Document]
) -> None:
    taught.coded_report(framework, coder, "the clinic")
    taught.coded_report(framework, coder, "the charity")
    services.learn(framework, by=coder)
    erase(documents[0], reason="court-order", by=OPERATOR)
    held = TrainedModel.objects.get()
    assert not bytes(held.content) and not held.documents and held.figures == {}
    assert trained_for(coder, framework) is None
    assert AuditRow.objects.filter(action="themes.unlearn").count() == 1
    assert services.learn_what_is_due() == 1
    held.refresh_from_db()
    assert documents[0].identifier not in held.documents and held.bytes


def test_a_report_that_is_erased_while_it_is_learned_from_teaches_nothing(
    framework: Framework, coder: Viewer, documents: list[Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    from heeded.engine import themes

    trained = themes.train

    def erased_meanwhile(*given: Any, **said: Any) -> themes.ThemeModel:
        erase(documents[0], reason="court-order", by=OPERATOR)
        return trained(*given, **said)

    monkeypatch.setattr("heeded.engine.themes.train", erased_meanwhile)
    with pytest.raises(NotLearned, match="erased"):
        services.learn(framework, by=coder)
    assert not TrainedModel.objects.exists()


def test_a_withdrawn_report_or_a_retired_theme_is_learned_without(
    framework: Framework, coder: Viewer, documents: list[Document]
) -> None:
    services.learn(framework, by=coder)
    withdraw(documents[0], reason="court-order", by=OPERATOR)
    assert services.learn_what_is_due() == 1
    assert documents[0].identifier not in TrainedModel.objects.get().documents
    services.retire_theme(framework.themes.get(identifier="voice"), by=coder)
    assert services.learn_what_is_due() == 1 and services.learn_what_is_due() == 0
    assert read_model(bytes(TrainedModel.objects.get().content)).names == ("workload",)


def test_small_numbers_from_reports_that_one_may_not_see_are_not_told(
    framework: Framework, coder: Viewer
) -> None:
    for who in taught.WHO[:2]:
        taught.coded_report(framework, OPERATOR, who, state="restricted")
    taught.coded_report(framework, coder, "the hostel")
    services.learn(framework, by=OPERATOR)
    for seen_by, support in ((OPERATOR, 9), (coder, None)):
        learned = trained_for(seen_by, framework)
        assert learned is not None
        assert {theme.support for theme in learned.themes} == {support}
        assert all((theme.f1 is None) == (support is None) for theme in learned.themes)
