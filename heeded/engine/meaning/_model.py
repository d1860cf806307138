"""The model at work: text in, vectors out."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from heeded.engine.meaning._errors import WrongModel
from heeded.engine.meaning._everyday import in_report_words
from heeded.engine.meaning._graph import MOST_TOKENS
from heeded.engine.meaning._pinned import DIMENSIONS, GRAPH, IDENTIFIER, TOKENIZER, sha256
from heeded.engine.meaning._places import GRAPH_FILE, TOKENIZER_FILE
from heeded.engine.meaning._question import QuestionVectors, question_vectors, unit
from heeded.engine.meaning._windows import sentence_windows

if TYPE_CHECKING:  # large libraries: only whoever opens a model waits for them
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

Vectors = npt.NDArray[np.float32]
Result = TypeVar("Result")
_MOST_CHARACTERS = 20_000  # far more than the tokens that the model takes
_THREADS = 2
STRETCH = 8  # tokens, some six words
_LAST_AT_LEAST = 2  # a last stretch of fewer goes with the one before it


class PassageVectors(NamedTuple):
    """A passage as vectors of length one: the whole of it, and each stretch of eight tokens with the sentence that it
    stands in (start and end in the passage's text); several stretches stand in the same sentence."""

    whole: Vectors
    windows: tuple[tuple[int, int], ...]
    parts: Vectors


def open_model(folder: Path) -> "Model":
    """The model in `folder`, checked by hash (a few hundredths of a second).

    Raises:
        WrongModel: a file is missing, damaged or another one.
    """
    from tokenizers import Tokenizer

    graph = _checked(folder / GRAPH_FILE, GRAPH)
    tokenizer = Tokenizer.from_str(_checked(folder / TOKENIZER_FILE, TOKENIZER).decode())
    tokenizer.enable_truncation(MOST_TOKENS)
    tokenizer.no_padding()
    return Model(_session(graph), tokenizer)


def check_model(folder: Path) -> None:
    """Whether the model in `folder` may be opened, without opening it.

    Raises:
        WrongModel: a file is missing, damaged or another one.
    """
    for name, expected in ((GRAPH_FILE, GRAPH), (TOKENIZER_FILE, TOKENIZER)):
        _checked(folder / name, expected)


class Model:
    """Turns text into vectors. One may be used by many threads at once."""

    identifier = IDENTIFIER

    def __init__(self, session: "InferenceSession", tokenizer: "Tokenizer") -> None:
        self._session = session
        self._tokenizer = tokenizer

    def embed(self, texts: Sequence[str], *, threads: int = _THREADS) -> Vectors:
        """A vector of length one for each text, in order: float32 (n, 384). What is beyond 512 tokens is left out."""
        vectors = _each(self._embed_one, texts, threads)
        return np.stack(vectors) if vectors else np.empty((0, DIMENSIONS), np.float32)

    def embed_question(self, text: str) -> QuestionVectors:
        """What somebody asks, as it was asked and in the words of reports (twice the time where these differ)."""
        wordings = dict.fromkeys((text, in_report_words(text)))
        made = [self._tokens(wording)[0] for wording in wordings]
        return question_vectors(
            [(_mean(tokens), tokens[1:-1] if len(tokens) > 2 else tokens) for tokens in made]
        )

    def embed_passage(self, text: str) -> PassageVectors:
        """The vectors of a passage, in one go: each token has read all others before they are brought together."""
        tokens, starts = self._tokens(text)
        whole = _mean(tokens)
        sentences = sentence_windows(text)
        if not sentences:
            return PassageVectors(whole, (), np.empty((0, DIMENSIONS), np.float32))
        cuts = range(0, max(len(tokens) - _LAST_AT_LEAST, 1), STRETCH)
        parts = unit(np.add.reduceat(tokens, list(cuts), axis=0))
        middles = [starts[min(cut + STRETCH // 2 - 1, len(starts) - 1)] for cut in cuts]
        places = np.searchsorted([start for start, _ in sentences], middles, side="right") - 1
        return PassageVectors(whole, tuple(sentences[max(place, 0)] for place in places.tolist()), parts)

    def embed_passages(self, texts: Sequence[str], *, threads: int = _THREADS) -> list[PassageVectors]:
        """`embed_passage` of each, in order, on as many cores as `threads`."""
        return _each(self.embed_passage, texts, threads)

    def _embed_one(self, text: str) -> Vectors:
        return _mean(self._tokens(text)[0])

    def _tokens(self, text: str) -> tuple[Vectors, npt.NDArray[np.int64]]:
        """A vector for each token, marks of beginning and end among them, and where each token but these starts."""
        clean = text[:_MOST_CHARACTERS].encode("utf-8", "replace").decode()  # halves of characters
        encoding = self._tokenizer.encode(clean)
        ids = np.array([encoding.ids], np.int64)
        (tokens,) = self._session.run(["tokens"], {"ids": ids})
        return tokens[0], np.array([start for start, _ in encoding.offsets[1:-1]], np.int64)


def _each(work: Callable[[str], Result], texts: Sequence[str], threads: int) -> list[Result]:
    """The longest first, so that no thread is left with a long one at the end; answers in the order of `texts`."""
    threads = min(threads, len(texts), os.cpu_count() or 1)
    if threads <= 1:
        return [work(text) for text in texts]
    order = sorted(range(len(texts)), key=lambda place: -len(texts[place]))
    with ThreadPoolExecutor(threads) as pool:
        done = dict(zip(order, pool.map(work, [texts[place] for place in order]), strict=True))
    return [done[place] for place in range(len(texts))]


def _mean(tokens: Vectors) -> Vectors:
    return unit(tokens.mean(axis=0))


def _session(graph: bytes) -> "InferenceSession":
    """One thread each run, as whole texts are shared out; the graph is written as it is to be run."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.enable_mem_pattern = False  # every text has a length of its own
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


def _checked(path: Path, expected: str) -> bytes:
    if not path.is_file():
        raise WrongModel(f"There is no {path.name} in {path.parent}.", "Run: heeded model add")
    content = path.read_bytes()
    if sha256(content) != expected:
        raise WrongModel(f"{path} is damaged or another model's.", "Run: heeded model add")
    return content
