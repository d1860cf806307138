"""What a service says no to, as one sentence for a form or a message."""

from django import forms

from heeded.core.errors import HeededError
from heeded.practice.errors import NotToBeDone


def refused_words(error: HeededError) -> str:
    """The reason and what to do instead."""
    return f"{error.reason} {error.advice}".strip()


def say_refused(form: forms.Form, error: HeededError) -> None:
    """Let a form say why a service says no, at the field that it is about where the form has that."""
    field = error.field if isinstance(error, NotToBeDone) and error.field in form.fields else None
    form.add_error(field, refused_words(error))
