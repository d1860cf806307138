"""Coded projects go out and come in: every coding on its words, what does not fit told before anything is stored."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from heeded.core.actors import SYSTEM
from heeded.core.models import AuditRow
from heeded.engine import exchange
from heeded.engine import frameworks as engine
from heeded.learning import services
from heeded.learning.models import Coding, Framework
from heeded.learning.queries import decided_codings
from heeded.library import files
from heeded.library.models import Document
from heeded.people.models import Account
from heeded.people.viewer import OPERATOR
from heeded.search.services import follow
from tests.learning import made
from tests.library import made as rows
from tests.people import made as people
from tests.search import factories
from tests.web.client import Fetched, PageClient
from tests.web.test_frameworks import FATHER, GRANDMOTHER, READ, browser_of, code, theme_of

pytestmark = pytest.mark.django_db
OUT = reverse("project-of-framework", args=["invented"])


@pytest.fixture
def framework() -> Framework:
    return services.keep_shipped([READ], by=SYSTEM)[0]


@pytest.fixture
def somebody() -> Account:
    return people.account("researcher")


@pytest.fixture
def researcher(folders: Path, somebody: Account) -> PageClient:
    return browser_of(somebody)


def taken_away(browser: PageClient, *documents: Document, tmp_path: Path) -> exchange.Project:
    answer = browser.client.post(OUT, {"document": [one.identifier for one in documents]})
    assert answer["Content-Disposition"] == 'attachment; filename="invented.qdpx"', answer.content.decode()[
        :2000
    ]
    path = tmp_path / "out.qdpx"
    path.write_bytes(answer.content)
    return exchange.read_project(path)


def hand_in(browser: PageClient, project: exchange.Project, tmp_path: Path) -> Fetched:
    path = tmp_path / "in.qdpx"
    exchange.project_file(project, path)
    return browser.post("/coded-projects/", {"file": SimpleUploadedFile("theirs.qdpx", path.read_bytes())})


def where(page: Fetched) -> str:
    return str(page.response.request["PATH_INFO"])


def test_what_was_decided_goes_out_with_its_words(
    researcher: PageClient, framework: Framework, tmp_path: Path
) -> None:
    coder = made.coder()
    document = made.report()
    rows.page(document, "A second page. " + GRANDMOTHER, number=2)
    code(framework, "father", document=document, by=coder, note="A note.", certainty="likely")
    code(framework, "workload", GRANDMOTHER, document=document, by=coder, value=engine.CodeValue.ABSENT)
    services.code_subject(document.work, 1, theme_of(framework, "illness"), by=coder)
    services.code_review(document.work, theme_of(framework, "workload"), by=coder)
    Coding.objects.create(
        work=document.work, target="review", theme=theme_of(framework, "partner"),
        made_under=theme_of(framework, "partner").versions.get(), value="present", state="proposed",
        made_at=Coding.objects.earliest("pk").made_at,
    )  # fmt: skip
    offered = researcher.get(OUT)
    assert "4 codings" in offered.text and len(offered.all("input", checked="")) == 1
    project = taken_away(researcher, document, tmp_path=tmp_path)
    (source,) = project.sources
    assert source.identifier == document.identifier and source.text.startswith(
        made.TEXT + "\n\nA second page."
    )
    said = {(one.theme, one.of): one for one in project.codings}
    father = said["father", ""]
    assert source.text[father.start : father.end] == FATHER
    assert (father.note, father.certainty, father.value) == ("A note.", "likely", "present")
    assert said["workload", ""].value == "absent" and said["workload", "the review as a whole"].start is None
    assert said["illness", "child or adult reviewed 1"].start is None
    assert [user.name for user in project.users] == ["researcher"] and len(project.codings) == 4
    assert AuditRow.objects.filter(action="framework.project-out").count() == 1


def test_a_theme_that_is_used_no_more_goes_along(
    researcher: PageClient, framework: Framework, tmp_path: Path
) -> None:
    coding = code(framework, "workload")
    services.retire_theme(theme_of(framework, "workload"), by=made.coder())
    document = coding.places.get().document
    assert document is not None
    project = taken_away(researcher, document, tmp_path=tmp_path)
    assert "Workload (not used any more: workload)" in {theme.name for theme in project.framework.themes}


def test_nobody_takes_away_what_they_may_not_see(
    pages: PageClient, framework: Framework, tmp_path: Path
) -> None:
    board = people.board("Farway Board")
    staff = people.account("board-staff", organisation=board)
    document = made.report(state="restricted")
    people.grant(document.pk, organisation=board, role="board-staff")
    code(framework, "father", document=document, by=people.seen_as(staff))
    assert "Nobody has decided on anything" in pages.get(OUT).text
    refused = pages.post(OUT, {"document": [document.identifier]})
    assert "Choose at least one document" in refused.text
    named = browser_of(staff)
    assert named.get(OUT).all("input", type="checkbox")[0].get("checked") is None, (
        "restricted ones are not ticked"
    )
    taken_away(named, document, tmp_path=tmp_path)
    assert AuditRow.objects.filter(action="document.read.project", thing=document.identifier).count() == 1


def test_what_went_out_comes_back_on_the_same_words(
    researcher: PageClient, somebody: Account, framework: Framework, tmp_path: Path
) -> None:
    document = made.report()
    code(framework, "father", document=document, note="Theirs.")
    code(
        framework, "workload", GRANDMOTHER, document=document, value=engine.CodeValue.DESCRIBED_NOT_EXPLAINED
    )
    adult = services.add_adult(document.work, "mother", by=made.coder(), another=True)
    services.code_adult(adult, theme_of(framework, "workload"), by=made.coder())
    services.code_subject(document.work, 2, theme_of(framework, "illness"), by=made.coder())
    project = taken_away(researcher, document, tmp_path=tmp_path)
    before = _said()
    page = hand_in(researcher, project, tmp_path)
    assert "1 text is a document here" in page.text and "4 of 4 codings can be taken" in page.text
    assert _said() == before, "looking stores nothing"
    done = researcher.post(
        where(page), {"framework": "invented", "source": [document.identifier], "naming": "yes"}
    )
    assert "4 codings were taken." in done.text and files.stored() == set()
    mine = Coding.objects.filter(made_by=people.seen_as(somebody).audit_name)
    assert {(*one[1:],) for one in _said(mine)} == {(*one[1:],) for one in before}
    place = mine.get(theme__identifier="father").places.get()
    assert place.quote == FATHER and place.note.startswith(
        "Theirs.\n\nCoded by researcher in “Invented themes”"
    )
    again = hand_in(researcher, project, tmp_path)
    assert "0 of 4 codings can be taken. 4 are here already" in again.text
    assert "Take the codings" not in again.text


def _said(codings: Any = None) -> set[tuple[Any, ...]]:
    found = decided_codings(OPERATOR) if codings is None else codings
    return {
        (
            one.made_by, one.theme.identifier, one.value, one.target, one.subject and one.subject.number,
            one.adult and (one.adult.role, one.adult.number), str([place.spans for place in one.places.all()]),
        )
        for one in found
    }  # fmt: skip


def held_report(text: str) -> Document:
    """A report that the word index knows."""
    document = made.report(text)
    factories.add_passages(document, [{"text": text}])
    follow()
    return document


TALE = (
    "The health visitor noted that the grandmother had moved out in the spring and nobody asked where she had gone. "
    "The school wrote twice to the social worker about the boy who slept at his desk and heard nothing back. "
    "A strategy discussion took place without the paediatrician, who had seen the bruise on the ear that morning."
)
BRUISE = "who had seen the bruise on the ear"


def project_of(text: str, *codings: tuple[str, str, str], **said: Any) -> exchange.Project:
    made_codings = []
    for words, theme, user in codings:
        start = text.find(words)
        made_codings.append(
            exchange.Coding(
                "their-source", start, start + len(words), theme, user, at="2019-05-04T10:00:00+00:00", **said
            )
        )
    return exchange.Project(
        "Their study", READ, (exchange.User("u1", "Coder One"), exchange.User("u2", "Coder Two")),
        (exchange.Source("their-source", "report.txt", text),), tuple(made_codings),
    )  # fmt: skip


def test_a_text_from_elsewhere_is_known_by_its_words(
    researcher: PageClient, framework: Framework, tmp_path: Path
) -> None:
    document = held_report(TALE)
    held_report(
        "Another report altogether speaks of housing, of a flat on the ninth floor and of a lift out of order."
    )
    theirs = "THEIR HEAD\n" + TALE.replace(" ", "\n", 7).replace("social worker", "social  worker")
    page = hand_in(
        researcher,
        project_of(
            theirs, (BRUISE, "father", "u1"), (BRUISE, "father", "u2"), ("THEIR HEAD", "workload", "u1")
        ),
        tmp_path,
    )
    assert "coded by Coder One, Coder Two" in page.text
    assert "1 of 3 codings can be taken" in page.text
    assert "1: Its words are not in the document." in page.text and "THEIR HEAD" in page.text
    done = researcher.post(
        where(page), {"framework": "invented", "source": ["their-source"], "naming": "yes"}
    )
    assert "1 coding was taken. 1 was left out." in done.text
    place = Coding.objects.get().places.get()
    assert place.document == document and place.quote == BRUISE
    assert "Coded by Coder One in “Their study”, 2019-05-04." in place.note and "Coder Two" in place.note


def test_what_cannot_be_placed_is_told(researcher: PageClient, framework: Framework, tmp_path: Path) -> None:
    page = hand_in(researcher, project_of(TALE, (BRUISE, "father", "u1")), tmp_path)
    assert "0 texts are documents here" in page.text
    assert "report.txt (1 coding): No document that you can see has its words." in page.text
    assert "Choose at least one text" in researcher.post(where(page), {"framework": "invented"}).text
    assert not Coding.objects.exists()


def test_what_somebody_decided_here_is_not_undone(
    researcher: PageClient, somebody: Account, framework: Framework, tmp_path: Path
) -> None:
    document = held_report(TALE)
    mine = services.code_passage(
        document, made.spans(BRUISE, TALE), theme_of(framework, "father"),
        services.Said(engine.CodeValue.ABSENT), by=people.seen_as(somebody),
    )  # fmt: skip
    page = hand_in(researcher, project_of(TALE, (BRUISE, "father", "u1")), tmp_path)
    assert "You said otherwise of the same words here." in page.text
    researcher.post(where(page), {"framework": "invented", "source": ["their-source"]})
    mine.refresh_from_db()
    assert mine.state == "standing" and Coding.objects.count() == 1


def test_the_files_own_framework_can_be_taken_along(researcher: PageClient, tmp_path: Path) -> None:
    held_report(TALE)
    page = hand_in(researcher, project_of(TALE, (BRUISE, "father", "u1")), tmp_path)
    assert "the framework in the file, as a new one: Invented themes" in page.text
    done = researcher.post(where(page), {"framework": "file", "source": ["their-source"]})
    assert done.heading == "Invented themes" and Coding.objects.get().theme.identifier == "father"
    note = Coding.objects.get().places.get().note
    assert note == "Coded by a person in “Their study”, 2019-05-04.", "named only where that was asked for"


def test_another_framework_takes_what_is_called_the_same(researcher: PageClient, tmp_path: Path) -> None:
    held_report(TALE)
    other = made.framework("Workload", identifier="other")
    page = hand_in(
        researcher, project_of(TALE, (BRUISE, "workload", "u1"), ("moved out", "father", "u1")), tmp_path
    )
    looked = researcher.get(where(page) + "?framework=other")
    assert (
        "1 of 2 codings can be taken" in looked.text
        and "The framework here has no such theme." in looked.text
    )
    researcher.post(where(page), {"framework": "other", "source": ["their-source"]})
    assert Coding.objects.get().theme.framework == other


def test_a_round_stays_blind(
    researcher: PageClient, somebody: Account, framework: Framework, tmp_path: Path
) -> None:
    document = held_report(TALE)
    services.begin_round(
        services.RoundAsked("Blind", framework, (somebody, people.account("researcher")), (document,)),
        by=people.seen_as(somebody),
    )
    page = hand_in(researcher, project_of(TALE, (BRUISE, "father", "u1")), tmp_path)
    assert "It is being coded blind in a round" in page.text
    researcher.post(where(page), {"framework": "invented", "source": ["their-source"]})
    assert not Coding.objects.exists()


def bomb() -> bytes:
    made_of = io.BytesIO()
    with zipfile.ZipFile(made_of, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("project.qde", b"<Project/>")
        archive.writestr("sources/x.txt", b"0" * 60_000_000)
    return made_of.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"no zip", "broken"),
        (bomb(), "There is a problem"),
        (b"PK\x05\x06" + b"\0" * 18, "holds no"),
    ],
)
def test_a_bomb_or_no_project_is_told_in_plain_words(
    researcher: PageClient, content: bytes, words: str
) -> None:
    page = researcher.post("/coded-projects/", {"file": SimpleUploadedFile("x.qdpx", content)})
    assert words in page.text and page.title.startswith("Error:") and files.stored() == set()


@pytest.mark.parametrize("role", ["reader", "trainer", "inspector", "administrator"])
def test_who_may_not_take_projects_in(folders: Path, role: str) -> None:
    other = browser_of(people.account(role))
    other.get("/coded-projects/", status=403)
    assert other.client.post("/coded-projects/", {}).status_code == 403
