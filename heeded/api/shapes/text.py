"""Words that somebody sends: what no database and no screen can hold is refused."""

from typing import Annotated

from ninja import Schema
from pydantic import AfterValidator, ConfigDict


def _whole(text: str) -> str:
    if "\x00" in text:
        raise ValueError("holds a character that is no text")
    return text


Text = Annotated[str, AfterValidator(_whole)]


class Sent(Schema):
    """What somebody sends. A name that there is not is refused: left out, a misspelt one would do something else."""

    model_config = ConfigDict(extra="forbid")
