"""Coded projects out and in again, read by pyrefiqda, and those of other programs with their ways of counting."""

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree
from pyrefiqda import RefiProject

from heeded.engine.exchange import Coding, Project, Source, User, project_file, read_project
from heeded.engine.exchange._counting import Selection, places
from heeded.engine.frameworks import CodeValue, Framework, Theme
from heeded.engine.reading import FileRefused
from tests.engine.exchange.any_project import in_file_order, projects, small

TEXT = "Erste Zeile.\r\nDie Mutter sagte: „Naïveté“ 😀\r\nund weiter: nichts."
QUOTE = "nichts"


def there_and_back(project: Project, folder: Path) -> Project:
    project_file(project, folder / "x.qdpx")
    return read_project(folder / "x.qdpx")


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(project=projects())
def test_nothing_is_lost_on_the_way_out_and_in(
    project: Project, tmp_path_factory: pytest.TempPathFactory
) -> None:
    again = there_and_back(project, tmp_path_factory.mktemp("project"))
    assert again.left_out == ()
    assert list(again.codings) == in_file_order(project)
    assert replace(again, codings=()) == replace(project, codings=())


def test_overlapping_nested_and_repeated_codings_each_stay(tmp_path: Path) -> None:
    one = Coding("report", 4, 24, "seen", user="ann")
    codings = (
        one,
        replace(one, user="ben"),
        one,
        replace(one, start=14),
        replace(one, start=0, end=39),
        replace(one, start=None, end=None),
    )
    project = small("The child was seen alone. Nobody asked.", *codings)
    assert sorted(map(str, there_and_back(project, tmp_path).codings)) == sorted(map(str, codings))
    with zipfile.ZipFile(tmp_path / "x.qdpx") as archive:
        guids = [part[:36] for part in archive.read("project.qde").decode().split(' guid="')[1:]]
    assert len(set(guids)) == len(guids) == 2 + 2 + 1 + 3 + 6 + 1


def test_pyrefiqda_reads_what_we_write(tmp_path: Path) -> None:
    project = small("Ça va? \U0001f600 The child was seen.\r\nNobody asked.")
    project_file(project, tmp_path / "x.qdpx")
    theirs = RefiProject.load(tmp_path / "x.qdpx", extract_dir=tmp_path / "out")
    assert (theirs.name, theirs.origin) == ("Ours", "Heeded")
    assert theirs.users is not None and [user.name for user in theirs.users.user] == ["A", "B"]
    assert theirs.code_book is not None
    (seen,) = theirs.code_book.codes.code
    assert (seen.name, [code.name for code in seen.code]) == ("Seen", ["Seen alone"])
    assert [code.name for code in seen.code[0].code] == ["Seen alone: said to be absent"]
    assert theirs.sources is not None
    (source,) = theirs.sources.text_source
    path = RefiProject.resolve_source_path(source.plain_text_path, tmp_path / "out")
    text = path.read_bytes().decode()
    assert text == project.sources[0].text
    first, second = source.plain_text_selection
    assert (first.start_position, first.end_position, first.name) == (4, 24, text[4:24])
    assert first.coding[0].creating_user == theirs.users.user[0].guid
    assert str(first.coding[0].creation_date_time) == "2026-03-01T09:30:00Z"
    assert second.coding[0].code_ref.target_guid == seen.code[0].code[0].guid
    assert theirs.notes is not None and theirs.notes.note[0].plain_text_content == "No: with her aunt."


def test_a_project_that_went_through_pyrefiqda_comes_back_the_same(tmp_path: Path) -> None:
    project = small()
    project_file(project, tmp_path / "x.qdpx")
    theirs = RefiProject.load(tmp_path / "x.qdpx", extract_dir=tmp_path / "out")
    RefiProject.save(theirs, tmp_path / "y.qdpx", source_media_dir=tmp_path / "out" / "sources")
    assert read_project(tmp_path / "y.qdpx") == read_project(tmp_path / "x.qdpx")


def test_elements_stand_in_the_order_of_the_published_schema(tmp_path: Path) -> None:
    """pyrefiqda's classes were made from the schema and write their parts in its order, whatever order they read."""
    project_file(small(), tmp_path / "x.qdpx")
    RefiProject.save(RefiProject.load(tmp_path / "x.qdpx", extract_dir=tmp_path / "out"), tmp_path / "y.qdpx")
    assert canonical(tmp_path / "x.qdpx") == canonical(tmp_path / "y.qdpx")


def canonical(path: Path) -> bytes:
    with zipfile.ZipFile(path) as archive:
        root = etree.fromstring(archive.read("project.qde"), etree.XMLParser(remove_blank_text=True))
    return etree.tostring(root, method="c14n")


def test_the_same_project_makes_the_same_file(tmp_path: Path) -> None:
    project_file(small(), tmp_path / "a.qdpx")
    project_file(small(), tmp_path / "b.qdpx")
    assert (tmp_path / "a.qdpx").read_bytes() == (tmp_path / "b.qdpx").read_bytes()


def test_what_no_file_carries_is_told(tmp_path: Path) -> None:
    text = "a\ud800b\x00c"
    project = small(text, Coding("report", 2, 5, "seen", note="bell \x07"))
    assert project_file(project, tmp_path / "x.qdpx") == (
        "1 notes hold characters that no such file carries; each stands as � there.",
    )
    again = read_project(tmp_path / "x.qdpx")
    assert again.codings[0].note == "bell �"
    assert again.sources[0].text[2:5] == text[2:5]


@pytest.mark.parametrize(
    ("coding", "said"),
    [
        (Coding("other", 0, 1, "seen"), "source “other”, which is not there"),
        (Coding("report", 0, 400, "seen"), "stands outside its text"),
        (Coding("report", 3, 2, "seen"), "stands outside its text"),
        (Coding("report", 3, None, "seen"), "a start and no end"),
        (Coding("report", 0, 1, "lost"), "is of “lost”, which is no theme"),
        (Coding("report", 0, 1, "seen", user="eve"), "is by “eve”, who is not among the users"),
        (Coding("report", 0, 1, "seen", at="2026-01-01"), "no instant with a time zone"),
        (Coding("report", 0, 1, "seen", certainty="a\nb"), "must each be one line"),
    ],
)
def test_a_project_that_does_not_hold_together_is_not_written(
    tmp_path: Path, coding: Coding, said: str
) -> None:
    with pytest.raises(FileRefused) as refused:
        project_file(small("The child was seen alone.", coding), tmp_path / "x.qdpx")
    assert said in str(refused.value)
    assert not (tmp_path / "x.qdpx").exists()


def foreign(path: Path, sources: str, *, rest: str = "", **files: bytes) -> Project:
    """A project as other programs lay it out: capitals in GUIDs and folders, users with an `id` of their own."""
    xml = f"""<?xml version="1.0" encoding="utf-8"?>
      <Project xmlns="urn:QDA-XML:project:1.0" name="Interviews" origin="NVivo">
        <Users><User guid="AA" name="Jörg" id="JB"/></Users>
        <CodeBook><Codes><Code guid="{{C1}}" name="Zuhause" isCodable="true">
        <Code guid="C2" name="Küche" isCodable="true"/></Code></Codes></CodeBook>
        <Sources>{sources}</Sources>{rest}</Project>"""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("project.qde", xml.strip())
        for name, data in files.items():
            archive.writestr(f"Sources/{name}.txt", data)
    return read_project(path)


def selection(start: int, end: int, name: str = "", coding: str = "") -> str:
    inside = coding or '<Coding guid="x" creatingUser="aa"><CodeRef targetGUID="c2"/></Coding>'
    place = f'startPosition="{start}" endPosition="{end}"'
    return f'<PlainTextSelection guid="s" name="{name}" {place}>{inside}</PlainTextSelection>'


def test_a_project_of_another_program(tmp_path: Path) -> None:
    at = TEXT.index("Mutter")
    coding = (
        '<Coding guid="x" creatingUser="AA" creationDateTime="2020-11-10T18:01:23.1234567+01:00">'
        '<CodeRef targetGUID="C1"/><NoteRef targetGUID="N1"/></Coding>'
        '<Coding guid="y" creationDateTime="2020-11-10T18:01:23"><CodeRef targetGUID="{C2}"/></Coding>'
        '<NoteRef targetGUID="N2"/>'
    )
    project = foreign(
        tmp_path / "x.qdpx",
        '<TextSource guid="T1" name="Interview 1" plainTextPath="internal://T1.txt">'
        f"{selection(at, at + 6, coding=coding)}"
        '<Coding guid="z" creatingUser="BB"><CodeRef targetGUID="C2"/></Coding></TextSource>',
        rest='<Notes><Note guid="N1"><PlainTextContent>Wer?</PlainTextContent></Note>'
        '<Note guid="n2" plainTextPath="internal://n2.txt"/><Note guid="N3"/></Notes>',
        T1=TEXT.encode(),
        n2=b"Beside",
    )
    assert project.users == (User("aa", "Jörg"),)
    assert project.sources == (Source("t1", "Interview 1", TEXT),)
    first, second, whole = project.codings
    assert first == Coding(
        "t1", at, at + 6, "zuhause", user="aa", note="Wer?\n\nBeside",
        at="2020-11-10T17:01:23.123456+00:00",
    )  # fmt: skip
    assert (second.theme, second.note, second.at) == (
        "kuche",
        "Beside",
        "2020-11-10T18:01:23+00:00",
    )
    assert (whole.start, whole.end, whole.user) == (None, None, "")
    assert project.left_out == (
        "1 coding by somebody whom the file does not name: it stands without a user.",
        "1 date without a time zone, taken as UTC.",
        "1 note that belongs to no coding.",
    )


def test_a_heading_that_was_coded_with_and_two_texts_of_one_guid(tmp_path: Path) -> None:
    text = '<TextSource guid="T"><PlainTextContent>Text</PlainTextContent>{}</TextSource>'
    coding = '<Coding guid="x"><CodeRef targetGUID="H"/></Coding>'
    path = tmp_path / "x.qdpx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "Interviews.QDE",
            '<Project name="P"><CodeBook><Codes><Code guid="H" name="Home" isCodable="false"/></Codes></CodeBook>'
            f"<Sources>{text.format(coding)}{text.format('')}</Sources></Project>",
        )
    project = read_project(path)
    assert [source.identifier for source in project.sources] == ["t", "t 2"]
    assert project.left_out == (
        "“Home” was marked as not for coding and was coded with: it is a theme like others.",
    )
    again = there_and_back(project, tmp_path)
    assert replace(again, left_out=()) == replace(project, left_out=())


def test_text_drawn_from_a_pdf_is_read_and_areas_are_told(tmp_path: Path) -> None:
    project = foreign(
        tmp_path / "x.qdpx",
        '<PDFSource guid="P" name="Report.pdf">'
        '<PDFSelection guid="a" page="0" firstX="1" firstY="1" secondX="2" secondY="2">'
        '<Coding guid="b"><CodeRef targetGUID="C1"/></Coding></PDFSelection>'
        f'<Representation guid="R" plainTextPath="internal://r.txt">{selection(0, 5)}</Representation></PDFSource>'
        '<PictureSource guid="Q"/><AudioSource guid="S"/><VideoSource guid="V"/>',
        rest='<Links><Link guid="L"/></Links><Graphs><Graph guid="G"/></Graphs>',
        r=b"Erste Seite",
    )
    assert [(source.identifier, source.name) for source in project.sources] == [("r", "Report.pdf")]
    assert len(project.codings) == 1
    assert project.left_out == (
        "1 coding of an area on a PDF page: Heeded codes words.",
        "1 picture.",
        "2 recordings of sound or film.",
        "1 link between parts.",
        "1 drawing of a network.",
    )


def test_codings_that_lead_nowhere_are_told(tmp_path: Path) -> None:
    nowhere = '<Coding guid="x"><CodeRef targetGUID="C9"/></Coding>'
    project = foreign(
        tmp_path / "x.qdpx",
        '<TextSource guid="T"><PlainTextContent>Kurz</PlainTextContent>'
        f"{selection(2, 90)}{selection(0, 2, coding=nowhere)}"
        '<PlainTextSelection guid="q" startPosition="x" endPosition="2"><Coding guid="w"/></PlainTextSelection>'
        "</TextSource>"
        '<TextSource guid="U" name="Word" richTextPath="internal://u.docx"/>',
    )
    assert project.codings == ()
    assert project.left_out == (
        "1 text that is not in the file (or is there as a Word file only), with its codings.",
        "2 codings whose places are outside their texts.",
        "1 coding with a code that the file does not hold.",
    )


def counted(*, line_end: int = 0, wide: int = 1, before: int = 0) -> tuple[int, int]:
    """Where QUOTE stands in TEXT for a program that counts so."""
    start = TEXT.index(QUOTE)
    ahead = TEXT[:start]
    shift = before + (wide - 1) * ahead.count("😀") - (ahead.count("\r\n") if line_end else 0)
    return start + shift, start + shift + len(QUOTE)


@pytest.mark.parametrize("last_in", [False, True])
@pytest.mark.parametrize("before", [0, 1])
@pytest.mark.parametrize("wide", [1, 2])
@pytest.mark.parametrize("line_end", [0, 1])
def test_each_way_of_counting_is_told_by_the_quoted_words(
    line_end: int, wide: int, before: int, last_in: bool
) -> None:
    start, end = counted(line_end=line_end, wide=wide, before=before)
    one = Selection(start, end - last_in, QUOTE)
    start, _ = counted()
    assert places(TEXT, [one, Selection(0, 400, "x")], marked=True) == [(start, start + len(QUOTE)), None]


def test_places_hold_where_line_ends_were_counted_as_two(tmp_path: Path) -> None:
    text = TEXT.replace("\r\n", "\n")
    at = TEXT.index(QUOTE)  # XML makes one character of each line end; the program counted two
    project = foreign(
        tmp_path / "x.qdpx",
        f'<TextSource guid="T"><PlainTextContent>{TEXT}</PlainTextContent>{selection(at, at + 6, QUOTE)}</TextSource>',
    )
    (coding,) = project.codings
    assert project.sources[0].text == text
    assert coding.start is not None
    assert text[coding.start : coding.end] == QUOTE


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_places_hold_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    text = "Die Küche:\r\nkalt, naß."
    at = text.index("kalt")
    source = (
        f'<TextSource guid="T" plainTextPath="internal://t.txt">{selection(at, at + 4, "kalt")}</TextSource>'
    )
    project = foreign(tmp_path / "x.qdpx", source, t=text.encode(encoding))
    assert project.sources[0].text == text
    assert (project.codings[0].start, project.codings[0].end) == (at, at + 4)


def test_names_that_quote_nothing_leave_places_as_they_are() -> None:
    selections = [Selection(0, 5, "My favourite"), Selection(6, 11, "")]
    assert places(TEXT, selections, marked=True) == [(0, 5), (6, 11)]


def test_names_that_are_cut_short_still_tell() -> None:
    text = "a\r\n" * 20 + "The mother said that nobody had ever asked her about it."
    start = text.index("The") - 20
    end = len(text) - 20
    for name in (
        "The mother said that nobody...",
        "The mother said that nobody…",
        "The mother said that nobody had",
    ):
        assert places(text, [Selection(start, end, name)], marked=False) == [(start + 20, len(text))]


def test_values_of_themes_are_codes_of_their_own_elsewhere(tmp_path: Path) -> None:
    framework = Framework("ours", "Ours", themes=(Theme("seen", "Seen"),))
    codings = tuple(Coding("r", 0, 3, "seen", value=value) for value in CodeValue)
    project = Project("Ours", framework, (), (Source("r", "R", "The child"),), codings)
    assert there_and_back(project, tmp_path).codings == codings
    theirs = RefiProject.load(tmp_path / "x.qdpx", extract_dir=tmp_path / "out")
    assert theirs.code_book is not None and theirs.sources is not None
    (seen,) = theirs.code_book.codes.code
    assert [code.name for code in seen.code] == [
        "Seen: said to be absent",
        "Seen: not mentioned",
        "Seen: described, not explained",
    ]
    used = [
        coding.code_ref.target_guid for coding in theirs.sources.text_source[0].plain_text_selection[0].coding
    ]
    assert used == [seen.guid, *(code.guid for code in seen.code)]
