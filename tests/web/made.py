"""A small library for tests of pages: what everybody may see beside what must look missing. Invented, fictional."""

from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO

from django.test import Client

from heeded.core.clock import now
from heeded.learning.models import Lesson, LessonMember
from heeded.library import files
from heeded.library.models import (
    Document,
    Fact,
    FactDecision,
    LearningPoint,
    LearningPointPlace,
    Page,
    Section,
    Subject,
    Work,
)
from heeded.people.models import Account, Organisation
from tests.briefing.made import issued_rows
from tests.library import made as rows
from tests.people import made as people
from tests.search import factories

SECRETS = ("Larkhollow", "Mossgate", "Fennimore", "Quillbrook")
SENTENCE = "The health visitor wrote down the bruise and nobody asked how a baby came by it."


def pdf(*lines: str) -> bytes:
    """A page of A4 with these lines, as small as a PDF can be."""
    shown = " ".join(f"({line}) Tj T*" for line in lines)
    content = f"BT /F1 12 Tf 16 TL 72 760 Td {shown} ET".encode()
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Title (A title that only its file knows) /Author (Somebody) >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R /Info 6 0 R >>\n"
    end += b"startxref\n%d\n%%%%EOF\n"
    return out + end % (len(parts) + 1, table, len(parts) + 1, len(out))


def document(word: str, *, work: Work | None = None, **said: object) -> Document:
    """A document read to its end, with a real file: a page, a passage, a section, a recommendation, a fact."""
    text = f"{word}. {SENTENCE}"
    kept = files.keep(BytesIO(pdf(text)))
    work = work or rows.work(f"Review of {word}", title_is_confirmed=True, fictional=True)
    one = rows.document(work=work, sha256=kept.sha256, name=f"{word.lower()}.pdf", bytes=1, **said)
    Page.objects.create(
        document=one, number=1, text=text, width=595, height=842, source="text",
        blocks=[["paragraph", text, [[0, 1, 0, len(text)]], 10.0, 0, 0, 50.0, "", "", []]],
    )  # fmt: skip
    section = Section.objects.create(
        document=one, order=0, title=f"Findings on {word}", level=1, kind="findings", page=1,
        spans=[[1, 0, len(word)]], first_block=0, last_block=0,
    )  # fmt: skip
    passage = {"text": text, "section": section, "heading": section.title, "kind": "findings"}
    factories.add_passages(one, [passage])
    one.passages.update(pieces=[[0, 1, 0, len(text)]])
    point = rows.learning_point(one, f"The {word} board should ask who was there.")
    LearningPointPlace.objects.create(
        learning_point=point, order=0, page=1, spans=[[1, 0, len(word)]], quote=word
    )
    proposal = {"page": 1, "spans": [[1, 0, len(word)]], "quote": word, "confidence": 0.9}
    Fact.objects.create(work=work, document=one, name="board", value=f"{word} Board", **proposal)
    return one


def lesson(title: str, *points: LearningPoint) -> str:
    """A confirmed lesson that these teach. Its name may repeat any of them. Its identifier."""
    decided = {"made_by": "operator", "made_at": now(), "decided_by": "operator", "decided_at": now()}
    sources = sorted(point.document.identifier for point in points)
    found = Lesson.objects.create(
        state="confirmed",
        title=title,
        title_sources=sources,
        sources=sources,
        called_after=points[0],
        **decided,
    )
    for point in points:
        LessonMember.objects.create(lesson=found, learning_point=point, state="confirmed", **decided)
    return found.identifier


def decide(work: Work, name: str, *values: str, subject: int = 0) -> FactDecision:
    """What a person decided, for readers to see."""
    return factories.decide(work, name, values, subject=subject)


@dataclass
class World:
    """What there is: one public review, and documents in every state that must look missing to others."""

    board: Organisation
    public: Document
    hidden: dict[str, Document]
    people: dict[str, Account]
    briefings: dict[str, str]  # issued ones on the hidden documents, by their state: identifiers
    lessons: dict[str, str]  # confirmed ones that only the hidden documents teach, the same way
    weak: set[str] = field(default_factory=lambda: {"named-weak"})

    def client(self, who: str) -> Client:
        """Somebody's browser. The weak one logged in without a second factor."""
        client = Client()
        if who == "anonymous":
            return client
        client.force_login(self.people[who], backend="django.contrib.auth.backends.ModelBackend")
        if who not in self.weak:
            session = client.session
            session["account_authentication_methods"] = [{"method": "mfa", "at": 0}]
            session.save()
        return client


def world() -> World:
    """Make it all."""
    board = people.board("Westmarch Safeguarding Board")
    other = people.board("Eastfold Safeguarding Board")
    staff = people.account("board-staff", organisation=board)
    accounts = {
        "reader": people.account("reader"),
        "administrator": people.account("administrator", organisation=board),
        "other-staff": people.account("board-staff", organisation=other),
        "named-weak": staff,
        "named": staff,
    }
    public = document("Ashbourne", state="published")
    subject = Subject.objects.create(work=public.work, number=1)
    for name, value, whose in (
        ("board", "Ashbourne Board", None),
        ("area", "Ashbourne Vale", None),
        ("date-of-incident", "2016-02-09", None),
        ("date-of-publication", "2017-11-23", None),
        ("age-band", "under-1", subject),
        ("harm", "physical-abuse", subject),
    ):
        decide(public.work, name, value, subject=whose.number if whose else 0)
    hidden = _hidden()
    for one in hidden.values():
        for kind, thing in (("document", one.pk), ("work", one.work_id)):
            if kind == "document" or one is not hidden["replaced"]:
                people.grant(thing, thing_kind=kind, organisation=board, role="board-staff")
    briefings = {state: issued_rows(one, f"{SENTENCE} {one.name}") for state, one in hidden.items()}
    lessons = {
        state: lesson(f"Lesson of {one.name}", one.learning_points.get()) for state, one in hidden.items()
    }
    both = [public.learning_points.get(), *(one.learning_points.get() for one in hidden.values())]
    lesson(" and ".join(SECRETS), *both)
    return World(board, public, hidden, accounts, briefings, lessons)


def _hidden() -> dict[str, Document]:
    restricted, embargoed, withdrawn, replaced = SECRETS
    soon = now() + timedelta(days=2)
    old = document(replaced, state="published")
    Work.objects.filter(pk=old.work_id).update(title="Review in two versions")
    newer = document("Newhaven", work=old.work, state="published", replaces=old, version=2)
    old.refresh_from_db()
    assert newer.work_id == old.work_id
    hidden = {
        "restricted": document(restricted),
        "embargoed": document(embargoed, state="published", visible_from=soon),
        "withdrawn": document(withdrawn, state="withdrawn", published_at=now(), published_by="account:999"),
        "replaced": old,
    }
    for one in hidden.values():
        if one is not old:
            decide(one.work, "area", f"{one.name.removesuffix('.pdf').title()} Vale")
    return hidden
