"""Frameworks change and nothing that was coded is lost: it keeps the wording that it was made under."""

from dataclasses import replace

import pytest

from heeded.core.actors import SYSTEM
from heeded.core.errors import NotAllowed, Refused
from heeded.engine import frameworks as engine
from heeded.learning import services
from heeded.learning.errors import FrameworkWrong, NoSuchFramework, NoSuchTheme, NotToBeCoded
from heeded.learning.models import Coding, Framework, FrameworkChange, Theme, ThemeVersion
from heeded.learning.queries import (
    codings_to_sort,
    decided_codings,
    framework_changes,
    framework_for,
    framework_record,
    reviews_by_theme,
    theme_for,
    themes_of,
    visible_frameworks,
)
from heeded.people.roles import ROLES
from heeded.people.viewer import ANONYMOUS, Viewer
from tests.learning import made
from tests.people.made import viewer

pytestmark = pytest.mark.django_db
FATHER = "The father was not seen by anyone."

READ = engine.Framework(
    "invented",
    "Invented",
    "1",
    "Drawn up for tests",
    engine.Status.UNVERIFIED,
    "For tests.",
    (
        engine.Theme("men", "Men in the home", heading=True),
        engine.Theme(
            "father", "Father not seen", "Nobody met him.", ("A name only.",), (), ("father",), "men"
        ),
        engine.Theme("partner", "Partner not seen", parent="men"),
        engine.Theme("workload", "Workload", applies_to=(engine.CodedThing.PASSAGE,), colour="#1d70b8"),
    ),
)


@pytest.fixture
def staff() -> Viewer:
    return viewer("board-staff")


@pytest.fixture
def framework(staff: Viewer) -> Framework:
    return services.take_framework(READ, by=staff)


def _theme(framework: Framework, identifier: str) -> Theme:
    return framework.themes.get(identifier=identifier)


def _coded(framework: Framework, identifier: str) -> Coding:
    document = made.report()
    return services.code_passage(document, made.spans(FATHER), _theme(framework, identifier), by=made.coder())


def _names(framework: Framework, version: int | None = None) -> list[str]:
    return [row.name for row in themes_of(framework, version=version)]


def test_what_is_taken_comes_out_the_same(framework: Framework) -> None:
    assert framework_record(framework) == READ
    assert (framework.version, framework.changed_here) == (1, False)


def test_taken_twice_it_is_taken_once(framework: Framework, staff: Viewer) -> None:
    again = services.take_framework(READ, by=staff)
    assert again == framework and again.version == 1 and FrameworkChange.objects.count() == 1


@pytest.mark.parametrize("role", ROLES)
def test_who_changes_frameworks(role: str) -> None:
    somebody = viewer(role)
    if role in {"board-staff", "researcher"}:
        services.take_framework(READ, by=somebody)
    else:
        with pytest.raises(NotAllowed):
            services.take_framework(READ, by=somebody)


def test_a_framework_that_cannot_be_says_everything_that_is_wrong(staff: Viewer) -> None:
    circle = replace(READ, themes=(engine.Theme("a", "A", parent="b"), engine.Theme("b", "", parent="a")))
    with pytest.raises(FrameworkWrong) as wrong:
        services.take_framework(circle, by=staff)
    assert len(wrong.value.problems) >= 2 and not Framework.objects.exists()


def test_a_theme_is_added_where_it_belongs(framework: Framework, staff: Viewer) -> None:
    before = ThemeVersion.objects.count()
    new = engine.Theme("grandfather", "Grandfather not seen", parent="men")
    added = services.add_theme(framework, new, by=staff)
    assert services.add_theme(framework, new, by=staff) == added
    framework.refresh_from_db()
    assert _names(framework) == [
        "Men in the home", "Father not seen", "Partner not seen", "Grandfather not seen", "Workload",
    ]  # fmt: skip
    assert ThemeVersion.objects.count() == before + 1, "what follows it keeps its wording"
    assert _names(framework, 1) == _names_of(READ) and framework.changed_here
    with pytest.raises(Refused):
        services.add_theme(framework, replace(new, name="Another"), by=staff)
    with pytest.raises(FrameworkWrong):
        services.add_theme(framework, engine.Theme("x", "Workload"), by=staff)


def _names_of(read: engine.Framework) -> list[str]:
    return [theme.name for theme in read.themes]


def test_a_coding_keeps_the_wording_that_it_was_made_under(framework: Framework, staff: Viewer) -> None:
    coding = _coded(framework, "father")
    theme = _theme(framework, "father")
    services.reword_theme(theme, engine.Theme("", "Fathers left out", parent="men"), by=staff, seen=1)
    coding.refresh_from_db()
    assert coding.theme == theme and coding.made_under.name == "Father not seen"
    framework.refresh_from_db()
    assert "Fathers left out" in _names(framework) and "Father not seen" in _names(framework, 1)
    with pytest.raises(Refused):
        services.reword_theme(theme, engine.Theme("", "Too late", parent="men"), by=staff, seen=1)


def test_a_theme_is_moved(framework: Framework, staff: Viewer) -> None:
    wording = framework_record(framework).themes[2]
    services.reword_theme(_theme(framework, "partner"), replace(wording, parent=""), by=staff)
    assert framework_changes(staff, framework)[0].kind == "moved"
    framework.refresh_from_db()
    assert framework_record(framework).under("men") == (READ.themes[1],)


def test_what_was_coded_follows_merges_and_comes_back(framework: Framework, staff: Viewer) -> None:
    father, partner, workload = (_theme(framework, name) for name in ("father", "partner", "workload"))
    coding, other = _coded(framework, "father"), _coded(framework, "partner")
    services.merge_themes([father], partner, by=staff, note="One thing.")
    services.merge_themes([father], partner, by=staff)
    services.merge_themes([partner], workload, by=staff)
    coding.refresh_from_db()
    assert coding.theme == workload and coding.made_under.theme == father
    assert theme_for(ANONYMOUS, framework, "father") == workload
    assert reviews_by_theme(ANONYMOUS, framework) == {workload.pk: 2}
    with pytest.raises(NotToBeCoded):
        _coded(framework, "father")
    services.bring_back_theme(partner, by=staff)
    coding.refresh_from_db()
    other.refresh_from_db()
    assert (coding.theme, other.theme) == (partner, partner), "what went into it came back with it"
    services.bring_back_theme(father, by=staff)
    coding.refresh_from_db()
    assert coding.theme == father and reviews_by_theme(ANONYMOUS, framework) == {father.pk: 1, partner.pk: 1}
    kinds = [change.kind for change in framework_changes(staff, framework)]
    assert kinds == ["brought-back", "brought-back", "merged", "merged", "taken"]


def test_what_stood_under_a_merged_theme_stands_under_the_other(framework: Framework, staff: Viewer) -> None:
    services.merge_themes([_theme(framework, "men")], _theme(framework, "workload"), by=staff)
    framework.refresh_from_db()
    assert {theme.identifier for theme in framework_record(framework).under("workload")} == {
        "father",
        "partner",
    }


def test_a_theme_merged_into_one_under_it(framework: Framework, staff: Viewer) -> None:
    services.merge_themes([_theme(framework, "men")], _theme(framework, "father"), by=staff)
    framework.refresh_from_db()
    assert [theme.identifier for theme in framework_record(framework).under("father")] == ["partner"]


def test_merges_that_cannot_be(framework: Framework, staff: Viewer) -> None:
    father = _theme(framework, "father")
    other = made.framework("Elsewhere").themes.get()
    for going, into in (([father], father), ([], father), ([other], father)):
        with pytest.raises(Refused):
            services.merge_themes(going, into, by=staff)


def test_what_was_coded_with_a_split_theme_waits_to_be_sorted(framework: Framework, staff: Viewer) -> None:
    coding = _coded(framework, "workload")
    into = [engine.Theme("caseload", "Caseload"), engine.Theme("vacancies", "Vacancies")]
    parts = services.split_theme(_theme(framework, "workload"), into, by=staff)
    assert services.split_theme(_theme(framework, "workload"), into, by=staff) == parts
    assert list(decided_codings(ANONYMOUS)) == [coding], "it still counts"
    assert list(codings_to_sort(staff, framework)) == [coding]
    sorted_now = services.change(coding, theme=parts[0], by=staff)
    assert not codings_to_sort(staff, framework) and sorted_now.made_under.name == "Caseload"
    with pytest.raises(Refused):
        services.split_theme(_theme(framework, "father"), into[:1], by=staff)
    with pytest.raises(Refused):
        services.split_theme(
            _theme(framework, "men"),
            [replace(one, identifier=f"x{n}") for n, one in enumerate(into)],
            by=staff,
        )


def test_a_retired_theme_is_given_no_more_and_what_was_coded_stays(
    framework: Framework, staff: Viewer
) -> None:
    coding = _coded(framework, "workload")
    for _ in "twice":
        services.retire_theme(_theme(framework, "workload"), by=staff)
    assert list(decided_codings(ANONYMOUS)) == [coding]
    with pytest.raises(NotToBeCoded):
        _coded(framework, "workload")
    with pytest.raises(NoSuchTheme):
        services.reword_theme(_theme(framework, "workload"), engine.Theme("", "A"), by=staff)
    with pytest.raises(Refused, match="stand under"):
        services.retire_theme(_theme(framework, "men"), by=staff)
    services.bring_back_theme(_theme(framework, "workload"), by=staff)
    assert _coded(framework, "workload").made_under.since == 3


def test_a_newer_file_adds_rewords_and_retires(framework: Framework, staff: Viewer) -> None:
    coding = _coded(framework, "partner")
    men, father, _, workload = READ.themes
    newer = replace(
        READ,
        version="2",
        themes=(men, replace(father, name="Fathers"), workload, engine.Theme("voice", "Voice")),
    )
    taken = services.take_framework(newer, by=staff)
    assert (taken.version, taken.taken_version) == (2, "2")
    assert _names(taken) == ["Men in the home", "Fathers", "Workload", "Voice"]
    assert list(decided_codings(ANONYMOUS)) == [coding] and _theme(taken, "partner").state == "retired"
    services.take_framework(READ, by=staff)
    assert _theme(taken, "partner").state == "in-use"


def test_the_frameworks_that_come_with_heeded(staff: Viewer) -> None:
    shipped = engine.shipped()
    assert len(shipped) >= 3
    assert len(services.keep_shipped(shipped, by=SYSTEM)) == len(shipped)
    assert services.keep_shipped(shipped, by=SYSTEM) == []
    for read in shipped:
        held = framework_for(ANONYMOUS, read.identifier)
        assert replace(framework_record(held), version=read.version) == read


def test_a_shipped_framework_that_was_changed_here_is_left_alone(staff: Viewer) -> None:
    [held] = services.keep_shipped([READ], by=SYSTEM)
    services.add_theme(held, engine.Theme("ours", "Ours"), by=staff)
    assert services.keep_shipped([replace(READ, version="2")], by=SYSTEM) == []
    assert held.themes.count() == len(READ.themes) + 1
    [other] = services.keep_shipped([replace(READ, identifier="other")], by=SYSTEM)
    assert services.keep_shipped([replace(READ, identifier="other", version="2", name="New")], by=SYSTEM) == [
        other
    ]


def test_a_shipped_framework_taken_again_by_hand_is_still_nobodys_own(staff: Viewer) -> None:
    services.keep_shipped([READ], by=SYSTEM)
    services.keep_shipped([replace(READ, version="2", name="Second")], by=SYSTEM)
    taken = services.take_framework(replace(READ, version="2", name="Second"), by=staff)
    assert (taken.version, taken.changed_here) == (2, False)
    assert services.take_framework(replace(READ, version="3", name="Ours"), by=staff).changed_here


def test_a_framework_is_described_retired_and_brought_back(framework: Framework, staff: Viewer) -> None:
    services.describe_framework(framework, name=" Our own ", source="", about="Why.", by=staff)
    change = framework_changes(ANONYMOUS, framework)[0]
    assert (change.kind, change.name_before) == ("described", "Invented")
    services.retire_framework(framework, by=staff)
    assert not visible_frameworks(ANONYMOUS) and list(visible_frameworks(staff)) == [framework]
    with pytest.raises(NoSuchFramework):
        framework_for(ANONYMOUS, "invented")
    with pytest.raises(NotToBeCoded):
        _coded(framework, "father")
    services.retire_framework(framework, back=True, by=staff)
    _coded(framework, "father")
    services.retire_framework(framework, by=staff)
    assert list(visible_frameworks(ANONYMOUS)) == [framework], "something is coded with it"
