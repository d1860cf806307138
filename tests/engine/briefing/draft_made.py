"""Invented reports for the tests of drafts, laid down as the engine reads them. FICTIONAL."""

from pathlib import Path

from heeded.engine.briefing import Report
from heeded.engine.flow import clean
from heeded.engine.learning_points import learning_points
from heeded.engine.reading._html import read_html
from heeded.engine.sections import sections

REVIEW = """<html><head><title>Child Z: an invented review</title></head><body>
<h1>Serious case review: Child Z</h1>
<p>FICTIONAL. The Invented Safeguarding Children Board asked for this review.</p>
<h2>1 Background</h2>
<p>Child Z was four years old and lived with his mother and her partner. In May 2012 he was taken to hospital with a
broken arm. The partner later pleaded guilty to causing the injury. The family had moved to the town in the winter
before and knew nobody there.</p>
<h2>2 The voice of the child</h2>
<p>Child Z told his teacher that he slept on the floor. Nobody at the school wrote it down. At home he was called the
other one. Child Z was afraid of the evenings, his sister told us.</p>
<h2>3 Analysis</h2>
<p>3.1 The health visitor did not visit again because she carried 620 families after two colleagues had left. However,
nobody in the service knew that the visits had stopped (see paragraph 4.2). The social worker closed the case in
March. The team measured how fast cases were closed, so closing early was rewarded. Child Z was assessed as being at
low risk. This was wrong: the form had been filled in from what the partner said.</p>
<p>3.2 The partner was seen as a good influence on the family. Managers had no way of knowing who lived in the home,
because the record had no field for an adult who was not a parent. The police thought that the school had told the
social worker, and the school thought that the police had.</p>
<p>Finding 1: Men who join a family are not seen by anyone whose work it is to know them.</p>
<h2>4 Good practice</h2>
<p>Good practice: The nursery manager rang three times until somebody listened to her.</p>
<h2>5 Learning</h2>
<p>Fathers and partners need to be seen and known, not only heard of. A bruise on a small child is a reason to ask.</p>
<h2>6 Recommendations</h2>
<ol><li>The board should make sure that health visitors are told when a case is closed.</li>
<li>Children’s social care should review its measure of how fast cases are closed.</li></ol>
</body></html>"""
GUIDANCE = """<html><head><title>Guidance</title></head><body><h1>Guidance for pools</h1><h2>Before you open</h2>
<p>This guidance is for managers. You should test the water each morning. You must keep the record of each test. You
can use either of two kits. You should tell staff where the record is.</p></body></html>"""
MENU = """<html><head><title>Menu</title></head><body><h1>Menu</h1><p>Soup of the day with bread. Pie and peas. Two
scoops of ice cream, or a plate of cheese for one pound more.</p></body></html>"""


def report_of(folder: Path, text: str) -> Report:
    """A report read from HTML, with its blocks, sections and learning points."""
    path = folder / "report.html"
    path.write_text(text, encoding="utf-8")
    reading = read_html(path)
    blocks = clean(reading)
    tree = sections(reading, blocks)
    return Report(reading, blocks, tree, learning_points(reading, blocks, tree))
