"""What search by meaning compares, made once for the whole library. Each node keeps a copy laid out for scanning."""

from django.db import models

from heeded.library.models import Document


class DocumentVectors(models.Model):
    """The vectors of one document, made by a worker in the background.

    Packed arrays, little endian: keys of passages and of learning points as 64-bit numbers, vectors with a byte for
    each dimension. `windows` are the stretches of eight tokens that passages are cut into, as rows of three 32-bit
    numbers: which passage, and start and end in its text of the sentence that the stretch stands in.
    """

    document = models.OneToOneField(Document, models.CASCADE, related_name="vectors")
    model = models.CharField(max_length=120, blank=True)  # whose vectors these are; blank: none yet
    texts = models.CharField(max_length=64, blank=True)  # hash of the passages' texts in order
    passages = models.BinaryField(default=bytes)
    passage_vectors = models.BinaryField(default=bytes)
    windows = models.BinaryField(default=bytes)
    window_vectors = models.BinaryField(default=bytes)
    point_texts = models.CharField(max_length=64, blank=True)  # the same of the learning points
    points = models.BinaryField(default=bytes)
    point_vectors = models.BinaryField(default=bytes)
    made_at = models.DateTimeField(null=True, blank=True)
    claimed_until = models.DateTimeField(null=True, blank=True)  # a worker is at it
