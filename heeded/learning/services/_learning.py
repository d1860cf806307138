"""A machine learns the themes of a framework: from what people coded here, or from a file of labelled texts."""

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import numpy as np
from django.db import transaction
from django.db.models import Q

from heeded.core.actors import SYSTEM, Actor
from heeded.core.clock import now
from heeded.core.identifiers import new_identifier
from heeded.core.services import record
from heeded.engine import themes as engine
from heeded.learning.errors import NotLearned
from heeded.learning.models import Framework, TrainedModel
from heeded.learning.queries import acts_on, plain_label, themes_by_label
from heeded.learning.services._examples import examples_of, learnable_documents
from heeded.learning.services._permission import must
from heeded.library.models import Document
from heeded.people.permissions import Permission
from heeded.people.viewer import Viewer
from heeded.search.lending import Floats, passage_vectors, the_model

_CLAIM = timedelta(minutes=10)  # far more than learning takes: after that its worker is dead
ENOUGH = 40  # acts of coding and deciding from which on themes are learned by themselves
_CHANGED, _CHANGED_SHARE = 10, 0.1  # … and learned again: so many more, and such a share more


@dataclass(frozen=True, slots=True)
class _Taught:
    """What is learned from."""

    texts: Sequence[str]
    labels: Sequence[Collection[str]]
    groups: Sequence[Hashable] | None
    vectors: Floats | None
    documents: dict[int, str]
    acts: int
    source: str


def learn(framework: Framework, *, by: Actor, texts: engine.Labelled | None = None) -> TrainedModel:
    """Learn the themes of a framework anew: from what was coded with it here, or from `texts`, whose labels are names
    or identifiers of its themes (others are left out). What was learned before is replaced; what people decided is not
    touched. Takes seconds, and holds nobody up meanwhile.

    Raises:
        NotAllowed: they may not code, or, for texts of their own, change frameworks.
        NotLearned: there is too little to learn from, or too many themes.
    """
    if isinstance(by, Viewer):
        must(by, Permission.CODE if texts is None else Permission.EDIT_FRAMEWORKS)
    taught = _from_codings(framework) if texts is None else _from_file(framework, texts)
    names = _names(taught.labels)
    try:
        model = engine.train(
            taught.texts,
            taught.labels,
            names,
            vectors=taught.vectors,
            meaning="" if taught.vectors is None else _identifier(),
            groups=taught.groups,
        )
    except engine.ThemesError as error:
        raise NotLearned(error.reason, advice=error.advice) from error
    return _keep(framework, model, taught, by=by)


def learn_what_is_due() -> int:
    """Learn again where people have decided much since, where a document that was learned from is gone, or a theme is
    not used any more; and for the first time where enough was decided, unless staff want no suggestions. How many
    frameworks were learned. Safe to repeat, and by several workers at once."""
    learned = 0
    frameworks = Framework.objects.filter(retired_at__isnull=True).exclude(wants_suggestions=False)
    for framework in frameworks.order_by("pk"):
        acts = acts_on(framework)
        if _is_due(framework, acts) and _claim(framework):
            learned += _learned_by_itself(framework, acts)
    return learned


def _learned_by_itself(framework: Framework, acts: int) -> int:
    """Why nothing could be learned is kept, and it is tried again when people have decided more."""
    held = TrainedModel.objects.filter(framework=framework)
    try:
        learn(framework, by=SYSTEM)
    except NotLearned as error:
        held.update(problem=error.reason[:300], acts=acts)
        return 0
    finally:
        held.update(claimed_until=None)
    return 1


def _is_due(framework: Framework, acts: int) -> bool:
    held = TrainedModel.objects.filter(framework=framework).defer("content").first()
    if held is not None and held.source == "file" and held.bytes:
        return False  # what was in the file is not here
    before = held.acts if held is not None else 0
    more = abs(acts - before) >= max(_CHANGED, _CHANGED_SHARE * before)
    if held is None or not held.bytes:
        return acts >= ENOUGH and more
    return more or _rests_on_what_is_gone(framework, held)


def _rests_on_what_is_gone(framework: Framework, held: TrainedModel) -> bool:
    there = learnable_documents().filter(identifier__in=held.documents).count()
    learned = [one["theme"] for one in held.figures.get("themes", [])]
    in_use = framework.themes.filter(identifier__in=learned, state="in-use").count()
    return there < len(held.documents) or in_use < len(learned)


def _claim(framework: Framework) -> bool:
    TrainedModel.objects.get_or_create(framework=framework)
    free = Q(claimed_until__isnull=True) | Q(claimed_until__lt=now())
    mine = TrainedModel.objects.filter(free, framework=framework).update(claimed_until=now() + _CLAIM)
    return mine == 1


def _from_codings(framework: Framework) -> _Taught:
    acts = acts_on(framework)  # before they are read: what is decided meanwhile counts as new
    found = examples_of(framework)
    vectors = _vectors(found.texts, found.passages, found.documents)
    return _Taught(found.texts, found.labels, found.reviews, vectors, found.documents, acts, "codings")


def _from_file(framework: Framework, texts: engine.Labelled) -> _Taught:
    known = themes_by_label(framework)
    labels = [
        {known[plain_label(label)] for label in one.labels if plain_label(label) in known}
        for one in texts.texts
    ]
    words = [one.text for one in texts.texts]
    return _Taught(words, labels, texts.groups, _vectors(words, (), ()), {}, acts_on(framework), "file")


def _names(labels: Sequence[Collection[str]]) -> list[str]:
    """The themes that are learned: all that were given, or as many as can be learned of those given most."""
    uses: dict[str, int] = {}
    for own in labels:
        for name in own:
            uses[name] = uses.get(name, 0) + 1
    return sorted(sorted(uses, key=lambda name: (-uses[name], name))[: engine.MOST_THEMES])


def _identifier() -> str:
    model = the_model()
    return model.identifier if model is not None else ""


def _vectors(texts: Sequence[str], passages: Sequence[int], documents: Collection[int]) -> Floats | None:
    """The texts' sentence vectors: those of passages as they were made for search, where they were. None without the
    sentence model."""
    model = the_model()
    if model is None or not texts:
        return None
    held = passage_vectors(documents) if documents else {}
    keys = list(passages) or [0] * len(texts)
    missing = [text for text, key in zip(texts, keys, strict=True) if key not in held]
    made = iter(model.embed(missing))
    return np.stack([held[key] if key in held else next(made) for key in keys])


@transaction.atomic
def _keep(framework: Framework, model: engine.ThemeModel, taught: _Taught, *, by: Actor) -> TrainedModel:
    """Put it in the place of what was learned before.

    Raises:
        NotLearned: a document that it learned from was erased meanwhile.
    """
    there = Document.objects.select_for_update().filter(pk__in=taught.documents)
    if len(there) < len(taught.documents):
        raise NotLearned("A document was erased meanwhile.", advice="Learn again.")
    content = engine.model_file(model)
    values: dict[str, Any] = {
        "name": new_identifier(),
        "framework_version": framework.version,
        "source": taught.source,
        "texts": len(taught.texts),
        "reviews": len(set(taught.groups or ())),
        "figures": _figures(model),
        "content": content,
        "bytes": len(content),
        "documents": sorted(taught.documents.values()),
        "acts": taught.acts,
        "problem": "",
        "learned_at": now(),
        "learned_by": by.audit_name,
    }
    kept, _ = TrainedModel.objects.update_or_create(framework=framework, defaults=values)
    record(
        "themes.learn",
        by=by,
        thing_kind="framework",
        thing=framework.identifier[:64],
        source=taught.source,
        texts=len(taught.texts),
        themes=len(model.names),
        silent=len(model.silent),
    )
    return kept


def _figures(model: engine.ThemeModel) -> dict[str, Any]:
    """The figures of cross-validation, as `queries.trained_for` reads them."""
    good, silent = model.how_good, set(model.silent)
    return {
        "folds": model.settings.folds,
        "good_enough": model.settings.good_enough,
        "fewest": model.settings.fewest,
        "with_meaning": model.meaning is not None,
        "micro": good.micro,
        "macro": good.macro,
        "micro_interval": _ends(good.micro_interval),
        "macro_interval": _ends(good.macro_interval),
        "themes": [
            {
                "theme": one.theme,
                "precision": one.precision,
                "recall": one.recall,
                "f1": one.f1,
                "support": one.support,
                "interval": _ends(one.interval),
                "silent": one.theme in silent,
            }
            for one in good.themes
        ],
    }


def _ends(interval: engine.Interval | None) -> list[float] | None:
    return None if interval is None else [interval.low, interval.high]
