"""The model's network as ONNX: weights of one byte, each column with a scale of its own, made by plain arithmetic.

One text at a time and no mask: a batch would have to be filled up to its longest text, and the range of the
numbers between layers, which is measured on the spot, would hang on a text's neighbours. As it is, a text has
the same vector whatever it is embedded with, and it is quicker too (docs/decisions/0008 has the figures).
"""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from heeded.engine.meaning import _protobuf
from heeded.engine.meaning._pinned import DIMENSIONS, REVISION

MOST_TOKENS = 512
_LAYERS, _HEADS = 6, 12
_EPSILON = 1e-12
_MICROSOFT = "com.microsoft"  # onnxruntime's own operators, which do several steps in one
_ABOUT = {
    "source": f"sentence-transformers/all-MiniLM-L6-v2, revision {REVISION}",
    "licence": "Apache-2.0",
    "changed": "weights and word embeddings rounded to int8 by Heeded",
}
Floats = npt.NDArray[np.float32]
Weights = Mapping[str, Floats]


def graph_of(weights: Weights) -> bytes:
    """The ONNX file: input `ids` (1, n) token numbers; output `tokens` (1, n, 384) a vector for each token.

    The same weights give the same bytes on every machine.
    """
    graph = _Graph(weights)
    flow = graph.embeddings()
    for layer in range(_LAYERS):
        flow = graph.layer(flow, f"encoder.layer.{layer}.")
    graph.step("Identity", [flow], outputs=["tokens"])
    return _protobuf.model(
        nodes=graph.nodes,
        constants=graph.constants,
        inputs=[_protobuf.port("ids", type_name="int64", shape=(1, "tokens"))],
        outputs=[_protobuf.port("tokens", type_name="float32", shape=(1, "tokens", DIMENSIONS))],
        sets={"": 18, _MICROSOFT: 1},
        about=_ABOUT,
    )


class _Graph:
    """Gathers steps and constants; every method gives back the name of what comes out of it."""

    def __init__(self, weights: Weights) -> None:
        self.nodes: list[bytes] = []
        self.constants: list[bytes] = []
        self._weights = weights
        self._named: set[str] = set()

    def step(
        self,
        kind: str,
        inputs: Sequence[str],
        *,
        outputs: Sequence[str] = (),
        domain: str = "",
        **attributes: _protobuf.Attribute,
    ) -> str:
        """One step; its output is named by its number where no name is given."""
        names = list(outputs) or [f"step{len(self.nodes)}"]
        self.nodes.append(_protobuf.node(kind, inputs, names, domain=domain, attributes=attributes))
        return names[0]

    def constant(self, name: str, array: npt.NDArray[np.generic]) -> str:
        """A constant, written once however often it is asked for."""
        if name not in self._named:
            self._named.add(name)
            self.constants.append(_protobuf.tensor(name, array))
        return name

    def embeddings(self) -> str:
        """A vector for each token, by its number and its place."""
        words, scales = _rounded(self._weights["embeddings.word_embeddings.weight"].T)
        places = (
            self._weights["embeddings.position_embeddings.weight"][:MOST_TOKENS]
            + self._weights["embeddings.token_type_embeddings.weight"][0]
        )
        rows = self.step("Gather", [self.constant("words", words.T), "ids"])
        scale = self.step("Gather", [self.constant("words.scale", scales[:, None]), "ids"])
        by_number = self.step("Mul", [self.step("Cast", [rows], to=1), scale])
        count = self.step("Shape", ["ids"], start=1, end=2)
        first = self.constant("zero", np.zeros(1, np.int64))
        by_place = self.step("Slice", [self.constant("places", places), first, count, first])
        return self.normalised(self.step("Add", [by_number, by_place]), "embeddings.LayerNorm")

    def layer(self, flow: str, name: str) -> str:
        """One layer: each token looks at the others, then is worked over by itself."""
        seen = self.attention(flow, name + "attention.self.")
        flow = self.added(seen, flow, name + "attention.output.")
        wide = self.linear(flow, name + "intermediate.dense", bias=False)
        bias = self.constant(name + "gelu", self._weights[name + "intermediate.dense.bias"])
        return self.added(self.step("BiasGelu", [wide, bias], domain=_MICROSOFT), flow, name + "output.")

    def attention(self, flow: str, name: str) -> str:
        """What each token takes from the others."""
        parts = ("query", "key", "value")
        together = self.linear(flow, name + "all", parts=[name + part for part in parts])
        asked = [name + part for part in parts]
        self.step("Split", [together], outputs=asked, axis=-1, num_outputs=3)
        return self.step("MultiHeadAttention", asked, domain=_MICROSOFT, num_heads=_HEADS)

    def added(self, flow: str, before: str, name: str) -> str:
        """Through a matrix, then added to what came before it, to even lengths."""
        through = self.linear(flow, name + "dense")
        return self.normalised(self.step("Add", [through, before]), name + "LayerNorm")

    def normalised(self, flow: str, name: str) -> str:
        """Lengths evened out."""
        own = [
            self.constant(f"{name}.{part}", self._weights[f"{name}.{part}"]) for part in ("weight", "bias")
        ]
        return self.step("LayerNormalization", [flow, *own], axis=-1, epsilon=_EPSILON)

    def linear(self, flow: str, name: str, *, parts: Sequence[str] = (), bias: bool = True) -> str:
        """Times one matrix of int8, or several side by side, plus a bias."""
        sources = parts or [name]
        matrix = np.concatenate([self._weights[f"{source}.weight"].T for source in sources], axis=1)
        rounded, scales = _rounded(matrix)
        inputs = [
            flow,
            self.constant(f"{name}.int8", rounded),
            self.constant(f"{name}.scale", scales),
            self.constant(f"{name}.zero", np.zeros(len(scales), np.int8)),
        ]
        if bias:
            biases = np.concatenate([self._weights[f"{source}.bias"] for source in sources])
            inputs.append(self.constant(f"{name}.bias", biases))
        return self.step("DynamicQuantizeMatMul", inputs, domain=_MICROSOFT)


def _rounded(matrix: Floats) -> tuple[npt.NDArray[np.int8], Floats]:
    """The matrix in whole numbers from -127 to 127 and, for each column, what one of them is worth."""
    scales = np.abs(matrix).max(axis=0) / np.float32(127)
    return np.rint(matrix / scales).astype(np.int8), scales
