"""What a main library tells those who keep a public copy of it, and what such a copy remembers of its origin."""

from django.db import models

KINDS = [
    ("library", "What the library says of itself"),
    ("work", "A review and what is filed of it"),
    ("document", "A document with its pages"),
    ("briefing", "An issued briefing"),
]


class Publication(models.Model):
    """On the main library: one thing that is public or once was, as followers were told of it last. A new telling
    takes the next number, so that whoever asks for what came after a number misses nothing."""

    kind = models.CharField(max_length=10, choices=KINDS)
    identifier = models.CharField(max_length=20)
    number = models.BigIntegerField(unique=True)
    sha256 = models.CharField(max_length=64, blank=True)  # of its record; blank once it is gone
    stamp = models.CharField(max_length=64, blank=True)  # tells cheaply whether the record may have changed
    is_gone = models.BooleanField(default=False)
    reason = models.CharField(
        max_length=20, blank=True
    )  # of what is gone: withdrawn | erased | replaced | hidden
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "identifier"], name="one_publication_a_thing")]


class MainLibrary(models.Model):
    """On a public node: the library that it follows, and how far it has come. One row."""

    address = models.CharField(max_length=300)
    place = models.CharField(max_length=120, blank=True)  # everything told up to here is here
    reached_at = models.DateTimeField(null=True, blank=True)  # when it last answered
    done_at = models.DateTimeField(null=True, blank=True)  # when nothing was left to take
    compared_at = models.DateTimeField(
        null=True, blank=True
    )  # when all that is held was compared with its list
    waiting = models.IntegerField(default=0)  # things still to be taken
    error = models.CharField(max_length=300, blank=True)


class Followed(models.Model):
    """On a public node: one thing that came from the main library, known by the hash of its record. `going` says
    that it was told gone and its last bytes are being removed: begun again after a kill."""

    kind = models.CharField(max_length=10, choices=KINDS)
    identifier = models.CharField(max_length=20)
    sha256 = models.CharField(max_length=64)
    taken_at = models.DateTimeField()
    going = models.BooleanField(default=False)
    reason = models.CharField(max_length=20, blank=True)
    hashes = models.JSONField(default=list)  # of its files, while it is going
    row = models.BigIntegerField(default=0)  # the primary key that its document had

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "identifier"], name="one_followed_a_thing")]
