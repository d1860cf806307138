"""Works and documents for tests, as rows, without a file to read. Invented and fictional."""

from itertools import count

from heeded.core.clock import now
from heeded.library.models import Document, LearningPoint, Page, Passage, Work

_number = count(1)
SENTENCE = "Nobody asked the grandmother what she had seen."


def work(title: str = "", **said: object) -> Work:
    return Work.objects.create(title=title or f"Invented review {next(_number)}", added_at=now(), **said)


def document(**said: object) -> Document:
    """A document that has been read, restricted unless `state` says otherwise."""
    number = next(_number)
    given: dict[str, object] = {
        "sha256": f"{number:064x}",
        "name": f"invented-{number}.pdf",
        "bytes": 10,
        "media_type": "application/pdf",
        "read_state": "read",
        "page_count": 1,
        "added_at": now(),
        "added_by": "operator",
    }
    if said.get("state") == "published":
        given |= {"published_at": now(), "published_by": "operator", "restrictions_checked": True}
    if said.get("state") == "withdrawn":
        given |= {"withdrawn_at": now(), "withdrawn_by": "operator"}
    given |= said
    given.setdefault("work", None)
    given["work"] = given["work"] or work()
    return Document.objects.create(**given)


def newer(older: Document, **said: object) -> Document:
    """The next version of a document."""
    return document(work=older.work, replaces=older, version=older.version + 1, **said)


def page(of: Document, text: str = SENTENCE, number: int = 1) -> Page:
    return Page.objects.create(document=of, number=number, text=text, width=595, height=842, source="text")


def passage(of: Document, text: str = SENTENCE) -> Passage:
    return Passage.objects.create(
        document=of,
        order=of.passages.count(),
        page=1,
        text=text,
        pieces=[[0, 1, 0, len(text)]],
        kind="analysis",
        speaker="reviewer",
    )


def learning_point(of: Document, text: str = SENTENCE, **said: object) -> LearningPoint:
    given = {"kind": "recommendation", "order": of.learning_points.count(), "number": "1"} | said
    return LearningPoint.objects.create(work=of.work, document=of, text=text, **given)
