"""Words that somebody sends: what no database and no screen can hold is refused."""

from typing import Annotated

from pydantic import AfterValidator


def _whole(text: str) -> str:
    if "\x00" in text:
        raise ValueError("holds a character that is no text")
    return text


Text = Annotated[str, AfterValidator(_whole)]
