from django.db import models


class LibrarySettings(models.Model):
    """What one library says of itself: one row. `fictional` marks a library of samples, which no real
    review may join, and a real one no sample."""

    fictional = models.BooleanField(default=False)
    name = models.CharField(max_length=120, blank=True)
    danger_line = models.CharField(max_length=300, blank=True)
    own_synonyms = models.TextField(blank=True)
    follows = models.CharField(max_length=300, blank=True)  # address of the main library, on a public node
    # Counts below this are hidden where they tell of families or of restricted records.
    hides_below = models.IntegerField(default=10)
    # Where to find support, on the pages of what became of a review; empty: as shipped.
    support = models.CharField(max_length=1000, blank=True)
