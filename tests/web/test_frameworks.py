"""Pages of frameworks: read by everybody, changed by those who look after them, nothing coded lost."""

from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from heeded.core.actors import SYSTEM
from heeded.core.models import AuditRow
from heeded.engine import frameworks as engine
from heeded.engine.exchange import read_codebook
from heeded.learning import services
from heeded.learning.models import Coding, Framework, Theme
from heeded.learning.queries import framework_record, themes_of
from heeded.people.models import Account
from heeded.people.viewer import Viewer
from tests.learning import made
from tests.people import made as people
from tests.web.client import Fetched, PageClient

pytestmark = pytest.mark.django_db
FATHER = "The father was not seen by anyone."
GRANDMOTHER = "Nobody asked the grandmother what she had seen."
READ = engine.Framework(
    "invented",
    "Invented themes",
    "1",
    "Drawn up for tests",
    engine.Status.SECONDARY,
    "What we look for.",
    (
        engine.Theme("men", "Men in the home", heading=True),
        engine.Theme(
            "father", "Father not seen", "Nobody met him.", ("A name only.",), ("He was met.",), ("father",), "men"
        ),
        engine.Theme("partner", "Partner not seen", parent="men", status=engine.Status.UNVERIFIED),
        engine.Theme("illness", "A long illness", applies_to=(engine.CodedThing.CHILD,)),
        engine.Theme("workload", "Workload"),
    ),
)  # fmt: skip


def browser_of(account: Account) -> PageClient:
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": 0}]
    session.save()
    return PageClient(client)


@pytest.fixture
def framework() -> Framework:
    return services.keep_shipped([READ], by=SYSTEM)[0]


@pytest.fixture
def researcher(folders: Any) -> PageClient:
    return browser_of(people.account("researcher"))


def theme_of(framework: Framework, identifier: str) -> Theme:
    return framework.themes.get(identifier=identifier)


def code(framework: Framework, identifier: str, words: str = FATHER, **said: Any) -> Coding:
    document = said.pop("document", None) or made.report()
    by: Viewer = said.pop("by", None) or made.coder()
    return services.code_passage(
        document, made.spans(words), theme_of(framework, identifier), services.Said(**said), by=by
    )


def names(framework: Framework) -> list[str]:
    framework.refresh_from_db()
    return [row.name for row in themes_of(framework)]


def address(name: str, *arguments: str) -> str:
    return reverse(name, args=["invented", *arguments])


def test_everybody_reads_the_list_and_the_themes(pages: PageClient, framework: Framework) -> None:
    code(framework, "father")
    code(framework, "father", document=made.report())
    code(framework, "partner", value=engine.CodeValue.ABSENT)
    listed = pages.get("/frameworks/")
    assert "4 themes, coded in 3 reviews" in listed.text
    page = pages.get(address("framework"))
    assert page.heading == "Invented themes" and "Nobody met him." in page.text
    assert "found in 2 reviews" in page.text and page.text.count("found in") == 1
    assert "From memory" in page.text and "1 theme is from memory" in page.text
    assert "Change it" not in page.text


def test_themes_stand_under_those_that_hold_them(pages: PageClient, framework: Framework) -> None:
    page = pages.get(address("framework"))
    outer = page.all("ul", class_="heeded-themes")[0]
    assert len(outer.findall("li")) == 3
    inner = outer.findall("li")[0].find("ul")
    assert inner is not None and len(inner.findall("li")) == 2


def test_a_theme_shows_the_words_that_were_coded_and_leads_to_their_page(
    pages: PageClient, researcher: PageClient, framework: Framework
) -> None:
    coding = code(framework, "father", note="A line of somebody’s.")
    code(framework, "father", GRANDMOTHER, value=engine.CodeValue.ABSENT, certainty="likely")
    page = pages.get(address("theme", "father"))
    assert FATHER in page.text and "Said to be absent" in page.text
    assert "A line of somebody’s." not in page.text, (
        "what somebody noted for their work is for those who code"
    )
    assert "A line of somebody’s." in researcher.get(address("theme", "father")).text
    assert "by researcher" in page.text
    document = coding.places.get().document
    assert document is not None
    links = [link.get("href") or "" for link in page.all("a")]
    assert any(link.startswith(f"/documents/{document.identifier}/?page=1&at=p1.") for link in links)
    only = pages.get(address("theme", "father") + "?value=absent")
    assert GRANDMOTHER in only.text and FATHER not in only.text
    assert pages.get(address("theme", "father") + "?value=nonsense").text.count("Coded by") == 2


def test_proposals_are_neither_counted_nor_shown(researcher: PageClient, framework: Framework) -> None:
    document = made.report()
    coding = code(framework, "father", document=document)
    Coding.objects.filter(pk=coding.pk).update(state="proposed", made_by="")
    page = researcher.get(address("theme", "father"))
    assert FATHER not in page.text and "Nobody has decided on it" in page.text


def test_words_of_a_restricted_report_are_for_those_who_are_named(
    pages: PageClient, framework: Framework
) -> None:
    document = made.report(state="restricted")
    board = people.board("Farway Board")
    staff = people.account("board-staff", organisation=board)
    people.grant(document.pk, organisation=board, role="board-staff")
    code(framework, "father", document=document, by=people.seen_as(staff))
    assert FATHER not in pages.get(address("theme", "father")).text
    assert "coded in" not in pages.get("/frameworks/").text
    named = browser_of(staff).get(address("theme", "father"))
    assert FATHER in named.text and "Restricted" in named.text
    assert AuditRow.objects.filter(action="document.read.theme", thing=document.identifier).exists()


def test_children_are_not_listed_nor_few_of_them_counted(
    pages: PageClient, researcher: PageClient, framework: Framework
) -> None:
    coder = made.coder()
    for _ in range(2):
        document = made.report()
        services.code_subject(document.work, 1, theme_of(framework, "illness"), by=coder)
    theme = pages.get(address("theme", "illness"))
    assert "fewer than 10 reviews" in theme.text and "is not listed" in theme.text
    assert "Child or adult reviewed" not in theme.text and "2 reviews" not in theme.text
    assert "children or adults of fewer than 10 reviews" in pages.get(address("framework")).text
    assert "coded in" not in pages.get("/frameworks/").text
    staff = researcher.get(address("theme", "illness"))
    assert staff.text.count("Child or adult reviewed 1") == 2 and "2 reviews" in staff.text


def test_a_list_takes_as_many_queries_for_many_as_for_few(pages: PageClient, framework: Framework) -> None:
    document = made.report()
    code(framework, "father", document=document)
    services.add_theme(framework, engine.Theme("first", "First"), by=made.coder())
    asked = ["/frameworks/", address("framework"), address("theme", "father"), address("framework-history")]
    few = [_queries(pages, one) for one in asked]
    for number in range(12):
        code(framework, "father", document=made.report())
        services.add_theme(framework, engine.Theme(f"more-{number}", f"More {number}"), by=made.coder())
        made.framework(f"Only {number}")
    assert [_queries(pages, one) for one in asked] == few
    assert max(few) <= 22


def _queries(pages: PageClient, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        pages.get(address)
    return len(asked)


def test_a_framework_is_begun_with_an_outline(researcher: PageClient) -> None:
    outline = "Men in the home\n- Father not seen | Nobody met him.\n-- Not even asked about\n- Partner not seen\n\n"
    outline += "Workload"
    said = {"name": "Our themes", "about": "For us.", "source": "The learning group", "outline": outline}
    page = researcher.post("/new-framework/", said)
    assert page.heading == "Our themes"
    made_here = Framework.objects.get()
    assert made_here.identifier == "our-themes" and not made_here.changed_here
    record = framework_record(made_here)
    assert [(one.name, one.parent) for one in record.themes] == [
        ("Men in the home", ""), ("Father not seen", "men-in-the-home"),
        ("Not even asked about", "father-not-seen"), ("Partner not seen", "men-in-the-home"), ("Workload", ""),
    ]  # fmt: skip
    assert record.themes[1].definition == "Nobody met him."
    again = researcher.post("/new-framework/", said)
    assert again.heading == "Our themes" and Framework.objects.count() == 2
    assert Framework.objects.filter(identifier="our-themes-2").exists()


def test_what_cannot_be_a_framework_comes_back_as_typed(researcher: PageClient) -> None:
    outline = "Workload\nWORKLOAD"
    page = researcher.post("/new-framework/", {"name": "Ours", "outline": outline})
    assert "are called “WORKLOAD”" in page.text and page.title.startswith("Error:")
    assert outline in "".join(page.one("textarea", id="id_outline").itertext())
    assert not Framework.objects.exists()


def test_a_theme_is_added_and_reworded(researcher: PageClient, framework: Framework) -> None:
    coding = code(framework, "father")
    form = {
        "name": "Grandfather not seen",
        "parent": "men",
        "terms": "grandfather\n grandad \n",
        "note": "Missed it.",
    }
    page = researcher.post(address("add-theme"), form)
    assert page.heading == "Grandfather not seen" and "grandfather, grandad" in page.text
    assert "Partner not seen" in names(framework) and names(framework)[3] == "Grandfather not seen"
    before = researcher.get(address("reword-theme", "father"))
    said = form_of(before)
    assert said["includes"].strip() == "A name only." and said["parent"] == "men"
    page = researcher.post(
        address("reword-theme", "father"), {**said, "name": "Father unseen", "note": "Shorter."}
    )
    assert page.heading == "Father unseen" and "Changed: name" in page.text and "Shorter." in page.text
    coding.refresh_from_db()
    assert coding.made_under.name == "Father not seen" and FATHER in page.text
    assert framework_record(Framework.objects.get()).themes[1].excludes == ("He was met.",)


def form_of(page: Fetched) -> dict[str, str]:
    """The last form of a page as it stands, but for the boxes."""
    form = page.all("form")[-1]
    said = {}
    for element in form.iter():
        name = element.get("name") or ""
        if element.tag == "textarea":
            said[name] = "".join(element.itertext())
        elif element.tag == "select":
            chosen = [one for one in element.iter("option") if one.get("selected") is not None]
            said[name] = (chosen[0].get("value") or "") if chosen else ""
        elif element.tag == "input" and element.get("type") not in {"checkbox", "radio"}:
            said[name] = element.get("value") or ""
    said.pop("csrfmiddlewaretoken")
    return said


def test_two_who_change_one_framework_do_not_undo_each_other(
    researcher: PageClient, framework: Framework
) -> None:
    said = form_of(researcher.get(address("reword-theme", "workload")))
    services.add_theme(framework, engine.Theme("new", "New"), by=made.coder())
    page = researcher.post(address("reword-theme", "workload"), {**said, "name": "Too much work"})
    assert "Somebody changed this framework meanwhile" in page.text
    assert page.one("input", id="id_name").get("value") == "Too much work"


def test_a_theme_is_not_put_under_itself(researcher: PageClient, framework: Framework) -> None:
    page = researcher.get(address("reword-theme", "men"))
    offered = [one.get("value") for one in page.one("select", id="id_parent").iter("option")]
    assert offered == ["", "illness", "workload"]
    sent = researcher.post(address("reword-theme", "men"), {**form_of(page), "parent": "father"})
    assert "There is a problem" in sent.text and names(framework)[0] == "Men in the home"


def test_themes_are_merged_and_brought_back(researcher: PageClient, framework: Framework) -> None:
    code(framework, "partner")
    offered = researcher.get(address("merge-themes") + "?theme=partner")
    assert [one.get("value") for one in offered.all("input", checked="")] == ["partner"]
    page = researcher.post(address("merge-themes"), {"themes": ["partner"], "into": "father"})
    assert page.heading == "Father not seen" and FATHER in page.text
    gone = researcher.get(address("theme", "partner"))
    assert "Merged into another" in gone.text and "Use it again" in gone.text
    assert "Partner not seen: merged into another" in researcher.get(address("framework")).text
    history = researcher.get(address("framework-history"))
    assert "“Partner not seen” into “Father not seen”" in history.text
    back = researcher.post(address("bring-back-theme", "partner"), {})
    assert FATHER in back.text and "Partner not seen" in names(framework)
    wrong = researcher.post(address("merge-themes"), {"themes": ["partner"], "into": "partner"})
    assert "cannot be merged into itself" in wrong.text


def test_a_theme_is_split_and_what_was_coded_waits(researcher: PageClient, framework: Framework) -> None:
    code(framework, "father")
    where = address("split-theme", "father")
    more = researcher.post(where, {"rows": "3", "name-1": "Not met", "do": "more"})
    assert len(more.all("textarea")) == 5 and more.one("input", id="id_name-1").get("value") == "Not met"
    one = researcher.post(where, {"rows": "3", "name-1": "Not met"})
    assert "There is a problem" in one.text
    page = researcher.post(
        where, {"rows": "3", "name-1": "Not met", "name-2": "Not asked about", "definition-2": "D."}
    )
    assert "It was split" in page.text and FATHER in page.text
    assert names(framework)[:4] == ["Men in the home", "Partner not seen", "Not met", "Not asked about"]
    assert "1 coding waits to be sorted" in researcher.get(address("framework")).text


def test_a_theme_and_a_framework_are_retired_and_used_again(
    researcher: PageClient, framework: Framework
) -> None:
    code(framework, "father")
    assert "Use it no more?" in researcher.get(address("retire-theme", "father")).text
    page = researcher.post(address("retire-theme", "father"), {"note": "Unclear."})
    assert "Not used any more" in page.text and FATHER in page.text
    assert researcher.client.get(address("reword-theme", "father")).status_code in {400, 409, 422}
    holds = researcher.post(address("retire-theme", "men"), {})
    assert "Other themes stand under it" in holds.text
    assert researcher.post(address("bring-back-theme", "father"), {}).heading == "Father not seen"
    page = researcher.post(address("retire-framework"), {})
    assert "Not used any more since" in page.text
    assert "It is used again" in researcher.post(address("retire-framework"), {}).text


def test_an_earlier_version_is_read_as_it_was(researcher: PageClient, framework: Framework) -> None:
    services.retire_theme(theme_of(framework, "workload"), by=made.coder())
    old = researcher.get(address("framework") + "?version=1")
    assert "This is version 1" in old.text and "Workload" in [link.text for link in old.all("a")]
    assert "Change it" not in old.text
    kept = researcher.client.get(reverse("framework-file", args=["invented", "toml"]) + "?version=1")
    assert engine.read_framework(kept.content.decode()) == READ
    for wrong in ("0", "3", "x", "99999999999999999999"):
        assert researcher.client.get(address("framework") + f"?version={wrong}").status_code == 404


@pytest.mark.parametrize("kind", ["qdc", "csv", "xlsx", "toml"])
def test_every_file_reads_back_the_same(pages: PageClient, framework: Framework, kind: str) -> None:
    answer = pages.client.get(reverse("framework-file", args=["invented", kind]))
    assert answer["Content-Disposition"] == f'attachment; filename="invented.{kind}"'
    assert _without_marks(read_codebook(answer.content, f"invented.{kind}")) == _without_marks(READ)
    assert pages.client.get(reverse("framework-file", args=["invented", "exe"])).status_code == 404
    assert "What is not in it" in pages.get(address("framework")).text


def _without_marks(read: engine.Framework) -> engine.Framework:
    return replace(read, themes=tuple(replace(theme, guid="", colour="") for theme in read.themes))


CHANGING = [
    ("new-framework", ()), ("take-codebook", ()), ("describe-framework", ("invented",)),
    ("retire-framework", ("invented",)), ("add-theme", ("invented",)), ("merge-themes", ("invented",)),
    ("reword-theme", ("invented", "father")), ("split-theme", ("invented", "father")),
    ("retire-theme", ("invented", "father")),
]  # fmt: skip


@pytest.mark.parametrize(
    "role", ["reader", "practitioner", "trainer", "author", "inspector", "administrator"]
)
def test_who_may_not_change_frameworks(folders: Any, framework: Framework, role: str) -> None:
    somebody = browser_of(people.account(role))
    assert "Change it" not in somebody.get(address("framework")).text
    for name, arguments in CHANGING:
        where = reverse(name, args=arguments)
        somebody.get(where, status=403)
        assert somebody.client.post(where, {"name": "X", "outline": "Y"}).status_code == 403
    assert somebody.client.post(address("bring-back-theme", "father")).status_code == 403
    assert Framework.objects.get().version == 1


def test_what_is_not_there_is_not_there(pages: PageClient, framework: Framework) -> None:
    for where in ("/frameworks/nothing/", "/frameworks/nothing/history/", address("theme", "nothing")):
        pages.get(where, status=404)
