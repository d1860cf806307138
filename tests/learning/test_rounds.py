"""Two people code blind to each other, then their agreement is known and what counts is settled."""

from itertools import pairwise

import pytest

from heeded.core.errors import NotAllowed, Refused
from heeded.core.models import AuditRow
from heeded.engine.frameworks import CodeValue
from heeded.learning import services
from heeded.learning.errors import NoSuchCoding, NoSuchRound, RoundNotOpen
from heeded.learning.models import Coding, CodingRound, Framework, RoundUnit, Theme
from heeded.learning.queries import (
    agreement,
    codings_on,
    decided_codings,
    differences,
    documents_of_round,
    lost_places,
    round_for,
    units_of_round,
    visible_codings,
    visible_places,
    visible_rounds,
)
from heeded.learning.services import RoundAsked, Said
from heeded.library.models import Document
from heeded.people.models import Account
from heeded.people.viewer import ANONYMOUS, OPERATOR, Viewer
from tests.learning import made
from tests.library import made as library
from tests.people.made import account, grant, seen_as, viewer

pytestmark = pytest.mark.django_db
FATHER = "The father was not seen by anyone."
WORKLOAD = "The health visitor carried 620 families."


@pytest.fixture
def framework() -> Framework:
    return made.framework("Father not seen", "Workload")


@pytest.fixture
def documents() -> list[Document]:
    return [made.report(), made.report()]


@pytest.fixture
def accounts() -> list[Account]:
    return [account("researcher"), account("inspector")]


@pytest.fixture
def coders(accounts: list[Account]) -> list[Viewer]:
    return [seen_as(one) for one in accounts]


@pytest.fixture
def maker() -> Viewer:
    return viewer("board-staff")


def _asked(
    framework: Framework, accounts: list[Account], documents: list[Document], **said: object
) -> RoundAsked:
    return RoundAsked("Pilot", framework, tuple(accounts), tuple(documents), **said)  # type: ignore[arg-type]


@pytest.fixture
def blind(
    framework: Framework, accounts: list[Account], documents: list[Document], maker: Viewer
) -> CodingRound:
    return services.begin_round(_asked(framework, accounts, documents), by=maker)


def _theme(framework: Framework, name: str) -> Theme:
    return framework.themes.get(identifier=name)


def _done(held: CodingRound, coders: list[Viewer]) -> CodingRound:
    for coder in coders:
        held = services.say_done(held, by=coder)
    return held


def test_neither_sees_what_the_other_codes_until_both_are_done(
    blind: CodingRound, framework: Framework, documents: list[Document], coders: list[Viewer], maker: Viewer
) -> None:
    one, other = coders
    mine = services.code_passage(
        documents[0], made.spans(FATHER), _theme(framework, "father-not-seen"), by=one
    )
    assert (mine.state, mine.round) == ("in-round", blind)
    for somebody in (other, maker, ANONYMOUS, OPERATOR):
        assert not visible_codings(somebody) and not codings_on(somebody, documents[0])
        assert not visible_places(somebody) and not lost_places(somebody)
    with pytest.raises(NoSuchCoding):
        services.reject(mine, by=other)
    assert list(visible_codings(one)) == [mine] and not decided_codings(one)
    services.say_done(blind, by=one)
    assert not visible_codings(other) and not units_of_round(other, blind) and not agreement(other, blind)
    blind = services.say_done(blind, by=other)
    assert list(visible_codings(other)) == [mine] and not visible_codings(ANONYMOUS)
    assert units_of_round(other, blind).get().first == "present"


def test_a_review_is_coded_in_the_document_that_the_round_chose(
    blind: CodingRound,
    framework: Framework,
    documents: list[Document],
    coders: list[Viewer],
    accounts: list[Account],
) -> None:
    newer = library.newer(documents[0], page_count=90)
    grant(newer.pk, account=accounts[0])
    coding = services.code_review(documents[0].work, _theme(framework, "workload"), by=seen_as(accounts[0]))
    assert (coding.state, coding.places.get().document) == ("in-round", documents[0])


def test_a_coder_sees_nothing_that_others_said_of_those_documents(
    framework: Framework,
    accounts: list[Account],
    documents: list[Document],
    coders: list[Viewer],
    maker: Viewer,
) -> None:
    theme, elsewhere = _theme(framework, "workload"), made.framework("Other").themes.get()
    before = services.code_passage(documents[0], made.spans(WORKLOAD), theme, by=coders[1])
    other_framework = services.code_passage(documents[0], made.spans(WORKLOAD), elsewhere, by=coders[1])
    services.begin_round(_asked(framework, accounts, documents), by=maker)
    assert list(visible_codings(coders[0])) == [other_framework]
    assert set(visible_codings(maker)) == {before, other_framework}


def test_whoever_is_done_codes_no_more_but_may_go_on(
    blind: CodingRound, framework: Framework, documents: list[Document], coders: list[Viewer]
) -> None:
    theme = _theme(framework, "workload")
    mine = services.code_passage(documents[0], made.spans(WORKLOAD), theme, by=coders[0])
    services.say_done(blind, by=coders[0])
    services.say_done(blind, by=coders[0])
    with pytest.raises(RoundNotOpen):
        services.code_passage(documents[0], made.spans(FATHER), theme, by=coders[0])
    with pytest.raises(RoundNotOpen):
        services.reject(mine, by=coders[0])
    services.go_on_coding(blind, by=coders[0])
    assert services.change(mine, said=Said(CodeValue.ABSENT), by=coders[0]).state == "in-round"
    _done(blind, coders)
    with pytest.raises(RoundNotOpen):
        services.go_on_coding(blind, by=coders[0])


def test_agreement_and_what_is_settled(
    blind: CodingRound, framework: Framework, documents: list[Document], coders: list[Viewer]
) -> None:
    one, other = coders
    father, workload = _theme(framework, "father-not-seen"), _theme(framework, "workload")
    agreed = [services.code_passage(documents[0], made.spans(FATHER), father, by=coder) for coder in coders]
    alone = services.code_passage(documents[0], made.spans(WORKLOAD), workload, by=one)
    services.code_review(documents[1].work, workload, Said(CodeValue.ABSENT), by=one)
    services.code_review(documents[1].work, workload, Said(CodeValue.DESCRIBED_NOT_EXPLAINED), by=other)
    held = _done(blind, coders)
    together, of_father, of_workload = agreement(one, held)
    assert (together.percent.value, together.percent.things) == (0.5, 4)
    assert (of_father.theme, of_father.percent.value, of_father.kappa.value) == (father, 1.0, 1.0)
    assert of_workload.percent.value == 0.0 and of_workload.alpha.value <= 0
    first, second = differences(one, held)
    with pytest.raises(Refused, match="2 differences"):
        services.close_round(held, by=one)
    services.settle(first, "present", by=other)
    services.settle(second, "not-mentioned", by=one)
    with pytest.raises(Refused):
        services.settle(second, "perhaps", by=one)
    closed = services.close_round(held, by=one)
    assert services.close_round(held, by=other).closed_by == one.audit_name
    standing = set(decided_codings(ANONYMOUS))
    assert standing >= {*agreed, alone} and len(standing) == 4
    [settled] = standing - {*agreed, alone}
    assert (settled.target, settled.value, settled.made_by) == ("review", "not-mentioned", one.audit_name)
    assert Coding.objects.filter(state="rejected").count() == 2, "what was left out stays on record"
    assert [one.percent for one in agreement(one, closed)] == [
        together.percent,
        of_father.percent,
        of_workload.percent,
    ]


def test_each_passage_counts_where_that_is_asked(
    framework: Framework, accounts: list[Account], coders: list[Viewer], maker: Viewer
) -> None:
    document = library.document(state="published")
    text = "One thing happened. Another did not. Nobody asked."
    library.page(document, text)
    for start, end in pairwise([0, 19, 36, 50]):
        row = library.passage(document, text[start:end])
        row.pieces = [[0, 1, start, end - start]]
        row.save()
    held = services.begin_round(_asked(framework, accounts, [document], unit="passage"), by=maker)
    theme = _theme(framework, "workload")
    services.code_passage(document, made.spans("One thing", text), theme, by=coders[0])
    services.code_passage(document, made.spans("thing happened", text), theme, by=coders[1])
    services.code_passage(document, made.spans("did not. Nobody", text), theme, by=coders[1])
    held = _done(held, coders)
    of_theme = next(row for row in agreement(maker, held) if row.theme == theme)
    assert (of_theme.percent.things, of_theme.percent.value) == (3, pytest.approx(1 / 3))
    for unit, value in zip(differences(maker, held), ("present", "not-mentioned"), strict=True):
        services.settle(unit, value, by=coders[0])
    services.close_round(held, by=coders[0])
    assert decided_codings(ANONYMOUS).count() == 3, "a coding stands where one passage that it touches does"


@pytest.mark.parametrize("value", ["absent", "present"])
def test_what_is_settled_and_nobody_coded_is_coded(
    blind: CodingRound, framework: Framework, documents: list[Document], coders: list[Viewer], value: str
) -> None:
    theme = _theme(framework, "workload")
    services.code_subject(documents[0].work, 1, theme, Said(CodeValue.NOT_MENTIONED), by=coders[0])
    services.code_subject(documents[0].work, 1, theme, Said(CodeValue.DESCRIBED_NOT_EXPLAINED), by=coders[1])
    held = _done(blind, coders)
    services.settle(differences(coders[0], held).get(), value, by=coders[0])
    services.close_round(held, by=coders[0])
    settled = decided_codings(ANONYMOUS).get()
    assert (settled.target, settled.subject.number, settled.value) == ("subject", 1, value)


def test_who_settles(
    blind: CodingRound, framework: Framework, documents: list[Document], coders: list[Viewer], maker: Viewer
) -> None:
    services.code_review(documents[0].work, _theme(framework, "workload"), by=coders[0])
    with pytest.raises(RoundNotOpen):
        services.close_round(blind, by=maker)
    _done(blind, coders)
    unit = RoundUnit.objects.get()
    for somebody in (made.coder(), viewer("trainer")):
        with pytest.raises(NotAllowed):
            services.settle(unit, "present", by=somebody)
    services.settle(unit, "present", by=maker)
    services.settle(unit, "", by=maker)
    assert differences(maker, blind.__class__.objects.get()).get().settled_at is None


def test_a_round_that_is_given_up_leaves_what_each_coded(
    blind: CodingRound, framework: Framework, documents: list[Document], coders: list[Viewer], maker: Viewer
) -> None:
    mine = services.code_review(documents[0].work, _theme(framework, "workload"), by=coders[0])
    services.give_up_round(blind, by=maker)
    services.give_up_round(blind, by=maker)
    assert list(decided_codings(ANONYMOUS)) == [mine]
    assert services.reject(mine, by=coders[0]).state == "rejected"


def test_rounds_that_cannot_be(
    framework: Framework, accounts: list[Account], documents: list[Document], maker: Viewer
) -> None:
    other, hidden = made.framework("Elsewhere"), made.report(state="restricted")
    wrong = [
        RoundAsked(" ", framework, tuple(accounts), tuple(documents)),
        _asked(framework, accounts[:1], documents),
        _asked(framework, [accounts[0], accounts[0]], documents),
        _asked(framework, [accounts[0], account("reader")], documents),
        _asked(framework, accounts, []),
        _asked(framework, accounts, [hidden]),
        _asked(framework, accounts, documents, unit="word"),
        _asked(framework, accounts, documents, themes=(other.themes.get(),)),
    ]
    for asked in wrong:
        with pytest.raises(Refused):
            services.begin_round(asked, by=maker)
    grant(hidden.pk, account=Account.objects.get(pk=maker.account))
    with pytest.raises(Refused, match="Person"):
        services.begin_round(_asked(framework, accounts, [hidden]), by=maker)
    with pytest.raises(NotAllowed):
        services.begin_round(_asked(framework, accounts, documents), by=viewer("trainer"))
    assert not CodingRound.objects.exists()


def test_begun_twice_it_is_one_and_nobody_codes_a_document_in_two(
    blind: CodingRound,
    framework: Framework,
    accounts: list[Account],
    documents: list[Document],
    maker: Viewer,
) -> None:
    assert services.begin_round(_asked(framework, accounts, documents), by=maker) == blind
    with pytest.raises(Refused, match="Pilot"):
        services.begin_round(_asked(framework, accounts, documents[:1]), by=maker)


def test_a_round_of_some_themes_takes_those_alone(
    framework: Framework,
    accounts: list[Account],
    documents: list[Document],
    coders: list[Viewer],
    maker: Viewer,
) -> None:
    workload, father = _theme(framework, "workload"), _theme(framework, "father-not-seen")
    services.begin_round(_asked(framework, accounts, documents, themes=(workload,)), by=maker)
    inside = services.code_review(documents[0].work, workload, by=coders[0])
    outside = services.code_review(documents[0].work, father, by=coders[0])
    assert (inside.state, outside.state) == ("in-round", "standing")
    assert not visible_codings(coders[1]), (
        "what the other says of these documents stays theirs until both are done"
    )


def test_themes_do_not_go_elsewhere_while_they_are_coded_blind(
    blind: CodingRound, framework: Framework, maker: Viewer
) -> None:
    workload, father = _theme(framework, "workload"), _theme(framework, "father-not-seen")
    with pytest.raises(Refused, match="Pilot"):
        services.merge_themes([workload], father, by=maker)
    with pytest.raises(Refused, match="Pilot"):
        services.retire_theme(workload, by=maker)


def test_who_sees_a_round(
    framework: Framework, accounts: list[Account], coders: list[Viewer], documents: list[Document]
) -> None:
    hidden = made.report(state="restricted")
    for one in accounts:
        grant(hidden.pk, account=one)
    coders = [seen_as(one) for one in accounts]
    held = services.begin_round(_asked(framework, accounts, [hidden, *documents]), by=coders[0])
    assert round_for(coders[1], held.identifier) == held
    assert [row.document for row in documents_of_round(coders[1], held)] == [hidden, *documents]
    for somebody in (made.coder(), viewer("reader"), ANONYMOUS):
        with pytest.raises(NoSuchRound):
            round_for(somebody, held.identifier)
    with pytest.raises(NoSuchRound):
        services.say_done(held, by=made.coder())
    assert list(visible_rounds(OPERATOR)) == [held]


def test_a_round_leaves_audit_rows(blind: CodingRound, coders: list[Viewer]) -> None:
    held = _done(blind, coders)
    services.close_round(held, by=coders[0])
    actions = list(
        AuditRow.objects.filter(thing=blind.identifier).order_by("pk").values_list("action", flat=True)
    )
    assert actions == [
        "coding-round.begin", "coding-round.done", "coding-round.done", "coding-round.settling", "coding-round.closed",
    ]  # fmt: skip
