from django.db import models

from heeded.core.identifiers import new_identifier
from heeded.engine.vocabulary import SectionKind, Speaker
from heeded.library.models._works import Work


class Document(models.Model):
    """One file, kept byte for byte. Restricted until somebody with that right publishes it."""

    STATES = [
        ("restricted", "Restricted"),
        ("published", "Published"),
        ("withdrawn", "Withdrawn"),
    ]
    READ_STATES = [
        ("waiting", "Waiting to be read"),
        ("read", "Read"),
        ("needs-ocr", "Scanned: needs OCR"),
        ("refused", "Could not be read"),
    ]
    FILES = (
        "sha256",
        "pdf_sha256",
        "clean_sha256",
        "public_sha256",
        "public_pdf_sha256",
    )  # fields that name one
    identifier = models.CharField(max_length=20, unique=True, default=new_identifier)
    work = models.ForeignKey(Work, models.CASCADE, related_name="documents")
    sha256 = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=255)  # the file's own name
    bytes = models.BigIntegerField()
    kind = models.CharField(max_length=60, blank=True)  # "executive summary", as it calls itself
    media_type = models.CharField(max_length=100, blank=True)
    pdf_sha256 = models.CharField(max_length=64, blank=True)  # the derived PDF of a file without pages
    clean_sha256 = models.CharField(max_length=64, blank=True)  # the cleaned copy, where something was hidden
    public_sha256 = models.CharField(max_length=64, blank=True)  # the original without its metadata
    public_pdf_sha256 = models.CharField(max_length=64, blank=True)  # the derived PDF without its metadata
    paged = models.BooleanField(default=True)
    page_count = models.IntegerField(default=0)
    version = models.IntegerField(default=1)
    replaces = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="replaced_by")
    replaced_is_public = models.BooleanField(default=False)  # publisher lets readers see it though replaced
    read_state = models.CharField(max_length=12, choices=READ_STATES, default="waiting")
    read_error = models.CharField(max_length=400, blank=True)
    read_advice = models.CharField(max_length=400, blank=True)
    hidden = models.JSONField(default=list)  # [{"page": 4, "reason": "covered", "count": 1}], never the words
    unsettled_changes = models.IntegerField(default=0)  # tracked changes in a DOCX
    notes = models.JSONField(default=list)
    fingerprint = models.JSONField(
        default=list
    )  # the smallest hashes of its paragraphs: finds newer versions
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=80)
    state = models.CharField(max_length=12, choices=STATES, default="restricted")
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.CharField(max_length=80, blank=True)
    visible_from = models.DateTimeField(null=True, blank=True)  # before this it exists for nobody else
    published_where = models.CharField(max_length=400, blank=True)  # where it was already published
    rights = models.CharField(max_length=300, blank=True)
    licence = models.CharField(max_length=120, blank=True)
    restrictions_checked = models.BooleanField(default=False)  # reporting restrictions
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=80, blank=True)
    withdrawn_reason = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="published_says_who_and_when",
                condition=~models.Q(state="published")
                | (models.Q(published_at__isnull=False) & ~models.Q(published_by="")),
            ),
            models.CheckConstraint(
                name="withdrawn_says_who_and_when",
                condition=~models.Q(state="withdrawn")
                | (models.Q(withdrawn_at__isnull=False) & ~models.Q(withdrawn_by="")),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Page(models.Model):
    """A page as printed. `text` is its raw text, stored once and never rewritten; `blocks` is the cleaned
    view of what begins on it, each block with the pieces that lead back."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="pages")
    number = models.IntegerField()  # from 1 in the file
    label = models.CharField(max_length=30, blank=True)  # as printed: "iv", "27"
    text = models.TextField()
    lines = models.JSONField(default=list)
    blocks = models.JSONField(default=list)
    words = models.JSONField(default=list)  # boxes of OCR words, which the file cannot tell
    width = models.FloatField()
    height = models.FloatField()
    source = models.CharField(max_length=6)  # text | ocr | empty

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="one_page_of_a_number")]


class Section(models.Model):
    """A heading and what stands under it, in order."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="sections")
    order = models.IntegerField()
    number = models.CharField(max_length=30, blank=True)
    title = models.CharField(max_length=500)
    level = models.IntegerField()
    kind = models.CharField(max_length=20, choices=SectionKind.choices())
    page = models.IntegerField()
    spans = models.JSONField()  # [[page, start, end], …] of the heading
    first_block = models.IntegerField()
    last_block = models.IntegerField()
    found = models.BooleanField(default=True)  # false: an earlier reading had it, the newest has not
    kind_decided_by = models.CharField(max_length=80, blank=True)  # blank: the machine's guess


class Passage(models.Model):
    """A stretch of some 60 to 180 words inside one section: the unit of search."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="passages")
    section = models.ForeignKey(Section, models.SET_NULL, null=True, related_name="passages")
    order = models.IntegerField()
    page = models.IntegerField()
    text = models.TextField()
    pieces = models.JSONField()  # [[at, page, start, length], …]
    kind = models.CharField(max_length=20, choices=SectionKind.choices())
    speaker = models.CharField(max_length=15, choices=Speaker.choices())
    heading = models.CharField(max_length=500, blank=True)
    ocr = models.BooleanField(default=False)
