"""A network of the model's shape, but small and with made weights, and the same network in plain numpy."""

import numpy as np
from safetensors.numpy import save

HIDDEN, WIDE, TOKENS, PLACES, HEADS, LAYERS = 24, 48, 40, 512, 12, 6


def made_weights() -> dict[str, np.ndarray]:
    """Always the same ones."""
    draw = np.random.default_rng(4)

    def matrix(*shape: int) -> np.ndarray:
        return (draw.standard_normal(shape) * 0.3).astype(np.float32)

    weights = {
        "embeddings.word_embeddings.weight": matrix(TOKENS, HIDDEN),
        "embeddings.position_embeddings.weight": matrix(PLACES, HIDDEN),
        "embeddings.token_type_embeddings.weight": matrix(2, HIDDEN),
        **_norm("embeddings.LayerNorm", matrix),
    }
    for layer in range(LAYERS):
        name = f"encoder.layer.{layer}."
        for part in ("query", "key", "value"):
            weights[f"{name}attention.self.{part}.weight"] = matrix(HIDDEN, HIDDEN)
            weights[f"{name}attention.self.{part}.bias"] = matrix(HIDDEN)
        for part, out, into in (
            ("attention.output.dense", HIDDEN, HIDDEN),
            ("intermediate.dense", WIDE, HIDDEN),
            ("output.dense", HIDDEN, WIDE),
        ):
            weights[f"{name}{part}.weight"] = matrix(out, into)
            weights[f"{name}{part}.bias"] = matrix(out)
        weights |= _norm(f"{name}attention.output.LayerNorm", matrix) | _norm(
            f"{name}output.LayerNorm", matrix
        )
    return weights


def _norm(name: str, matrix: "object") -> dict[str, np.ndarray]:
    return {f"{name}.weight": 1 + matrix(HIDDEN), f"{name}.bias": matrix(HIDDEN)}  # type: ignore[operator]


def made_file() -> bytes:
    """The weights as they would be published."""
    return save(made_weights())


def by_hand(weights: dict[str, np.ndarray], ids: list[int]) -> np.ndarray:
    """What the network makes of these tokens, in floats, as the paper has it."""

    def linear(flow: np.ndarray, name: str) -> np.ndarray:
        return flow @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]

    def norm(flow: np.ndarray, name: str) -> np.ndarray:
        even = (flow - flow.mean(-1, keepdims=True)) / np.sqrt(flow.var(-1, keepdims=True) + 1e-12)
        return even * weights[f"{name}.weight"] + weights[f"{name}.bias"]

    flow = weights["embeddings.word_embeddings.weight"][ids]
    flow = flow + weights["embeddings.position_embeddings.weight"][: len(ids)]
    flow = norm(flow + weights["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
    for layer in range(LAYERS):
        name = f"encoder.layer.{layer}."
        query, key, value = (
            linear(flow, f"{name}attention.self.{part}").reshape(len(ids), HEADS, -1).swapaxes(0, 1)
            for part in ("query", "key", "value")
        )
        scores = np.exp(query @ key.swapaxes(1, 2) / np.sqrt(query.shape[-1]))
        seen = (scores / scores.sum(-1, keepdims=True) @ value).swapaxes(0, 1).reshape(len(ids), HIDDEN)
        flow = norm(flow + linear(seen, f"{name}attention.output.dense"), f"{name}attention.output.LayerNorm")
        wide = linear(flow, f"{name}intermediate.dense")
        wide = wide * 0.5 * (1 + _erf(wide / np.sqrt(2)))
        flow = norm(flow + linear(wide, f"{name}output.dense"), f"{name}output.LayerNorm")
    return flow


def _erf(values: np.ndarray) -> np.ndarray:
    from math import erf

    return np.vectorize(erf)(values)
