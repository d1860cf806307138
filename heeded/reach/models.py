"""Questions kept alive: saved searches, what answered them, letters about it; and one's own past searches."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from django.db import models

from heeded.core.identifiers import new_identifier
from heeded.library.models import Document
from heeded.people.models import Account, Message
from heeded.search.request import SearchRequest

_LAYOUT = {"page", "per_page", "per_review", "sort"}


def request_of(parameters: Iterable[Sequence[str]]) -> SearchRequest:
    """The search that these names and values make, as in an address."""
    found: dict[str, list[str]] = {}
    for name, value in parameters:
        found.setdefault(name, []).append(value)
    return SearchRequest.from_parameters(found)


def parameters_of(request: SearchRequest, *, sort: bool = False) -> list[tuple[str, str]]:
    """What `request_of` makes a search of again: what is asked, without how its list is laid out; its order only where
    that is wanted."""
    left_out = _LAYOUT - {"sort"} if sort else _LAYOUT
    return [(name, value) for name, value in request.to_parameters() if name not in left_out]


class SavedSearch(models.Model):
    """A question that somebody keeps. Theirs alone: no role lets anybody else see it.

    `known` are the documents that this search has been held against already, or that its owner could see when it was
    saved; `waiting` those of them that have the words and not, or not yet, the facts it filters by. Both are keys as
    ranges (`reach.ranges`). `looks` counts, so that of two workers only one writes down what it found.
    """

    OFTEN: ClassVar = [
        ("daily", "Every day"),
        ("weekly", "Every Monday"),
        ("never", "Only when I open it"),
    ]
    identifier = models.CharField(max_length=20, unique=True, default=new_identifier)
    account = models.ForeignKey(Account, models.CASCADE, related_name="saved_searches")
    name = models.CharField(max_length=120)
    parameters = models.JSONField()  # [[name, value], …] as in an address
    often = models.CharField(max_length=8, choices=OFTEN)
    by_mail = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    known = models.TextField(blank=True)
    waiting = models.TextField(blank=True)
    looks = models.IntegerField(default=0)
    looked_at = models.DateTimeField(null=True, blank=True)
    next_look_at = models.DateTimeField(
        null=True, blank=True, db_index=True
    )  # the schedule; null: nobody looks

    def __str__(self) -> str:
        return self.identifier  # never the words: this stands in errors and logs

    def request(self) -> SearchRequest:
        """What is asked for."""
        return request_of(self.parameters)


class Alert(models.Model):
    """A letter about new answers to one search. Its words are written when it is sent, of what may be told then."""

    search = models.ForeignKey(SavedSearch, models.CASCADE, related_name="alerts")
    message = models.OneToOneField(Message, models.CASCADE, related_name="+")
    made_at = models.DateTimeField()


class Answer(models.Model):
    """A document that was new and answered a saved search. Holds no words, only where they stand: `places` are
    `reach.places.Place`s, in characters of raw text. Whoever shows it asks again who may see the document."""

    search = models.ForeignKey(SavedSearch, models.CASCADE, related_name="answers")
    document = models.ForeignKey(Document, models.CASCADE, related_name="+")
    found_at = models.DateTimeField()
    places = models.JSONField(default=list)
    matching = models.IntegerField(default=0)  # passages that answered, kept here or not
    is_loose = models.BooleanField(default=False)  # touches on it, not worth a letter (`reach.strength`)
    seen_at = models.DateTimeField(null=True, blank=True)  # its owner saw it on the page
    told_at = models.DateTimeField(null=True, blank=True)  # a letter was written, or none was wanted
    alert = models.ForeignKey(Alert, models.SET_NULL, null=True, blank=True, related_name="answers")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["search", "document"], name="a_document_answers_a_search_once")
        ]


class KeptHistory(models.Model):
    """Somebody asked Heeded to remember their own searches. Without this row nothing is remembered."""

    account = models.OneToOneField(Account, models.CASCADE, related_name="+")
    since = models.DateTimeField()


class PastSearch(models.Model):
    """A search of somebody who keeps a history. Theirs alone, and for 90 days at most."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="+")
    parameters = models.JSONField()
    asked_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return str(self.pk)


class Chore(models.Model):
    """Something done once a day, and when it was done last: one worker of several does it."""

    name = models.CharField(max_length=40, unique=True)
    done_at = models.DateTimeField()
