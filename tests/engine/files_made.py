"""Small made files for the tests of readers: Word files from bare XML, pictures of pages, archives. All fiction."""

import zipfile
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SPACES = (
    f'{W} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"

STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:basedOn w:val="H1"/>'
    '<w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:sz w:val="26"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Secret"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="table" w:styleId="Banded"><w:name w:val="Banded"/>'
    '<w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:fill="003366"/></w:tcPr></w:tblStylePr></w:style>'
)


def run(words: str, properties: str = "") -> str:
    """One run of words with its own settings."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(content: str, style: str = "", properties: str = "") -> str:
    """A paragraph; bare words become one run."""
    if not content.startswith("<"):
        content = run(content)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{content}</w:p>"


def item(words: str, list_id: int = 1, level: int = 0) -> str:
    """A paragraph of an automatic list."""
    return paragraph(
        words, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
    )


def table(*rows: tuple[str, ...]) -> str:
    """A table of cells, each given as words or as paragraphs."""
    made = "".join(
        "<w:tr>"
        + "".join(f"<w:tc>{c if c.startswith('<') else paragraph(c)}</w:tc>" for c in row)
        + "</w:tr>"
        for row in rows
    )
    return f"<w:tbl><w:tblPr/>{made}</w:tbl>"


def level(at: int, form: str, pattern: str, start: int = 1, more: str = "") -> str:
    """One level of a list's definition."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def numbering(*levels: str, uses: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    """A numbering part with one list."""
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{uses}'


def make_docx(path: Path, body: str, *, macros: bool = False, **parts: str) -> Path:
    """A Word file with `body` and further parts by name (`numbering`, `footnotes`, `comments`, `core` …)."""
    parts = {"styles": STYLES, **parts}
    kind = (
        "application/vnd.ms-word.document.macroEnabled.main+xml" if macros else f"{_TYPE}.document.main+xml"
    )
    overrides = [f'<Override PartName="/word/document.xml" ContentType="{kind}"/>']
    overrides += [f'<Override PartName="/word/{n}.xml" ContentType="{_TYPE}.{n}+xml"/>' for n in parts]
    links = "".join(f'<Relationship Id="r{n}" Type="{_RELATION}/{n}" Target="{n}.xml"/>' for n in parts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f"{''.join(overrides)}</Types>",
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
            f'Type="{_RELATION}/officeDocument" Target="word/document.xml"/><Relationship Id="r2" '
            f'Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>',
        )
        archive.writestr("docProps/core.xml", f"<core>{parts.pop('core', 'secretauthor')}</core>")
        archive.writestr("word/document.xml", f"<w:document {SPACES}><w:body>{body}</w:body></w:document>")
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>',
        )
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:{name} {SPACES}>{content}</w:{name}>")
        if macros:
            archive.writestr("word/vbaProject.bin", b"secretmacro")
    return path


def picture(lines: list[str], *, angle: float = 0.0, covered: str = "") -> Image.Image:
    """A page of print as a scanner gives it, 200 dots an inch; `covered` is a line with a black bar over it."""
    page = Image.new("L", (1654, 2339), 255)
    draw, font = ImageDraw.Draw(page), ImageFont.load_default(size=38)
    for row, words in enumerate(lines):
        top = 200 + 90 * row
        draw.text((200, top), words, font=font, fill=0)
        if words == covered:
            draw.rectangle((190, top - 5, 1500, top + 60), fill=0)
    return page.rotate(angle, fillcolor=255) if abs(angle) < 45 else page.rotate(angle, expand=True)


def make_scan(path: Path, *pages: Image.Image) -> Path:
    """A PDF of pictures without any text."""
    pages[0].save(path, save_all=True, append_images=pages[1:], resolution=200)
    return path
