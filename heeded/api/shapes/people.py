"""What is said of people."""

from typing import Annotated

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from pydantic import AfterValidator


def _address(text: str) -> str:
    try:
        if text:
            validate_email(text)
    except ValidationError as error:
        raise ValueError("is no e-mail address") from error
    return text


Address = Annotated[str, AfterValidator(_address)]
