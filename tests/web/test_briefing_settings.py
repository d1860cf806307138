"""Settings of briefings: parts, who checks, look; and what comes as a logo or a template from anywhere."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from heeded.briefing import services
from heeded.briefing.drafting import parts_of_this_library
from heeded.briefing.models import BriefingSettings
from heeded.briefing.queries import briefing_settings
from heeded.core.errors import NotAllowed, Refused
from heeded.engine.briefing import usual_parts
from heeded.library import files
from heeded.library.services import named_files
from heeded.people.viewer import ANONYMOUS, OPERATOR
from tests.people import made as people
from tests.web.client import PageClient

pytestmark = pytest.mark.django_db
ADDRESS = "/settings/briefings/"


def client_of(role: str) -> PageClient:
    client = Client()
    client.force_login(people.account(role), backend="django.contrib.auth.backends.ModelBackend")
    return PageClient(client)


@pytest.fixture
def staff(folders: Path) -> PageClient:
    return client_of("board-staff")


def picture(kind: str = "PNG", size: tuple[int, int] = (300, 90), **said: Any) -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", size, "#12616b").save(drawn, kind, **said)
    return drawn.getvalue()


def word(**more: bytes) -> bytes:
    from docx import Document

    made = io.BytesIO()
    Document().save(made)
    return _with(made.getvalue(), more)


def slides(**more: bytes) -> bytes:
    from pptx import Presentation

    made = io.BytesIO()
    Presentation().save(made)
    return _with(made.getvalue(), more)


def _with(archive: bytes, more: dict[str, bytes]) -> bytes:
    kept = io.BytesIO(archive)
    with zipfile.ZipFile(kept, "a") as opened:
        for name, content in more.items():
            opened.writestr(name, content)
    return kept.getvalue()


def fetching(kind: str) -> bytes:
    """The relations of a part that fetches something from elsewhere when it is opened."""
    place = "http://schemas.openxmlformats.org/package/2006/relationships"
    return (
        f'<Relationships xmlns="{place}"><Relationship Id="r9" Type="http://schemas.openxmlformats.org/'
        f'officeDocument/2006/relationships/{kind}" Target="http://example.org/x" TargetMode="External"/>'
        "</Relationships>"
    ).encode()


def form_of(page: Any) -> dict[str, str]:
    """The settings form as it stands."""
    form = next(form for form in page.all("form") if "place-voice" in _names(form))
    said = {}
    for element in form.iter():
        name = element.get("name")
        if element.tag == "select" and name:
            chosen = [o for o in element.iter("option") if o.get("selected") is not None]
            said[name] = chosen[0].get("value", "") if chosen else ""
        elif element.tag == "input" and name and name != "csrfmiddlewaretoken":
            if element.get("type") != "checkbox":
                said[name] = element.get("value", "")
            elif element.get("checked") is not None:
                said[name] = "on"
    return said


def _names(form: Any) -> set[str]:
    return {element.get("name", "") for element in form.iter()}


def test_parts_are_ordered_titled_and_left_out(staff: PageClient) -> None:
    said = form_of(staff.get(ADDRESS))
    assert len([name for name in said if name.startswith("title-")]) == 7
    said |= {
        "place-voice": "1",
        "place-background": "2",
        "title-voice": "The child",
        "usual_recommendations": "12",
    }
    del said["shown-went-well"]
    page = staff.post(ADDRESS, said)
    assert "Saved." in page.text
    parts = parts_of_this_library()
    assert [part.role.value for part in parts][:2] == ["voice", "background"]
    assert parts[0].title == "The child" and "went-well" not in {part.role.value for part in parts}
    assert "Usually: The child’s story and voice" in page.text
    again = form_of(page)
    assert "shown-went-well" not in again and again["title-voice"] == "The child"
    assert briefing_settings().usual_recommendations == 12


def test_as_usual_is_kept_as_usual(staff: PageClient) -> None:
    staff.post(ADDRESS, form_of(staff.get(ADDRESS)))
    assert briefing_settings().parts == []
    assert list(parts_of_this_library()) == list(usual_parts())


def test_the_two_figures_are_told_and_neither_is_set(staff: PageClient) -> None:
    page = staff.get(ADDRESS)
    assert "47 a review" in page.text and "46" in page.text and "DFE-RR157" in page.text
    assert form_of(page)["usual_recommendations"] == ""


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"colour": "#ffee00"}, "too pale"),
        ({"colour": "red"}, "six figures"),
        ({"usual_recommendations": "0"}, "greater than or equal to 1"),
        ({"title-voice": ""}, "required"),
        ({"place-voice": "99"}, "valid choice"),
    ],
)
def test_what_cannot_be_comes_back_as_typed(staff: PageClient, said: dict[str, str], words: str) -> None:
    form = form_of(staff.get(ADDRESS)) | {"title-learning": "What we learn"} | said
    page = staff.post(ADDRESS, form)
    assert words in page.text and "There is a problem" in page.text and page.title.startswith("Error:")
    assert form_of(page)["title-learning"] == "What we learn"
    assert not BriefingSettings.objects.exists()


def test_a_briefing_has_a_part(staff: PageClient) -> None:
    form = {
        name: value for name, value in form_of(staff.get(ADDRESS)).items() if not name.startswith("shown-")
    }
    assert "Show at least one part." in staff.post(ADDRESS, form).text


@pytest.mark.parametrize("role", ["reader", "practitioner", "trainer", "author"])
def test_who_may_not(folders: Path, role: str) -> None:
    somebody = client_of(role)
    somebody.get(ADDRESS, status=403)
    for address in ("example.pdf", "logo.png"):
        assert somebody.client.get(ADDRESS + address).status_code == 403
    with pytest.raises(NotAllowed):
        services.keep_own_file("logo", io.BytesIO(picture()), by=ANONYMOUS)


def sent(which: str, content: bytes, name: str = "own") -> dict[str, Any]:
    return {"which": which, "do": "keep", "file": SimpleUploadedFile(name, content)}


def test_a_logo_is_drawn_anew_and_shown(staff: PageClient) -> None:
    secret = b"Exif\x00\x00Somebody's garden"
    page = staff.post(ADDRESS, sent("logo", picture("JPEG", size=(4000, 1200), exif=secret)))
    assert "In use from now on" in page.text and page.all("img", alt="The logo in use")
    kept = files.path_of(briefing_settings().logo_sha256).read_bytes()
    assert kept.startswith(b"\x89PNG") and b"garden" not in kept
    with Image.open(io.BytesIO(kept)) as drawn:
        assert drawn.size[0] <= 1600 and drawn.size[1] <= 800
    answer = staff.client.get(f"{ADDRESS}logo.png")
    assert answer["Content-Type"] == "image/png" and answer.getvalue() == kept


@pytest.mark.parametrize("kind", ["pdf", "docx", "pptx"])
def test_an_example_in_the_boards_own_look(staff: PageClient, kind: str) -> None:
    staff.post(ADDRESS, sent("logo", picture()))
    staff.post(ADDRESS, sent("docx", word()))
    staff.post(ADDRESS, sent("pptx", slides()))
    kept = briefing_settings()
    assert kept.logo_sha256 and kept.docx_sha256 and kept.pptx_sha256
    answer = staff.client.get(f"{ADDRESS}example.{kind}")
    assert answer.status_code == 200 and len(answer.getvalue()) > 5_000
    assert staff.client.get(f"{ADDRESS}example.exe").status_code == 404


def test_what_is_replaced_is_erased(folders: Path, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        first = services.keep_own_file("logo", io.BytesIO(picture()), by=OPERATOR).logo_sha256
    with django_capture_on_commit_callbacks(execute=True):
        second = services.keep_own_file("logo", io.BytesIO(picture(size=(90, 90))), by=OPERATOR).logo_sha256
    assert first != second and not files.path_of(first).exists() and files.path_of(second).exists()
    assert second in named_files(), "no sweep takes it for a file that nothing names"
    with django_capture_on_commit_callbacks(execute=True):
        services.remove_own_file("logo", by=OPERATOR)
    assert not files.path_of(second).exists() and not briefing_settings().logo_sha256


HOSTILE = {
    "a page of HTML": (
        "logo",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>",
        "PNG or JPEG",
    ),
    "a GIF": ("logo", picture("GIF"), "PNG or JPEG"),
    "half a picture": ("logo", picture(size=(900, 900))[:400], "PNG or JPEG"),
    "nothing": ("logo", b"", "empty"),
    "far too many pixels": ("logo", picture(size=(9_000, 9_000)), "too large"),
    "too many bytes": ("logo", b"\x89PNG" + bytes(5 << 20), "larger than 4 megabytes"),
    "a picture as template": ("docx", picture(), "not a DOCX file"),
    "slides as Word": ("docx", slides(), "not a DOCX file"),
    "Word as slides": ("pptx", word(), "not a PPTX file"),
    "macros": ("docx", word(**{"word/vbaProject.bin": b"x"}), "macros"),
    "macros in slides": ("pptx", slides(**{"ppt/vbaProject.bin": b"x"}), "macros"),
    "a program inside": ("pptx", slides(**{"ppt/media/a.exe": b"MZ"}), "macros or programs"),
    "a packed file": ("docx", word(**{"word/embeddings/a.bin": b"x"}), "packed into it"),
    "a template from elsewhere": (
        "docx",
        word(**{"word/_rels/settings.xml.rels": fetching("attachedTemplate")}),
        "fetches something",
    ),
    "a picture from elsewhere": (
        "pptx",
        slides(**{"ppt/_rels/x.xml.rels": fetching("image")}),
        "fetches something",
    ),
    "a bomb": ("docx", None, "more than it should"),
    "a zip of nothing": ("docx", _with(b"PK\x05\x06" + bytes(18), {"a.txt": b"a"}), "not a DOCX file"),
}


def _bomb() -> bytes:
    kept = io.BytesIO(word())
    with zipfile.ZipFile(kept, "a", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr("word/media/big.bin", bytes(60 << 20))
    return kept.getvalue()


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_hostile_is_refused_in_plain_words(staff: PageClient, name: str) -> None:
    which, content, words = HOSTILE[name]
    page = staff.post(ADDRESS, sent(which, content if content is not None else _bomb()))
    assert words in page.text and "There is a problem" in page.text
    assert page.one("input", id=f"file-{which}").get("aria-describedby", "").endswith(f"problem-{which}")
    assert not BriefingSettings.objects.exists()
    assert not [path for path in Path(files.path_of("00")).parent.parent.glob("*/*") if path.is_file()]


def test_no_file_chosen_is_said(staff: PageClient) -> None:
    assert "Choose a file first" in staff.post(ADDRESS, {"which": "docx", "do": "keep"}).text


def test_a_template_without_headings_is_refused(folders: Path) -> None:
    from docx import Document

    bare, made = Document(), io.BytesIO()
    for style in [style for style in bare.styles if style.name in ("Heading 1", "Heading 2")]:
        style.element.getparent().remove(style.element)
    bare.save(made)
    made.seek(0)
    with pytest.raises(Refused, match="no style “Heading 1”"):
        services.keep_own_file("docx", made, by=OPERATOR)


def test_the_settings_lead_there(staff: PageClient) -> None:
    assert staff.get("/settings/").link("Settings of briefings") == ADDRESS
