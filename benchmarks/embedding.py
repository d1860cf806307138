"""How many passages of 200 words a second become vectors, windows and all, beside the bare model on the same tokens.

Run: `python -m benchmarks.embedding [--passages 200]`. The passages are cut from the samples. Both ways of using two
cores are measured: texts shared out to threads, and one text at a time with two threads inside the model. Figures hold
for a machine with both cores free; CPU milliseconds hardly hang on what else runs.
"""

import argparse
import os
import resource
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain

import numpy as np

from benchmarks._meaning_gold import FOLDERS, as_read
from heeded.engine.meaning import SHARED_FOLDER, Model, open_model
from heeded.engine.meaning._places import GRAPH_FILE

WORDS = 200
MUST_REACH = 45.0  # passages a second on two cores


def texts(number: int) -> list[str]:
    """Passages of 200 words from the samples that are text and one file long, in order; repeated if need be."""
    names = sorted(
        path.name for path in FOLDERS["samples"].iterdir() if path.suffix in (".docx", ".html", ".txt")
    )
    words = list(chain.from_iterable(as_read(name, 1).split() for name in names))
    cut = [" ".join(words[at : at + WORDS]) for at in range(0, len(words) - WORDS, WORDS)]
    return [cut[place % len(cut)] for place in range(number)]


def bare(passages: Sequence[str], model: Model, *, inside: int, outside: int) -> Callable[[], None]:
    """The model alone on tokens made beforehand: `inside` threads of its own, `outside` texts at once."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = inside
    session = onnxruntime.InferenceSession(
        (SHARED_FOLDER / GRAPH_FILE).read_bytes(), options, providers=["CPUExecutionProvider"]
    )
    made = [np.array([model._tokenizer.encode(text).ids], np.int64) for text in passages]

    def run() -> None:
        with ThreadPoolExecutor(outside) as pool:
            for _ in pool.map(lambda ids: session.run(None, {"ids": ids}), made):
                pass

    return run


def measured(work: Callable[[], object], number: int) -> tuple[float, float]:
    """Passages a second and CPU milliseconds a passage, the best of three."""
    best = (0.0, 0.0)
    for _ in range(3):
        began, spent = time.perf_counter(), time.process_time()
        work()
        took, cpu = time.perf_counter() - began, time.process_time() - spent
        best = max(best, (number / took, cpu / number * 1e3))
    return best


def main() -> int:
    """Print the table; 1 where the mark is missed."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--passages", type=int, default=200)
    passages = texts(arguments.parse_args().passages)
    if not (SHARED_FOLDER / GRAPH_FILE).is_file():
        print("skipped: there is no sentence model here (heeded model add --for-all)")
        return 0
    model = open_model(SHARED_FOLDER)
    model.embed(passages[:4])
    ways: dict[str, Callable[[], object]] = {
        "Heeded, two threads: passages and their stretches": lambda: model.embed_passages(passages),
        "Heeded, one thread": lambda: model.embed_passages(passages, threads=1),
        "model alone, a text to each of two threads": bare(passages, model, inside=1, outside=2),
        "model alone, two threads inside it": bare(passages, model, inside=2, outside=1),
        "model alone, one thread": bare(passages, model, inside=1, outside=1),
    }
    figures = {name: measured(way, len(passages)) for name, way in ways.items()}
    first, alone = next(iter(figures.values())), figures["model alone, a text to each of two threads"]
    print(
        f"{len(passages)} passages of {WORDS} words, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}\n"
    )
    print("| | passages a second | CPU ms a passage |\n| --- | --: | --: |")
    for name, (speed, cpu) in figures.items():
        print(f"| {name} | {speed:.1f} | {cpu:.1f} |")
    print(f"\nCPU beside the model alone: {first[1] / alone[1]:.2f} times")
    print(f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3:.0f} MB at most")
    asked = "did anyone ask the little one what was going on at home?"
    speed, cpu = measured(lambda: [model.embed_question(asked) for _ in range(50)], 50)
    print(f"a question: {1e3 / speed:.1f} ms")
    possible = 2 * 1e3 / first[1]
    print(f"with both cores free, by CPU: {possible:.0f} a second (must be {MUST_REACH:.0f})")
    return 0 if max(first[0], possible) >= MUST_REACH else 1


if __name__ == "__main__":
    sys.exit(main())
