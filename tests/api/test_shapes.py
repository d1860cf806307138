"""What is answered keeps up with our records: what a record gains is shown, or left out on purpose."""

from dataclasses import fields
from typing import Any

import pytest
from pydantic import BaseModel as Schema

from heeded.api.shapes import briefings, documents, learning, reviews, search
from heeded.briefing.models import Version
from heeded.briefing.shown import ShownBriefing, ShownLine
from heeded.library.models import Document, LearningPoint, Page, Passage
from heeded.search import results

# For each record: what shows it, and which of its fields are left out or stand there under another name.
SHOWN: list[tuple[Any, type[Schema], set[str]]] = [
    # The citation holds document, page, start, end and spans; the passage's key stays here.
    (results.PassageHit, search.Passage, {"passage", "document", "page", "start", "end", "spans", "mark_spans",
                                          "meaning_spans", "kind"}),
    (results.ReviewHit, search.ReviewFound, {"work", "identifier"}),
    (results.FacetValue, search.FacetValue, set()),
    (results.Facet, search.Facet, set()),
    (results.Suggestion, search.Try, set()),
    (results.NotHeld, search.NotHeld, set()),
    (results.SearchResults, search.SearchAnswer, {"works", "hits", "page", "pages"}),
    (results.PointHit, learning.PointClose, {"work", "title", "document", "page", "spans"}),
    (ShownLine, briefings.LineShown, {"document", "of", "page", "spans", "year"}),
    (ShownBriefing, briefings.BriefingShown, {"number", "sources", "words"}),
]  # fmt: skip
# The same for what lies in the database.
STORED: list[tuple[Any, type[Schema], set[str]]] = [
    (Page, documents.PageShown, {"id", "lines", "blocks", "words"}),
    (Passage, documents.PassageShown, {"id", "document", "page", "pieces", "kind"}),
    (LearningPoint, learning.Point, {
        "id", "work", "order", "confidence", "decided_by", "decided_at", "found", "entered_by",
    }),
    (Document, reviews.DocumentRow, {
        "id", "work", "sha256", "name", "kind", "pdf_sha256", "clean_sha256", "public_sha256", "public_pdf_sha256",
        "page_count", "replaced_is_public", "read_error", "read_advice", "hidden", "unsettled_changes", "notes",
        "fingerprint", "added_by", "published_by", "restrictions_checked", "withdrawn_at", "withdrawn_by",
        "withdrawn_reason",
    }),
    (Version, briefings.BriefingRow, {
        "id", "briefing", "number", "revision", "note", "parts", "sources", "content_notes", "made_by", "edited_at",
        "edited_by", "checked_by", "issued_by",
    }),
]  # fmt: skip


@pytest.mark.parametrize(("record", "shape", "left_out"), SHOWN, ids=lambda one: getattr(one, "__name__", ""))
def test_a_record_is_shown_whole(record: Any, shape: type[Schema], left_out: set[str]) -> None:
    held = {field.name for field in fields(record)}
    assert held - set(shape.model_fields) == left_out


@pytest.mark.parametrize(("model", "shape", "left_out"), STORED, ids=lambda one: getattr(one, "__name__", ""))
def test_a_row_is_shown_whole(model: Any, shape: type[Schema], left_out: set[str]) -> None:
    held = {field.name for field in model._meta.concrete_fields}
    assert held - set(shape.model_fields) == left_out


def test_no_shape_has_a_key_of_the_database() -> None:
    from heeded.api.application import api

    schemas = api.description_made["components"]["schemas"]
    named = {
        f"{shape}.{name}"
        for shape, said in schemas.items()
        for name in said.get("properties", {})
        if name in {"id", "pk"} or name.endswith(("_id", "_pk"))
    }
    assert len(schemas) > 60
    assert named == set()
