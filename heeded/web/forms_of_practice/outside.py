"""What boards submit and open to outside bodies; what those ask, and what boards answer."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heeded.core.clock import today
from heeded.library.models import Work
from heeded.people.models import Organisation
from heeded.practice.kinds import QuestionKind
from heeded.practice.services import Period
from heeded.web.forms import DayField

_LONGEST = 8000  # characters


class TellForm(forms.Form):
    """Which body is told, and of which review; without one of all that is on the plan."""

    to = forms.ChoiceField(
        label=gettext_lazy("To which body"),
        error_messages={"required": gettext_lazy("Choose a body")},
    )
    work = forms.ChoiceField(label=gettext_lazy("What of the plan"), required=False)

    def __init__(
        self, bodies: Sequence[Organisation], works: Sequence[Work], *args: Any, **said: Any
    ) -> None:
        super().__init__(*args, **said)
        self._bodies = {one.identifier: one for one in bodies}
        self._works = {one.identifier: one for one in works}
        _choices(self, "to", [("", _("Choose a body")), *((one.identifier, _named(one)) for one in bodies)])
        whole = ("", _("Everything that is on it"))
        _choices(self, "work", [whole, *((one.identifier, one.title) for one in works)])

    def clean_to(self) -> Organisation:
        return self._bodies[self.cleaned_data["to"]]

    def clean_work(self) -> Work | None:
        return self._works.get(self.cleaned_data["work"])


class OpenForm(TellForm):
    """The same, for a named period."""

    since = DayField(
        label=gettext_lazy("First day"), help_text=gettext_lazy("Leave empty for now"), required=False
    )
    until = DayField(
        label=gettext_lazy("Last day"),
        help_text=gettext_lazy("They can read it until the end of this day. You can end it earlier."),
        error_messages={"required": gettext_lazy("Enter the last day")},
    )

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        if until < today():
            raise forms.ValidationError(_("The last day must not be past"))
        return until

    def clean(self) -> None:
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day must not be before the first"))

    def period(self, at: datetime) -> Period:
        """Days turned into instants: from the beginning of the first, or from `at`, to the end of the last."""
        return Period.of_days(self.cleaned_data["since"], self.cleaned_data["until"], at=at)


class AskForm(forms.Form):
    """A question to a board, or advice."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Do you ask or advise?"),
        choices=QuestionKind.choices(),
        initial=QuestionKind.QUESTION.value,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose whether you ask or advise")},
    )
    item = forms.CharField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(
        label=gettext_lazy("Your question or advice"),
        help_text=gettext_lazy(
            "The board sees it with your organisation and the day. Name no child and no worker."
        ),
        max_length=_LONGEST,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": gettext_lazy("Write your question or advice")},
    )


class AnswerForm(forms.Form):
    """The board's answer."""

    text = forms.CharField(
        label=gettext_lazy("Your answer"),
        help_text=gettext_lazy("It cannot be changed once it is sent."),
        max_length=_LONGEST,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": gettext_lazy("Write your answer")},
    )


def _choices(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


def _named(body: Organisation) -> str:
    if getattr(body, "is_staffed", True):
        return body.name
    return _("%(name)s (nobody there has an account here yet)") % {"name": body.name}
