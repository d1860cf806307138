"""A page that shows every part at once, for tests only: it is in no menu and in no wheel."""

from io import BytesIO
from pathlib import Path
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path
from PIL import Image

from heeded.web.forms import DayField, FilesField

TITLE = "Child K: a review of how agencies worked together"
FRONT = Path(__file__).parent / "templates" / "front.html"
PARTS = Path(__file__).parent / "templates" / "every_part.html"


class Form(forms.Form):
    title = forms.CharField(help_text="As printed on its cover")
    day = DayField(label="Published on", help_text="For example 27 3 2019")
    nation = forms.ChoiceField(choices=[("england", "England"), ("wales", "Wales")], widget=forms.RadioSelect)
    harms = forms.MultipleChoiceField(
        choices=[("neglect", "Neglect"), ("burns", "Burns")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    kind = forms.ChoiceField(label="Kind of review", choices=[("", "Choose"), ("review", "Review")])
    note = forms.CharField(widget=forms.Textarea, required=False)
    public = forms.BooleanField(label="It has been published", required=False)
    key = forms.CharField(widget=forms.HiddenInput, required=False)


class DropForm(forms.Form):
    files = FilesField(label="Files")


def parts(request: HttpRequest) -> HttpResponse:
    """Every part, with the form as it comes back after a mistake."""
    messages.success(request, "The report was added.")
    messages.info(request, "Two files wait for OCR.")
    template = engines["django"].from_string(PARTS.read_text())
    return HttpResponse(template.render(_context(request), request))


CHOSEN = [{"words": "Harm: Neglect", "address": "/"}, {"words": "Year: 2015 to 2019", "address": "/"}]
PASSAGE = {
    "address": "/",
    "page": "p. 12",
    "section": "Findings",
    "speaker": "reviewer",
    "speaker_words": "The reviewer writes",
    "text": "The health visitor saw the bruise and wrote it down, but nobody asked how a baby came by it.",
    "marks": [(27, 33), (76, 80)],
    "why": ["bruise (bruising)", "baby"],
}
FILTERS = [
    {"name": "year", "words": "Year", "kind": "years", "from_value": 2015, "to_value": None},
    {
        "name": "harm",
        "words": "Harm",
        "options": [
            {"value": "neglect", "words": "Neglect", "count": 9, "chosen": True},
            {"value": "physical", "words": "Physical abuse", "count": 3, "chosen": False},
        ],
    },
]
BOXES = [
    {"mark": 1, "left": 120.5, "top": 210, "width": 60, "height": 14},
    {"mark": 2, "left": 90, "top": 400, "width": 60, "height": 14},
]
FACTS = [
    {"name": "Board", "value": "Westmarch Safeguarding Board", "badge": "confirmed"},
    {"name": "Published", "value": "March 2019", "badge": "machine", "address": "/", "link": "Correct"},
]
STEPS = [
    {"words": "Recognise", "state": "done", "state_words": "Done"},
    {"words": "Read pages", "state": "failed", "more": "The file is locked with a password."},
    {"words": "Sections", "state": "waiting"},
]


def _context(request: HttpRequest) -> dict[str, Any]:
    return {
        "title": TITLE,
        "trail": [("Find", "/"), ("Results", "/")],
        "kinds": ["machine", "confirmed", "fictional", "not-held", "restricted", "ocr"],
        "passages": [
            PASSAGE,
            PASSAGE | {"speaker": "agency", "speaker_words": "An agency's own account", "ocr": True},
            PASSAGE | {"speaker": "family"},
        ],
        "page": Paginator(range(200), 10).page(4),
        "chosen": CHOSEN,
        "filters": FILTERS,
        "boxes": BOXES,
        "facts": FACTS,
        "rows": [["2018", 14], ["2019", 9]],
        "columns": [("Year", False), ("Reviews", True)],
        "steps": STEPS,
        "form": Form(request.POST or {"day_0": "31", "day_1": "2", "day_2": "2019"}),
        "drop": DropForm(),
    }


def picture(request: HttpRequest) -> HttpResponse:
    """A white sheet, as large as a page at 72 dots an inch."""
    bytes_of_it = BytesIO()
    Image.new("L", (595, 842), 255).save(bytes_of_it, "PNG")
    return HttpResponse(bytes_of_it.getvalue(), content_type="image/png")


def front(request: HttpRequest) -> HttpResponse:
    """The one box as it stands on the first page."""
    template = engines["django"].from_string(FRONT.read_text())
    return HttpResponse(template.render({"library_is_fictional": True}, request))


urlpatterns = [
    path("parts", parts),
    path("front", front),
    path("picture.png", picture),
    path("", include("heeded.config.urls")),
]
