"""Words that somebody sends: what no database and no screen can hold is refused."""

import re
from typing import Annotated

from pydantic import AfterValidator

_NO_TEXT = re.compile("[\x00\ud800-\udfff]")  # a surrogate by itself is half a character


def _whole(text: str) -> str:
    if _NO_TEXT.search(text):
        raise ValueError("holds a character that is no text")
    return text


Text = Annotated[str, AfterValidator(_whole)]
