"""An invented review with text, sections and learning points, laid down as intake does it. FICTIONAL."""

from pathlib import Path

from heeded.briefing.models import Briefing, Version
from heeded.core.clock import now
from heeded.engine.flow import clean
from heeded.engine.learning_points import learning_points
from heeded.engine.reading._html import read_html
from heeded.engine.sections import sections
from heeded.library import services
from heeded.library.models import Document
from tests.library import made

REPORT = """<html><head><title>Child Z: an invented review</title></head><body>
<h1>Serious case review: Child Z</h1>
<p>FICTIONAL. The Invented Safeguarding Children Board asked for this review.</p>
<h2>1 Background</h2>
<p>Child Z was four years old and lived with his mother and her partner. In May 2012 he was taken to hospital with a
broken arm. The partner later pleaded guilty to causing the injury.</p>
<h2>2 The voice of the child</h2>
<p>Child Z told his teacher that he slept on the floor. Nobody wrote it down.</p>
<h2>3 Analysis</h2>
<p>The health visitor did not visit again because she carried 620 families after two colleagues had left. The social
worker closed the case in March. The team measured how fast cases were closed, so closing early was rewarded.</p>
<h2>4 Good practice</h2>
<p>The nursery manager rang three times until somebody listened to her.</p>
<h2>5 Learning</h2>
<p>Fathers and partners need to be seen and known, not only heard of. A bruise on a small child is a reason to ask.</p>
<h2>6 Recommendations</h2>
<ol><li>The board should make sure that health visitors are told when a case is closed.</li>
<li>Children’s social care should review its measure of how fast cases are closed.</li></ol>
</body></html>"""


def report(folder: Path, text: str = REPORT, **said: object) -> Document:
    """A document that has been read through all the steps, restricted unless `state` says otherwise."""
    path = folder / "report.html"
    path.write_text(text)
    reading = read_html(path)
    blocks = clean(reading)
    tree = sections(reading, blocks)
    held = made.document(name="invented.html", paged=reading.paged, **said)
    services.save_pages(held, reading)
    services.save_blocks(held, blocks)
    services.save_sections(held, tree)
    services.save_learning_points(held, reading.pages, learning_points(reading, blocks, tree))
    return held


def issued_rows(of: Document, text: str) -> str:
    """An issued briefing of one line on a document, as rows, whatever state the document is in; its identifier."""
    briefing = Briefing.objects.create(kind="review", work=of.work, made_at=now(), made_by="operator")
    version = Version.objects.create(
        briefing=briefing,
        number=1,
        state="issued",
        parts=[{"role": "learning", "title": "Learning", "note": ""}],
        sources=[of.identifier],
        **{f"{done}_{what}": said for done in ("made", "checked", "issued") for what, said in _BY_OPERATOR},
    )
    version.lines.create(
        role="learning",
        order=0,
        text=text,
        written_at=now(),
        document=of,
        page=1,
        spans=[[1, 0, 5]],
        quote=text,
    )
    return briefing.identifier


_BY_OPERATOR = (("at", now()), ("by", "operator"))
