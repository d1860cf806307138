"""The sentence model, for commands that ask no library."""

from typing import TYPE_CHECKING

from heeded.core.errors import Refused

if TYPE_CHECKING:
    from heeded.engine.meaning import Model


def sentence_model() -> "Model | None":
    """The model that this library or this machine has; None where there is none.

    Raises:
        Refused: it is damaged or another one.
    """
    from heeded.config.environment import read_model_places
    from heeded.engine.meaning import MeaningError, model_folder, open_model

    chosen, library = read_model_places()
    folder = model_folder(chosen=chosen, library=library)
    try:
        return None if folder is None else open_model(folder)
    except MeaningError as error:
        raise Refused(error.reason, advice=error.advice) from error
