"""A framework with what a machine has learned of it, ready to guess at passages. Nothing is stored here:
`services.suggest` puts it down, the command line prints it."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass

from heeded.engine.themes import Asked, Guesses, Guessing, Remembering, ThemeModel, WrongFile, read_model
from heeded.learning.errors import NotSuggested
from heeded.learning.models import Framework, TrainedModel
from heeded.learning.queries import framework_record
from heeded.search.lending import embedded_passages, the_model, what_is_wrong

OWN_WORDS = "own words 1"  # the way in which a theme's own words are looked for
_MOST_OPENED = 4


@dataclass(frozen=True, slots=True)
class Suggesting:
    """A framework of the library, and `name`, under which it was learned; blank where it was not."""

    framework: Framework
    guessing: Guessing
    name: str

    @property
    def by_labels(self) -> str:
        """What proposes the themes that were learned."""
        return f"learned {self.name}"

    @property
    def proposer(self) -> str:
        """All that proposes: what was learned, the wording of the framework, the way of looking. Another one finds
        other things."""
        learned = f"{self.by_labels}, " if self.name else ""
        return f"{learned}version {self.guessing.framework.version}, {OWN_WORDS}"

    def guesses(self, passages: Sequence[Asked], *, document: int | None = None) -> Guesses:
        """Guesses at passages; those of a document that search has made vectors of are not made again."""
        model = the_model()
        if model is None:
            return self.guessing.guesses(passages)
        held = {} if document is None else embedded_passages(document)
        known = {one.text: held[one.key] for one in passages if one.key in held}
        return self.guessing.guesses(passages, Remembering(model, known))


def suggesting_for(framework: Framework) -> Suggesting:
    """A framework with what was learned of it.

    Raises:
        NotSuggested: it was learned with the sentence model, which is not here, or cannot be read any more.
    """
    record = framework_record(framework)
    held = TrainedModel.objects.filter(framework=framework, bytes__gt=0).values_list("name", "source").first()
    if held is None:
        return Suggesting(framework, Guessing(record), "")
    name, source = held
    model = _opened(framework, name)
    here = the_model()
    if model.meaning is not None and (here is None or here.identifier != model.meaning.identifier):
        raise NotSuggested(
            f"These themes were learned with the sentence model. {what_is_wrong()}".strip(),
            advice="Run: heeded model add, or learn them again.",
        )
    return Suggesting(framework, Guessing(record, model, whole_file=source == "file"), name)


def forget_opened() -> None:
    """Keep nothing in memory of what was learned."""
    with _lock:
        _models.clear()


_lock = threading.Lock()
_models: dict[str, ThemeModel] = {}


def _opened(framework: Framework, name: str) -> ThemeModel:
    """What was learned, opened once in this process for as long as it counts."""
    with _lock:
        known = _models.get(name)
    if known is not None:
        return known
    content = TrainedModel.objects.filter(framework=framework, name=name).values_list("content", flat=True)
    try:
        model = read_model(bytes(content.first() or b""))
    except WrongFile as error:
        raise NotSuggested(error.reason, advice=error.advice) from error
    with _lock:
        if len(_models) >= _MOST_OPENED:
            _models.clear()
        _models[name] = model
    return model
