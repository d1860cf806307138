from django.db import models


class BriefingSettings(models.Model):
    """How this library's briefings are made: one row."""

    parts = models.JSONField(default=list)  # [{"role", "title"}, …]; empty: as parts.toml has them
    checker_differs = models.BooleanField(default=False)  # never checked by whoever edited it last
    usual_recommendations = models.IntegerField(null=True, blank=True)  # beside how many there are
    colour = models.CharField(max_length=7, blank=True)  # "#1d70b8", of headings in what is taken away
    logo_sha256 = models.CharField(max_length=64, blank=True)
    docx_sha256 = models.CharField(max_length=64, blank=True)  # the board's own template
    pptx_sha256 = models.CharField(max_length=64, blank=True)
