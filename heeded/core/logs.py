"""Logging that keeps nobody's question and no key: query strings and the secrets in addresses are cut from every
message, from the words of every error and from what stands below it."""

import logging
import re

_QUERY = re.compile(r"\?[^\s\"']*")
# Addresses that let in whoever knows them: an invitation, a password reset, the confirmation of an address, the link
# that stops letters.
_SECRET = re.compile(
    r"(/account/(?:invitation|password/reset/key|confirm-email)/|/your-searches/stop/)[^/\s\"']+"
)
_LONGEST = 1_000  # characters of a message: an address can be made as long as one likes
_CUT = " …"


class WithoutQuery(logging.Filter):
    """Cut `?…` and secrets out of whatever is about to be logged. Of an error stay its kind and the places in our
    code, never its words: they may quote a question or a report."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = without_secrets(record.getMessage())
        record.msg, record.args = message[:_LONGEST] + _CUT * (len(message) > _LONGEST), ()
        if record.exc_info and record.exc_info[1] is not None:
            record.exc_text = _places(record.exc_info[1])
        return True


def without_secrets(text: str) -> str:
    """The text without query strings and without the keys that stand in addresses."""
    return _SECRET.sub(r"\1…", _QUERY.sub("?…", text))


def _places(error: BaseException) -> str:
    """Where an error arose: file, line and function of each step, then its kind."""
    lines, step = [], error.__traceback__
    while step is not None:
        code = step.tb_frame.f_code
        lines.append(f"  {code.co_filename}:{step.tb_lineno} {code.co_name}")
        step = step.tb_next
    return "\n".join([*lines, f"  {type(error).__module__}.{type(error).__qualname__}"])
